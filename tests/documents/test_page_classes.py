"""What each page counts as for a search, one named case per class and per trap."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.samples.pages import scanned, unreadable_text, written
from deploy.samples.pages.sheet import BODY, sheet, text_at
from intake.documents.pdf_facts import pdf_facts
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.page import PageFacts, PageText

Build = Callable[[], bytes]

TEXT = {
    "a page of text": written.plain,
    "text with a logo and a photo": written.with_logo_and_photo,
    "text on the picture of a letterhead": written.on_letter_paper,
    "text on a photo of the whole page": written.on_a_photo,
    "a white title on a photo of the whole page": written.title_on_a_photo,
    "text around a large chart": written.with_large_chart,
    "text beside tables, bars and marks": written.with_drawings,
    "white text on a dark ground": written.white_on_a_dark_ground,
    "a page number alone": written.page_number_alone,
    "a filled form": written.filled_form,
    "a remark on an empty page": written.with_free_text,
    "an outlined logo above text": unreadable_text.outlined_logo_beside_text,
    "a typeface with its table": unreadable_text.in_vera,
    "German": lambda: written.of(*written.GERMAN),
    "French": lambda: written.of(*written.FRENCH),
    "names from everywhere": lambda: written.of(*written.NAMES),
    "an address": lambda: written.of(*written.ADDRESS),
    "a table of figures": lambda: written.of(*written.FIGURES),
    "one line": lambda: written.of("Zie bijlage 3."),
    "text on a turned page": lambda: scanned.turned(written.plain()),
    "text on a cropped page": lambda: scanned.cropped(written.plain(), (50, 100, 500, 800)),
    "text in larger units": lambda: scanned.in_larger_units(written.plain()),
}

OCR = {
    "invisible text over a scan": scanned.with_invisible_text,
    "a short letter, signed": scanned.with_invisible_text_of_a_short_letter,
    "text under the picture": scanned.with_text_under_the_picture,
    "outlines with invisible text": unreadable_text.outlines_with_text_behind,
    "turned": lambda: scanned.turned(scanned.with_invisible_text()),
    "turned the other way": lambda: scanned.turned(scanned.with_invisible_text(), 270),
    "cropped": lambda: scanned.cropped(scanned.with_invisible_text(), (50, 100, 500, 800)),
    "in larger units": lambda: scanned.in_larger_units(scanned.with_invisible_text()),
}

# One letter, or a mere header, once made whole programs skip a scan (ocrmypdf/OCRmyPDF#1563,
# #258, #903, #1668).
PARTLY = {
    "one letter": scanned.with_one_letter,
    "a header": scanned.with_header,
    "a header and a footer": scanned.with_header_and_footer,
    "a page number": scanned.with_page_number,
    "a stamp": scanned.with_stamp,
    "a watermark": scanned.with_watermark,
    "invisible text on a third of it": scanned.with_invisible_text_on_half,
    "a filled field": written.scan_with_a_field,
}

IMAGE = {
    "a scan": scanned.bare,
    "a scan of a few lines": scanned.bare_of_a_few_lines,
    "a scan in strips": scanned.in_strips,
    "a scan within forms": scanned.in_a_form,
    "a fax": scanned.of_one_bit,
    "a stencil that is not packed": lambda: scanned.of_one_bit(""),
    "a picture in the content itself": scanned.inline,
    "white text over a scan": scanned.with_white_text,
    "text beside the page": scanned.with_text_off_the_page,
    "text of one point": scanned.with_text_of_one_point,
    "a text file that hangs on a scan": written.with_embedded_file,
    "turned": lambda: scanned.turned(scanned.bare()),
    "cropped": lambda: scanned.cropped(scanned.bare(), (50, 100, 500, 800)),
    "in larger units": lambda: scanned.in_larger_units(scanned.bare()),
}

OUTLINES = {
    "a path for each letter": unreadable_text.outlines,
    "one path for all letters": unreadable_text.outlines_in_one_path,
    "under a header of text": unreadable_text.outlines_under_a_header,
}

# A layer of glyph numbers once counted as text (TencentCloud/Octop#837).
GARBLED = {
    "no table": unreadable_text.without_table,
    "each letter another letter": unreadable_text.cipher,
    "each letter a sign": unreadable_text.signs,
    "(cid:12)": unreadable_text.cid_numbers,
    "/G21": unreadable_text.glyph_names,
    "private codes": unreadable_text.private_codes,
    "signs for no character": unreadable_text.no_codes,
    "control characters": unreadable_text.controls,
    "a poor layer over a scan": scanned.with_poor_text,
}

BLANK = {
    "nothing": written.empty,
    "a white picture": written.with_white_picture,
    "the scanned back of a sheet": scanned.empty,
    "white text on white": written.white_on_white,
    "lines and marks without a word": written.drawings_alone,
}

CASES = [
    pytest.param(build, kind, id=f"{kind}: {name}")
    for kind, builds in (
        (PageText.TEXT, TEXT),
        (PageText.OCR, OCR),
        (PageText.PARTLY, PARTLY),
        (PageText.IMAGE, IMAGE),
        (PageText.OUTLINES, OUTLINES),
        (PageText.GARBLED, GARBLED),
        (PageText.BLANK, BLANK),
    )
    for name, build in builds.items()
]


def read(folder: Path, data: bytes) -> DocumentFacts:
    path = folder / "page.pdf"
    path.write_bytes(data)
    return pdf_facts(path)


def page_of(folder: Path, data: bytes) -> PageFacts:
    facts = read(folder, data)
    assert facts.pages == 1
    assert facts.readable is Readable.YES
    return facts.page_facts[0]


@pytest.mark.parametrize(("build", "kind"), CASES)
def test_a_page_counts_as(tmp_path: Path, build: Build, kind: PageText) -> None:
    page = page_of(tmp_path, build())
    assert (page.text, page.reason) == (kind, page.reason)
    assert page.reason


def test_the_figures_that_decided_are_told(tmp_path: Path) -> None:
    page = page_of(tmp_path, scanned.with_header())
    assert page.picture == 100
    assert page.reason.startswith("picture 100 %, text covers 1 % of it")
    assert page_of(tmp_path, written.plain()).language == 99
    assert page_of(tmp_path, written.of("Zie bijlage 3.")).language is None


def test_values_of_fields_are_text_of_the_page(tmp_path: Path) -> None:
    facts = read(tmp_path, written.filled_form())
    assert facts.page_texts[0].endswith("Stichting Naast U\nWijchen aan de Maas")
    assert "verborgen" not in facts.page_texts[0]


def test_remarks_that_stand_open_are_text_of_the_page(tmp_path: Path) -> None:
    facts = read(tmp_path, written.with_free_text())
    assert "Akkoord namens het bestuur" in facts.page_texts[0]
    assert "notitie" not in facts.page_texts[0]


def test_files_within_are_counted_and_are_no_text_of_the_page(tmp_path: Path) -> None:
    facts = read(tmp_path, written.with_embedded_file())
    assert facts.embedded == 1
    assert facts.page_texts == ("",)


def test_headings_are_the_larger_and_the_heavier_lines_the_largest_first(tmp_path: Path) -> None:
    assert page_of(tmp_path, written.with_headings()).headings == (
        "Bestuursverklaring",
        "Inkoop cliëntondersteuning 2024-2025",
        "1. Ondertekening",
    )


def test_there_are_five_headings_at_most_and_none_is_long(tmp_path: Path) -> None:
    titles = [f"Titel {number} {'x' * 300}" for number in range(8)]
    page = page_of(tmp_path, sheet(text_at(titles, size=3.5), text_at(BODY * 3, size=2.5, top=600)))
    assert len(page.headings) == 5
    assert max(map(len, page.headings)) == 200
