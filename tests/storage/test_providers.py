"""The register of contracted providers; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import JSON, ColumnElement, select, type_coerce, update

from intake.domain.lifecycle import Event
from intake.domain.provider import Contract, Provider
from intake.domain.provider_import import ListedContract, NewImport, StoredImport
from storage.tables import event, mail
from storage.unit_of_work import SqlStorage
from tests.storage.samples import add, checks

AT = datetime(2023, 6, 1, 12, 0, tzinfo=UTC)
ROUND = "2024-2025"
A, B = "99104237", "99218805"


def row(
    number: str = A,
    *,
    office: str = "vgz",
    region: str = "Nijmegen",
    round_id: str = ROUND,
    name: str = "De Waalbrug",
    domains: tuple[str, ...] = ("dewaalbrug.example",),
    addresses: tuple[str, ...] = ("waalbrug@gmail.com",),
) -> ListedContract:
    contract = Contract(office, region, date(2023, 1, 1), None)
    return ListedContract(2, round_id, contract, number, name, domains, addresses)


def an_import(*rows: ListedContract, at: datetime = AT) -> NewImport:
    return NewImport(at, "A. de Vries", "lijst.csv", "f" * 64, 1234, rows)


def put(storage: SqlStorage, *rows: ListedContract) -> int:
    with storage.unit() as unit:
        import_id = unit.providers.add(an_import(*rows))
        unit.commit()
    return import_id


def found(
    storage: SqlStorage, *senders: str, numbers: tuple[str, ...] = ()
) -> tuple[Provider, ...]:
    with storage.unit(write=False) as unit:
        return unit.providers.matching(ROUND, senders, numbers)


def test_a_provider_is_found_by_address_by_domain_and_by_number(storage: SqlStorage) -> None:
    put(storage, row(), row(region="Waardenland"), row(B, name="Naast U", domains=(), addresses=()))
    waalbrug = Provider(
        A,
        "De Waalbrug",
        frozenset({"dewaalbrug.example"}),
        frozenset({"waalbrug@gmail.com"}),
        (
            Contract("vgz", "Nijmegen", date(2023, 1, 1), None),
            Contract("vgz", "Waardenland", date(2023, 1, 1), None),
        ),
    )
    assert found(storage, "x@dewaalbrug.example", "dewaalbrug.example") == (waalbrug,)
    assert found(storage, "waalbrug@gmail.com") == (waalbrug,)
    assert found(storage, numbers=(A,)) == (waalbrug,)
    assert [item.kvk_number for item in found(storage, numbers=(B, A))] == [A, B]
    assert found(storage, "elders.example", numbers=("11111111",)) == ()
    assert found(storage) == ()


def test_another_round_is_another_register(storage: SqlStorage) -> None:
    import_id = put(storage, row(round_id="2023"))
    assert found(storage, "dewaalbrug.example", numbers=(A,)) == ()
    with storage.unit(write=False) as unit:
        assert unit.providers.registers("2023") == {"vgz": import_id}
        assert unit.providers.registers(ROUND) == {}


def test_a_list_replaces_that_of_its_office_and_no_other(storage: SqlStorage) -> None:
    first = put(storage, row(), row(office="cz", region="Zeeland"))
    second = put(storage, row(B, name="Naast U", domains=("naast-u.example",)))
    with storage.unit(write=False) as unit:
        assert unit.providers.registers(ROUND) == {"vgz": second, "cz": first}
        in_force = list(unit.providers.listed(round_id=ROUND))
        ever = list(unit.providers.listed(round_id=ROUND, in_force=False))
    assert [(item.contract.zorgkantoor, item.kvk_number) for item in in_force] == [
        ("cz", A),
        ("vgz", B),
    ]
    assert len(ever) == 3
    (waalbrug,) = found(storage, "dewaalbrug.example")
    assert [item.zorgkantoor for item in waalbrug.contracts] == ["cz"]


def test_a_list_that_is_withdrawn_is_none_until_the_next_one(storage: SqlStorage) -> None:
    first = put(storage, row(), row(office="cz", region="Zeeland"))
    taken = replace(an_import(), rows=(), withdraws=((ROUND, "vgz"),))
    with storage.unit() as unit:
        unit.providers.add(taken)
        unit.commit()
    with storage.unit(write=False) as unit:
        assert unit.providers.registers(ROUND) == {"cz": first}
        in_force = list(unit.providers.listed(round_id=ROUND))
        last, _ = unit.providers.imports()
    assert [item.contract.zorgkantoor for item in in_force] == ["cz"]
    assert (last.withdraws, last.registers, last.contracts) == (True, ((ROUND, "vgz"),), 0)
    (waalbrug,) = found(storage, "dewaalbrug.example")
    assert [item.zorgkantoor for item in waalbrug.contracts] == ["cz"]
    third = put(storage, row())
    with storage.unit(write=False) as unit:
        assert unit.providers.registers(ROUND) == {"cz": first, "vgz": third}


def test_what_is_replaced_points_to_nobody(storage: SqlStorage) -> None:
    put(storage, row())
    put(storage, row(domains=("ander.example",), addresses=()))
    assert found(storage, "dewaalbrug.example", "waalbrug@gmail.com") == ()
    (waalbrug,) = found(storage, "ander.example")
    assert waalbrug.domains == {"ander.example"}


def test_rows_come_back_as_they_went_in(storage: SqlStorage) -> None:
    rows = (row(), replace(row(B, name="Naast U", domains=(), addresses=()), line=3))
    import_id = put(storage, *rows)
    with storage.unit(write=False) as unit:
        listed = list(unit.providers.listed())
        assert list(unit.providers.listed(kvk_number=B)) == listed[1:]
        assert list(unit.providers.listed(zorgkantoor="cz")) == []
    assert listed == [replace(item, import_id=import_id) for item in rows]


def test_an_import_is_kept_with_its_event(storage: SqlStorage) -> None:
    put(storage, row(office="cz", region="Zeeland"))
    import_id = put(storage, row(), row(B, name="Naast U"), row(office="cz", region="Zeeland"))
    with storage.unit(write=False) as unit:
        last, first = unit.providers.imports()
    assert last == StoredImport(
        import_id,
        AT,
        "A. de Vries",
        "lijst.csv",
        "f" * 64,
        1234,
        3,
        ((ROUND, "cz"), (ROUND, "vgz")),
    )
    assert first.registers == ((ROUND, "cz"),)
    with storage._reading.connect() as connection:
        names = connection.execute(select(event).order_by(event.c.id)).all()
    assert [item.name for item in names] == [Event.PROVIDERS_IMPORTED] * 2
    assert names[1].mail_id is None
    detail = dict(names[1].detail)
    assert set(detail.pop("rows")) == {"provider_register", "provider_contract", "provider_sender"}
    assert detail == {
        "import": import_id,
        "by": "A. de Vries",
        "file": "lijst.csv",
        "sha256": "f" * 64,
        "size": 1234,
        "contracts": 3,
        "providers": 2,
        "registers": [
            {"round": ROUND, "zorgkantoor": "vgz", "replaces": None},
            {"round": ROUND, "zorgkantoor": "cz", "replaces": first.id},
        ],
        "withdraws": False,
    }


def test_what_is_not_committed_never_was(storage: SqlStorage) -> None:
    with storage.unit() as unit:
        unit.providers.add(an_import(row()))
    with storage.unit(write=False) as unit:
        assert unit.providers.imports() == []
        assert list(unit.providers.listed(in_force=False)) == []
    assert found(storage, "dewaalbrug.example") == ()


def test_names_of_any_letters_are_kept(storage: SqlStorage) -> None:
    put(storage, row(name="Cliënt \ud800 & 'Co' \x00"))
    (kept,) = found(storage, numbers=(A,))
    assert kept.name == "Cliënt \ufffd & 'Co' \ufffd"


def test_of_two_that_import_at_once_the_second_sees_the_first(storage: SqlStorage) -> None:
    both = Barrier(2)
    seen: list[dict[str, int]] = []

    def import_one() -> None:
        both.wait()
        with storage.unit() as unit:
            unit.providers.lock()
            seen.append(unit.providers.registers(ROUND))
            unit.providers.add(an_import(row(), at=AT + timedelta(seconds=1)))
            unit.commit()

    threads = [Thread(target=import_one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, seen)) == [0, 1]


@pytest.mark.parametrize("count", [2_500])
def test_a_long_list_is_kept_whole(storage: SqlStorage, count: int) -> None:
    put(
        storage,
        *(
            row(str(number), domains=(f"a{number}.example",), addresses=())
            for number in range(20_000_000, 20_000_000 + count)
        ),
    )
    with storage.unit(write=False) as unit:
        assert sum(1 for _ in unit.providers.listed()) == count
    (last,) = found(storage, f"a{20_000_000 + count - 1}.example")
    assert last.kvk_number == str(20_000_000 + count - 1)


def test_checks_of_an_earlier_version_are_read_without_a_provider(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.store_checks(mail_id, checks())
        unit.commit()
    raw: ColumnElement[Any] = type_coerce(mail.c.checks, JSON())
    with storage._writing.begin() as connection:
        kept = connection.execute(select(raw).where(mail.c.id == mail_id)).scalar_one()
        assert kept.pop("provider") is None
        statement = update(mail).values({mail.c.checks: type_coerce(kept, JSON())})
        connection.execute(statement.where(mail.c.id == mail_id))
    with storage.unit(write=False) as unit:
        read = unit.mails.get(mail_id).checks
    assert read == checks()
    assert read is not None
    assert read.status_in("Nijmegen") is read.provider_status
