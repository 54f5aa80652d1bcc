"""One row of a file of contracted providers, value by value."""

from dataclasses import dataclass

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
        findings: list[Finding] = []

        def wrong(column: str, message: str) -> None:
            findings.append(Finding(line, column, message))

        place = self._places.find(cells[ROUND], cells[ZORGKANTOOR], cells[REGION])
        if place.wrong:
            wrong(place.wrong_column, place.wrong)
        name = number = ""
        try:
            name = values.provider_name(cells[NAME])
        except values.WrongValueError as error:
            wrong(NAME, str(error))
        try:
            number = values.kvk_number(cells[KVK_NUMBER])
        except values.WrongValueError as error:
            wrong(KVK_NUMBER, str(error))
        domains = values.several(
            cells[DOMAINS],
            lambda text: values.domain(text, self._public_domains),
            lambda message: wrong(DOMAINS, message),
        )
        addresses = values.several(
            cells[ADDRESSES], values.address, lambda message: wrong(ADDRESSES, message)
        )
        days = {}
        for column in (CONTRACT_FROM, CONTRACT_UNTIL):
            try:
                days[column] = values.day(cells[column])
            except values.WrongValueError as error:
                wrong(column, str(error))
        first, last = days.get(CONTRACT_FROM), days.get(CONTRACT_UNTIL)
        if first is not None and last is not None and last < first:
            wrong(CONTRACT_UNTIL, f"{last} lies before contract_from {first}; correct one of them")
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
            if number and name
        )
        return ReadRow(contracts, tuple(findings))
