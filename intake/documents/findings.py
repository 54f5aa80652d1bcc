"""The facts of one document, or of some of its pages, each with the words that show it."""

from collections.abc import Iterable, Iterator, Sequence

from intake.documents.choices import choices_in
from intake.documents.date_of_issue import date_of_issue
from intake.documents.organisation_name import organisation_of
from intake.documents.own_kvk_number import own_kvk_number
from intake.documents.paper_lines import paper_of
from intake.documents.region_choice import RegionsOfRound, chosen_regions
from intake.documents.rsin import rsin_of
from intake.domain.documents import DocumentFacts
from intake.domain.findings import Findings
from intake.domain.round import DocumentKind, ProcurementRound, Zorgkantoor


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
    paper = paper_of(facts, pages)
    choices = choices_in(paper)
    day = date_of_issue(paper, kind)
    organisation = organisation_of(paper, [item.name for item in round_.zorgkantoren])
    kvk = own_kvk_number(paper, organisation.value)
    rsin = rsin_of(paper)
    known = RegionsOfRound.of(office, round_)
    regions = chosen_regions(paper, choices, known, is_form=kind is None or kind.signed)
    return Findings(
        dated=day.value,
        kvk_number=kvk.value,
        rsin=rsin.value,
        organisation=organisation.value,
        regions=regions.own,
        foreign_regions=regions.foreign,
        evidence=(
            *_pairs("dated", day.evidence),
            *_pairs("kvk_number", kvk.evidence),
            *_pairs("rsin", rsin.evidence),
            *_pairs("organisation", organisation.evidence),
            *_pairs("regions", regions.evidence),
            *_pairs("foreign_regions", regions.foreign_evidence),
        ),
    )


def _pairs(fact: str, evidence: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((fact, words) for words in evidence)
