"""The sample documents open, have their pages and say what they should."""

from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pypdfium2
import pytest

from deploy.samples import documents

WHO = "Stichting Cliëntondersteuning De Waalbrug"
KVK = "99104237"
DAY = date(2023, 7, 12)
REGIONS = ["Nijmegen", "Midden-Brabant"]
MEMBERS = [(WHO, KVK, "M.J. van Heumen"), ("Coöperatie Wegwijs", "99330916", "H. Janssen")]

MADE = {
    "bestuursverklaring": documents.bestuursverklaring(WHO, KVK, REGIONS, DAY),
    "bewijs_van_machtiging": documents.bewijs_van_machtiging(WHO, KVK, DAY),
    "vog_rp": documents.vog_rp(WHO, KVK, date(2023, 5, 22)),
    "uittreksel_kvk": documents.uittreksel_kvk(WHO, KVK, date(2023, 6, 9)),
    "ubo_register": documents.ubo_register(WHO, KVK, date(2023, 6, 9)),
    "hoofdelijke_aansprakelijkheid": documents.hoofdelijke_aansprakelijkheid(MEMBERS, REGIONS, DAY),
    "onderbouwing": documents.onderbouwing(WHO, KVK, REGIONS),
    "overig": documents.overig(WHO),
}


def page_texts(pdf: bytes, password: str | None = None) -> list[str]:
    opened = pypdfium2.PdfDocument(pdf, password=password)
    try:
        return [page.get_textpage().get_text_bounded() for page in opened]
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("kind", "pages", "page", "words"),
    [
        ("bestuursverklaring", 2, 1, "Bestuursverklaring 2024"),
        ("bestuursverklaring", 2, 1, "Inkoop onafhankelijke cliëntondersteuning Wlz 2024-2025"),
        ("bestuursverklaring", 2, 2, "Zorgkantoorregio('s): Nijmegen, Midden-Brabant"),
        ("bestuursverklaring", 2, 2, "12 juli 2023"),
        ("bewijs_van_machtiging", 1, 1, "Bewijs van machtiging"),
        ("vog_rp", 1, 1, "Verklaring Omtrent het Gedrag rechtspersonen"),
        ("vog_rp", 1, 1, "Justis"),
        ("vog_rp", 1, 1, "22 mei 2023"),
        ("uittreksel_kvk", 2, 1, "Uittreksel Handelsregister Kamer van Koophandel"),
        ("uittreksel_kvk", 2, 1, "KvK-nummer 99104237"),
        ("ubo_register", 1, 1, "Uittreksel UBO-register"),
        ("ubo_register", 1, 1, "09-06-2023"),
        ("hoofdelijke_aansprakelijkheid", 1, 1, "hoofdelijke aansprakelijkheid"),
        ("onderbouwing", 3, 1, WHO),
        ("overig", 1, 1, "Zorg nodig, en dan?"),
    ],
)
def test_a_document_has_its_pages_and_its_words(
    kind: str, pages: int, page: int, words: str
) -> None:
    texts = page_texts(MADE[kind])
    assert len(texts) == pages
    assert words in texts[page - 1]


def test_an_unsigned_form_has_neither_date_nor_name_at_its_end() -> None:
    unsigned = documents.bestuursverklaring(WHO, KVK, REGIONS, DAY, signed=False)
    last = page_texts(unsigned)[1]
    assert "12 juli 2023" not in last
    assert "M.J. van Heumen" not in last


def test_the_same_arguments_give_the_same_document_and_others_another() -> None:
    again = documents.bestuursverklaring(WHO, KVK, REGIONS, DAY)
    other = documents.bestuursverklaring(WHO, "99000001", REGIONS, DAY)
    assert again == MADE["bestuursverklaring"] != other


def test_a_scan_keeps_the_pages_and_has_no_text() -> None:
    scan = documents.scanned(MADE["bestuursverklaring"], dpi=75)
    assert page_texts(scan) == ["", ""]
    assert scan == documents.scanned(MADE["bestuursverklaring"], dpi=75)
    opened = pypdfium2.PdfDocument(scan)
    # Dark spots on light paper: the letter is really in the picture.
    darkest, lightest = opened[0].render(grayscale=True).to_pil().getextrema()
    opened.close()
    assert darkest < 110
    assert lightest > 220


def test_an_encrypted_document_opens_with_its_password_alone() -> None:
    locked = documents.encrypted(MADE["uittreksel_kvk"], "geheim")
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        page_texts(locked)
    assert page_texts(locked, "geheim") == page_texts(MADE["uittreksel_kvk"])
    assert locked == documents.encrypted(MADE["uittreksel_kvk"], "geheim")


def test_an_owner_locked_document_opens_without_a_password() -> None:
    locked = documents.owner_locked(MADE["uittreksel_kvk"])
    assert b"/Encrypt" in locked
    assert page_texts(locked) == page_texts(MADE["uittreksel_kvk"])


@pytest.mark.parametrize("kind", MADE)
def test_a_damaged_document_does_not_open(kind: str) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        page_texts(documents.damaged(MADE[kind]))


def test_a_padded_document_has_its_size_and_its_text() -> None:
    grown = documents.padded(MADE["onderbouwing"], 2_000_000)
    assert len(grown) == pytest.approx(2_000_000, abs=64)
    assert page_texts(grown) == page_texts(MADE["onderbouwing"])


def test_padding_never_makes_a_document_smaller() -> None:
    assert documents.padded(MADE["vog_rp"], 10) == MADE["vog_rp"]


def test_a_word_document_is_a_package_of_well_formed_parts() -> None:
    section = documents.Section("Kop & staart", ("Cliënten < 18 jaar",))
    with ZipFile(BytesIO(documents.word_document("Titel", [section]))) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        roots = {name: ET.fromstring(package.read(name)) for name in package.namelist()}  # noqa: S314 - our own XML
    texts = [node.text for node in roots["word/document.xml"].iter() if node.text]
    assert texts == ["Titel", "Kop & staart", "Cliënten < 18 jaar"]
