"""The last listing of a folder comes back as it was, and the later one replaces it."""

from dataclasses import replace
from datetime import timedelta

from intake.domain.folder_mark import FolderMark, Newcomers
from storage.unit_of_work import SqlStorage
from tests.storage.samples import MAILBOX, NOON, arrived


def _put(storage: SqlStorage, folder: str, mark: FolderMark) -> None:
    with storage.unit() as unit:
        unit.folder_marks.put_mark(MAILBOX, folder, mark)
        unit.commit()


def test_the_later_mark_replaces_the_earlier_one_of_its_folder(storage: SqlStorage) -> None:
    waiting = (Newcomers((3, 9), None, NOON), Newcomers((12,), NOON, NOON + timedelta(seconds=2)))
    mark = FolderMark(7, NOON + timedelta(seconds=2), waiting)
    _put(storage, "INBOX", replace(mark, waiting=()))
    _put(storage, "INBOX", mark)
    _put(storage, "Junk", FolderMark(8, NOON))
    with storage.unit(write=False) as unit:
        assert unit.folder_marks.mark(MAILBOX, "INBOX") == mark
        assert unit.folder_marks.mark(MAILBOX, "Junk") == FolderMark(8, NOON)
        assert unit.folder_marks.mark(MAILBOX, "Nergens") is None


def test_a_mail_keeps_when_it_was_not_there_yet(storage: SqlStorage) -> None:
    earlier = NOON - timedelta(seconds=3)
    with storage.unit() as unit:
        mail = replace(arrived(), absent_at=earlier)
        mail_id = unit.mails.add(mail, zorgkantoor="vgz", reference="OCO-7K3F9-Q2M4T")
        unit.commit()
    assert mail_id is not None
    with storage.unit(write=False) as unit:
        assert unit.mails.get(mail_id).arrived == mail
