"""An office with a mailbox that was emptied once, which all tests of the lists look into."""

import mailbox
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.samples.mails import sample
from tests.acceptance.installation import Installation
from tests.acceptance.smtp_sink import Mood, SmtpSink

ADDRESS = "oco@zorgkantoor.test"
NOW = datetime.now(UTC).replace(microsecond=0)
OBJECTION = (
    b"From: Jan <bezwaar@aanbieder.test>\r\nTo: oco@zorgkantoor.test\r\n"
    b"Message-ID: <bezwaar@aanbieder.test>\r\nSubject: Bezwaar tegen de uitkomst\r\n\r\n"
    b"Hierbij maken wij bezwaar.\r\n"
)
NOBODY = OBJECTION.replace(b"From: Jan <bezwaar@aanbieder.test>\r\n", b"").replace(b"Id:", b"I:")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A zorgkantoor that got mails of several kinds; the newest receipt was refused."""
    directory = tmp_path_factory.mktemp("office")
    folder = mailbox.Maildir(directory / "mails")
    for name in ("cur", "new", "tmp"):
        (directory / "mails" / name).mkdir(exist_ok=True)
    table = {
        "kind": "maildir",
        "directory": "mails",
        "zorgkantoor": "vgz",
        "address": ADDRESS,
    }
    with SmtpSink() as sink:
        installation = Installation(directory / "intake", [table], sink.table)
        table["directory"] = str(directory / "mails")
        installation.write()
        installation.make_database()
        # The first to arrive is the latest received.
        for name, hours in (("complete", 1), ("missing_documents", 5), ("encrypted_pdf", 3)):
            _put(folder, sample(name, ADDRESS, at=NOW - timedelta(hours=hours)).raw, hours)
            assert installation.drain().status == 0
        for name, hours in (("question", 4), ("out_of_office", 6)):
            _put(folder, sample(name, ADDRESS, at=NOW - timedelta(hours=hours)).raw, hours)
        _put(folder, OBJECTION, 2)
        assert installation.drain().status == 0
        sink.mood = Mood.REFUSES_RECIPIENTS
        _put(folder, sample("word_documents", ADDRESS, at=NOW - timedelta(hours=7)).raw, 7)
        _put(folder, NOBODY, 8)
        installation.drain()
        yield installation


def _put(folder: "mailbox.Maildir", raw: bytes, hours: int) -> None:
    """Deliver a mail as many hours ago."""
    key = folder.add(raw)
    path = Path(folder._path, folder._lookup(key))  # type: ignore[attr-defined]
    moment = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))
