"""Searchable copies: queued once per content, taken up by one at a time, ended once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from intake.domain.lifecycle import Event
from intake.domain.searchable_copy import (
    PDF,
    CopyState,
    OcrResult,
    PageReading,
    ReadState,
    StoredCopy,
    WantedCopy,
)
from storage.blob_archive import FileArchive
from storage.blob_places import BlobPlaces
from storage.evidence_parts import Part
from storage.evidence_verification import EvidenceVerification
from storage.unit_of_work import SqlStorage
from tests.storage.samples import NOON, add

FIRST, SECOND = "a1" * 32, "b2" * 32
LATER = NOON + timedelta(hours=1)
READ = PageReading(2, ReadState.READ, "Verklaring \u2014 VOG", 91, 90)
RESULT = OcrResult("copy.pdf", "c3" * 32, (READ,), "tesseract 5", 12.5, signatures=1)


def wanted(original: str = FIRST, ordinal: int = 1, refused: str = "") -> WantedCopy:
    return WantedCopy(ordinal, original, PDF, (2,), refused)


def want(storage: SqlStorage, *items: WantedCopy) -> int:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.copies.want(mail_id, items, NOON)
        unit.mails.record(mail_id, Event.SCANNED, {})
        unit.commit()
    return mail_id


def claim(storage: SqlStorage, *, at: timedelta = timedelta(0)) -> StoredCopy | None:
    with storage.unit() as unit:
        copy = unit.copies.claim(NOON + at, LATER + at)
        unit.commit()
    return copy


def claimed(storage: SqlStorage, *, at: timedelta = timedelta(0)) -> StoredCopy:
    copy = claim(storage, at=at)
    assert copy is not None
    return copy


def finish(storage: SqlStorage, copy: StoredCopy, result: OcrResult = RESULT) -> None:
    with storage.unit() as unit:
        unit.copies.finish(copy, result, LATER)
        unit.commit()


def ready(storage: SqlStorage, at: timedelta = timedelta(0)) -> list[int]:
    with storage.unit(write=False) as unit:
        return unit.copies.ready_to_judge(NOON + at, 10)


def of_mail(storage: SqlStorage, mail_id: int) -> list[StoredCopy]:
    with storage.unit(write=False) as unit:
        return [item.copy for item in unit.copies.of_mail(mail_id)]


def test_what_is_sent_twice_is_read_once(storage: SqlStorage) -> None:
    mails = [want(storage, wanted()), want(storage, wanted(ordinal=4))]
    finish(storage, claimed(storage))
    assert claim(storage) is None
    for mail_id in mails:
        (copy,) = of_mail(storage, mail_id)
        assert (copy.state, copy.sha256, copy.readings) == (CopyState.DONE, "c3" * 32, (READ,))
        assert (copy.confidence, copy.pages_read, copy.signatures) == (91, 1, 1)
    assert ready(storage) == mails


def test_the_one_that_waits_longest_is_taken_up_first(storage: SqlStorage) -> None:
    want(storage, wanted(SECOND, 1), wanted(FIRST, 2))
    assert [claimed(storage).original for _ in range(2)] == [SECOND, FIRST]


def test_of_many_that_take_up_at_the_same_moment_each_gets_another(storage: SqlStorage) -> None:
    want(storage, *(wanted(f"{number:064x}", number) for number in range(4)))
    all_ = Barrier(4, timeout=30)

    def take(_: int) -> int:
        all_.wait()
        return claimed(storage).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(take, range(4)))) == 4
    assert claim(storage) is None


def test_what_a_dead_process_had_is_taken_up_again(storage: SqlStorage) -> None:
    want(storage, wanted())
    first = claimed(storage)
    assert claim(storage, at=timedelta(minutes=59)) is None
    again = claimed(storage, at=timedelta(hours=1))
    assert (again.id, again.attempts) == (first.id, 2)


def test_whoever_is_alone_takes_back_at_once(storage: SqlStorage) -> None:
    want(storage, wanted())
    claimed(storage)
    with storage.unit() as unit:
        assert unit.copies.take_back() == 1
        unit.commit()
    assert claimed(storage).attempts == 2


@pytest.mark.parametrize(("counts", "attempts"), [(True, 2), (False, 1)])
def test_what_is_postponed_waits(storage: SqlStorage, counts: bool, attempts: int) -> None:
    want(storage, wanted())
    copy = claimed(storage)
    with storage.unit() as unit:
        unit.copies.postpone(copy, LATER, "too slow", counts=counts)
        unit.commit()
        assert not unit.copies.is_due(NOON)
        assert unit.copies.is_due(LATER)
    assert claim(storage) is None
    assert claimed(storage, at=timedelta(hours=1)).attempts == attempts


def test_of_two_that_end_one_copy_the_first_counts(storage: SqlStorage) -> None:
    mail_id = want(storage, wanted())
    copy = claimed(storage)
    finish(storage, copy)
    with storage.unit() as unit:
        unit.copies.give_up(copy, CopyState.FAILED, "too late", LATER)
        unit.commit()
        names = [event.name for event in unit.mails.events(mail_id)]
    assert of_mail(storage, mail_id)[0].state is CopyState.DONE
    assert names.count(Event.COPY_MADE) == 1
    assert Event.COPY_FAILED not in names


def test_what_is_given_up_says_why_to_every_mail(storage: SqlStorage) -> None:
    mails = [want(storage, wanted()), want(storage, wanted())]
    copy = claimed(storage)
    with storage.unit() as unit:
        unit.copies.give_up(copy, CopyState.NOT_ATTEMPTED, "locked", LATER)
        unit.commit()
    for mail_id in mails:
        with storage.unit(write=False) as unit:
            event = unit.mails.events(mail_id)[-1]
        assert event.name == Event.COPY_FAILED
        assert event.detail["copy_reason"] == "locked"


@pytest.mark.parametrize("state", [CopyState.FAILED, CopyState.NOT_ATTEMPTED])
def test_what_was_given_up_is_tried_anew_and_judged_by_after_that(
    storage: SqlStorage, tmp_path: Path, state: CopyState
) -> None:
    mails = [want(storage, wanted()), want(storage, wanted(), wanted(SECOND, 2, "locked"))]
    copy = claimed(storage)
    with storage.unit() as unit:
        unit.copies.give_up(copy, state, "it died", LATER)
        for mail_id in mails:
            unit.copies.judged(mail_id, LATER)
        unit.commit()
    assert ready(storage) == []
    copy = of_mail(storage, mails[0])[0]
    with storage.unit() as unit:
        assert unit.copies.retry(copy, LATER)
        assert not unit.copies.retry(copy, LATER)
        # Whoever had judged by its failure is not done with it.
        unit.copies.judged(mails[0], LATER)
        unit.commit()
        for mail_id in mails:
            event = unit.mails.events(mail_id)[-1]
            assert (event.name, event.detail["copy_reason"]) == (Event.COPY_RETRIED, "it died")
    # While it waits there is nothing that the log could vouch for.
    assert faults(storage, tmp_path) == set()
    again = claimed(storage)
    assert (again.attempts, again.reason) == (1, "")
    finish(storage, again)
    assert ready(storage) == mails


@pytest.mark.parametrize("state", [CopyState.WAITING, CopyState.RUNNING, CopyState.DONE])
def test_what_was_not_given_up_is_left_alone(storage: SqlStorage, state: CopyState) -> None:
    mail_id = want(storage, wanted())
    if state is not CopyState.WAITING:
        copy = claimed(storage)
        if state is CopyState.DONE:
            finish(storage, copy)
    (copy,) = of_mail(storage, mail_id)
    with storage.unit() as unit:
        assert not unit.copies.retry(copy, LATER)
        unit.commit()
    assert of_mail(storage, mail_id) == [copy]


def test_documents_are_found_by_how_their_hash_begins(storage: SqlStorage) -> None:
    want(storage, wanted("ff" * 32, 1), wanted("fe" * 32, 2))
    want(storage, wanted("ff" * 32, 3))
    with storage.unit(write=False) as unit:
        assert [item.ordinal for item in unit.copies.by_original("ff")] == [1, 3]
        assert [item.ordinal for item in unit.copies.by_original("f" * 2 + "e")] == []
        assert [item.ordinal for item in unit.copies.by_original("fe" * 32)] == [2]


def test_what_is_not_attempted_is_at_its_end_at_once(storage: SqlStorage) -> None:
    mail_id = want(storage, wanted(refused="locked"))
    assert claim(storage) is None
    (copy,) = of_mail(storage, mail_id)
    assert (copy.state, copy.reason) == (CopyState.NOT_ATTEMPTED, "locked")


def test_a_mail_is_judged_once_all_its_copies_are_at_their_end(storage: SqlStorage) -> None:
    mail_id = want(storage, wanted(FIRST, 1), wanted(SECOND, 2))
    assert ready(storage) == []
    finish(storage, claimed(storage))
    assert ready(storage) == []
    finish(storage, claimed(storage))
    assert ready(storage) == [mail_id]
    with storage.unit() as unit:
        assert unit.copies.postpone_judging(mail_id, LATER) == 1
        unit.commit()
    assert ready(storage) == []
    assert ready(storage, timedelta(hours=1)) == [mail_id]
    with storage.unit() as unit:
        unit.copies.judged(mail_id, LATER)
        unit.commit()
    assert ready(storage, timedelta(days=9)) == []


def test_copies_are_listed_by_state_the_latest_first(storage: SqlStorage) -> None:
    want(storage, wanted(FIRST, 1), wanted(SECOND, 2))
    finish(storage, claimed(storage))
    with storage.unit(write=False) as unit:
        assert [item.ordinal for item in unit.copies.listed()] == [2, 1]
        assert [item.ordinal for item in unit.copies.listed(limit=1)] == [2]
        assert [item.ordinal for item in unit.copies.listed(CopyState.DONE)] == [1]


def faults(storage: SqlStorage, folder: Path) -> set[tuple[str | None, str]]:
    """Return table and fault of what is wrong, but for the mail itself, which has no bytes."""
    with storage.snapshot() as snapshot:
        check = EvidenceVerification(snapshot, BlobPlaces(folder), None, lambda _d, _t: None)
        found = list(check.all())
    return {(item.table, str(item.fault)) for item in found if item.table != "mail"}


def test_the_log_vouches_for_a_copy_and_its_bytes(storage: SqlStorage, tmp_path: Path) -> None:
    archive = FileArchive(tmp_path / "archive", 0)
    with archive.receive() as writer:
        writer.write(b"%PDF copy")
        blob = writer.keep()
    mail_id = want(storage, wanted())
    result = OcrResult("copy.pdf", blob.sha256, (READ,), "tesseract 5", 12.5)
    finish(storage, claimed(storage), result)
    assert faults(storage, tmp_path / "archive") == set()
    place = BlobPlaces(tmp_path / "archive").of(blob.sha256)
    place.chmod(0o600)
    place.write_bytes(b"other")
    assert {table for table, _ in faults(storage, tmp_path / "archive")} == {"searchable_copy"}
    place.unlink()
    assert {table for table, _ in faults(storage, tmp_path / "archive")} == {"searchable_copy"}
    with storage.unit(write=False) as unit:
        assert unit.mails.events(mail_id)[-1].detail["confidence"] == 91


def test_a_changed_text_is_found(storage: SqlStorage, tmp_path: Path) -> None:
    want(storage, wanted())
    finish(storage, claimed(storage))
    before = faults(storage, tmp_path)
    with storage.unit() as unit:
        unit._connection.exec_driver_sql("UPDATE searchable_copy SET readings = '[]'")
        unit._connection.commit()
    changed = faults(storage, tmp_path) - before
    assert {table for table, _ in changed} == {Part.COPIES}
