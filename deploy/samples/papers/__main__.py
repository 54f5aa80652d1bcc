"""Write a set of papers with its truth: `python -m deploy.samples.papers --set develop --to DIR`.

DIR gets a folder per paper, so that names may repeat, and `truth.json` with one entry each;
`trusted-ca.pem` is the root whose signatures count as known, where any are signed.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from deploy.samples.papers.recipes import described, made
from deploy.samples.papers.sets import SETS
from deploy.samples.papers.signing import TRUSTED


def main(arguments: list[str] | None = None) -> int:
    """Write the set and print how many papers of each kind; exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m deploy.samples.papers", description=__doc__)
    parser.add_argument("--set", choices=sorted(SETS), required=True, dest="which")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR")
    parser.add_argument("--store", type=Path, help="keep made papers here for the next time")
    parser.add_argument("--only", default="", help="ids that contain these words")
    options = parser.parse_args(arguments)
    recipes = [recipe for recipe in SETS[options.which] if options.only in recipe.id]
    entries: list[dict[str, Any]] = []
    for number, (name, paper) in enumerate(made(recipes, options.store), start=1):
        folder = options.to / f"{number:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / paper.name).write_bytes(paper.content)
        entries.append({"id": name, "path": f"{number:03}/{paper.name}", **described(paper)})
    text = json.dumps(entries, ensure_ascii=False, indent=1)
    (options.to / "truth.json").write_text(text, "utf-8")
    if any(entry["truth"]["facts"]["digital_signature"] for entry in entries):
        (options.to / "trusted-ca.pem").write_bytes(TRUSTED.pem)
    kinds = Counter(entry["truth"]["kind"] or "none" for entry in entries)
    print(f"{len(entries)} papers in {options.to}")
    for kind, count in sorted(kinds.items()):
        print(f"  {count:4} {kind}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
