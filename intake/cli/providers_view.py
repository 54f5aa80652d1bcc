"""The register on a terminal, as tab-separated lines, and as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from intake.cli.output import (
    Column,
    Width,
    is_terminal,
    print_json,
    print_table,
    say,
    say_wrapped,
)
from intake.domain.moments import iso
from intake.domain.office import Office
from intake.domain.provider import Contract
from intake.domain.provider_identity import MEANINGS
from intake.domain.provider_import import ListedContract, StoredImport
from intake.domain.provider_standing import ProviderStanding
from intake.domain.public_json import standing_as_json

_INDENT = 2
_PROVIDERS = (
    Column("round", Width.WHOLE),
    Column("zorgkantoor", Width.CUT),
    Column("KvK", Width.WHOLE),
    Column("name", Width.CUT),
    Column("regions"),
    Column("found by"),
)
_IMPORTS = (
    Column("import", Width.WHOLE),
    Column("at", Width.WHOLE),
    Column("by", Width.CUT),
    Column("file", Width.CUT),
    Column("contracts", Width.WHOLE),
    Column("registers"),
)
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class ListedProvider:
    """One provider in the register of one office in one round."""

    round: str
    zorgkantoor: str
    kvk_number: str
    name: str
    rows: tuple[ListedContract, ...]

    def senders(self) -> tuple[str, ...]:
        """Return its domains and addresses, each once."""
        domains = [item for row in self.rows for item in row.domains]
        return tuple(dict.fromkeys([*domains, *(x for row in self.rows for x in row.addresses)]))


def lists_of(rows: Iterable[ListedContract]) -> Iterator[ListedProvider]:
    """Yield the providers of rows that come by round, office and name."""

    def of(row: ListedContract) -> tuple[str, str, str, str]:
        return (row.round, row.contract.zorgkantoor, row.name, row.kvk_number)

    for (round_id, zorgkantoor, name, number), group in groupby(rows, of):
        yield ListedProvider(round_id, zorgkantoor, number, name, tuple(group))


def print_lists(providers: Iterable[ListedProvider], *, json: bool) -> None:
    """Print providers as a table, as lines, or as JSON."""
    if json:
        for item in providers:
            print_json(_listed_as_json(item))
        return
    print_table("Contracted providers", _PROVIDERS, (_cells(item) for item in providers))


def _listed_as_json(item: ListedProvider) -> dict[str, Any]:
    return {
        "round": item.round,
        "zorgkantoor": item.zorgkantoor,
        "kvk_number": item.kvk_number,
        "name": item.name,
        "domains": list(dict.fromkeys(word for row in item.rows for word in row.domains)),
        "addresses": list(dict.fromkeys(word for row in item.rows for word in row.addresses)),
        "contracts": [_contract_as_json(row) for row in item.rows],
    }


def _contract_as_json(row: ListedContract) -> dict[str, Any]:
    return {
        "region": row.contract.region,
        "from": _iso(row.contract.first_day),
        "until": _iso(row.contract.last_day),
        "import": row.import_id,
        "line": row.line,
    }


def _cells(item: ListedProvider) -> tuple[object, ...]:
    regions = ", ".join(f"{row.contract.region}{_period(row.contract)}" for row in item.rows)
    senders = ", ".join(item.senders())
    name = item.name if is_terminal() else _no_formula(item.name)
    return (item.round, item.zorgkantoor, item.kvk_number, name, regions, senders)


def _no_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def provider_as_json(
    rows: Sequence[ListedContract], in_force: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """Return all that is kept of one provider."""
    return {
        "kvk_number": rows[0].kvk_number,
        "registers": [
            _listed_as_json(item)
            | {
                "contracts": [
                    _contract_as_json(row) | {"in_force": _is_in_force(row, in_force)}
                    for row in item.rows
                ]
            }
            for item in lists_of(rows)
        ],
    }


def print_provider(
    rows: Sequence[ListedContract], in_force: Mapping[str, Mapping[str, int]]
) -> None:
    """Print all that is kept of one provider."""
    say(f"KvK {rows[0].kvk_number}")
    for item in lists_of(rows):
        say(f"{item.round} {item.zorgkantoor}: {item.name}")
        say_wrapped(f"  found by {', '.join(item.senders()) or 'its KvK number alone'}", _INDENT)
        for row in item.rows:
            kept = "" if _is_in_force(row, in_force) else ", no longer in force"
            source = f"import {row.import_id}, line {row.line}{kept}"
            say_wrapped(f"  {row.contract.region}{_period(row.contract)} ({source})", _INDENT)


def _is_in_force(row: ListedContract, in_force: Mapping[str, Mapping[str, int]]) -> bool:
    return in_force[row.round].get(row.contract.zorgkantoor) == row.import_id


def print_imports(imports: Iterable[StoredImport]) -> None:
    """Print imports as a table or as lines."""
    print_table("Imports of contracted providers", _IMPORTS, map(_import_cells, imports))


def _import_cells(item: StoredImport) -> tuple[object, ...]:
    registers = ", ".join(f"{round_id} {zorgkantoor}" for round_id, zorgkantoor in item.registers)
    what = f"withdrawn: {registers}" if item.withdraws else registers
    return (item.id, item.at, item.by, item.file_name, item.contracts, what)


def imports_as_json(item: StoredImport) -> dict[str, Any]:
    """Return one import."""
    return {
        "import": item.id,
        "at": iso(item.at),
        "by": item.by,
        "file": item.file_name,
        "sha256": item.sha256,
        "size": item.size,
        "contracts": item.contracts,
        "withdraws": item.withdraws,
        "registers": [
            {"round": round_id, "zorgkantoor": zorgkantoor}
            for round_id, zorgkantoor in item.registers
        ],
    }


def standing_line(office: Office, standing: ProviderStanding) -> dict[str, Any]:
    """Return how a sender is judged by one office."""
    head = {"round": office.round.id, "zorgkantoor": office.zorgkantoor.id}
    return head | standing_as_json(standing)


def print_standings(standings: Sequence[tuple[Office, ProviderStanding]]) -> None:
    """Print how a sender is judged by each office."""
    for office, standing in standings:
        who = f"KvK {standing.kvk_number}" if standing.kvk_number else "nobody known"
        name = f" {standing.name}" if standing.name else ""
        say_wrapped(
            f"{office.round.id} {office.zorgkantoor.id}: {who}{name}: {MEANINGS[standing.basis]}",
            _INDENT,
        )
        alike: dict[tuple[str, Contract | None], list[str]] = {}
        for item in standing.regions:
            alike.setdefault((str(item.status), item.contract), []).append(item.region)
        for (status, why), regions in alike.items():
            by = f" (contract: {why.zorgkantoor}, {why.region}{_period(why)})" if why else ""
            say_wrapped(f"  {status}: {', '.join(regions)}{by}", _INDENT)


def _period(contract: Contract) -> str:
    if contract.first_day is None and contract.last_day is None:
        return ""
    return f" {_iso(contract.first_day) or '…'}/{_iso(contract.last_day) or '…'}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
