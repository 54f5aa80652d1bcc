"""Write every sample as an `.eml` file: `python -m deploy.samples DIR`."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from deploy.samples.letter import DUTCH_TIME
from deploy.samples.mails import SAMPLES, Sample, sample

MEGABYTE: Final = 1_000_000
DEFAULT_MOMENT: Final = datetime(2023, 7, 20, 10, 0, tzinfo=DUTCH_TIME)


def main(arguments: list[str] | None = None) -> int:
    """Write the samples into DIR, which is made when it is missing; exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m deploy.samples", description=__doc__)
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--recipient", default="oco@zorgkantoor.example", help="the To: address")
    parser.add_argument(
        "--at", type=datetime.fromisoformat, default=DEFAULT_MOMENT, help="moment of sending, ISO"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    at = options.at if options.at.tzinfo else options.at.replace(tzinfo=DUTCH_TIME)
    options.directory.mkdir(parents=True, exist_ok=True)
    for name in SAMPLES:
        made = sample(name, options.recipient, at=at, seed=options.seed)
        path = options.directory / f"{name}.eml"
        path.write_bytes(made.raw)
        print(f"{path}  {len(made.raw) / MEGABYTE:7.2f} MB  {_described(made)}")
    return 0


def _described(made: Sample) -> str:
    expected = made.expectation
    words = [expected.kind, f"{len(expected.documents)} files"]
    if expected.verdict:
        words.append(expected.verdict)
    for label in ("missing", "unreadable", "unsearchable"):
        names = getattr(expected, label)
        if names:
            words.append(f"{label}: {', '.join(names)}")
    if not expected.receipt:
        words.append("no answer")
    return "; ".join(words)


if __name__ == "__main__":
    sys.exit(main())
