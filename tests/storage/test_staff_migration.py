"""What was late or disputed before there was a work list stands in it afterwards."""

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, update

from intake.domain.deadline import TimeVerdict
from intake.domain.mail import MailKind
from intake.repositories import CaseFilter
from storage import schema
from storage.engine import database_url, make_engine
from storage.tables import mail
from storage.unit_of_work import SqlStorage
from tests.storage.samples import NOON, add
from tests.storage.test_decisions import judged

_REVISION = "0006"


def test_mails_that_were_judged_before_are_listed(empty_database: str) -> None:
    config = schema._config()
    before = ScriptDirectory.from_config(config).get_revision(_REVISION).down_revision
    assert isinstance(before, str)
    engine = make_engine(database_url(empty_database), pool=NullPool)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, before)
    storage = SqlStorage(empty_database)
    made = {
        "late": judged(TimeVerdict.LATE),
        "disputed": judged(TimeVerdict.DISPUTED),
        "in time": judged(TimeVerdict.IN_TIME),
        "automatic": judged(TimeVerdict.LATE, kind=MailKind.AUTOMATIC),
        "not judged": None,
    }
    ids = {name: add(storage) for name in made}
    with engine.begin() as connection:
        for name, checks in made.items():
            row = update(mail).where(mail.c.id == ids[name])
            connection.execute(row.values(checks=checks))
    schema.upgrade(empty_database)
    with storage.unit(write=False) as unit:
        cases = unit.cases.listed(CaseFilter(decided=False, zorgkantoren=None), limit=9)
    assert [case.mail_id for case in cases] == [ids["disputed"], ids["late"]]
    for case in cases:
        assert abs((case.received_at - NOON).total_seconds()) < 0.001
        assert (case.round, case.kind) == ("2024-2025", MailKind.REGISTRATION)
    storage.close()
    engine.dispose()
