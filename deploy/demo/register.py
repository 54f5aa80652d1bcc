"""The register of contracted providers for the round of the demo."""

import csv
import io
from pathlib import Path
from typing import Final

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "providers.csv"


def register_of(round_id: str) -> str:
    """Return the example of README as CSV, with every line for another round."""
    with EXAMPLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row | {"round": round_id} for row in rows)
    return written.getvalue()
