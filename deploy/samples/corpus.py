"""`python -m deploy.samples.corpus`: write the mails of `tests/corpus/containers/`.

`--check` writes nothing and ends with status 1 when a file there is not what is made here.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from deploy.samples.corpus_mails import (
    archives,
    damage,
    in_the_text,
    mails_within,
    outlook_files,
    sealed,
)
from deploy.samples.corpus_mails.case import Case

CORPUS: Final = Path(__file__).parents[2] / "tests" / "corpus"
FOLDER: Final = CORPUS / "containers"
README: Final = CORPUS / "README.md"
_MARKED = re.compile(r"(?<=<!-- containers: begin -->\n).*?(?=<!-- containers: end -->)", re.DOTALL)


def all_cases() -> tuple[Case, ...]:
    """Return every case; the same bytes each time."""
    modules = (mails_within, outlook_files, sealed, archives, in_the_text, damage)
    return tuple(case for module in modules for case in module.cases())


def rewritten(readme: str, cases: Sequence[Case]) -> str:
    """Return the README of the corpus with the table of these cases."""
    rows = [f"| `{case.name}` | {case.source} | {case.purpose} |\n" for case in cases]
    table = "| `containers/` | source | purpose |\n|---|---|---|\n" + "".join(rows)
    return _MARKED.sub(lambda _: table, readme)


def differences() -> list[str]:
    """Return what is not as the cases say."""
    cases = all_cases()
    made = {case.name: case.data for case in cases}
    there = {path.name: path.read_bytes() for path in FOLDER.iterdir()} if FOLDER.is_dir() else {}
    found = [
        f"{name} is not what is made here"
        for name in sorted(made.keys() | there.keys())
        if made.get(name) != there.get(name)
    ]
    readme = README.read_text("utf-8")
    if rewritten(readme, cases) != readme:
        found.append("README.md tells other files")
    return found


def write() -> None:
    """Write every file and the table that tells of them; remove others."""
    cases = all_cases()
    FOLDER.mkdir(exist_ok=True)
    for path in set(FOLDER.iterdir()) - {FOLDER / case.name for case in cases}:
        path.unlink()
    for case in cases:
        (FOLDER / case.name).write_bytes(case.data)
    README.write_text(rewritten(README.read_text("utf-8"), cases), "utf-8")


def main(arguments: Sequence[str]) -> int:
    """Write the files, or only compare them; returns the exit status."""
    if "--check" not in arguments:
        write()
        return 0
    found = differences()
    print("\n".join(found) or "the corpus is what is made here")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
