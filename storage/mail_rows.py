"""How a mail becomes rows, and a row a mail."""

from datetime import UTC
from typing import Any

from sqlalchemy import RowMapping

from intake.domain.lifecycle import MailState
from intake.domain.mail import Attachment
from intake.domain.records import ArrivedMail, MailIdentity, ServerCopy, StoredMail


def arrived_as_row(mail: ArrivedMail, *, zorgkantoor: str, reference: str) -> dict[str, Any]:
    """Return the columns of a mail that has just arrived, `copy_of` left out."""
    identity = mail.identity
    return {
        "mailbox": identity.mailbox,
        "folder": identity.folder,
        "uidvalidity": identity.uidvalidity,
        "uid": identity.uid,
        "zorgkantoor": zorgkantoor,
        "reference": reference,
        "sha256": mail.sha256,
        "size": mail.size,
        "announced_size": mail.announced_size,
        "internaldate": mail.internaldate,
        "internaldate_as_given": mail.internaldate,
        "savedate": mail.savedate,
        "savedate_as_given": mail.savedate,
        "first_seen": mail.first_seen,
        "absent_at": mail.absent_at,
        "server_copy": ServerCopy.PENDING,
        "state": MailState.ARCHIVED,
        "attempts": 0,
    }


def arrival_as_detail(mail: ArrivedMail, zorgkantoor: str, copy_of: int | None) -> dict[str, Any]:
    """Return what the event of archiving tells: all that was known of a mail at that moment."""
    identity = mail.identity
    return {
        "sha256": mail.sha256,
        "size": mail.size,
        "copy_of": copy_of,
        "zorgkantoor": zorgkantoor,
        "mailbox": identity.mailbox,
        "folder": identity.folder,
        "uidvalidity": identity.uidvalidity,
        "uid": identity.uid,
        "announced_size": mail.announced_size,
        "internaldate": mail.internaldate and mail.internaldate.isoformat(),
        "savedate": mail.savedate and mail.savedate.isoformat(),
        "first_seen": mail.first_seen.astimezone(UTC).isoformat(),
        "absent_at": mail.absent_at and mail.absent_at.astimezone(UTC).isoformat(),
    }


def mail_of_row(row: RowMapping) -> StoredMail:
    """Return the mail of a row of all columns."""
    return StoredMail(
        id=row["id"],
        arrived=ArrivedMail(
            identity=MailIdentity(row["mailbox"], row["folder"], row["uidvalidity"], row["uid"]),
            sha256=row["sha256"],
            size=row["size"],
            internaldate=row["internaldate_as_given"],
            savedate=row["savedate_as_given"],
            first_seen=row["first_seen"],
            announced_size=row["announced_size"],
            absent_at=row["absent_at"],
        ),
        zorgkantoor=row["zorgkantoor"],
        reference=row["reference"],
        state=row["state"],
        attempts=row["attempts"],
        copy_of=row["copy_of"],
        parsed=row["parsed"],
        checks=row["checks"],
        held_stage=row["held_stage"],
        held_reason=row["held_reason"],
    )


def attachment_as_row(mail_id: int, item: Attachment) -> dict[str, Any]:
    """Return the columns of one attachment of a mail."""
    return {
        "mail_id": mail_id,
        "ordinal": item.ordinal,
        "name": item.name,
        "original_name": item.original_name,
        "size": item.size,
        "sha256": item.sha256,
        "media_type": item.media_type,
        "declared_type": item.declared_type,
        "origin": item.origin,
        "inline": item.inline,
    }
