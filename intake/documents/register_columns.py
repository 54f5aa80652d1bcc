"""The columns of a file of contracted providers: one set of names, and clear errors for others."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from intake.documents.csv_records import Record
from intake.documents.nearest_name import did_you_mean
from intake.documents.register_finding import WHOLE_FILE, Finding, shown

ROUND: Final = "round"
ZORGKANTOOR: Final = "zorgkantoor"
REGION: Final = "region"
NAME: Final = "name"
KVK_NUMBER: Final = "kvk_number"
DOMAINS: Final = "domains"
ADDRESSES: Final = "addresses"
CONTRACT_FROM: Final = "contract_from"
CONTRACT_UNTIL: Final = "contract_until"

REQUIRED: Final = (ROUND, ZORGKANTOOR, REGION, NAME, KVK_NUMBER)
OPTIONAL: Final = (DOMAINS, ADDRESSES, CONTRACT_FROM, CONTRACT_UNTIL)
COLUMNS: Final = REQUIRED + OPTIONAL

_IN_DUTCH = {
    "ronde": ROUND,
    "inkoopronde": ROUND,
    "kantoor": ZORGKANTOOR,
    "regio": REGION,
    "naam": NAME,
    "aanbieder": NAME,
    "kvk": KVK_NUMBER,
    "kvknummer": KVK_NUMBER,
    "domeinen": DOMAINS,
    "maildomeinen": DOMAINS,
    "adressen": ADDRESSES,
    "emailadressen": ADDRESSES,
    "van": CONTRACT_FROM,
    "ingangsdatum": CONTRACT_FROM,
    "tot": CONTRACT_UNTIL,
    "einddatum": CONTRACT_UNTIL,
}


class Columns:
    """Where each column stands, and what is wrong with the first line of the file."""

    def __init__(self, header: Record | None) -> None:
        self.findings: tuple[Finding, ...] = ()
        self._places: dict[str, int] = {}
        self._width = 0
        if header is None:
            names = ",".join(COLUMNS)
            self.findings = (Finding(WHOLE_FILE, "", f"is empty; begin it with the line {names}"),)
            return
        names_of = [cell.lower().replace(" ", "_").replace("-", "_") for cell in header.cells]
        self._places = {name: place for place, name in enumerate(names_of) if name in COLUMNS}
        self._width = len(names_of)
        self.findings = tuple(_findings(header, names_of))

    def values(self, record: Record) -> tuple[dict[str, str], list[Finding]]:
        """Return the cells of a record by their column, and what is wrong with their number.

        Cells that are left out at the end of a line are empty.
        """
        findings = []
        if any(record.cells[self._width :]):
            message = (
                f"has {len(record.cells)} cells where the first line has {self._width}; "
                "put a cell that holds the delimiter in quotes"
            )
            findings.append(Finding(record.line, "", message))
        values = {
            name: record.cells[place] if place < len(record.cells) else ""
            for name, place in self._places.items()
        }
        return dict.fromkeys(COLUMNS, "") | values, findings


def _findings(header: Record, names: Sequence[str]) -> list[Finding]:
    found = [
        Finding(header.line, "", _unknown(cell))
        for cell, name in zip(header.cells, names, strict=True)
        if name not in COLUMNS and cell
    ]
    found += [
        Finding(header.line, name, "stands twice in the first line; keep one of them")
        for name, count in Counter(names).items()
        if name in COLUMNS and count > 1
    ]
    found += [
        Finding(header.line, name, "is missing in the first line; add the column")
        for name in REQUIRED
        if name not in names
    ]
    return found


def _unknown(cell: str) -> str:
    letters = "".join(filter(str.isalpha, cell.lower()))
    in_dutch = _IN_DUTCH.get(letters)
    remedy = f'did you mean "{in_dutch}"?' if in_dutch else did_you_mean(cell, COLUMNS)
    return f"{shown(cell)} is no column; {remedy}"
