"""Rows that an older version wrote are read, with nothing made up for what they lack."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text

from intake.domain.deadline import TimeVerdict
from intake.domain.own_hosts import OwnHosts
from intake.domain.public_json import received_as_json
from intake.domain.time_words import explain
from intake.parsing.received import chain_of
from storage.unit_of_work import SqlStorage
from tests.storage.samples import add, checks, parsed

NEW_OF_JUDGEMENT = {"boundary", "tolerance_seconds", "findings", "circumstances"}
NEW_OF_HEADERS = {"received_lines", "sent_at", "sent_flaw"}
OF_HOP = {"by", "at", "raw"}


@pytest.fixture
def old_mail(storage: SqlStorage) -> int:
    """A mail as the first version stored it."""
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.store_parsed(mail_id, parsed())
        unit.mails.store_checks(mail_id, checks())
        unit.commit()
    with storage._writing.begin() as connection:
        row = connection.execute(text("SELECT parsed, checks FROM mail")).one()
        kept, judged = (json.loads(item) if isinstance(item, str) else item for item in row)
        for name in NEW_OF_JUDGEMENT:
            del judged["judgement"][name]
        for name in NEW_OF_HEADERS:
            del kept["headers"][name]
        hops = kept["headers"]["received"]
        kept["headers"]["received"] = [{name: hop[name] for name in OF_HOP} for hop in hops]
        connection.execute(
            text("UPDATE mail SET parsed = :parsed, checks = :checks"),
            {"parsed": json.dumps(kept), "checks": json.dumps(judged)},
        )
    return mail_id


def test_a_mail_of_the_first_version_is_read_and_told(storage: SqlStorage, old_mail: int) -> None:
    with storage.unit(write=False) as unit:
        mail = unit.mails.get(old_mail)
    assert mail.checks is not None
    assert mail.parsed is not None
    judgement = mail.checks.judgement
    assert judgement.verdict is TimeVerdict.IN_TIME
    assert judgement.boundary is None
    assert timedelta(seconds=judgement.tolerance_seconds) == timedelta(0)
    assert explain(judgement)[0] == "Oordeel: op tijd ontvangen."
    assert received_as_json(mail.checks)["boundary"] is None
    headers, trusted = mail.parsed.headers, OwnHosts(("zorgkantoor.test",))
    chain = chain_of(headers.received, trusted, headers.received_lines)
    assert chain.entry is not None
    assert chain.lines == 1
