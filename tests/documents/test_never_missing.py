"""What is there is never called missing for what it was put together with."""

from dataclasses import replace
from datetime import date

import pytest

from config.round_file import find_round
from intake.documents.recognise import recognise
from intake.domain.completeness import Case, RequirementState, assess
from intake.domain.documents import DocumentFacts, JudgedDocument, Readable, Searchable
from intake.domain.exhibit import exhibits_of
from intake.domain.findings import Findings
from intake.domain.page import PageText
from intake.domain.round import Condition, ProviderStatus

ROUND = find_round("2024-2025", None)

EXTRACT = "Uittreksel handelsregister\nUittreksel is vervaardigd op 3 juli 2023\n"
CERTIFICATE = "VOG RP\n3 juli 2023\nGeen bezwaren tegen de rechtspersoon\n"
FORM = "Bestuursverklaring 2024\nOndergetekende verklaart namens de aanbieder\n"
UNTITLED = """Wie werken er bij ons
Jet Hoogland BCMB 12011 register 140022118, Peter-Jan Smit BCMB 12077 register 140022304
Allen zijn lid van de beroepsvereniging en staan als cliëntondersteuner in het beroepsregister.
"""
CHANGED = (
    "Uw inschrijving is gewijzigd. KvK-nummer 12345678. Rechtsvorm, handelsregister, "
    "vestiging, kamer van koophandel, gegevens van de onderneming, adres.\n"
)
AUTHORITY = "Bewijs van machtiging\nHet bestuur machtigt hierbij mevrouw Vos te tekenen.\n"


def states(
    *texts: str,
    name: str = "d.pdf",
    pages: int | None = 0,
    dated: date | None = None,
    holds: frozenset[Condition] = frozenset(Condition),
) -> dict[str, RequirementState]:
    """Return how each requirement stands; pages None: of a text without pages."""
    pages = len(texts) if pages is not None else None
    facts = DocumentFacts(Readable.YES, pages=pages, page_texts=texts)
    found = recognise(facts, name, ROUND.kinds)
    findings = Findings(dated=dated)
    document = JudgedDocument(
        ordinal=1,
        readable=Readable.YES,
        pages=pages,
        searchable=Searchable.YES,
        unsearchable_pages=(),
        kind=found.kind,
        kind_evidence=found.evidence,
        problems=(),
        kind_by_name=found.by_name,
        kind_by_words=found.by_words,
        page_texts=(PageText.TEXT,) * len(texts),
        confidence=found.confidence,
        candidates=found.candidates,
        parts=tuple(replace(part, findings=findings) for part in found.parts),
        findings=findings,
    )
    results = assess(
        ROUND.requirements,
        {ProviderStatus.NEW},
        exhibits_of([document], ROUND.searchable_exempt_pages),
        Case(registered=date(2023, 7, 20), holds=holds),
    )
    return {item.requirement.kind: item.state for item in results}


def missing(*texts: str, name: str = "d.pdf", pages: int | None = 0) -> set[str]:
    found = states(*texts, name=name, pages=pages)
    return {kind for kind, state in found.items() if state is RequirementState.MISSING}


@pytest.mark.parametrize(
    "numbered", ["{}", "pagina {}", "{} / 4", "Inschrijving De Brug - pagina {} van 4"]
)
def test_a_dossier_that_was_numbered_after_it_was_merged(numbered: str) -> None:
    papers = (EXTRACT, CERTIFICATE, FORM, AUTHORITY)
    pages = [f"{paper}{numbered.format(at)}\n" for at, paper in enumerate(papers, start=1)]
    there = {"uittreksel_kvk", "vog_rp", "bestuursverklaring", "bewijs_van_machtiging"}
    assert not missing(*pages) & there


def test_two_papers_on_one_page() -> None:
    assert not missing(f"{FORM}{AUTHORITY}") & {"bestuursverklaring", "bewijs_van_machtiging"}


@pytest.mark.parametrize("between", [20, 5_000], ids=["near", "far"])
def test_a_text_without_pages_that_holds_another_paper(between: int) -> None:
    text = f"{FORM}{'Gegevens van de organisatie.' * (between // 28)}\n{AUTHORITY}"
    assert "bewijs_van_machtiging" not in missing(text, name="alles.docx", pages=None)
    alone = missing(FORM, name="alles.docx", pages=None)
    assert "bewijs_van_machtiging" in alone


def test_a_paper_in_a_merged_file_that_is_too_old_is_told_so() -> None:
    pages = (f"{EXTRACT}Pagina 1 van 1\n", f"{CERTIFICATE}Pagina 1 van 1\n")
    found = states(*pages, dated=date(2020, 1, 2))
    assert found["uittreksel_kvk"] is RequirementState.TOO_OLD


def test_words_alone_ask_for_nothing_that_is_not_asked() -> None:
    found = states(UNTITLED, holds=frozenset({Condition.ALWAYS}))
    assert found["hoofdelijke_aansprakelijkheid"] is RequirementState.CONDITIONAL


def test_an_argument_that_is_headed_by_what_it_speaks_of() -> None:
    text = "Lijst cliëntondersteuners\nOnze deskundigheid en werkwijze bij elk criterium\n"
    assert "onderbouwing" not in missing(text, name="4 onderbouwing deskundigheid.pdf")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (CHANGED, "kvk.pdf"),
        ("Betreft: VOG RP\nDe VOG RP hebben wij besteld en komt eraan.\n", "a.pdf"),
    ],
    ids=["its name and its words", "a letter about it"],
)  # fmt: skip
def test_what_is_not_the_paper_satisfies_nothing_by_name_and_words(text: str, name: str) -> None:
    found = recognise(DocumentFacts(Readable.YES, page_texts=(text,)), name, ROUND.kinds)
    assert found.kind is None or found.by_name or found.by_words


def test_a_granted_certificate_that_was_read_by_its_looks_is_no_refused_one() -> None:
    text = (
        "Verklaring omtrent het gedrag rechtspersonen\nNiet is gebleken van bezwaren tegen de "
        "hieronder genoemde rechtspersoon\nJustis\n"
    )
    facts = DocumentFacts(Readable.YES, pages=1, page_texts=(text,), ocr_pages=(1,))
    assert recognise(facts, "scan.pdf", ROUND.kinds).kind == "vog_rp"


@pytest.mark.parametrize(
    "text",
    [
        "Verklaring omtrent het gedrag rechtspersonen\nBesluit: de verklaring wordt geweigerd.\n",
        "Intrekking Verklaring omtrent het gedrag rechtspersonen\n",
        "VOG RP\nUw aanvraag is in behandeling genomen.\n",
        "VOG RP\nEr is gebleken van bezwaren tegen de rechtspersoon.\n",
        "Bevestiging bestelling\nU heeft besteld: uittreksel uit het handelsregister\n",
        "Inschrijving UBO-register\nUw opgave is afgewezen.\n",
        "Volmacht\nHet bestuur trekt de volmacht aan mevrouw Vos in.\n",
    ],
)
def test_a_refused_withdrawn_or_ordered_paper_is_none(text: str) -> None:
    found = recognise(DocumentFacts(Readable.YES, page_texts=(text,)), "scan.pdf", ROUND.kinds)
    assert found.kind is None
