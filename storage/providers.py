"""The register of contracted providers. See `ProviderRepository`.

Rows are only ever added. Which of them are in force is worked out when the register is
asked, from the numbers of the imports: an import is one act, and it is undone by the next.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, insert, select, text

from intake.domain.lifecycle import Event
from intake.domain.provider import Provider
from intake.domain.provider_import import ListedContract, NewImport, StoredImport
from storage.history import History
from storage.provider_digests import provider_digests
from storage.provider_rows import (
    contract_as_row,
    contract_of_row,
    import_as_detail,
    import_of_row,
    provider_of_rows,
    register_as_row,
    senders_as_rows,
)
from storage.tables import (
    provider_contract,
    provider_import,
    provider_register,
    provider_sender,
)

_ROWS_AT_A_TIME = 1_000


class SqlProviderRepository:
    """See `ProviderRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def lock(self) -> None:
        """See `ProviderRepository`; a writing unit on SQLite keeps all others waiting anyway."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("LOCK TABLE provider_import IN EXCLUSIVE MODE"))

    def add(self, new: NewImport) -> int:
        """See `ProviderRepository`; with its event."""
        replaced = {pair: self.registers(pair[0]).get(pair[1]) for pair in new.registers()}
        import_id: int = self._connection.execute(
            insert(provider_import)
            .values(
                at=new.at,
                imported_by=new.by,
                file_name=new.file_name,
                sha256=new.sha256,
                size=new.size,
                contracts=len(new.rows),
                withdraws=bool(new.withdraws),
            )
            .returning(provider_import.c.id)
        ).scalar_one()
        self._insert(provider_register, (register_as_row(import_id, pair) for pair in replaced))
        self._insert(provider_contract, (contract_as_row(import_id, row) for row in new.rows))
        self._insert(provider_sender, senders_as_rows(import_id, new.rows))
        self._history.record(
            None,
            Event.PROVIDERS_IMPORTED,
            import_as_detail(
                import_id, new, replaced, provider_digests(self._connection, import_id)
            ),
            new.at,
        )
        return import_id

    def imports(self) -> list[StoredImport]:
        """See `ProviderRepository`."""
        registers: dict[int, list[tuple[str, str]]] = defaultdict(list)
        rows = self._connection.execute(
            select(provider_register).order_by(
                provider_register.c.round, provider_register.c.zorgkantoor
            )
        )
        for row in rows:
            registers[row.import_id].append((row.round, row.zorgkantoor))
        found = self._connection.execute(
            select(provider_import).order_by(provider_import.c.id.desc())
        )
        return [import_of_row(row, registers[row.id]) for row in found]

    def registers(self, round_id: str) -> dict[str, int]:
        """See `ProviderRepository`."""
        rows = self._connection.execute(
            select(provider_register.c.zorgkantoor, func.max(provider_register.c.import_id))
            .where(provider_register.c.round == round_id)
            .group_by(provider_register.c.zorgkantoor)
        )
        last = {row[0]: row[1] for row in rows}
        if not last:
            return {}
        withdrawn = set(
            self._connection.execute(
                select(provider_import.c.id).where(
                    provider_import.c.id.in_(last.values()), provider_import.c.withdraws
                )
            ).scalars()
        )
        return {office: number for office, number in last.items() if number not in withdrawn}

    def matching(
        self, round_id: str, senders: Collection[str], kvk_numbers: Collection[str]
    ) -> tuple[Provider, ...]:
        """See `ProviderRepository`."""
        registers = self.registers(round_id)
        numbers = {*kvk_numbers, *self._numbers_of(round_id, senders, registers)}
        rows = self._connection.execute(
            select(provider_contract)
            .where(
                provider_contract.c.round == round_id,
                provider_contract.c.kvk_number.in_(sorted(numbers)),
            )
            .order_by(provider_contract.c.id)
        )
        listed: dict[str, list[ListedContract]] = defaultdict(list)
        for row in rows:
            if registers.get(row.zorgkantoor) == row.import_id:
                listed[row.kvk_number].append(contract_of_row(row))
        return tuple(provider_of_rows(listed[number]) for number in sorted(listed))

    def listed(
        self,
        *,
        round_id: str | None = None,
        zorgkantoor: str | None = None,
        kvk_number: str | None = None,
        in_force: bool = True,
    ) -> Iterator[ListedContract]:
        """See `ProviderRepository`."""
        table = provider_contract.c
        query = select(provider_contract).order_by(
            *(table.round, table.zorgkantoor, table.name, table.kvk_number),
            *(table.region, table.id),
        )
        wanted = {table.round: round_id, table.zorgkantoor: zorgkantoor}
        for column, value in (wanted | {table.kvk_number: kvk_number}).items():
            if value is not None:
                query = query.where(column == value)
        if in_force:
            query = _only_in_force(query)
        for row in self._connection.execute(query):
            yield contract_of_row(row)

    def _numbers_of(
        self, round_id: str, senders: Collection[str], registers: dict[str, int]
    ) -> set[str]:
        rows = self._connection.execute(
            select(provider_sender).where(
                provider_sender.c.sender.in_(sorted(senders)),
                provider_sender.c.round == round_id,
            )
        )
        return {row.kvk_number for row in rows if registers.get(row.zorgkantoor) == row.import_id}

    def _insert(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        pending = list(rows)
        for start in range(0, len(pending), _ROWS_AT_A_TIME):
            self._connection.execute(insert(table), pending[start : start + _ROWS_AT_A_TIME])


def _only_in_force(query: Select[Any]) -> Select[Any]:
    last = (
        select(
            provider_register.c.round,
            provider_register.c.zorgkantoor,
            func.max(provider_register.c.import_id).label("import_id"),
        )
        .group_by(provider_register.c.round, provider_register.c.zorgkantoor)
        .subquery()
    )
    return query.join(
        last,
        and_(
            last.c.round == provider_contract.c.round,
            last.c.zorgkantoor == provider_contract.c.zorgkantoor,
            last.c.import_id == provider_contract.c.import_id,
        ),
    )
