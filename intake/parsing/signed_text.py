"""A text that PGP signed or encrypted between its lines, as a person reads it."""

from intake.domain.problems import Problem
from intake.parsing.containers.pgp_encrypted import ENCRYPTED, PgpKind, pgp_kind
from intake.parsing.containers.pgp_message import cleartext

_MARK = "-----BEGIN PGP "


def readable(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text without the armour of a signature, and that it is encrypted if it is."""
    if _MARK not in text:
        return text, ()
    data = text.encode()
    kind = pgp_kind(data)
    if kind is PgpKind.ENCRYPTED:
        return text, (ENCRYPTED,)
    if kind is PgpKind.SIGNED_TEXT:
        return b"".join(cleartext(iter((data,)))).decode("utf-8", "replace").strip(), ()
    return text, ()
