"""What people filled in and signed in a document: its form fields, signatures, lines to sign on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intake.domain.mail_signature import SignatureState


class FieldKind(StrEnum):
    """How a field of a form is filled in."""

    TEXT = "text"
    CHECKBOX = "checkbox"
    CHOICE = "choice"  # radio buttons and lists
    SIGNATURE = "signature"


@dataclass(frozen=True)
class FormField:
    """One field.

    Attributes:
        name: As the form calls it, with that of its parents, joined by dots.
        value: What was filled in; of a checkbox `yes` or empty; empty when nothing was.
        label: What a reader sees as its name (tooltip); empty without one.
        page: Counted from 1; None when it stands nowhere.
    """

    name: str
    kind: FieldKind
    value: str = ""
    label: str = ""
    page: int | None = None


@dataclass(frozen=True)
class DocumentSignature:
    """One digital signature in a document: whether it fits, not whose it is.

    Attributes:
        field: Name of its field.
        signer: As the certificate names its owner, on one line; empty without one.
        signed_at: Aware moment in UTC that is claimed; None without one.
        words: In Dutch, why the state is what it is; empty when it is VALID.
    """

    field: str
    state: SignatureState
    signer: str = ""
    signed_at: datetime | None = None
    words: str = ""


@dataclass(frozen=True)
class SignatureLine:
    """A place to sign on: words such as "Handtekening", and whether there is ink by them.

    Ink is a picture or drawn strokes that cover the place; whose hand it is nobody knows. Where
    no words name a place, `words` is empty, and there is ink somewhere on the page.
    `is_known` is False on a page that is one picture, where ink cannot be told from print.
    """

    page: int
    words: str
    ink: bool
    is_known: bool = True
