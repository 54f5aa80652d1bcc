"""`make vocabulary`: learn which words make which kind of document likely, from sample papers.

Logistic regression over which words a paper has, each paper of the same length however long it
is. It learns from the written papers and from the sets `develop` and `seen`; never from
`measure`, which tells what it is worth. The outcome, `intake/documents/kind_vocabulary.json`, is
a line per word, so that a change of it can be read. Run it after papers were added, raise
`JUDGED_BY`, and look at the figures of `make bench`.
"""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from deploy.samples.papers.recipes import made
from deploy.samples.papers.sets import SETS
from deploy.samples.written_papers import written_papers
from intake.documents.examine import examine_document
from intake.documents.kind_vocabulary import OF_NO_KIND, words_of
from intake.documents.page_words import PageWords
from intake.documents.plain_words import plain

_FILE: Final = Path(__file__).parents[1] / "intake/documents/kind_vocabulary.json"
_SETS: Final = ("develop", "seen")
_PAGES: Final = 3
_FEWEST_PAPERS: Final = 4
_LIGHTEST: Final = 40  # hundredths; lighter words change nothing that can be seen
_STRENGTH: Final = 50.0
_SCALE: Final = 100

# What the samples happen to say: when and where, and the words of files that lost their letters.
_BY_CHANCE: Final = frozenset(
    word
    for line in (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr jun jul aug sep okt nov dec january february march may june july august",
        "october maandag dinsdag woensdag donderdag vrijdag cid page pagina blad bv",
        "cz vgz menzis dsw eno caresq kruis noord zuid oost west midden gooi waterland haag den",
    )
    for word in line.split()
)
_ADDRESS: Final = re.compile(r"\S*[@/]\S*|\S+\.(?:nl|com|org|eu|example|test)\b")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FEWEST_AS_A_WORD: Final = 2
"""Papers that have a word in small letters, outside addresses; names of people and places have
none, however often they stand in capitals."""


def main() -> None:
    """Learn and write the file."""
    kinds, papers = zip(*_papers(), strict=True)
    texts = [" ".join(PageWords(page).words for page in pages) for pages in papers]
    known = _no_names(papers)
    counter = CountVectorizer(
        binary=True,
        min_df=_FEWEST_PAPERS,
        analyzer=lambda text: sorted(words_of(text) & known - _BY_CHANCE),
    )
    model = LogisticRegression(C=_STRENGTH, max_iter=3_000, class_weight="balanced")
    model.fit(normalize(counter.fit_transform(texts).astype(float)), kinds)
    weights = {
        word: [round(_SCALE * weight) for weight in column]
        for word, column in zip(counter.get_feature_names_out(), model.coef_.T, strict=True)
    }
    kept = {word: points for word, points in weights.items() if max(map(abs, points)) >= _LIGHTEST}
    begin = [round(_SCALE * start) for start in model.intercept_]
    _FILE.write_text(_as_lines([str(kind) for kind in model.classes_], begin, kept), "utf-8")
    print(f"{len(kept)} words learned from {len(texts)} papers")


def _no_names(papers: Iterable[Sequence[str]]) -> set[str]:
    """Return words that are written in small letters, and abbreviations in capitals alone."""
    small: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    as_names: set[str] = set()
    for pages in papers:
        found = {word for page in pages for word in _WORD.findall(_ADDRESS.sub(" ", page))}
        small.update({plain(word) for word in found if word.islower()})
        capitals.update({plain(word) for word in found if word.isupper()})
        as_names |= {plain(word) for word in found if word.istitle()}
    words = {word for word, times in small.items() if times >= _FEWEST_AS_A_WORD}
    return (
        words | {word for word, times in capitals.items() if times >= _FEWEST_AS_A_WORD} - as_names
    )


def _papers() -> Iterator[tuple[str, tuple[str, ...]]]:
    for written in written_papers():
        yield written.kind or OF_NO_KIND, written.pages[:_PAGES]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        for name in _SETS:
            for _, paper in made(SETS[name]):
                parts = paper.truth.parts
                if len(parts) > 1:
                    continue
                path.write_bytes(paper.content)
                pages = examine_document(path, paper.media_type).page_texts
                if any(pages):
                    kind = parts[0].kind if parts else paper.truth.kind
                    yield kind or OF_NO_KIND, pages[:_PAGES]


def _as_lines(kinds: list[str], begin: list[int], weights: dict[str, list[int]]) -> str:
    lines = ",\n".join(f'"{word}": {json.dumps(points)}' for word, points in weights.items())
    return (
        f'{{"kinds": {json.dumps(kinds)},\n"begin": {json.dumps(begin)},\n'
        f'"weights": {{\n{lines}\n}}}}\n'
    )


if __name__ == "__main__":
    main()
