"""Reports of reconciliations and their sign-offs. See `ReconciliationRepository`."""

import builtins
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, exists, insert, select

from intake.domain.evidence_line import digest_of
from intake.domain.lifecycle import Event
from intake.domain.mail_standing import MailAccount
from intake.domain.moments import iso
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.reconcile_moments import Cause
from intake.domain.reconciliation import SignedOff
from intake.domain.reconciliation_findings import FindingCode
from intake.domain.records import MailIdentity
from intake.domain.staff import is_same_person
from intake.domain.uid_ranges import UidRange, united
from intake.repositories import AlreadySignedError, SignOff, StoredReconciliation
from storage.evidence_parts import json_of
from storage.history import History
from storage.tables import mail, receipt, sign_off
from storage.tables import reconciliation as table

_BY_ITSELF = (Cause.HOURLY, Cause.DEADLINE)
_ACCOUNT = (
    select(
        *(mail.c.id, mail.c.reference, mail.c.mailbox, mail.c.folder, mail.c.uidvalidity),
        *(mail.c.uid, mail.c.sha256, mail.c.announced_size, mail.c.internaldate, mail.c.savedate),
        *(mail.c.copy_of, mail.c.state, mail.c.held_stage, mail.c.held_reason),
        *(receipt.c.state.label("receipt_state"), receipt.c.message_id, receipt.c.answer),
    )
    .select_from(mail)
    .outerjoin(receipt, and_(receipt.c.mail_id == mail.c.id, receipt.c.kind == RECEIPT_KIND))
    .order_by(mail.c.id)
)


class SqlReconciliationRepository:
    """See `ReconciliationRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def accounts(self, mailbox: str) -> builtins.list[MailAccount]:
        """See `ReconciliationRepository`."""
        rows = self._connection.execute(_ACCOUNT.where(mail.c.mailbox == mailbox)).mappings()
        return [_account_of_row(row) for row in rows]

    def add(self, reconciliation: StoredReconciliation, figures: dict[str, int]) -> int:
        """See `ReconciliationRepository`."""
        row = {
            "mailbox": reconciliation.mailbox,
            "zorgkantoor": reconciliation.zorgkantoor,
            "started": reconciliation.started,
            "ended": reconciliation.ended,
            "cause": reconciliation.cause,
            "complete": reconciliation.complete,
            "in_order": reconciliation.in_order,
            "sha256": reconciliation.sha256,
            "report": reconciliation.report,
        }
        statement = insert(table).returning(table.c.id)
        new_id: int = self._connection.execute(statement, row).scalar_one()
        detail = {
            "reconciliation": new_id,
            "mailbox": reconciliation.mailbox,
            "zorgkantoor": reconciliation.zorgkantoor,
            "started": iso(reconciliation.started),
            "ended": iso(reconciliation.ended),
            "cause": str(reconciliation.cause),
            "complete": reconciliation.complete,
            "in_order": reconciliation.in_order,
            "verdict": reconciliation.report["verdict"],
            "figures": figures,
            "sha256": reconciliation.sha256,
            # Of the row; the one above is of the bytes in the archive.
            "report_sha256": digest_of(json_of(reconciliation.report)),
        }
        self._history.record(None, Event.RECONCILED, detail)
        return new_id

    def get(self, reconciliation_id: int) -> StoredReconciliation:
        """See `ReconciliationRepository`."""
        row = (
            self._connection.execute(select(table).where(table.c.id == reconciliation_id))
            .mappings()
            .first()
        )
        if row is None:
            raise KeyError(reconciliation_id)
        return _of_row(row, self._sign_offs([reconciliation_id])[reconciliation_id])

    def list(
        self, *, zorgkantoor: str | None = None, limit: int | None = None
    ) -> builtins.list[StoredReconciliation]:
        """See `ReconciliationRepository`."""
        query = select(table).order_by(table.c.id.desc()).limit(limit)
        if zorgkantoor is not None:
            query = query.where(table.c.zorgkantoor == zorgkantoor)
        rows = self._connection.execute(query).mappings().all()
        signed = self._sign_offs([row["id"] for row in rows])
        return [_of_row(row, signed[row["id"]]) for row in rows]

    def last_by_itself(self, mailbox: str, zorgkantoor: str) -> datetime | None:
        """See `ReconciliationRepository`."""
        started: datetime | None = self._connection.execute(
            select(table.c.started)
            .where(
                table.c.mailbox == mailbox,
                table.c.zorgkantoor == zorgkantoor,
                table.c.complete,
                table.c.cause.in_(_BY_ITSELF),
            )
            .order_by(table.c.id.desc())
            .limit(1)
        ).scalar()
        return started

    def sign(self, reconciliation_id: int, name: str, remark: str, at: datetime) -> None:
        """See `ReconciliationRepository`."""
        # Locked where the database has several writers, or a button pressed twice signs twice.
        self._connection.execute(
            select(table.c.id).where(table.c.id == reconciliation_id).with_for_update()
        )
        signed = self.get(reconciliation_id)
        before = next((item for item in signed.sign_offs if is_same_person(item.name, name)), None)
        if before is not None:
            raise AlreadySignedError(reconciliation_id, before)
        new_id: int = self._connection.execute(
            insert(sign_off).returning(sign_off.c.id),
            {"reconciliation_id": signed.id, "at": at, "name": name, "remark": remark},
        ).scalar_one()
        detail = {
            "sign_off": new_id,
            "reconciliation": signed.id,
            "sha256": signed.sha256,
            "name": name,
            "remark": remark,
        }
        self._history.record(None, Event.RECONCILIATION_SIGNED_OFF, detail, at)

    def signed_off(self, mailbox: str) -> SignedOff:
        """See `ReconciliationRepository`."""
        reports = self._connection.execute(
            select(table.c.report).where(
                table.c.mailbox == mailbox,
                exists().where(sign_off.c.reconciliation_id == table.c.id),
            )
        ).scalars()
        gaps: dict[tuple[str, int], builtins.list[UidRange]] = defaultdict(builtins.list)
        mails: set[tuple[str, str]] = set()
        renumbered: set[tuple[str, int]] = set()
        for report in reports:
            for place, ranges in _gaps_of(report).items():
                gaps[place] += ranges
            told = {item.get("folder") for item in report["findings"] if _is_renumbered(item)}
            renumbered |= {
                (item["folder"], item["uidvalidity"])
                for item in report["folders"]
                if item["folder"] in told
            }
            mails |= {
                (item["code"], item["reference"])
                for item in report["findings"]
                if item["reference"] is not None
            }
        return SignedOff(
            {place: united(ranges) for place, ranges in gaps.items()},
            frozenset(mails),
            frozenset(renumbered),
        )

    def last_gaps(self, mailbox: str) -> dict[tuple[str, int], tuple[UidRange, ...]]:
        """See `ReconciliationRepository`."""
        report: dict[str, Any] | None = self._connection.execute(
            select(table.c.report)
            .where(table.c.mailbox == mailbox, table.c.complete)
            .order_by(table.c.id.desc())
            .limit(1)
        ).scalar()
        return {} if report is None else _gaps_of(report)

    def _sign_offs(self, ids: Collection[int]) -> dict[int, tuple[SignOff, ...]]:
        found: dict[int, tuple[SignOff, ...]] = dict.fromkeys(ids, ())
        if not found:
            return found
        # A range, since a list of thousands would meet the limit on variables one day.
        rows = self._connection.execute(
            select(sign_off)
            .where(sign_off.c.reconciliation_id.between(min(ids), max(ids)))
            .order_by(sign_off.c.at, sign_off.c.id)
        )
        for row in (row for row in rows if row.reconciliation_id in found):
            found[row.reconciliation_id] += (SignOff(row.at, row.name, row.remark),)
        return found


def _gaps_of(report: dict[str, Any]) -> dict[tuple[str, int], tuple[UidRange, ...]]:
    # Reports of an earlier version name no gaps of former numberings.
    return {
        (item["folder"], item["uidvalidity"]): tuple(
            UidRange(first, last) for first, last in item["missing_uids"]
        )
        for item in (*report["folders"], *report.get("former_gaps", ()))
    }


def _is_renumbered(finding: dict[str, Any]) -> bool:
    return bool(finding["code"] == FindingCode.RENUMBERED)


def _account_of_row(row: RowMapping) -> MailAccount:
    return MailAccount(
        mail_id=row["id"],
        reference=row["reference"],
        identity=MailIdentity(row["mailbox"], row["folder"], row["uidvalidity"], row["uid"]),
        sha256=row["sha256"],
        size=row["announced_size"],
        internaldate=row["internaldate"],
        copy_of=row["copy_of"],
        state=row["state"],
        held_stage=row["held_stage"],
        held_reason=row["held_reason"],
        receipt=row["receipt_state"],
        message_id=row["message_id"] or "",
        answer=row["answer"] or "",
        savedate=row["savedate"],
    )


def _of_row(row: RowMapping, sign_offs: tuple[SignOff, ...]) -> StoredReconciliation:
    report: dict[str, Any] = row["report"]
    return StoredReconciliation(
        id=row["id"],
        mailbox=row["mailbox"],
        zorgkantoor=row["zorgkantoor"],
        started=row["started"],
        ended=row["ended"],
        cause=row["cause"],
        complete=row["complete"],
        in_order=row["in_order"],
        sha256=row["sha256"],
        report=report,
        sign_offs=sign_offs,
    )
