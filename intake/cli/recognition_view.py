"""The rules by which documents are recognised, as rows for people."""

from collections.abc import Iterator, Sequence

from intake.domain.round import DocumentKind


def rule_rows(kinds: Sequence[DocumentKind]) -> Iterator[tuple[str, str, str]]:
    """Yield kind, key of the rule and its words; what holds for every kind comes last, once."""
    common = _common(kinds)
    for kind in kinds:
        others = tuple(title for title in kind.other_titles if title not in common)
        keys = {
            "phrases": kind.phrases,
            "titles": kind.titles,
            "headings": kind.headings,
            "sentences": kind.sentences,
            "layout": kind.layout,
            "fields": kind.fields,
            "file_names": kind.file_names,
            "excludes": kind.excludes,
            "file_name_excludes": kind.file_name_excludes,
            "other_titles": others,
            "most_pages": () if kind.most_pages is None else (str(kind.most_pages),),
        }
        yield from ((kind.id, key, "; ".join(words)) for key, words in keys.items() if words)
    if common:
        yield "(all)", "other_papers", "; ".join(common)
    for words in {kind.announcements for kind in kinds if kind.announcements}:
        yield "(all)", "announcements", "; ".join(words)


def _common(kinds: Sequence[DocumentKind]) -> tuple[str, ...]:
    if len(kinds) < 2:  # noqa: PLR2004 - of one kind nothing is shared
        return ()
    return tuple(
        title
        for title in kinds[0].other_titles
        if all(title in kind.other_titles for kind in kinds[1:])
    )
