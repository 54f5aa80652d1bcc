"""What was read in a document, each with the words that show it; nothing is guessed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intake.domain.round import ProviderStatus


class Signed(StrEnum):
    """Whether a document that asks for a signature has one."""

    YES = "yes"  # a digital signature that fits
    NO = "no"  # every place to sign on is empty
    NOT_FOUND = "not_found"  # neither a place to sign on nor anything that may be a signature
    UNCLEAR = "unclear"  # seems signed, or nobody can tell: staff looks


@dataclass(frozen=True)
class Subcontractor:
    """A subcontractor that a document names; `percent` of the budget of `region`, where told."""

    name: str
    percent: float | None = None
    region: str | None = None


@dataclass(frozen=True)
class Findings:
    """The facts of one document, or of the pages of one that are a document of their own.

    What is None or empty was not found, which says nothing about whether it is so.

    Attributes:
        dated: The date of issue or signing; a Dutch calendar day.
        kvk_number: Of the organisation that the document is about, eight digits.
        regions: As the round calls them, in its order.
        foreign_regions: Named regions of other offices, with the identifiers of those.
        status: What the provider says of itself.
        members: Of a samenwerkingsverband, beside the one that registers.
        signers: Names by the signature.
        authorised: Names that the document gives authority to sign.
        evidence: Pairs of a fact and the words that show it: `("dated", "page 1: '…'")`.
    """

    dated: date | None = None
    kvk_number: str | None = None
    rsin: str | None = None
    organisation: str | None = None
    regions: tuple[str, ...] = ()
    foreign_regions: tuple[tuple[str, str], ...] = ()
    status: ProviderStatus | None = None
    consortium: bool | None = None
    members: tuple[str, ...] = ()
    subcontractors: bool | None = None
    subcontracted: tuple[Subcontractor, ...] = ()
    signed: Signed | None = None
    signers: tuple[str, ...] = ()
    authorised: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


NOTHING_FOUND = Findings()
