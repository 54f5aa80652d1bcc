"""The face of this package: the raw bytes of a mail in, what it holds out."""

from collections.abc import Sequence
from pathlib import Path

from intake.domain.bounds import Bounds
from intake.domain.ledger import LedgerEntry, Outcome
from intake.domain.mail import Attachment, ParsedMail
from intake.domain.problems import Problem, ProblemCode
from intake.parsing.extensions import name_contradicts
from intake.parsing.extraction import Extraction
from intake.parsing.file_names import safe_name
from intake.parsing.headers import read_header, read_headers
from intake.parsing.leaf import Leaf
from intake.parsing.leaves import BODY_CAP
from intake.parsing.mail_entity import Entity, read_entity
from intake.parsing.outlook_entity import outlook_entity
from intake.parsing.parameters import media_type_of
from intake.parsing.partial_mail import PARTIAL, partial_of, partial_problem
from intake.parsing.patience import Patience
from intake.parsing.spool import Meter, Spool

HEADER_BYTES = 1_048_576
_MEGABYTE = 1_048_576


def parse_mail(mail: Path, into: Path, bounds: Bounds) -> ParsedMail:
    """Read a mail and all that is in it once; any bytes give a value.

    Every leaf, at every depth, has one entry in the ledger. What cannot be taken apart is
    one attachment with its bytes and a problem, so nothing disappears.

    Args:
        mail: The mail as it was received; it is not changed.
        into: An empty folder; the bytes of each attachment are written to `into/<ordinal>`.
        bounds: How far it is taken apart.

    Raises:
        OSError: The disk; EFBIG when the parts of the mail alone are over `output_bytes`.
    """
    if mail.stat().st_size > bounds.mail_bytes:
        return _header_alone(mail, bounds)
    spool = Spool(into, Meter(bounds.output_bytes))
    entity = outlook_entity(mail, spool) or read_entity(mail.read_bytes(), spool)
    extraction = Extraction(spool, Patience(bounds))
    extraction.open_all(entity.leaves)
    leaves = [leaf for root in entity.leaves for leaf in root.walk()]
    stored = [leaf for leaf in leaves if leaf.outcome is Outcome.STORED]
    spool.number([leaf.path for leaf in stored if leaf.path is not None])
    signatures = (*entity.signatures, *extraction.signatures)
    broken = [item.problem for item in signatures if item.problem is not None]
    return ParsedMail(
        headers=read_headers(entity.fields, entity.content_type, entity.leaf_types),
        body=_body(entity, extraction.texts),
        attachments=tuple(_attachment(number, leaf) for number, leaf in enumerate(stored, 1)),
        problems=tuple(dict.fromkeys((*_mail_problems(entity), *extraction.problems, *broken))),
        ledger=_ledger(leaves, stored),
        leaves=len(entity.leaves),
        signatures=signatures,
        partial=partial_of(entity.content_type) if _is_piece(entity) else None,
    )


def _header_alone(mail: Path, bounds: Bounds) -> ParsedMail:
    with mail.open("rb") as file:
        headers = read_header(file.read(HEADER_BYTES))
    most = bounds.mail_bytes // _MEGABYTE
    reason = Problem(ProblemCode.TOO_LARGE, f"de e-mail is groter dan {most} MB")
    entry = LedgerEntry(
        origin="1",
        outcome=Outcome.REFUSED,
        media_type="message/rfc822",
        size=mail.stat().st_size,
        reason=reason,
    )
    return ParsedMail(headers, "", (), (reason,), ledger=(entry,), leaves=1)


def _body(entity: Entity, texts: Sequence[str]) -> str:
    """Return the text of the mail, or else the one a mail program wrapped up with the files."""
    return entity.text or "\n\n".join(filter(None, texts))[:BODY_CAP]


def _is_piece(entity: Entity) -> bool:
    return media_type_of(entity.content_type, "") == PARTIAL


def _mail_problems(entity: Entity) -> tuple[Problem, ...]:
    problems = entity.problems
    if _is_piece(entity):
        problems = (partial_problem(entity.content_type), *problems)
    if entity.fields.items:
        return problems
    return (*problems, Problem(ProblemCode.BROKEN_STRUCTURE, "er zijn geen kopregels"))


def _attachment(ordinal: int, leaf: Leaf) -> Attachment:
    contradiction = name_contradicts(leaf.original_name, leaf.media_type)
    problems = (*leaf.problems, *filter(None, (contradiction,)))
    return Attachment(
        ordinal=ordinal,
        name=safe_name(leaf.original_name, ordinal, leaf.media_type, leaf.declared_type),
        original_name=leaf.original_name,
        size=leaf.size or 0,
        sha256=leaf.sha256,
        media_type=leaf.media_type,
        declared_type=leaf.declared_type,
        origin=leaf.origin,
        inline=leaf.inline,
        problems=tuple(dict.fromkeys(problems)),
        inside=leaf.inside,
        in_attached_mail=leaf.is_in_attached_mail,
    )


def _ledger(leaves: Sequence[Leaf], stored: Sequence[Leaf]) -> tuple[LedgerEntry, ...]:
    index = {id(leaf): number for number, leaf in enumerate(leaves)}
    ordinals = {id(leaf): number for number, leaf in enumerate(stored, start=1)}
    return tuple(
        LedgerEntry(
            origin=leaf.origin,
            outcome=leaf.outcome,
            name=leaf.label if leaf.original_name else "",
            media_type=leaf.media_type if leaf.size is not None else "",
            size=leaf.size,
            parent=None if leaf.parent is None else index[id(leaf.parent)],
            children=leaf.given,
            ordinal=ordinals.get(id(leaf)),
            reason=leaf.reason,
        )
        for leaf in leaves
    )
