"""How an import of the register becomes rows, and rows a provider."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from intake.domain.provider import Contract, Provider
from intake.domain.provider_import import ListedContract, NewImport, StoredImport


def register_as_row(import_id: int, pair: tuple[str, str]) -> dict[str, Any]:
    """Return the row that puts a list of an office in force."""
    return {"import_id": import_id, "round": pair[0], "zorgkantoor": pair[1]}


def contract_as_row(import_id: int, row: ListedContract) -> dict[str, Any]:
    """Return the columns of one contract."""
    return {
        "import_id": import_id,
        "line": row.line,
        "round": row.round,
        "zorgkantoor": row.contract.zorgkantoor,
        "region": row.contract.region,
        "kvk_number": row.kvk_number,
        "name": row.name,
        "domains": list(row.domains),
        "addresses": list(row.addresses),
        "first_day": row.contract.first_day,
        "last_day": row.contract.last_day,
    }


def senders_as_rows(import_id: int, rows: Iterable[ListedContract]) -> Iterator[dict[str, Any]]:
    """Yield each address and domain once, however many regions its provider has."""
    senders = {
        (row.round, row.contract.zorgkantoor, sender, row.kvk_number): None
        for row in rows
        for sender in (*row.domains, *row.addresses)
    }
    for round_id, zorgkantoor, sender, kvk_number in senders:
        yield {
            "import_id": import_id,
            "round": round_id,
            "zorgkantoor": zorgkantoor,
            "sender": sender,
            "kvk_number": kvk_number,
        }


def import_as_detail(
    import_id: int,
    new: NewImport,
    replaced: dict[tuple[str, str], int | None],
    rows: dict[str, str],
) -> dict[str, Any]:
    """Return what the history keeps of an import; the rows themselves are in the file.

    `rows` is what the rows come to, see `storage.provider_digests`.
    """
    return {
        "import": import_id,
        "by": new.by,
        "file": new.file_name,
        "sha256": new.sha256,
        "size": new.size,
        "contracts": len(new.rows),
        "providers": len({row.kvk_number for row in new.rows}),
        "registers": [
            {"round": round_id, "zorgkantoor": zorgkantoor, "replaces": before}
            for (round_id, zorgkantoor), before in replaced.items()
        ],
        "rows": rows,
        "withdraws": bool(new.withdraws),
    }


def import_of_row(row: Row[Any], registers: Sequence[tuple[str, str]]) -> StoredImport:
    """Return an import of its row."""
    return StoredImport(
        id=row.id,
        at=row.at,
        by=row.imported_by,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        contracts=row.contracts,
        registers=tuple(registers),
        withdraws=row.withdraws,
    )


def contract_of_row(row: Row[Any]) -> ListedContract:
    """Return a contract of its row."""
    return ListedContract(
        line=row.line,
        round=row.round,
        contract=Contract(row.zorgkantoor, row.region, row.first_day, row.last_day),
        kvk_number=row.kvk_number,
        name=row.name,
        domains=tuple(row.domains),
        addresses=tuple(row.addresses),
        import_id=row.import_id,
    )


def provider_of_rows(rows: Sequence[ListedContract]) -> Provider:
    """Return the provider that rows of one KvK number make together."""
    return Provider(
        kvk_number=rows[0].kvk_number,
        name=rows[0].name,
        domains=frozenset(domain for row in rows for domain in row.domains),
        addresses=frozenset(address for row in rows for address in row.addresses),
        contracts=tuple(row.contract for row in rows),
    )
