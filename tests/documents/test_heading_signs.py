"""Headings with all words of a rule, in whatever order; and sentences with others between."""

import pytest

from config.round_file import find_round
from intake.documents.plain_words import phrase, plain
from intake.documents.recognise import recognise
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.page import PageFacts, PageText

KINDS = find_round("2024-2025", None).kinds


def kind_of(text: str, *headings: str) -> str | None:
    seen = PageFacts(PageText.TEXT, headings=headings)
    facts = DocumentFacts(Readable.YES, pages=1, page_texts=(text,), page_facts=(seen,))
    return recognise(facts, "scan.pdf", KINDS).kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Gemeenten waarmee wij een Wmo-contract hebben", "wmo_gemeenten"),
        (
            "Cliëntondersteuners en hun inschrijving in het register",
            "overzicht_clientondersteuners",
        ),
        ("Plan voor inwerken en implementatie", "implementatieplan"),
        ("Hoe wij voldoen aan de geschiktheidseisen", "onderbouwing"),
        ("Onderaannemers en percentage van het totale budget", "onderaannemers"),
        ("Verklaring Omtrent het Gedrag (RP)", "vog_rp"),
        ("Betreft: inzet van onderaannemers", "onderaannemers"),
    ],
)
def test_a_heading_has_all_words_of_a_kind_in_whatever_order(heading: str, kind: str) -> None:
    assert kind_of(f"Stichting De Brug\n{heading}\nUtrecht\n") == kind
    assert kind_of(f"Stichting De Brug\n{heading}\nUtrecht\n", heading) == kind


def test_a_heading_of_two_lines_is_read_as_one() -> None:
    assert kind_of("Gemeenten met wie wij een contract hebben\nVoor de Wmo\n") == "wmo_gemeenten"


@pytest.mark.parametrize(
    "text",
    [
        "Onderaannemers: ja, met een aandeel\n",
        "- onderaannemers en hun aandeel\n",
        "J. Vos onderaannemer aandeel 97215629\n",
        "Zijn er onderaannemers, en met welk aandeel?\n",
        "Elk jaar legt het bestuur alle onderaannemers met hun aandeel\nvoor.\n",
        "een\ntwee\ndrie\nvier\nvijf\nzes\nzeven\nOnderaannemers en hun aandeel\n",
    ],
    ids=["a field", "an item", "a row", "a question", "running text", "far below"],
)
def test_words_that_head_nothing_do_not_count(text: str) -> None:
    assert kind_of(text) is None


@pytest.mark.parametrize(
    ("rule", "text", "stands"),
    [
        ("machtig* … te tekenen", "Wij machtigen mevrouw Vos alle stukken te tekenen.", True),
        ("machtig* … te tekenen", "te tekenen door wie wij machtigen", False),
        ("machtig* … te tekenen", "machtigt " + "en zo " * 8 + "te tekenen", False),
        ("machtig* … te tekenen", "machtigt te tekenen", True),
        ("wmo*", "een Wmocontract", True),
        ("wmo", "een Wmocontract", False),
        ("…", "wat dan ook", False),
        ("*", "wat dan ook", False),
    ],
)
def test_a_phrase_may_leave_out_words_and_ends(rule: str, text: str, stands: bool) -> None:
    assert bool(phrase(rule).places(plain(text))) is stands


MAIL = "Van: Jan <jan@brug.example>\nAan: Els <els@brug.example>\nVerzonden: maandag\n"
POLICY = "Inkoopbeleid cliëntondersteuning 2024\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{POLICY}Bijlage 2. Bestuursverklaring\n", "bestuursverklaring"),
        (f"{POLICY}Hoe wij bestuursverklaringen wegen\n", None),
        ("Bijlage bij de bestuursverklaring\nLijst onderaannemers\n", "onderaannemers"),
        (f"{MAIL}\nHierbij machtig ik je om te ondertekenen.\n", "bewijs_van_machtiging"),
        (f"{MAIL}Onderwerp: volmacht\n\nDe volmacht komt nog.\n", None),
    ],
    ids=["annex of a policy", "policy", "annex of a form", "mail that authorises", "mail"],
)
def test_what_the_head_of_a_paper_is(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind
