"""What people say documents are: kept as it was said, once, and never changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from intake.domain.kind_decision import KindDecision
from storage.tables import kind_decision
from storage.unit_of_work import SqlStorage
from tests.storage.samples import add, arrived

MADE = KindDecision(
    mail_id=1,
    number=1,
    ordinal=3,
    sha256="ab" * 32,
    first=2,
    last=4,
    kind="vog_rp",
    machine_kind=None,
    machine_confidence=20,
    machine_evidence="page 2: 'verklaring'",
    reason="Dat staat er boven.",
    name="Jo Smit",
    account=None,
    at=datetime(2026, 7, 1, 12, tzinfo=UTC),
)


def put(storage: SqlStorage, *made: KindDecision) -> list[bool]:
    with storage.unit() as unit:
        kept = [unit.kind_decisions.add(item) for item in made]
        unit.commit()
    return kept


def test_decisions_come_back_as_they_were_made(storage: SqlStorage) -> None:
    mail_id = add(storage, arrived())
    first = replace(MADE, mail_id=mail_id)
    second = replace(first, number=2, kind=None, first=None, last=None, account="jo")
    assert put(storage, first, second) == [True, True]
    with storage.unit(write=False) as unit:
        assert unit.kind_decisions.of_mail(mail_id) == [first, second]
        assert list(unit.kind_decisions.all()) == [first, second]
        assert [event.name for event in unit.mails.events(mail_id)][-2:] == ["kind_decided"] * 2


def test_a_number_is_given_once(storage: SqlStorage) -> None:
    first = replace(MADE, mail_id=add(storage, arrived()))
    assert put(storage, first) == [True]
    assert put(storage, replace(first, kind="onderbouwing")) == [False]


@pytest.mark.parametrize(
    "change", ["UPDATE kind_decision SET kind = 'x'", "DELETE FROM kind_decision"]
)
def test_the_database_refuses_to_change_one(
    storage: SqlStorage, database: str, change: str
) -> None:
    put(storage, replace(MADE, mail_id=add(storage, arrived())))
    engine = sa.create_engine(database)
    with pytest.raises(sa.exc.DBAPIError), engine.begin() as connection:
        connection.execute(sa.text(change))
    with engine.connect() as connection:
        assert connection.execute(sa.select(kind_decision.c.kind)).scalar() == "vog_rp"
    engine.dispose()
