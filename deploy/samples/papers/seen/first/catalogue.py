"""Every paper of the set that was measured on first."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from deploy.samples.papers import handling, joining, odd_text, other_formats, scans, signing
from deploy.samples.papers import text_layer as layers
from deploy.samples.papers.layouts import Layout, layouts_in
from deploy.samples.papers.naming import vague
from deploy.samples.papers.paper import PageClass, Paper
from deploy.samples.papers.recipes import Recipe
from deploy.samples.papers.scans import Scanner
from deploy.samples.papers.seen.first import (
    board_forms,
    figures,
    official,
    own_letters,
    prose,
    unasked,
)
from deploy.samples.papers.seen.first.providers import ALL
from deploy.samples.papers.series import Series

_NAMES: Final = (
    "Scan_0012.pdf",
    "CCF_000123.pdf",
    "bijlage.pdf",
    "Adobe Scan 5 jul. 2023.pdf",
    "zorgkantoor CZ (2).pdf",
    "DOC070723-07072023101512.pdf",
    "ondertekend.pdf",
    "Bijlage B - definitief.pdf",
    "doc1.pdf",
)
_TELLING: Final[dict[str | None, tuple[str, ...]]] = {
    "bestuursverklaring": ("Bestuursverklaring CZ getekend.pdf", "01 bestuursverklaring.pdf"),
    "bewijs_van_machtiging": ("volmacht_tekenen.pdf", "02_Machtiging.pdf"),
    "vog_rp": ("03 VOG-RP.pdf", "vog rechtspersonen stichting.pdf"),
    "uittreksel_kvk": ("04 KvK.pdf", "handelsregister uittreksel 2023.pdf"),
    "ubo_register": ("05 UBO register.pdf", "ubo uittreksel kvk.pdf"),
    "onderbouwing": ("06 onderbouwing inschrijving.pdf",),
    "format_prognose": ("prognose cliënten.pdf",),
    "hoofdelijke_aansprakelijkheid": ("Hoofdelijke aansprakelijkheid combinatie.pdf",),
}
_SET: Final = Series(
    parties=ALL,
    last_day=date(2023, 7, 10),
    forms=(
        "numbers",
        "words",
        "short_year",
        "short",
        "slashes",
        "iso",
        "year_first",
        "dots",
        "capitals",
    ),
    ticks=("boxes", "brackets", "drawn", "letter", "check", "small", "round"),
    regions=(
        ("Zuid-Limburg",),
        ("West Brabant", "Zeeland"),
        ("Haaglanden",),
        ("Zuid Oost-Brabant", "Zuid-Limburg"),
        ("Zuid-Hollandse Eilanden",),
    ),
    other_regions=(
        ("Zeeland", "Haaglanden"),
        ("Haaglanden",),
        ("Zeeland", "West Brabant"),
        ("Zeeland",),
        ("Zuid-Limburg", "Haaglanden"),
    ),
    office="CZ",
    round="2024-2025",
    subcontractors=(("Buurtgids Zeeuwse Kust", 30), ("ZZP Netwerk Limburg", 10)),
    file_names=_NAMES,
)
LAYOUTS: Final = layouts_in(board_forms, official, own_letters, prose, figures, unasked)
"""Every layout of the set."""

_KNOWN: Final = tuple(item for item in LAYOUTS if item.kind is not None)
_MISSES: Final = tuple(item for item in LAYOUTS if item.kind is None)


def _named(kind: str | None, number: int) -> str:
    names = _TELLING.get(kind, _NAMES)
    return names[number % len(names)]


def _printed() -> list[Recipe]:
    """Every layout twice: under a name that tells and under one that does not."""
    return [
        recipe
        for number, item in enumerate(_KNOWN)
        for recipe in (
            _SET.recipe(f"named {item.name}", item, number, name=_named(item.kind, number)),
            _SET.recipe(f"unnamed {item.name}", item, number + 50),
        )
    ]


_NAMES_OF_MISSES: Final = {
    unasked.procurement_conduct: "Justis verklaring.pdf",
    unasked.yearly_report: "Jaarverslag 2022 met bijlagen.pdf",
    unasked.bank_mandate: "machtigingsformulier bank.pdf",
    unasked.bill_of_register: "nota.pdf",
    unasked.letter_with_list: "Aanbiedingsbrief.pdf",
    unasked.checklist: "checklist.pdf",
}


def _misses() -> list[Recipe]:
    return [
        _SET.recipe(f"miss {item.name}", item, number, name=_NAMES_OF_MISSES.get(item, ""))
        for number, item in enumerate(_MISSES)
    ]


_SCANS: Final[tuple[tuple[Layout, Scanner, layers.Layer | None], ...]] = (
    (official.extract_of_two_pages, Scanner(dpi=200), None),
    (official.sole_trader, Scanner(dpi=150, photographed=True, colour="rgb"), None),
    (official.extract_in_grid, Scanner(dpi=300, colour="bilevel", noise=0), None),
    (official.owners_extract, Scanner(dpi=150, skew=2.0), None),
    (official.owners_two_lines, Scanner(dpi=200, turned=270), None),
    (official.conduct_since_2020, Scanner(dpi=200, colour="rgb", stamp="KOPIE CONFORM"), None),
    (official.conduct_old_paper, Scanner(dpi=150, skew=3.0), None),
    (official.conduct_with_reference, Scanner(dpi=200, turned=180), None),
    (official.conduct_digital, Scanner(dpi=150, photographed=True, colour="rgb"), None),
    (board_forms.questions_and_answers, Scanner(dpi=200), None),
    (board_forms.solemn_letter, Scanner(dpi=150, stamp="ONTVANGEN 11-07-2023"), None),
    (board_forms.declaration_behind_logo, Scanner(dpi=200, colour="bilevel", noise=0), None),
    (own_letters.power_in_letter, Scanner(dpi=150, noise=50, quality=30), None),
    (own_letters.proof_of_authority, Scanner(dpi=200, photographed=True, colour="rgb"), None),
    (prose.answers_to_criteria, Scanner(dpi=150), None),
    (official.extract_of_two_pages, Scanner(dpi=150), layers.GOOD),
    (official.conduct_old_paper, Scanner(dpi=150), layers.FAIR),
    (board_forms.crossed_out, Scanner(dpi=150), layers.GOOD),
    (board_forms.questions_and_answers, Scanner(dpi=150), layers.POOR),
    (official.extract_of_two_pages, Scanner(dpi=150), layers.HEADER),
    (board_forms.declaration_behind_logo, Scanner(dpi=150), layers.PAGE_NUMBER),
    (prose.answers_to_criteria, Scanner(dpi=150), layers.ONE_LETTER),
    (official.extract_on_letter, Scanner(dpi=150, skew=1.5), layers.SCANNED_BY),
    (official.owners_confirmation, Scanner(dpi=150), layers.STAMPED),
    (prose.answers_to_criteria, Scanner(dpi=150), layers.TOP_ALONE),
    (board_forms.solemn_letter, Scanner(dpi=150, worn=True, stamp="AFSCHRIFT"), None),
)


def _scans() -> list[Recipe]:
    return [
        _SET.recipe(
            f"scan {number} {drawn.name}",
            drawn,
            number + 2,
            partial(scans.scanned, scanner=how, layer=layer),
            name=_named(drawn.kind, number) if number % 4 == 0 else "",
        )
        for number, (drawn, how, layer) in enumerate(_SCANS)
    ]


_ODD: Final = (
    (odd_text.without_table, board_forms.questions_and_answers),
    (odd_text.without_table, own_letters.liability_short),
    (odd_text.wrong_table, official.sole_trader),
    (odd_text.wrong_table, board_forms.declaration_behind_logo),
    (odd_text.cid_table, official.conduct_since_2020),
    (odd_text.cid_table, prose.answers_to_criteria),
    (odd_text.private_table, own_letters.power_in_clauses),
    (odd_text.private_table, official.extract_of_two_pages),
    (odd_text.glyph_names, official.owners_two_lines),
    (odd_text.glyph_names, board_forms.questions_and_answers),
    (odd_text.outlined, official.conduct_old_paper),
    (odd_text.outlined, official.extract_of_two_pages),
)


def _odd() -> list[Recipe]:
    return [
        _SET.recipe(f"odd {number} {change.__name__}", drawn, number, change, font="Vera")
        for number, (change, drawn) in enumerate(_ODD)
    ]


def _forms() -> list[Recipe]:
    form, asked = board_forms.fields_to_type_in, board_forms.questions_and_answers
    return [
        _SET.recipe("form filled", form, 61),
        _SET.recipe("form empty", form, 62, filled=False),
        _SET.recipe("form flattened", form, 63, handling.flattened),
        _SET.recipe("form scanned", form, 64, scans.scanned, name="bestuursverklaring.pdf"),
        _SET.recipe(
            "form typed over", asked, 65, partial(handling.typed_over, words="5 juli 2023")
        ),
        _SET.recipe("form template", asked, 66, filled=False, name="format bestuursverklaring.pdf"),
        _SET.recipe("form of another round", asked, 67, _of_another_round, round="2023"),
        _SET.recipe("form signed page scanned", asked, 68, _second_page_scanned),
        _SET.recipe("form first page scanned", asked, 69, _first_page_scanned),
        _SET.recipe("on stationery", prose.answers_to_criteria, 89, handling.on_stationery),
        _SET.recipe("on stationery too", official.sole_trader, 90, handling.on_stationery),
        _SET.recipe("both sides", official.extract_of_two_pages, 91, scans.scanned_on_both_sides),
        _SET.recipe("region of another office", asked, 84, regions=("Zuid-Limburg", "Twente")),
        _SET.recipe(
            "region spelled otherwise",
            board_forms.solemn_letter,
            85,
            regions=("Zuidoost Brabant", "West-Brabant", "Zuidhollandse Eilanden"),
            true_regions=("Zuid Oost-Brabant", "West Brabant", "Zuid-Hollandse Eilanden"),
        ),
        _SET.recipe(
            "region by its short name",
            board_forms.stamped_copy,
            86,
            regions=("WSD",),
            true_regions=("Westland Schieland Delfland",),
        ),
        _SET.recipe("demands scanned", board_forms.three_pages_of_demands, 87, scans.scanned),
        _SET.recipe("demands empty", board_forms.three_pages_of_demands, 88, filled=False),
        _SET.recipe("form by hand", asked, 80, scans.scanned, hand=True),
        _SET.recipe("form by hand on a photo", board_forms.wide_grid, 81, _photographed, hand=True),
        _SET.recipe("power by hand", own_letters.power_in_clauses, 82, scans.scanned, hand=True),
        _SET.recipe("shown turned", official.extract_of_two_pages, 83, handling.turned),
        _SET.recipe("form prognosis empty", figures.expected_numbers, 70, filled=False),
        *(
            _SET.recipe(f"ticks {ticks}", asked, 71 + number, ticks=ticks)
            for number, ticks in enumerate(_SET.ticks)
        ),
    ]


def _of_another_round(made: Paper) -> Paper:
    return made.noted("other round")


def _second_page_scanned(made: Paper) -> Paper:
    return joining.only(made, [2], scans.scanned)


def _first_page_scanned(made: Paper) -> Paper:
    return joining.only(made, [1], scans.scanned)


def _photographed(made: Paper) -> Paper:
    return scans.scanned(made, Scanner(dpi=170, photographed=True, colour="rgb"))


def _locked(made: Paper) -> Paper:
    return handling.locked(made, "zomer2023")


def _outdated(made: Paper) -> Paper:
    return made.noted("outdated")


def _handled() -> list[Recipe]:
    extract, conduct = official.extract_of_two_pages, official.conduct_with_reference
    day = date(2023, 7, 6)
    signer = ALL[0].director
    valid = partial(signing.signed, signer=signer, day=day)
    unknown = partial(signing.signed, signer=signer, day=day, authority=signing.UNKNOWN)
    return [
        _SET.recipe("locked", extract, 1, _locked, name="KvK uittreksel beveiligd.pdf"),
        _SET.recipe("locked vague", board_forms.wide_grid, 2, _locked),
        _SET.recipe("owner locked", official.owners_extract, 3, handling.locked_for_changes),
        _SET.recipe("broken off", extract, 4, handling.broken_off),
        _SET.recipe("wrong xref", conduct, 5, handling.wrong_xref),
        _SET.recipe("javascript", board_forms.fields_to_type_in, 6, handling.with_javascript),
        _SET.recipe("launch", prose.booklet, 7, handling.with_launch),
        _SET.recipe("xfa", board_forms.fields_to_type_in, 8, handling.dynamic_form),
        _SET.recipe("signed valid", board_forms.solemn_letter, 6, valid, signed="no"),
        _SET.recipe(
            "signed broken", board_forms.crossed_out, 12, partial(_tampered, valid), signed="no"
        ),
        _SET.recipe("signed unknown", own_letters.power_in_clauses, 18, unknown, signed="no"),
        _SET.recipe(
            "outdated kvk", extract, 9, _outdated, day=date(2022, 12, 30), written="numbers"
        ),
        _SET.recipe(
            "outdated vog",
            official.conduct_since_2020,
            10,
            _outdated,
            day=date(2022, 12, 5),
            written="words",
        ),
        _SET.recipe(
            "outdated ubo",
            official.owners_extract,
            11,
            _outdated,
            day=date(2022, 11, 1),
            written="short",
        ),
        _SET.recipe("month only", prose.auditors_opinion, 12, written="month"),
        _SET.recipe(
            "blank behind", official.conduct_digital, 13, partial(joining.with_blank, after=1)
        ),
        _SET.recipe(
            "blank in front", official.extract_in_grid, 14, partial(joining.with_blank, after=0)
        ),
    ]


def _tampered(sign: Callable[[Paper], Paper], made: Paper) -> Paper:
    return signing.changed_afterwards(sign(made))


def _as_screen(made: Paper) -> Paper:
    shot = Scanner(dpi=110, skew=0, noise=0, colour="rgb")
    return other_formats.as_pictures(made, ".png", shot)


def _as_photo(made: Paper) -> Paper:
    return other_formats.as_pictures(
        made, ".jpg", Scanner(dpi=170, photographed=True, colour="rgb")
    )


def _as_telephone_photo(made: Paper) -> Paper:
    return other_formats.as_pictures(made, ".heic", Scanner(photographed=True, colour="rgb"))


def _as_fax(made: Paper) -> Paper:
    return other_formats.as_pictures(made, ".tif", Scanner(dpi=200, colour="bilevel", noise=0))


_FORMATS: Final[tuple[tuple[str, Layout, Callable[[Paper], Paper]], ...]] = (
    ("docx declaration", board_forms.solemn_letter, other_formats.as_docx),
    ("docx power", own_letters.power_in_letter, other_formats.as_docx),
    ("docx plan", prose.answers_to_criteria, other_formats.as_docx),
    ("docx of a scan", board_forms.declaration_behind_logo, other_formats.as_docx_of_pictures),
    ("odt", board_forms.crossed_out, other_formats.as_odt),
    ("xlsx", figures.expected_numbers, other_formats.as_xlsx),
    ("rtf", own_letters.agreeing_letter, other_formats.as_rtf),
    ("html", official.owners_confirmation, other_formats.as_html),
    ("eml", unasked.forwarded_mail, other_formats.as_mail),
    ("txt", figures.shares_in_words, other_formats.as_text),
    ("jpg", official.conduct_old_paper, _as_photo),
    ("png", official.owners_declaration, _as_screen),
    ("heic", official.conduct_with_reference, _as_telephone_photo),
    ("tif", board_forms.declaration_behind_logo, _as_fax),
)


def _formats() -> list[Recipe]:
    return [
        _SET.recipe(f"format {name}", drawn, number + 30, change)
        for number, (name, drawn, change) in enumerate(_FORMATS)
    ]


_MERGES: Final[tuple[tuple[str, tuple[Layout, ...], str], ...]] = (
    (
        "all in one",
        (
            unasked.letter_with_list,
            board_forms.questions_and_answers,
            own_letters.power_in_clauses,
            official.conduct_with_reference,
            official.extract_of_two_pages,
            official.owners_extract,
            prose.eligibility_notes,
        ),
        "",
    ),
    (
        "registers scanned",
        (official.extract_in_grid, official.owners_two_lines, official.conduct_old_paper),
        "scanned",
    ),
    ("front page", (unasked.front_page, official.sole_trader, official.owners_confirmation), ""),
    (
        "declaration last",
        (own_letters.power_in_letter, official.extract_for_abroad, board_forms.solemn_letter),
        "",
    ),
    (
        "with layer",
        (board_forms.wide_grid, official.conduct_digital, official.extract_of_two_pages),
        "layer",
    ),
    (
        "one scan inside",
        (own_letters.signing_rights, official.conduct_since_2020, official.owners_extract),
        "mixed",
    ),
    (
        "blanks between",
        (official.conduct_digital, official.extract_in_grid, official.owners_declaration),
        "blanks",
    ),
    ("numbers", (figures.expected_numbers, figures.team_overview, figures.who_helps), ""),
    ("plan and proof", (prose.answers_to_criteria, prose.first_hundred_days, prose.reviewed), ""),
    (
        "two of a kind",
        (official.conduct_of_person, official.conduct_of_director, official.conduct_since_2020),
        "",
    ),
    (
        "combination",
        (own_letters.liability_short, official.extract_of_two_pages, official.extract_in_grid),
        "layer",
    ),
)


def _merged() -> list[Recipe]:
    return [
        _SET.merge(f"merged {name}", drawn, number, how, vague(number + 4, _NAMES))
        for number, (name, drawn, how) in enumerate(_MERGES)
    ]


def _half_garbled() -> list[Recipe]:
    """A plan of which the first page is text and the second only looks like it."""
    return [
        _SET.recipe("second page garbled", prose.booklet, 40, _second_page_wrong, font="Vera"),
        _SET.recipe("second page outlined", prose.booklet, 41, _second_page_outlined, font="Vera"),
    ]


def _second_page_wrong(made: Paper) -> Paper:
    return joining.only(made, [2], odd_text.wrong_table)


def _second_page_outlined(made: Paper) -> Paper:
    changed = joining.only(made, [2], odd_text.outlined)
    assert changed.truth.pages[1] is PageClass.OUTLINES  # noqa: S101 - the set would lie
    return changed


FIRST: Final[tuple[Recipe, ...]] = (
    *_printed(),
    *_misses(),
    *_scans(),
    *_odd(),
    *_forms(),
    *_handled(),
    *_formats(),
    *_merged(),
    *_half_garbled(),
)
