"""The daemon around a deadline, on real servers."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import NullPool, select

from deploy.servers.dovecot import Dovecot, MailAccount
from storage.engine import database_url, make_engine
from storage.tables import event, folder_mark, mail
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import Installation, mailbox_table
from tests.acceptance.open_round import write_round
from tests.acceptance.provider_mail import provider_address, small_registration
from tests.acceptance.smtp_sink import SmtpSink

HOURLY = {"poll_seconds": 3600, "idle": False}
QUICK = {"poll_seconds": 0.2, "retry_seconds": 0.2}


def rows(installation: Installation, query: object) -> list[tuple[object, ...]]:
    engine = make_engine(database_url(installation.database_url), read_only=True, pool=NullPool)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query)]  # type: ignore[call-overload]


@pytest.mark.parametrize("minutes", [30, -10], ids=["before", "after"])
def test_near_a_deadline_mail_is_found_though_the_mailbox_is_looked_into_hourly(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    sink: SmtpSink,
    minutes: int,
) -> None:
    office = mailbox_account.address
    installation = install(
        mailbox_table(dovecot_server, mailbox_account, folders=["INBOX", "Junk"], **HOURLY),
        deadline=QUICK,
    )
    deadline = datetime.now(UTC) + timedelta(minutes=minutes)
    write_round(installation.directory / "rounds", deadline)
    with installation.running() as daemon:
        begun = daemon.wait_for("deadline_mode_begun", zorgkantoor="vgz")
        ends = datetime.fromisoformat(begun["until"])
        assert timedelta(minutes=59) < ends - deadline <= timedelta(minutes=60)
        # What is there at the first look of all was not absent at an earlier one.
        looked = select(folder_mark.c.id).where(folder_mark.c.folder == "INBOX")
        patiently(lambda: bool(rows(installation, looked)))
        before = datetime.now(UTC)
        for number in (1, 2):
            dovecot_server.deliver(office, small_registration(office, sender=provider_address()))
            patiently(lambda: len(sink.letters) == number)  # noqa: B023 - waited for at once
    # Each came between two listings, and both are known.
    told = rows(installation, select(mail.c.absent_at, mail.c.internaldate, mail.c.first_seen))
    assert len(told) == 2
    for absent_at, internaldate, first_seen in told:
        assert isinstance(absent_at, datetime)
        assert isinstance(internaldate, datetime)
        assert isinstance(first_seen, datetime)
        # INTERNALDATE has whole seconds only.
        assert absent_at < internaldate + timedelta(seconds=1)
        assert internaldate <= first_seen
        assert absent_at > before - timedelta(seconds=30)


def test_far_from_a_deadline_nobody_hurries(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    installation = install(mailbox_table(dovecot_server, mailbox_account), deadline=QUICK)
    with installation.running() as daemon:
        dovecot_server.deliver(office, small_registration(office))
        patiently(lambda: len(sink.letters) == 1)
        assert daemon.events("deadline_mode_begun") == []


def test_the_single_mail_of_one_mailbox_does_not_wait_for_the_many_of_another(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    many = mailbox_account.address
    one = dovecot_server.add_user(provider_address().replace("aanbieder", "zorgkantoor"), "geheim")
    for _ in range(30):
        dovecot_server.deliver(many, small_registration(many, sender=provider_address()))
    dovecot_server.deliver(one.address, small_registration(one.address))
    installation = install(
        mailbox_table(dovecot_server, mailbox_account, **HOURLY),
        mailbox_table(dovecot_server, one, zorgkantoor="dsw", **HOURLY),
        deadline=QUICK,
        limits={"work_slots": 1},
    )
    write_round(installation.directory / "rounds", datetime.now(UTC) + timedelta(minutes=30))
    with installation.running():
        patiently(lambda: len(sink.letters) == 31)
    happened = rows(
        installation,
        select(event.c.name, mail.c.mailbox, mail.c.uid)
        .join(mail, event.c.mail_id == mail.c.id)
        .where(event.c.name.in_(["archived", "checked"]))
        .order_by(event.c.id),
    )
    for step in ("archived", "checked"):
        uids = [uid for name, box, uid in happened if (name, box) == (step, many)]
        assert uids == list(range(1, 31))
    came = happened.index(("archived", one.address, 1))
    checked = happened.index(("checked", one.address, 1))
    overtaken_by = [name for name, _, _ in happened[came:checked] if name == "checked"]
    # What is in hand when it comes goes first, and what was read ahead at that moment.
    assert len(overtaken_by) <= 8
