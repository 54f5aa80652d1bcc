"""A MIME entity taken apart: its header fields, its text, and its leaves as files of the spool.

Used for the mail itself and for every mail within. The bytes of the entity are let go
before any of its leaves is opened, so that of nested mails only one is in memory.
"""

from dataclasses import dataclass

from intake.domain.ledger import Outcome
from intake.domain.mail_signature import MailSignature
from intake.domain.problems import Problem, ProblemCode
from intake.parsing.attachments import is_inline, type_by_content
from intake.parsing.containers.member import PIECE
from intake.parsing.fields import Fields
from intake.parsing.file_links import external_body, file_links, links_problem_words
from intake.parsing.file_names import extension_of, original_name
from intake.parsing.leaf import Leaf
from intake.parsing.leaves import SortedLeaves, sort_leaves, transfer_encoding
from intake.parsing.parameters import Parametrised
from intake.parsing.partial_mail import PARTIAL, partial_problem
from intake.parsing.signatures_beside import signature_parts, signatures_beside
from intake.parsing.signed_text import readable
from intake.parsing.spool import BurstError, Meter, Spool, in_pieces
from intake.parsing.structure import Part, read_structure
from intake.parsing.transfer import decode_transfer

EXTERNAL_BODY = "message/external-body"


@dataclass(frozen=True)
class Entity:
    """What a mail says, and its leaves in their order.

    Attributes:
        text: What a person reads.
        leaves: All of them; those that are text have no file.
        leaf_types: Declared types of the leaves that are no text, inline pictures left out.
        signatures: Of what is signed in it by a signature that stands beside it.
    """

    fields: Fields
    content_type: Parametrised
    text: str
    leaves: tuple[Leaf, ...]
    leaf_types: tuple[str, ...]
    problems: tuple[Problem, ...]
    signatures: tuple[MailSignature, ...] = ()


def read_entity(
    raw: bytes, spool: Spool, parent: Leaf | None = None, meters: tuple[Meter, ...] = ()
) -> Entity:
    """Take a mail apart one level deep and write its leaves.

    Raises:
        BurstError: See `Spool.write`; nothing of the mail is left in the spool.
        OSError: See there.
    """
    root, problems = read_structure(raw)
    found = sort_leaves(raw, root)
    body = {part.start for part in found.body}
    beside = signature_parts(root)
    leaves: list[Leaf] = []
    try:
        leaves.extend(
            _text_leaf(part, parent, found.carried.get(part.start, b""))
            if part.start in body
            else _file_leaf(raw, part, found, spool, parent=parent, meters=meters)
            for part in root.leaves()
        )
    except BurstError:
        # Whoever asked keeps the mail as a whole, and knows nothing of its first files.
        for leaf in leaves:
            if leaf.path is not None:
                spool.discard(leaf.path, leaf.size or 0, meters)
        raise
    for leaf, part in zip(leaves, root.leaves(), strict=True):
        leaf.is_signature = part.start in beside
    text, hidden = readable(found.text)
    return Entity(
        fields=root.fields,
        content_type=root.content_type,
        text=text,
        leaves=tuple(leaves),
        leaf_types=tuple(
            part.media_type
            for part, leaf in zip(root.leaves(), leaves, strict=True)
            if leaf.outcome is not Outcome.BODY
            and not (leaf.inline and leaf.media_type.startswith("image/"))
        ),
        problems=problems + hidden + _not_sent(root, found),
        signatures=tuple(signatures_beside(raw, root, parent.trail if parent else "")),
    )


def _not_sent(root: Part, found: SortedLeaves) -> tuple[Problem, ...]:
    """Return what the mail only points to."""
    elsewhere = [
        Problem(ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS, external_body(part.content_type))
        for part in root.leaves()
        if part.media_type == EXTERNAL_BODY
    ]
    links = links_problem_words(file_links(found.text, found.markup))
    if links:
        elsewhere.append(Problem(ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS, links))
    return tuple(elsewhere)


def _text_leaf(part: Part, parent: Leaf | None, carried: bytes) -> Leaf:
    return Leaf(
        number=part.origin,
        parent=parent,
        media_type=part.media_type,
        declared_type=part.declared,
        size=part.end - part.start,
        outcome=Outcome.BODY,
        carried=carried,
    )


def _elsewhere(part: Part, parent: Leaf | None) -> Leaf:
    leaf = Leaf(
        number=part.origin,
        original_name=original_name(part.disposition, part.content_type),
        parent=parent,
        media_type=part.media_type,
        declared_type=part.declared,
    )
    words = external_body(part.content_type)
    leaf.refuse(Problem(ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS, words))
    return leaf


def _file_leaf(
    raw: bytes,
    part: Part,
    found: SortedLeaves,
    spool: Spool,
    *,
    parent: Leaf | None,
    meters: tuple[Meter, ...],
) -> Leaf:
    if part.media_type == EXTERNAL_BODY:
        return _elsewhere(part, parent)
    encoding = "" if part.verbatim else transfer_encoding(part)
    whole = part.whole or part.verbatim
    decoded = decode_transfer(raw, part.start, part.end, encoding, whole=whole)
    original = original_name(part.disposition, part.content_type)
    media_type = type_by_content(decoded.data, part, extension_of(original))
    written = spool.write(in_pieces(decoded.data, PIECE), meters)
    problems = [*part.problems, *decoded.problems]
    if not decoded.data:
        problems.append(Problem(ProblemCode.EMPTY))
    is_piece = part.media_type == PARTIAL
    if is_piece:
        problems.append(partial_problem(part.content_type))
    return Leaf(
        number=part.origin,
        original_name=original,
        parent=parent,
        path=written.path,
        size=written.size,
        sha256=written.sha256,
        media_type=media_type,
        declared_type=part.declared,
        inline=is_inline(part, media_type, original, found),
        # A piece may begin like a file of any kind, and is none.
        is_whole=part.verbatim or is_piece,
        problems=list(dict.fromkeys(problems)),
        meters=meters,
    )
