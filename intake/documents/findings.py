"""The facts of one document, or of some of its pages, each with the words that show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from intake.documents.authorised import authorised_by_letter, authorised_by_register
from intake.documents.choices import Choice, choices_in
from intake.documents.consortium_words import Consortium, consortium_of
from intake.documents.date_of_issue import date_of_issue
from intake.documents.found import Agreed, Found
from intake.documents.organisation_name import organisation_of
from intake.documents.own_kvk_number import own_kvk_number
from intake.documents.paper_lines import Paper, paper_of
from intake.documents.provider_status_words import provider_status
from intake.documents.region_choice import chosen_regions
from intake.documents.regions_of_round import ChosenRegions, RegionsOfRound
from intake.documents.rsin import rsin_of
from intake.documents.signed import signed_of
from intake.documents.signers import signers_of
from intake.documents.subcontractors import Subcontracted, subcontracted_in
from intake.domain.documents import DocumentFacts
from intake.domain.findings import Findings, Signed
from intake.domain.recognition import DocumentPart
from intake.domain.round import DocumentKind, ProcurementRound, ProviderStatus, Zorgkantoor

_EXTRACT: Final = "uittreksel_kvk"
_AUTHORITY: Final = "bewijs_van_machtiging"
_SUBCONTRACTORS: Final = "onderaannemers"


def findings_of(
    facts: DocumentFacts,
    pages: Sequence[int],
    kind: DocumentKind | None,
    office: Zorgkantoor,
    round_: ProcurementRound,
) -> Findings:
    """Return what was read on some pages of a document; nothing is guessed.

    Args:
        facts: As the child process read them.
        pages: Numbers from 1; of a format without pages, 1.
        kind: What the pages are, where that is known.
        office: To which the document was sent.
        round_: Whose regions and kinds there are.
    """
    numbers = tuple(pages)
    paper = paper_of(facts, numbers)
    choices = choices_in(paper)
    known = RegionsOfRound.of(office, round_)
    offices = [item.name for item in round_.zorgkantoren]
    organisation = organisation_of(paper, offices)
    told = organisation_of(paper, offices, told=True)
    found = _Found(
        dated=date_of_issue(paper, kind),
        kvk_number=own_kvk_number(paper, told.value),
        rsin=rsin_of(paper),
        organisation=organisation,
        regions=chosen_regions(paper, choices, known, is_form=kind is None or kind.signed),
        signed=signed_of(facts, paper, numbers, kind),
        authorised=_authorised(paper, kind),
    )
    declared = _declared(paper, choices, known, organisation.value, kind)
    return _findings(found, declared, _signers(facts, paper, found.authorised, kind))


def part_with_findings(
    part: DocumentPart, facts: DocumentFacts, office: Zorgkantoor, round_: ProcurementRound
) -> DocumentPart:
    """Return a part of a file with the facts of its own pages, see `findings_of`."""
    kind = next((kind for kind in round_.kinds if kind.id == part.kind), None)
    return replace(part, findings=findings_of(facts, part.pages, kind, office, round_))


@dataclass(frozen=True)
class _Found:
    """What any paper may tell."""

    dated: Agreed[date]
    kvk_number: Agreed[str]
    rsin: Agreed[str]
    organisation: Agreed[str]
    regions: ChosenRegions
    signed: Agreed[Signed]
    authorised: tuple[Found[str], ...]


@dataclass(frozen=True)
class _Declared:
    """What a provider declares of itself, in a paper that asks for a signature."""

    status: Agreed[ProviderStatus] = field(default_factory=Agreed)
    consortium: Consortium = field(default_factory=lambda: Consortium(Agreed()))
    subcontracted: Subcontracted = field(default_factory=lambda: Subcontracted(Agreed()))


def _declared(
    paper: Paper,
    choices: Sequence[Choice],
    known: RegionsOfRound,
    organisation: str | None,
    kind: DocumentKind | None,
) -> _Declared:
    if kind is None or not (kind.signed or kind.id == _SUBCONTRACTORS):
        return _Declared()
    subcontracted = subcontracted_in(paper, choices, known)
    if not kind.signed:
        return _Declared(subcontracted=subcontracted)
    return _Declared(
        provider_status(paper, choices),
        consortium_of(paper, choices, organisation),
        subcontracted,
    )


def _authorised(paper: Paper, kind: DocumentKind | None) -> tuple[Found[str], ...]:
    if kind is not None and kind.id == _EXTRACT:
        return authorised_by_register(paper)
    return authorised_by_letter(paper) if kind is not None and kind.id == _AUTHORITY else ()


def _signers(
    facts: DocumentFacts,
    paper: Paper,
    authorised: Sequence[Found[str]],
    kind: DocumentKind | None,
) -> tuple[Found[str], ...]:
    if kind is None or not kind.signed:
        return ()
    return signers_of(paper, facts.signatures, [item.value for item in authorised])


def _findings(found: _Found, declared: _Declared, signers: Sequence[Found[str]]) -> Findings:
    evidence: dict[str, Iterable[str]] = {
        "dated": found.dated.evidence,
        "kvk_number": found.kvk_number.evidence,
        "rsin": found.rsin.evidence,
        "organisation": found.organisation.evidence,
        "regions": found.regions.evidence,
        "foreign_regions": found.regions.foreign_evidence,
        "status": declared.status.evidence,
        "consortium": declared.consortium.is_one.evidence,
        "members": declared.consortium.evidence,
        "subcontractors": declared.subcontracted.any.evidence,
        "subcontracted": declared.subcontracted.evidence,
        "signed": found.signed.evidence,
        "signers": [item.evidence for item in signers],
        "authorised": [item.evidence for item in found.authorised],
    }
    return Findings(
        dated=found.dated.value,
        kvk_number=found.kvk_number.value,
        rsin=found.rsin.value,
        organisation=found.organisation.value,
        regions=found.regions.own,
        foreign_regions=found.regions.foreign,
        status=declared.status.value,
        consortium=declared.consortium.is_one.value,
        members=declared.consortium.members,
        subcontractors=declared.subcontracted.any.value,
        subcontracted=declared.subcontracted.named,
        signed=found.signed.value,
        signers=tuple(item.value for item in signers),
        authorised=tuple(item.value for item in found.authorised),
        evidence=tuple((fact, words) for fact, all_ in evidence.items() for words in all_),
    )
