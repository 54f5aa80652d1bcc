"""What is there is never called missing for what it was put together with."""

import pytest

from config.round_file import find_round
from deploy.bench.judged_papers import REGISTERED
from intake.documents.recognise import recognise
from intake.domain.completeness import Case, RequirementState, assess
from intake.domain.documents import DocumentFacts, JudgedDocument, Readable, Searchable
from intake.domain.exhibit import exhibits_of
from intake.domain.page import PageText
from intake.domain.round import Condition, ProviderStatus

ROUND = find_round("2024-2025", None)

EXTRACT = "Uittreksel handelsregister\nUittreksel is vervaardigd op 3 juli 2023\n"
CERTIFICATE = "VOG RP\n3 juli 2023\nGeen bezwaren tegen de rechtspersoon\n"
FORM = "Bestuursverklaring 2024\nOndergetekende verklaart namens de aanbieder\n"
CHANGED = (
    "Uw inschrijving is gewijzigd. KvK-nummer 12345678. Rechtsvorm, handelsregister, "
    "vestiging, kamer van koophandel, gegevens van de onderneming, adres.\n"
)
AUTHORITY = "Bewijs van machtiging\nHet bestuur machtigt hierbij mevrouw Vos te tekenen.\n"


def missing(*pages: str, name: str = "d.pdf") -> set[str]:
    facts = DocumentFacts(Readable.YES, pages=len(pages), page_texts=pages)
    found = recognise(facts, name, ROUND.kinds)
    document = JudgedDocument(
        ordinal=1,
        readable=Readable.YES,
        pages=len(pages),
        searchable=Searchable.YES,
        unsearchable_pages=(),
        kind=found.kind,
        kind_evidence=found.evidence,
        problems=(),
        kind_by_name=found.by_name,
        kind_by_words=found.by_words,
        page_texts=(PageText.TEXT,) * len(pages),
        confidence=found.confidence,
        candidates=found.candidates,
        parts=found.parts,
    )
    results = assess(
        ROUND.requirements,
        {ProviderStatus.NEW},
        exhibits_of([document], ROUND.searchable_exempt_pages),
        Case(registered=REGISTERED, holds=frozenset(Condition)),
    )
    return {item.requirement.kind for item in results if item.state is RequirementState.MISSING}


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


@pytest.mark.parametrize(
    "text",
    [
        "Verklaring omtrent het gedrag rechtspersonen\nBesluit: de verklaring wordt geweigerd.\n",
        "Intrekking Verklaring omtrent het gedrag rechtspersonen\n",
        "VOG RP\nUw aanvraag is in behandeling genomen.\n",
        "Bevestiging bestelling\nU heeft besteld: uittreksel uit het handelsregister\n",
        "Inschrijving UBO-register\nUw opgave is afgewezen.\n",
        "Volmacht\nHet bestuur trekt de volmacht aan mevrouw Vos in.\n",
    ],
)
def test_a_refused_withdrawn_or_ordered_paper_is_none(text: str) -> None:
    found = recognise(DocumentFacts(Readable.YES, page_texts=(text,)), "scan.pdf", ROUND.kinds)
    assert found.kind is None
