"""The face of this package: the raw bytes of a mail in, what it holds out."""

from collections.abc import Callable

from intake.domain.mail import ParsedMail
from intake.domain.problems import Problem, ProblemCode
from intake.parsing.attachments import read_attachment
from intake.parsing.headers import read_headers
from intake.parsing.leaves import sort_leaves
from intake.parsing.structure import read_structure


def parse_mail(raw: bytes, keep: Callable[[int, bytes], None]) -> ParsedMail:
    """Read a mail once; any bytes give a value.

    Every leaf is part of the text or an attachment. What cannot be taken apart is one
    attachment with its raw bytes and a problem, so nothing disappears.

    Args:
        raw: The mail as it was received.
        keep: Called once per attachment, in order, with its ordinal and its decoded
            bytes; what it raises passes through.
    """
    root, problems = read_structure(raw)
    leaves = sort_leaves(raw, root)
    attachments = tuple(
        read_attachment(raw, leaf, ordinal, leaves, keep)
        for ordinal, leaf in enumerate(leaves.attachments, start=1)
    )
    problems += leaves.problems
    if not root.fields.items:
        problems += (Problem(ProblemCode.BROKEN_STRUCTURE, "er zijn geen kopregels"),)
    leaf_types = tuple(
        leaf.media_type
        for leaf, attachment in zip(leaves.attachments, attachments, strict=True)
        if not (attachment.inline and attachment.media_type.startswith("image/"))
    )
    headers = read_headers(root.fields, root.content_type, leaf_types)
    return ParsedMail(headers, leaves.text, attachments, problems)
