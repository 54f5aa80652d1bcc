"""A file of contracted providers as a whole: every row of it, or everything that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from intake.documents.csv_records import Record, announced_delimiter, best_delimiter, records
from intake.documents.csv_text import csv_text
from intake.documents.register_columns import COLUMNS, Columns
from intake.documents.register_conflicts import Conflicts
from intake.documents.register_finding import WHOLE_FILE, Finding
from intake.documents.register_places import Places
from intake.documents.register_row import RowReader
from intake.domain.provider_import import ListedContract
from intake.domain.round import ProcurementRound


@dataclass(frozen=True)
class RegisterFile:
    """What a file says.

    Attributes:
        rows: A contract for each region of each row; empty when there are findings, since
            nothing of a file with a mistake is taken.
        findings: All mistakes, in the order of the lines.
        lines: Rows that were looked at, the first line left out.
        encoding: What the bytes were read as; empty when they could not be.
        delimiter: What separates cells.
    """

    rows: tuple[ListedContract, ...]
    findings: tuple[Finding, ...]
    lines: int
    encoding: str
    delimiter: str


def read_register(
    raw: bytes,
    rounds: Mapping[str, ProcurementRound],
    public_domains: frozenset[str] = frozenset(),
) -> RegisterFile:
    """Return what a file says; any bytes give a value.

    Args:
        raw: The whole file.
        rounds: All rounds that are known, by identifier.
        public_domains: Further domains that are nobody's own.
    """
    decoded = csv_text(raw)
    announced, text = announced_delimiter(decoded.text)
    delimiter = announced or best_delimiter(text, COLUMNS)
    if decoded.findings:
        return RegisterFile((), decoded.findings, 0, decoded.encoding, delimiter)
    reading = _Reading(RowReader(Places(rounds), public_domains))
    reading.read(text, delimiter)
    findings = tuple(sorted(reading.findings))
    rows = () if findings else tuple(reading.rows)
    return RegisterFile(rows, findings, reading.lines, decoded.encoding, delimiter)


class _Reading:
    """Collects rows and findings of one file, so that all mistakes are told at once."""

    def __init__(self, reader: RowReader) -> None:
        self._reader = reader
        self._conflicts = Conflicts()
        self._columns: Columns | None = None
        self.rows: list[ListedContract] = []
        self.findings: list[Finding] = []
        self.lines = 0

    def read(self, text: str, delimiter: str) -> None:
        for item in records(text, delimiter):
            if isinstance(item, Finding):
                self.findings.append(item)
            elif self._columns is None:
                self._columns = Columns(item)
                self.findings += self._columns.findings
                if self.findings:
                    # Without its columns no row can be read.
                    return
            else:
                self._take(item, self._columns)
        if self._columns is None and not self.findings:
            self.findings += Columns(None).findings
        elif not self.lines and not self.findings:
            self.findings.append(Finding(WHOLE_FILE, "", "lists nobody; add a line per contract"))
        self.findings += self._conflicts.within_domains()

    def _take(self, record: Record, columns: Columns) -> None:
        self.lines += 1
        cells, findings = columns.values(record)
        row = self._reader.read(record.line, cells)
        self.findings += [*findings, *row.findings]
        for contract in row.contracts:
            self.rows.append(contract)
            self.findings += self._conflicts.with_earlier(contract)
