"""Values to store, with every field filled in a way that a mix-up would show."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

from intake.domain.completeness import RequirementResult, RequirementState
from intake.domain.deadline import Boundary, Evidence, EvidenceSource, Judgement, TimeVerdict
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.mail import Attachment, MailHeaders, MailKind, ParsedMail, ReceivedHop
from intake.domain.problems import Problem, ProblemCode
from intake.domain.receipt import Letter
from intake.domain.reconcile_moments import Cause
from intake.domain.records import ArrivedMail, Checks, MailIdentity
from intake.domain.round import Condition, ProviderStatus, Requirement, Stream
from intake.domain.time_decision import TimeDecision
from intake.repositories import StoredReconciliation
from storage.unit_of_work import SqlStorage

MAILBOX = "oco@zorgkantoor.test"
NOON = datetime(2023, 7, 31, 12, 0, 0, 123456, tzinfo=UTC)
NOBODY = 10**9  # no id that a test will see
SUMMER = timezone(timedelta(hours=2))
_UIDS = count(1)
EXTENSION = DeadlineExtension(
    id=0,
    round="2024-2025",
    stream=Stream.REGISTRATION,
    zorgkantoor="vgz",
    before=Boundary(NOON.astimezone(SUMMER), inclusive=True),
    after=Boundary((NOON + timedelta(days=2)).astimezone(SUMMER), inclusive=True),
    reason="De mailserver was stuk.",
    name="Vera de Vries",
    account="vera",
    at=NOON,
)
REPORT = {
    "verdict": "klopt niet",
    "folders": [{"folder": "INBOX", "uidvalidity": 7, "missing_uids": [[3, 4], [9, 9]]}],
    "findings": [
        {"code": "missing", "reference": None},
        {"code": "receipt_failed", "reference": "OCO-7K3F9-Q2M4T"},
    ],
}
DONE = StoredReconciliation(
    id=0,
    mailbox=MAILBOX,
    zorgkantoor="vgz",
    started=NOON,
    ended=NOON + timedelta(seconds=3),
    cause=Cause.DEADLINE,
    complete=True,
    in_order=False,
    sha256="ab" * 32,
    report=REPORT,
)


def arrived(
    *,
    uid: int | None = None,
    sha256: str | None = None,
    folder: str = "INBOX",
    mailbox: str = MAILBOX,
    uidvalidity: int = 7,
) -> ArrivedMail:
    """A mail that has just arrived; its own UID and content unless given."""
    number = uid or next(_UIDS)
    return ArrivedMail(
        identity=MailIdentity(mailbox, folder, uidvalidity, number),
        sha256=sha256 or f"{number:064x}",
        size=1234,
        internaldate=NOON.astimezone(SUMMER),
        savedate=None,
        first_seen=NOON + timedelta(seconds=2),
        announced_size=1200,
    )


def add(
    storage: SqlStorage, mail: ArrivedMail | None = None, *, reference: str = "OCO-7K3F9-Q2M4T"
) -> int:
    """Add a mail that is not there yet and return its id."""
    with storage.unit() as unit:
        mail_id = unit.mails.add(
            mail or arrived(), zorgkantoor="midden-ijssel", reference=reference
        )
        unit.commit()
    assert mail_id is not None
    return mail_id


def attachment(ordinal: int, name: str = "plan van aanpak.pdf") -> Attachment:
    """One attachment."""
    return Attachment(
        ordinal=ordinal,
        name=name,
        original_name=None,
        size=260_000,
        sha256="b" * 64,
        media_type="application/pdf",
        declared_type="application/octet-stream",
        origin=f"1.{ordinal}",
        inline=False,
        problems=(Problem(ProblemCode.DAMAGED, "tail"),),
    )


def parsed(*, subject: str = "Inschrijving", attachments: int = 2, body: str = "") -> ParsedMail:
    """What was read of a mail."""
    return ParsedMail(
        headers=MailHeaders(
            message_id="<1@aanbieder.test>",
            sender="provider@aanbieder.test",
            subject=subject,
            references=("<0@aanbieder.test>",),
            received=(ReceivedHop("mx.zorgkantoor.test", NOON.astimezone(SUMMER), "from x"),),
        ),
        body=body,
        attachments=tuple(attachment(number) for number in range(1, attachments + 1)),
    )


def checks() -> Checks:
    """The verdicts on a mail, one requirement missing and one satisfied."""
    evidence = Evidence(EvidenceSource.INTERNALDATE, NOON.astimezone(SUMMER), "server")
    return Checks(
        kind=MailKind.REGISTRATION,
        kind_reason="a bestuursverklaring is there",
        judgement=Judgement(
            TimeVerdict.IN_TIME, evidence.at, evidence.source, (evidence,), "on the right side"
        ),
        provider_status=ProviderStatus.NEW,
        documents=(
            JudgedDocument(
                1, Readable.YES, 3, Searchable.PARTIAL, (2,), "bestuursverklaring", "page 1", ()
            ),
        ),
        requirements=(
            RequirementResult(_requirement("vog_rp"), RequirementState.MISSING),
            RequirementResult(_requirement("bestuursverklaring"), RequirementState.SATISFIED, (1,)),
        ),
        regions=("Nijmegen", "Arnhem"),
        flags=("provider_status_unknown",),
        round="2024-2025",
    )


def _requirement(kind: str) -> Requirement:
    asked_of = frozenset({ProviderStatus.NEW, ProviderStatus.EXISTING})
    return Requirement(kind, asked_of, Condition.ALWAYS, 6, "[P24 ch.6]")


def letter(recipient: str = "provider@aanbieder.test") -> Letter:
    """A finished letter."""
    return Letter("<receipt.1@zorgkantoor.test>", recipient, "", b"Subject: Ontvangst\r\n\r\n")


def decision(mail_id: int, number: int = 1, **changes: object) -> TimeDecision:
    """A decision that a late mail was in time."""
    made = TimeDecision(
        mail_id=mail_id,
        number=number,
        verdict=TimeVerdict.IN_TIME,
        before=TimeVerdict.LATE,
        judgement_sha256="a" * 64,
        reason="De storing lag bij ons.",
        name="Vera de Vries",
        account="vera",
        at=NOON + timedelta(hours=number),
    )
    return replace(made, **changes)  # type: ignore[arg-type]
