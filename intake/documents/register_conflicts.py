"""Rows that contradict each other: a register in which a sender could be two providers is none.

Rounds are looked at one by one, since providers merge and domains change hands between them.
"""

from collections.abc import Iterable, Iterator

from intake.documents.nearest_name import letters_of
from intake.documents.register_columns import ADDRESSES, DOMAINS, KVK_NUMBER, NAME, REGION
from intake.documents.register_finding import Finding, shown
from intake.domain.mail_domain import domain_and_above
from intake.domain.provider_import import ListedContract


class Conflicts:
    """What the rows so far have said, to hold the next one against."""

    def __init__(self) -> None:
        self._contracts: dict[tuple[object, ...], int] = {}
        self._names: dict[tuple[str, str], tuple[str, int]] = {}
        self._owners: dict[tuple[str, str], tuple[str, int]] = {}
        self._rows: list[ListedContract] = []

    def with_earlier(self, row: ListedContract) -> Iterator[Finding]:
        """Yield in what a row contradicts or repeats an earlier one."""
        yield from self._twice(row)
        first_of_line = not self._rows or self._rows[-1].line != row.line
        self._rows.append(row)
        if first_of_line:
            yield from self._other_name(row)
            yield from self._other_owner(row, DOMAINS, row.domains)
            yield from self._other_owner(row, ADDRESSES, row.addresses)

    def within_domains(self) -> Iterator[Finding]:
        """Yield addresses and domains that lie within the domain of another provider."""
        seen: set[tuple[str, str, str]] = set()
        for row in self._rows:
            senders = [(DOMAINS, item, domain_and_above(item)[1:]) for item in row.domains]
            senders += [
                (ADDRESSES, item, domain_and_above(item.rpartition("@")[2]))
                for item in row.addresses
            ]
            for column, sender, above in senders:
                key = (row.round, sender, row.kvk_number)
                if key not in seen:
                    seen.add(key)
                    yield from self._in_another(row, column, sender, above)

    def _in_another(
        self, row: ListedContract, column: str, sender: str, above: Iterable[str]
    ) -> Iterator[Finding]:
        for domain in above:
            number, line = self._owners.get((row.round, domain), (row.kvk_number, 0))
            if number != row.kvk_number:
                message = (
                    f"{shown(sender)} lies in the domain {domain} that line {line} gives to KvK "
                    f"{number}; one sender cannot be two providers: correct one of them"
                )
                yield Finding(row.line, column, message)

    def _twice(self, row: ListedContract) -> Iterator[Finding]:
        key = (row.round, row.contract, row.kvk_number)
        earlier = self._contracts.setdefault(key, row.line)
        if earlier != row.line:
            message = (
                f"{shown(row.contract.region)} is there already for KvK {row.kvk_number} and the "
                f"same period, on line {earlier}; remove one of them"
            )
            yield Finding(row.line, REGION, message)

    def _other_name(self, row: ListedContract) -> Iterator[Finding]:
        key = (row.round, row.kvk_number)
        name, line = self._names.setdefault(key, (row.name, row.line))
        if letters_of(name) != letters_of(row.name):
            message = (
                f"{shown(row.name)} has KvK {row.kvk_number}, which line {line} gives to "
                f"{shown(name)}; correct the name or the number"
            )
            yield Finding(row.line, NAME, message)

    def _other_owner(
        self, row: ListedContract, column: str, senders: Iterable[str]
    ) -> Iterator[Finding]:
        for sender in senders:
            owner = (row.kvk_number, row.line)
            number, line = self._owners.setdefault((row.round, sender), owner)
            if number != row.kvk_number:
                message = (
                    f"{shown(sender)} has KvK {row.kvk_number} here and {number} on line {line}; "
                    f"correct one, or the column {KVK_NUMBER}"
                )
                yield Finding(row.line, column, message)
