"""How a heading is told from words that only look like one."""

from pathlib import Path

import pytest

from config.round_file import find_round
from intake.documents.mail_facts import mail_facts
from intake.documents.mail_heading import begins_as_mail
from intake.documents.page_words import PageWords
from intake.documents.plain_words import name_phrase, plain
from intake.documents.recognise import recognise
from intake.domain.documents import DocumentFacts, Readable

KINDS = find_round("2024-2025", None).kinds


def kind_of(*pages: str, name: str = "document.pdf") -> str | None:
    facts = DocumentFacts(Readable.YES, page_texts=pages)
    return recognise(facts, name, KINDS).kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("KVK\nUittreksel uiteindelijk belanghebbenden\nNaam", "ubo_register"),
        ("KVK\nUittreksel uiteindelijk belanghebbende\nRechtsvorm\nRSIN", "ubo_register"),
        ("KVK\nUittreksel van de UBO's\nRechtsvorm\nRSIN", "ubo_register"),
        ("KVK\nUittreksel uit ons archief\nvan de gemeente", None),
        ("Kamer van Koophandel\nKvK\nUittreksel", "uittreksel_kvk"),
        ("Uittreksel\nHandelsregister\nRSIN", "uittreksel_kvk"),
        ("Bijlage 2: Uittreksel\nHandelsregister", "uittreksel_kvk"),
        ("Verklaring omtrent het gedrag\nvoor rechtspersonen (VOG RP)", "vog_rp"),
        ("Justis\nVerklaring omtrent het gedrag\nrechtspersonen Stichting A", "vog_rp"),
        ("Verklaring omtrent het gedrag\nnatuurlijke personen, de heer A", "vog_np"),
        ("Machtiging\nBewijs van\nmachtiging", "bewijs_van_machtiging"),
    ],
)
def test_a_title_on_two_lines_is_nearly_all_of_both(text: str, kind: str | None) -> None:
    assert kind_of(f"{text}\n") == kind


@pytest.mark.parametrize(
    "title",
    [
        "KvK-uittreksel uiteindelijk belanghebbenden",
        "UBO-uittreksel KvK",
        "Uittreksel KvK: uittreksel uit het UBO-register",
        "Uittreksel KvK uiteindelijk belanghebbenden",
    ],
)
def test_a_title_that_names_owners_is_no_extract_of_the_trade_register(title: str) -> None:
    assert kind_of(f"{title}\nRechtsvorm\nRSIN\nHandelsregister") == "ubo_register"


def test_an_extract_with_owners_in_its_text_is_still_an_extract() -> None:
    text = "Uittreksel KvK\nRechtsvorm stichting\nUiteindelijk belanghebbende: zie de UBO\n"
    assert kind_of(text) == "uittreksel_kvk"


@pytest.mark.parametrize(
    ("sought", "text", "found"),
    [
        ("verklaring omtrent het gedrag voor rechtspersonen", "…omtrent gedrag rechtspersonen", 0),
        (
            "verklaring omtrent gedrag rechtspersonen",
            "Verklaring omtrent het gedrag van rechtspersonen",
            1,
        ),
        ("uittreksel handelsregister", "Uittreksel uit het Handelsregister", 1),
        ("uittreksel uit het handelsregister", "Uittreksel handelsregister", 1),
        ("uittreksel handelsregister", "Uittreksel uit het de handelsregister", 0),
        ("uittreksel handelsregister", "Uittreksel omtrent handelsregister", 0),
        ("VOG RP", "VOG NP", 0),
        ("VOG RP", "VOG voor een RP", 1),
        ("verklaring inzake aansprakelijkheid", "verklaring aansprakelijkheid", 1),
        ("van het", "van het", 1),
    ],
)  # fmt: skip
def test_small_words_do_not_count_within_the_name_of_a_paper(
    sought: str, text: str, found: int
) -> None:
    assert len(name_phrase(sought).places(plain(text))) == found


@pytest.mark.parametrize("small", ["", "voor ", "van ", "van de ", "voor een "])
@pytest.mark.parametrize(
    ("whose", "kind"), [("rechtspersonen", "vog_rp"), ("natuurlijke personen", "vog_np")]
)
def test_certificates_are_told_apart_by_whose_they_are(small: str, whose: str, kind: str) -> None:
    assert kind_of(f"Verklaring omtrent het gedrag {small}{whose}\nDatum") == kind
    assert kind_of("", name=f"verklaring omtrent gedrag {small}{whose}.pdf") in (kind, None)


@pytest.mark.parametrize(
    "line",
    [
        "Betreft: bewijs van machtiging",
        "Betreft : Bewijs van machtiging",
        "Onderwerp: Bewijs van machtiging",
        "Onderwerp Bewijs van machtiging",
        "Inzake bewijs van machtiging",
        "Subject: bewijs van machtiging",
        "Re: bewijs van machtiging",
        "Betreft:\nbewijs van machtiging",
    ],
)
def test_the_subject_of_a_letter_is_its_title(line: str) -> None:
    assert kind_of(f"Nijmegen, 12 mei 2023\n{line}\nGeachte heer,\nHij mag tekenen.\n") == (
        "bewijs_van_machtiging"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Betreft: VOG RP\nGeachte heer,\nHierbij ontvangt u ons certificaat.",
        "Betreft: VOG RP\nGeachte heer,\nBijgaand het certificaat.",
        "Betreft: VOG RP\nGeachte heer,\nWij hebben hem aangevraagd.",
        "Betreft: VOG RP nog onderweg naar ons\nGeachte heer,\nU hoort van ons.",
        "Betreft: wijziging\nGeachte heer,\nOnze VOG RP is er.",
        "Zoals eerder gemeld en zoals u van ons gewend bent in al die jaren\nbetreft: VOG RP.",
    ],
)
def test_a_letter_about_a_paper_is_not_that_paper(text: str) -> None:
    assert kind_of(text) is None


@pytest.mark.parametrize("title", ["VOG RP?", "VOG RP nodig?", "Bewijs van machtiging?"])
def test_a_question_is_no_title(title: str) -> None:
    assert kind_of(f"{title}\nWij leggen het uit.") is None
    assert kind_of(f"{title[:-1]}\nWij leggen het uit.") is not None


MAILS = [
    "Van: Anja <anja@a.example>\nVerzonden: vrijdag\nAan: oco\nOnderwerp: {}\n\nDag,",
    "Anja de Vries\n\nVan: Anja de Vries\nVerzonden: vrijdag 12 mei\nOnderwerp: {}\nDag,",
    "From: Anja <anja@a.example>\nTo: oco\nDate: Friday\nSubject: {}\nDear all,",
    "{}\nVan: anja@a.example\nDatum: 12 mei 2023\nDag,",
    "FROM : Anja\nSENT : Friday\nSUBJECT : {}\nDear all,",
    "Webmail - {}\n1 bericht\nAnja <anja@a.example> 12 mei 2023 om 10:00\nAan: oco",
    "Van: het bestuur\nAan: het zorgkantoor\nDatum: 12 mei\nOnderwerp: {}\n",
]
LETTERS = [
    "Aan: VGZ\nDatum: 12 mei 2023\nOnze referentie: 2\nBewijs van machtiging",
    "Datum: 12 mei 2023\nOnderwerp: Bewijs van machtiging\nGeachte heer,",
    "Bewijs van machtiging\nVan: het bestuur\nAan: de manager\nDatum: 12 mei 2023",
    "Geachte heer,\nZie\n" + "Van toepassing\n" * 15 + "Van: a@a.example\nVerzonden: vrijdag",
    "Van: a@a.example",
    "Stichting Naast U <info@a.example>\nBestuursverklaring",
    "",
]


@pytest.mark.parametrize("mail", MAILS)
@pytest.mark.parametrize("subject", ["VOG RP", "Uittreksel Handelsregister"])
def test_a_mail_is_no_document_whatever_it_is_about(mail: str, subject: str) -> None:
    text = mail.format(subject)
    assert kind_of(text) is None
    assert kind_of(text, name=f"{subject}.pdf") is None


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_no_mail(letter: str) -> None:
    assert not begins_as_mail(letter)


def test_what_a_mail_could_hold_is_told() -> None:
    facts = DocumentFacts(Readable.YES, page_texts=(MAILS[0].format("VOG RP"),))
    found = recognise(facts, "VOG RP.pdf", KINDS)
    assert found.kind is None
    assert found.candidates[0].kind == "vog_rp"


def test_a_paper_behind_a_printed_mail_is_recognised() -> None:
    mail = MAILS[0].format("Stukken") + "\nMet vriendelijke groet,\nAnja"
    paper = "Uittreksel Handelsregister\nRSIN 1\nRechtsvorm\nUittreksel is vervaardigd op 1 mei"
    facts = DocumentFacts(Readable.YES, pages=2, page_texts=(mail, paper))
    assert [part.kind for part in recognise(facts, "x.pdf", KINDS).parts] == [
        None,
        "uittreksel_kvk",
    ]
    turned = DocumentFacts(Readable.YES, pages=2, page_texts=(paper, mail))
    assert recognise(turned, "x.pdf", KINDS).parts[1].kind is None


def test_an_attached_mail_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(
        b"From: a@a.example\nTo: oco@z.example\nSubject: VOG RP\n"
        b"Content-Type: text/plain\n\nVOG RP\nDie sturen wij later.\n"
    )
    assert recognise(mail_facts(path), "VOG RP.eml", KINDS).kind is None


def test_words_of_a_sender_and_a_title_are_no_name() -> None:
    page = PageWords("KVK\nUittreksel uit ons archief\n")
    (place,) = page.places(name_phrase("KvK-uittreksel"))
    assert page.joins_lines(place)
    assert not page.is_title(place)


def test_a_line_of_blanks_or_dots_is_read_from_its_end() -> None:
    # Looked at whole, each further blank took longer than all before it.
    assert kind_of("Bestuursverklaring" + " " * 7_000 + "x\n") == "bestuursverklaring"
    assert kind_of("Inhoud\nBestuursverklaring" + " ." * 3_500 + " 12\n") is None
