"""Every paper of the set to develop on."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from deploy.samples.papers import handling, joining, odd_text, other_formats, scans, signing
from deploy.samples.papers import text_layer as layers
from deploy.samples.papers.case import DATE_FORMS
from deploy.samples.papers.develop import (
    bestuursverklaring,
    conduct,
    headings,
    letters,
    near_misses,
    overviews,
    own_words,
    plans,
    registers,
)
from deploy.samples.papers.develop.providers import ALL
from deploy.samples.papers.layouts import Layout, layouts_in, paper
from deploy.samples.papers.naming import VAGUE, telling, vague
from deploy.samples.papers.paper import Paper
from deploy.samples.papers.recipes import Recipe
from deploy.samples.papers.scans import Scanner
from deploy.samples.papers.series import Series

_TICKS: Final = ("brackets", "small", "boxes", "drawn", "letter", "check", "round")
_SET: Final = Series(
    parties=ALL,
    last_day=date(2023, 7, 14),
    forms=tuple(DATE_FORMS),
    ticks=_TICKS,
    regions=(
        ("Nijmegen",),
        ("Midden Brabant", "Noord-oost-Brabant"),
        ("Midden-Holland",),
        ("Noord- en Midden Limburg", "Nijmegen"),
    ),
    other_regions=(
        ("Noord-Holland Noord", "Midden-Holland"),
        ("Nijmegen", "Midden-Holland"),
        ("Nijmegen",),
        ("Midden-Holland",),
    ),
    office="Coöperatie VGZ",
    round="2024-2025",
    subcontractors=(("Steunpunt Zuid", 15), ("De Brug B.V.", 25)),
    file_names=VAGUE,
)
LAYOUTS: Final = layouts_in(
    bestuursverklaring,
    registers,
    conduct,
    letters,
    plans,
    overviews,
    own_words,
    near_misses,
    headings,
)
"""Every layout of the set."""

_KNOWN: Final = tuple(item for item in LAYOUTS if item.kind is not None)
_MISSES: Final = tuple(item for item in LAYOUTS if item.kind is None)


def _printed() -> list[Recipe]:
    return [
        _SET.recipe(f"printed {item.name}", item, number, name=telling(item.kind, number))
        for number, item in enumerate(_KNOWN)
    ]


_NAMES_OF_MISSES: Final = {
    near_misses.vog_application: "VOG.pdf",
    near_misses.annual_report: "jaarverslag 2022.pdf",
    near_misses.register_invoice: "KvK factuur.pdf",
    near_misses.direct_debit: "machtiging.pdf",
    near_misses.parent_liability: "verklaring aansprakelijkheid.pdf",
    own_words.registration_pass: "pasje.pdf",
    headings.mail_named_after_document: "Uittreksel KvK.pdf",
}


def _misses() -> list[Recipe]:
    return [
        _SET.recipe(f"miss {item.name}", item, number, name=_NAMES_OF_MISSES.get(item, ""))
        for number, item in enumerate(_MISSES)
    ]


def _locked(item: Paper) -> Paper:
    return handling.locked(item, "wachtwoord123")


_SCANS: Final[tuple[tuple[Layout, Scanner, layers.Layer | None], ...]] = (
    (registers.kvk_two_columns, Scanner(dpi=150), None),
    (registers.kvk_older, Scanner(dpi=200, stamp="INGEKOMEN 3 JULI 2023", colour="rgb"), None),
    (registers.kvk_watermarked, Scanner(dpi=200, colour="bilevel", noise=0), None),
    (registers.ubo_columns, Scanner(dpi=150, photographed=True, colour="rgb"), None),
    (registers.ubo_table, Scanner(dpi=150, turned=90), None),
    (conduct.vog_letter, Scanner(dpi=150, skew=2.5), None),
    (conduct.vog_certificate, Scanner(dpi=200, colour="rgb"), None),
    (conduct.vog_short, Scanner(dpi=300, turned=180), None),
    (conduct.vog_capitals, Scanner(dpi=150, photographed=True, colour="rgb"), None),
    (bestuursverklaring.numbered_form, Scanner(dpi=150, stamp="KOPIE"), None),
    (
        bestuursverklaring.title_low_on_page,
        Scanner(dpi=200, colour="bilevel", noise=0, skew=1.0),
        None,
    ),
    (letters.power_of_attorney, Scanner(dpi=150, skew=3.0), None),
    (letters.authority_form, Scanner(dpi=150, noise=60, quality=25), None),
    (registers.kvk_two_columns, Scanner(dpi=150), layers.GOOD),
    (bestuursverklaring.numbered_form, Scanner(dpi=150), layers.GOOD),
    (conduct.vog_letter, Scanner(dpi=150), layers.FAIR),
    (bestuursverklaring.boxed_table, Scanner(dpi=200), layers.FAIR),
    (registers.kvk_older, Scanner(dpi=150), layers.POOR),
    (bestuursverklaring.numbered_form, Scanner(dpi=150), layers.HEADER),
    (plans.reasoned_plan, Scanner(dpi=150), layers.PAGE_NUMBER),
    (registers.kvk_older, Scanner(dpi=150), layers.ONE_LETTER),
    (
        bestuursverklaring.title_low_on_page,
        Scanner(dpi=150, photographed=True, colour="rgb"),
        layers.SCANNED_BY,
    ),
    (registers.kvk_english, Scanner(dpi=150), layers.STAMPED),
    (plans.reasoned_plan, Scanner(dpi=150), layers.TOP_ALONE),
    (registers.kvk_two_columns, Scanner(dpi=200, worn=True), None),
)


def _scans() -> list[Recipe]:
    return [
        _SET.recipe(
            f"scan {number} {drawn.name}",
            drawn,
            number + 3,
            partial(scans.scanned, scanner=how, layer=layer),
            name=vague(number) if number % 3 else telling(drawn.kind, number),
        )
        for number, (drawn, how, layer) in enumerate(_SCANS)
    ]


def _odd() -> list[Recipe]:
    makers = (
        odd_text.without_table,
        odd_text.wrong_table,
        odd_text.cid_table,
        odd_text.private_table,
        odd_text.glyph_names,
        odd_text.outlined,
    )
    drawn = (
        bestuursverklaring.numbered_form,
        conduct.vog_capitals,
        registers.kvk_older,
        letters.power_of_attorney,
        registers.ubo_table,
        bestuursverklaring.boxed_table,
        plans.reasoned_plan,
    )
    return [
        _SET.recipe(
            f"odd {maker.__name__} {item.name}",
            item,
            number,
            maker,
            font="Vera",
            name=telling(item.kind, number),
        )
        for number, maker in enumerate(makers)
        for item in (drawn[number], drawn[(number + 3) % len(drawn)])
    ]


def _forms() -> list[Recipe]:
    form, numbered = bestuursverklaring.fillable_form, bestuursverklaring.numbered_form
    return [
        _SET.recipe("form filled", form, 4, name="Bestuursverklaring formulier.pdf"),
        _SET.recipe("form empty", form, 5, filled=False, name="Bestuursverklaring.pdf"),
        _SET.recipe("form flattened", form, 6, handling.flattened),
        _SET.recipe("form scanned", form, 7, scans.scanned),
        _SET.recipe(
            "form typed over", numbered, 8, lambda item: handling.typed_over(item, "12 juni 2023")
        ),
        _SET.recipe("form template", numbered, 9, filled=False),
        _SET.recipe("form xfa", form, 10, handling.dynamic_form, name="formulier.pdf"),
        _SET.recipe(
            "form of another round",
            numbered,
            11,
            lambda item: item.noted("other round"),
            round="2022",
        ),
        _SET.recipe("on stationery", letters.power_of_attorney, 34, handling.on_stationery),
        _SET.recipe(
            "both sides", bestuursverklaring.numbered_form, 35, scans.scanned_on_both_sides
        ),
        _SET.recipe("region of another office", numbered, 30, regions=("Nijmegen", "Zeeland")),
        _SET.recipe(
            "region spelled otherwise",
            bestuursverklaring.sentences_on_letterhead,
            31,
            regions=("Noordoost Brabant", "Noord- en Midden-Limburg"),
            true_regions=("Noord-oost-Brabant", "Noord- en Midden Limburg"),
        ),
        _SET.recipe("long form scanned", bestuursverklaring.long_form, 32, scans.scanned),
        _SET.recipe("long form empty", bestuursverklaring.long_form, 33, filled=False),
        _SET.recipe("form by hand", numbered, 15, scans.scanned, hand=True),
        _SET.recipe("form by hand printed", bestuursverklaring.boxed_table, 16, hand=True),
        _SET.recipe("shown turned", registers.kvk_older, 17, handling.turned),
        _SET.recipe("form prognosis empty", overviews.prognosis_table, 12, filled=False),
        _SET.recipe(
            "form page 2 scanned", numbered, 13, lambda item: joining.only(item, [2], scans.scanned)
        ),
        _SET.recipe(
            "form page 1 scanned", numbered, 14, lambda item: joining.only(item, [1], scans.scanned)
        ),
    ] + [
        _SET.recipe(
            f"ticks {ticks}",
            bestuursverklaring.numbered_form,
            20 + number,
            ticks=ticks,
            signed="ink",
        )
        for number, ticks in enumerate((*_TICKS, "yes_no"))
    ]


def _handled() -> list[Recipe]:
    kvk, vog = registers.kvk_two_columns, conduct.vog_letter
    director = _SET.case(3).party.director
    day = date(2023, 7, 3)
    return [
        _SET.recipe("locked", kvk, 1, _locked, name="Uittreksel KvK.pdf"),
        _SET.recipe("locked vague", vog, 2, _locked),
        _SET.recipe("owner locked", kvk, 3, handling.locked_for_changes),
        _SET.recipe("broken off", vog, 4, handling.broken_off, name="VOG RP.pdf"),
        _SET.recipe("wrong xref", kvk, 5, handling.wrong_xref),
        _SET.recipe("javascript", bestuursverklaring.fillable_form, 6, handling.with_javascript),
        _SET.recipe("launch", plans.reasoned_plan, 7, handling.with_launch),
        _SET.recipe(
            "embedded",
            letters.authority_letter,
            8,
            lambda item: handling.with_embedded(item, paper("bijlage.pdf", vog, _SET.case(8))),
        ),
        _SET.recipe(
            "signed valid",
            bestuursverklaring.numbered_form,
            3,
            lambda item: signing.signed(item, director, day),
            signed="no",
        ),
        _SET.recipe(
            "signed broken",
            bestuursverklaring.boxed_table,
            3,
            lambda item: signing.changed_afterwards(signing.signed(item, director, day)),
            signed="no",
        ),
        _SET.recipe(
            "signed unknown",
            letters.authority_letter,
            3,
            lambda item: signing.signed(item, director, day, signing.UNKNOWN),
            signed="no",
        ),
        _SET.recipe(
            "signed register",
            kvk,
            3,
            lambda item: signing.signed(item, "Kamer van Koophandel", day),
        ),
        _SET.recipe(
            "outdated kvk",
            kvk,
            4,
            lambda item: item.noted("outdated"),
            day=date(2022, 12, 12),
            written="numbers",
        ),
        _SET.recipe(
            "outdated vog",
            vog,
            5,
            lambda item: item.noted("outdated"),
            day=date(2022, 12, 9),
            written="words",
        ),
        _SET.recipe(
            "outdated ubo",
            registers.ubo_columns,
            6,
            lambda item: item.noted("outdated"),
            day=date(2022, 11, 30),
            written="numbers",
        ),
        _SET.recipe("month only", plans.auditor, 7, written="month"),
        _SET.recipe("blank behind", vog, 8, lambda item: joining.with_blank(item, 1)),
        _SET.recipe("blank in front", kvk, 9, lambda item: joining.with_blank(item, 0)),
    ]


_FORMATS: Final[tuple[tuple[str, Layout, Callable[[Paper], Paper]], ...]] = (
    ("docx form", bestuursverklaring.numbered_form, other_formats.as_docx),
    ("docx plan", plans.reasoned_plan, other_formats.as_docx),
    ("docx of a scan", letters.authority_form, other_formats.as_docx_of_pictures),
    ("odt", letters.authority_letter, other_formats.as_odt),
    ("xlsx", overviews.prognosis_table, other_formats.as_xlsx),
    ("rtf", plans.implementation_plan, other_formats.as_rtf),
    ("html", registers.kvk_web_page, other_formats.as_html),
    ("eml", near_misses.printed_mail, other_formats.as_mail),
    ("txt", overviews.municipalities_list, other_formats.as_text),
    (
        "jpg",
        conduct.vog_letter,
        lambda item: other_formats.as_pictures(
            item, ".jpg", Scanner(photographed=True, colour="rgb")
        ),
    ),
    (
        "png",
        registers.ubo_screen,
        lambda item: other_formats.as_pictures(
            item, ".png", Scanner(skew=0, noise=0, dpi=96, colour="rgb")
        ),
    ),
    (
        "heic",
        registers.kvk_older,
        lambda item: other_formats.as_pictures(
            item, ".heic", Scanner(photographed=True, colour="rgb")
        ),
    ),
    (
        "tif",
        bestuursverklaring.title_low_on_page,
        lambda item: other_formats.as_pictures(
            item, ".tif", Scanner(dpi=200, colour="bilevel", noise=0)
        ),
    ),
    ("eml named after a document", headings.mail_named_after_document, other_formats.as_mail),
)


def _formats() -> list[Recipe]:
    return [
        _SET.recipe(f"format {name}", drawn, number, change, name=telling(drawn.kind, number))
        for number, (name, drawn, change) in enumerate(_FORMATS)
    ]


_MERGES: Final[tuple[tuple[str, tuple[Layout, ...], str], ...]] = (
    (
        "registration",
        (
            near_misses.covering_letter,
            bestuursverklaring.numbered_form,
            letters.authority_letter,
            conduct.vog_letter,
            registers.kvk_two_columns,
            registers.ubo_columns,
        ),
        "",
    ),
    ("registers", (registers.kvk_older, registers.ubo_table), ""),
    (
        "contents first",
        (
            near_misses.contents,
            bestuursverklaring.boxed_table,
            conduct.vog_certificate,
            registers.kvk_watermarked,
        ),
        "",
    ),
    (
        "scan of all",
        (bestuursverklaring.numbered_form, conduct.vog_letter, registers.kvk_two_columns),
        "scanned",
    ),
    (
        "scan with layer",
        (
            near_misses.covering_letter,
            bestuursverklaring.boxed_table,
            letters.power_of_attorney,
            registers.kvk_older,
        ),
        "layer",
    ),
    (
        "mixed",
        (bestuursverklaring.title_low_on_page, conduct.vog_short, registers.kvk_english),
        "mixed",
    ),
    ("with blanks", (letters.authority_form, conduct.vog_capitals, registers.ubo_letter), "blanks"),
    (
        "plan with annexes",
        (plans.reasoned_plan, overviews.supporters_table, plans.auditor),
        "",
    ),
    (
        "letter before the form",
        (near_misses.covering_letter, bestuursverklaring.sentences_on_letterhead),
        "",
    ),
)


def _merged() -> list[Recipe]:
    return [
        _SET.merge(f"merged {name}", drawn, number, how)
        for number, (name, drawn, how) in enumerate(_MERGES)
    ]


DEVELOP: Final[tuple[Recipe, ...]] = (
    *_printed(),
    *_misses(),
    *_scans(),
    *_odd(),
    *_forms(),
    *_handled(),
    *_formats(),
    *_merged(),
)
