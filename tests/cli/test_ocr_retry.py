"""`intake ocr retry`: what was given up waits again, and whatever cannot is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.domain.lifecycle import Event
from intake.domain.searchable_copy import PDF, CopyState, WantedCopy
from storage.unit_of_work import SqlStorage
from tests.acceptance.installation import Installation
from tests.storage.samples import NOON, add

LOCKED, WAITS = "a1" * 32, "a1a1a1a1" + "b2" * 28
FAILED = "c3" * 32


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    (tmp_path / "mails" / "cur").mkdir(parents=True)
    table = {"kind": "maildir", "directory": str(tmp_path / "mails"), "zorgkantoor": "vgz"}
    table["address"] = "oco@zorgkantoor.test"
    made = Installation(tmp_path / "intake", [table], {"host": "localhost", "tls": "none"})
    made.make_database()
    return made


@pytest.fixture
def storage(installation: Installation) -> Iterator[SqlStorage]:
    opened = SqlStorage(installation.database_url)
    yield opened
    opened.close()


@pytest.fixture
def references(storage: SqlStorage) -> list[str]:
    """Two mails with one scan that failed; the first has one that is locked and one that waits."""
    items = [
        WantedCopy(1, FAILED, PDF, (1,)),
        WantedCopy(2, LOCKED, PDF, (), "locked"),
        WantedCopy(3, WAITS, PDF, (1,)),
    ]
    mails = [add(storage, reference=f"OCO-0000{number}-00000") for number in (1, 2)]
    with storage.unit() as unit:
        for mail_id in mails:
            unit.copies.want(mail_id, items[: 1 if mail_id == mails[1] else 3], NOON)
            unit.mails.record(mail_id, Event.SCANNED, {})
        copy = unit.copies.claim(NOON, NOON)
        assert copy is not None
        unit.copies.give_up(copy, CopyState.FAILED, "it died", NOON)
        unit.commit()
        return [unit.mails.get(mail_id).reference for mail_id in mails]


def states(installation: Installation) -> list[str]:
    return [row["state"] for row in installation.shown("ocr", "list", "--json").rows()]


def test_all_that_failed_waits_again_once_per_document(
    installation: Installation, references: list[str]
) -> None:
    told = installation.shown("ocr", "retry", "--failed")
    assert told.status == 0
    assert told.out.splitlines() == [
        *(
            f"{reference}, file 1: waits to be read again; was failed (it died)"
            for reference in references
        ),
        "1 document of 2 mails put back",
        "ocr.enabled is false here: nothing reads them until it is true",
    ]
    assert sorted(states(installation)) == ["not_attempted", "waiting", "waiting", "waiting"]
    assert len(installation.details(Event.COPY_RETRIED)) == 2
    again = installation.shown("ocr", "retry", "--failed")
    assert (again.status, again.out) == (1, "")
    assert again.err.startswith("intake: nothing failed")


@pytest.mark.parametrize(
    ("name", "originals"),
    [
        (lambda references: references[0].lower(), [FAILED, FAILED, LOCKED]),
        (lambda references: references[1], [FAILED, FAILED]),
        (lambda _: "A1A1A1A1A1", [LOCKED]),
        (lambda _: FAILED, [FAILED, FAILED]),
    ],
    ids=["a mail", "a mail whose scan another has too", "first digits", "all digits"],
)
def test_what_is_named_waits_again_and_programs_are_told_each(
    installation: Installation, references: list[str], name: object, originals: list[str]
) -> None:
    assert callable(name)
    told = installation.shown("ocr", "retry", name(references), "--json")
    assert told.status == 0
    assert [row["original"] for row in told.rows()] == originals
    assert {(row["state"], row["attempts"], row["reason"]) for row in told.rows()} == {
        ("waiting", 0, None)
    }


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("OCO-99999-99999",), "no mail has the reference OCO-99999-99999"),
        (("d4d4d4d4",), "no document that wants a copy has a hash that begins with d4d4d4d4"),
        (("a1a1a1a1",), "2 documents want a copy whose hashes begin with a1a1a1a1"),
        (("c3c3c3c3", WAITS[:12]), f"nothing of {WAITS[:12]} was given up: file 3 is waiting"),
        (("c3",), "no mail has the reference c3"),
    ],
    ids=["unknown mail", "unknown document", "several documents", "one of them waits", "too short"],
)
def test_a_name_that_will_not_do_is_told_and_nothing_changes(
    installation: Installation, references: list[str], names: tuple[str, ...], words: str
) -> None:
    before = states(installation)
    told = installation.shown("ocr", "retry", *names)
    assert (told.status, told.out, words in told.err) == (1, "", True), (told.err, references)
    assert states(installation) == before


@pytest.mark.parametrize("arguments", [(), ("--failed", "OCO-99999-99999")])
def test_it_is_either_names_or_all_that_failed(
    installation: Installation, arguments: tuple[str, ...]
) -> None:
    told = installation.shown("ocr", "retry", *arguments)
    assert (told.status, "give --failed" in told.err) == (2, True)
