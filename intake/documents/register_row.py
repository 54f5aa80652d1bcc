"""One row of a file of contracted providers, value by value."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from intake.documents import register_values as values
from intake.documents.register_columns import (
    ADDRESSES,
    CONTRACT_FROM,
    CONTRACT_UNTIL,
    DOMAINS,
    KVK_NUMBER,
    NAME,
    REGION,
    ROUND,
    ZORGKANTOOR,
)
from intake.documents.register_finding import Finding
from intake.documents.register_places import Places
from intake.domain.provider import Contract
from intake.domain.provider_import import ListedContract

Value = TypeVar("Value")


@dataclass(frozen=True)
class ReadRow:
    """What a row says: a contract for each region it names, and what is wrong with it.

    The contracts of a row with findings are only good for comparing rows with each other.
    """

    contracts: tuple[ListedContract, ...]
    findings: tuple[Finding, ...]


class RowReader:
    """Reads the rows of one file.

    Args:
        places: The rounds that are known.
        public_domains: Further domains that are nobody's own.
    """

    def __init__(self, places: Places, public_domains: frozenset[str]) -> None:
        self._places = places
        self._public_domains = public_domains

    def read(self, line: int, cells: dict[str, str]) -> ReadRow:
        """Return what a row says; every value of it is looked at."""
        row = _Cells(line, cells)
        place = self._places.find(cells[ROUND], cells[ZORGKANTOOR], cells[REGION])
        if place.wrong:
            row.wrong(place.wrong_column, place.wrong)
        name = row.value(NAME, values.provider_name)
        number = row.value(KVK_NUMBER, values.kvk_number)
        domains = row.values(DOMAINS, partial(values.domain, public_domains=self._public_domains))
        addresses = row.values(ADDRESSES, values.address)
        first, last = row.value(CONTRACT_FROM, values.day), row.value(CONTRACT_UNTIL, values.day)
        if first is not None and last is not None and last < first:
            message = f"{last} lies before contract_from {first}; correct one of them"
            row.wrong(CONTRACT_UNTIL, message)
        if name is None or number is None:
            return ReadRow((), tuple(row.findings))
        contracts = tuple(
            ListedContract(
                line=line,
                round=place.round,
                contract=Contract(place.zorgkantoor, region, first, last),
                kvk_number=number,
                name=name,
                domains=domains,
                addresses=addresses,
            )
            for region in place.regions
        )
        return ReadRow(contracts, tuple(row.findings))


class _Cells:
    """The cells of one row, and what is found wrong with them."""

    def __init__(self, line: int, cells: dict[str, str]) -> None:
        self._line = line
        self._cells = cells
        self.findings: list[Finding] = []

    def wrong(self, column: str, message: str) -> None:
        self.findings.append(Finding(self._line, column, message))

    def value(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """Return the value of a cell; None, with a finding, when it cannot be read."""
        try:
            return read(self._cells[column])
        except values.WrongValueError as error:
            self.wrong(column, str(error))
            return None

    def values(self, column: str, read: Callable[[str], str]) -> tuple[str, ...]:
        """Return the values of a cell that may hold several, those that can be read."""
        return values.several(self._cells[column], read, partial(self.wrong, column))
