"""Facts of receipts, invented, for tests of the letters made of them."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta

from intake.domain.completeness import Case, assess
from intake.domain.deadline import Boundary, Circumstances, Evidence, EvidenceSource, judge
from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.exhibit import exhibits_of
from intake.domain.findings import Findings
from intake.domain.mail import Attachment, MailHeaders, MailKind, ParsedMail
from intake.domain.moments import AMSTERDAM
from intake.domain.problems import Problem, ProblemCode
from intake.domain.provider import RegionStatus
from intake.domain.provider_identity import Basis, Clues
from intake.domain.provider_standing import ProviderStanding, the_one_status
from intake.domain.receipt import ReceiptContents
from intake.domain.round import (
    Condition,
    ContractScope,
    DocumentKind,
    ExistingDefinition,
    ProcurementRound,
    ProviderStatus,
    Region,
    Requirement,
    Stream,
    StreamDeadline,
    Zorgkantoor,
)

DEADLINE = datetime(2023, 8, 1, 17, 0, tzinfo=AMSTERDAM)
RECEIVED = datetime(2023, 8, 1, 16, 58, 7, tzinfo=AMSTERDAM)
WRITTEN = datetime(2023, 8, 1, 16, 58, 9, tzinfo=AMSTERDAM)
REFERENCE = "OCO-7K3F9-Q2M4T"
TITLES = {
    "bestuursverklaring": "Bestuursverklaring",
    "bewijs_van_machtiging": "Bewijs van machtiging",
    "vog_rp": "VOG RP",
    "uittreksel_kvk": "Uittreksel KvK",
    "ubo_register": "Inschrijving UBO-register",
    "hoofdelijke_aansprakelijkheid": "Verklaring hoofdelijke aansprakelijkheid",
    "onderbouwing": "Documenten ter onderbouwing",
}
_NEW = frozenset({ProviderStatus.NEW})
_ALL = frozenset({ProviderStatus.NEW, ProviderStatus.EXISTING})
_ASKED: tuple[tuple[str, frozenset[ProviderStatus], Condition, int | None], ...] = (
    ("bestuursverklaring", _ALL, Condition.ALWAYS, None),
    ("bewijs_van_machtiging", _ALL, Condition.ALWAYS, None),
    ("vog_rp", _NEW, Condition.ALWAYS, 6),
    ("uittreksel_kvk", _NEW, Condition.ALWAYS, 6),
    ("ubo_register", _NEW, Condition.ALWAYS, 6),
    ("hoofdelijke_aansprakelijkheid", _ALL, Condition.CONSORTIUM, None),
    ("onderbouwing", _ALL, Condition.ALWAYS, None),
)


def deadline_of(
    stream: Stream, at: datetime = DEADLINE, *, inclusive: bool = True
) -> StreamDeadline:
    return StreamDeadline(stream, Boundary(at, inclusive), "tot en met", "[P24 ch.6]")


ROUND = ProcurementRound(
    id="2024-2025",
    title="Onafhankelijke cliëntondersteuning Wlz 2024-2025",
    deadlines=(deadline_of(Stream.REGISTRATION),),
    zorgkantoren=(),
    kinds=tuple(DocumentKind(kind, title, (), ()) for kind, title in TITLES.items()),
    requirements=tuple(
        Requirement(kind, who, condition, months, "[P24 ch.6]")
        for kind, who, condition, months in _ASKED
    ),
    existing=ExistingDefinition(
        scope=ContractScope.ANY,
        first_day=date(2023, 1, 1),
        last_day=date(2023, 12, 31),
        whole_period=False,
        words="Een aanbieder die in 2023 een contract heeft met een zorgkantoor.",
        source="[P24 ch.6 Nb]",
    ),
    searchable_exempt_pages=1,
    sources=(),
)
OFFICE = Zorgkantoor("vgz", "Coöperatie VGZ", "oco@vgz.test", (Region("Nijmegen"),))


def file(
    ordinal: int,
    name: str,
    kind: str | None = None,
    *,
    size: int = 260_123,
    pages: int | None = 3,
    readable: Readable = Readable.YES,
    searchable: Searchable = Searchable.YES,
    unsearchable_pages: tuple[int, ...] = (),
    problems: tuple[ProblemCode, ...] = (),
    media_type: str = "application/pdf",
    inline: bool = False,
    dated: date | None = date(2023, 7, 3),
) -> tuple[Attachment, JudgedDocument]:
    """Return an attachment with what was found in it."""
    digest = hashlib.sha256(f"{ordinal} {name}".encode("utf-8", "replace")).hexdigest()
    attachment = Attachment(
        ordinal, name, name, size, digest, media_type, media_type, f"1.{ordinal}", inline
    )
    is_open = readable is Readable.YES
    document = JudgedDocument(
        ordinal=ordinal,
        readable=readable,
        pages=pages if is_open else None,
        searchable=searchable if is_open else Searchable.NOT_APPLICABLE,
        unsearchable_pages=unsearchable_pages,
        kind=kind,
        kind_evidence="",
        problems=tuple(Problem(code) for code in problems),
        findings=Findings(dated=dated),
    )
    return attachment, document


def half_opened(ordinal: int, kind: str) -> tuple[Attachment, JudgedDocument]:
    """Return a damaged PDF of nine pages, some of which did load."""
    attachment, document = file(ordinal, "half.pdf", kind, readable=Readable.DAMAGED)
    return attachment, replace(document, pages=9)


def picture(ordinal: int, name: str = "image001.png") -> tuple[Attachment, JudgedDocument]:
    """Return a logo in the text of a mail."""
    return file(
        ordinal,
        name,
        pages=None,
        size=4_812,
        searchable=Searchable.NOT_APPLICABLE,
        media_type="image/png",
        inline=True,
    )


COMPLETE = (
    file(1, "Bestuursverklaring 2024 getekend.pdf", "bestuursverklaring", size=1_234_567),
    file(2, "machtiging.pdf", "bewijs_van_machtiging", pages=1, searchable=Searchable.EXEMPT,
         unsearchable_pages=(1,)),
    file(3, "VOG RP.pdf", "vog_rp", pages=1),
    file(4, "uittreksel KvK.pdf", "uittreksel_kvk", pages=2),
    file(5, "UBO.pdf", "ubo_register", pages=2),
    file(6, "onderbouwing.docx", "onderbouwing", pages=None, size=48_000,
         searchable=Searchable.NOT_APPLICABLE),
)  # fmt: skip


def contents(
    documents: tuple[tuple[Attachment, JudgedDocument], ...] = COMPLETE,
    *,
    kind: MailKind = MailKind.REGISTRATION,
    status: ProviderStatus = ProviderStatus.UNKNOWN,
    received: datetime = RECEIVED,
    source: EvidenceSource = EvidenceSource.RECEIVED_HEADER,
    deadline: StreamDeadline | None = None,
    tolerance: timedelta = timedelta(0),
    sent: datetime | None = None,
    has_deadline: bool = True,
    headers: MailHeaders | None = None,
    mail_problems: tuple[ProblemCode, ...] = (),
) -> ReceiptContents:
    """Return the facts of a receipt; requirements are judged as the product does."""
    limit = (deadline or deadline_of(Stream.REGISTRATION)) if has_deadline else None
    boundary = limit.boundary if limit else None
    around = Circumstances(sent_at=sent)
    is_registration = kind in (MailKind.REGISTRATION, MailKind.SUPPLEMENT)
    judged = [document for attachment, document in documents if not attachment.inline]
    return ReceiptContents(
        reference=REFERENCE,
        mail=ParsedMail(
            headers or MailHeaders(message_id="<1@aanbieder.test>", subject="Inschrijving OCO"),
            "",
            tuple(attachment for attachment, _ in documents),
            tuple(Problem(code) for code in mail_problems),
        ),
        mail_sha256="ab" * 32,
        mail_size=2_000_000,
        kind=kind,
        judgement=judge([Evidence(source, received)], boundary, tolerance, around),
        deadline=limit,
        round=ROUND,
        zorgkantoor=OFFICE,
        provider_status=status,
        documents=documents,
        requirements=(
            assess(
                ROUND.requirements,
                {status},
                exhibits_of(judged, 1),
                Case(day_of(received), is_day_exact=source is not EvidenceSource.SEEN),
            )
            if is_registration
            else ()
        ),
        regions=("Nijmegen",),
    )


def day_of(received: datetime) -> date:
    """Return the Dutch calendar day of a moment."""
    return received.astimezone(AMSTERDAM).date()


def judged_by_region(facts: ReceiptContents, **regions: ProviderStatus) -> ReceiptContents:
    """Return the same facts of a provider whose status is known per region."""
    judged = tuple(RegionStatus(name, status) for name, status in regions.items())
    standing = ProviderStanding(Basis.DOMAIN, judged, Clues(None), "99104237", "De Waalbrug")
    documents = [document for attachment, document in facts.documents if not attachment.inline]
    return replace(
        facts,
        provider_status=the_one_status(standing.statuses),
        provider=standing,
        regions=tuple(regions),
        requirements=assess(
            ROUND.requirements,
            standing.statuses,
            exhibits_of(documents, 1),
            Case(day_of(facts.judgement.at)),
        ),
    )


def with_subject(facts: ReceiptContents, subject: str) -> ReceiptContents:
    """Return the same facts of a mail with another subject."""
    headers = replace(facts.mail.headers, subject=subject)
    return replace(facts, mail=replace(facts.mail, headers=headers))
