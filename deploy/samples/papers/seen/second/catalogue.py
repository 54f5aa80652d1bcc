"""Every paper of the set that was measured on second, with why its doubtful labels are as they are.

What a clerk would say decides. A yearly account and a short financial plan are proof of
financial continuity [N27 q74]. A decision in minutes that lets somebody sign is authority to
sign, whatever its title calls it; so is the word of an owner who has no board. A letter that
welcomes a starter to the trade register is no extract, and a statement of owners to a bank is
no entry in their register. A plan counts as onderbouwing when it says that it was written for
the registration or its criteria.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final

from deploy.samples.papers import handling, joining, odd_text, other_formats, scans, signing
from deploy.samples.papers import text_layer as layers
from deploy.samples.papers.layouts import Layout, layouts_in
from deploy.samples.papers.naming import vague
from deploy.samples.papers.other_formats import pictured
from deploy.samples.papers.paper import PageClass, Paper
from deploy.samples.papers.recipes import Recipe
from deploy.samples.papers.scans import Scanner
from deploy.samples.papers.seen.second import (
    authority,
    conduct,
    declarations,
    other_making,
    plans,
    proofs,
    registers,
    unasked,
)
from deploy.samples.papers.seen.second import providers as who
from deploy.samples.papers.series import Series
from deploy.samples.papers.text_layer import Layer

_NAMES: Final = (
    "IMG_4471.pdf",
    "20230705093311.pdf",
    "Naamloos.pdf",
    "scan bijlage (1).pdf",
    "Xerox Scan_07072023.pdf",
    "stuk 4.pdf",
    "voor zorgkantoor.pdf",
    "CamScanner 07-06-2023 10.21.pdf",
)
_TELLING: Final[dict[str | None, tuple[str, ...]]] = {
    "bestuursverklaring": ("Bijlage 2_Bestuursverklaring_ZK.pdf", "1. BV getekend.pdf"),
    "bewijs_van_machtiging": ("2. volmacht bestuur.pdf", "tekenbevoegdheid.pdf"),
    "vog_rp": ("3. VOG.pdf", "justis_vog_rp.pdf"),
    "uittreksel_kvk": ("4. uittreksel.pdf", "KVK_uittreksel_juli.pdf"),
    "ubo_register": ("5. UBO.pdf", "Inschrijving UBO register.pdf"),
    "onderbouwing": ("6. Selectiecriteria.pdf", "motivatie inschrijving.pdf"),
}
_SET: Final = Series(
    parties=who.ALL,
    last_day=date(2023, 7, 17),
    forms=("words", "short", "numbers", "dots", "short_year", "slashes", "capitals"),
    ticks=("drawn", "brackets", "boxes", "round", "check", "small", "letter"),
    regions=(
        ("Kennemerland",),
        ("Amsterdam", "Zaanstreek/Waterland"),
        ("Friesland",),
        ("Flevoland", "'t Gooi", "Utrecht"),
        ("Apeldoorn-Zutphen",),
    ),
    other_regions=(
        ("Rotterdam", "Drenthe", "Utrecht"),
        ("Zwolle",),
        ("Drenthe", "Zwolle"),
        ("Kennemerland", "Rotterdam"),
        ("Zwolle", "Flevoland", "Drenthe"),
    ),
    office="Zilveren Kruis",
    round="2024-2025",
    subcontractors=(("Maatwerk in Zorgkeuze", 12), ("Stichting Buurtwijs", 35)),
    file_names=_NAMES,
)
LAYOUTS: Final = layouts_in(declarations, authority, conduct, registers, plans, proofs, unasked)
"""Every layout of the set."""

_KNOWN: Final = tuple(item for item in LAYOUTS if item.kind is not None)
_MISSES: Final = tuple(item for item in LAYOUTS if item.kind is None)
_OWN: Final = {
    declarations.letter_of_the_governors: who.AMSTEL,
    declarations.of_all_partners: who.TWEELUIK,
    authority.mandate_in_articles: who.AMSTEL,
    authority.owner_signs_alone: who.PRAATPAAL,
    authority.taken_from_minutes: who.FRIES,
    authority.before_a_notary: who.KENNEMER,
    conduct.words_of_the_law: who.AMSTEL,
    conduct.with_explanation: who.GELRE,
    conduct.digital_with_code: who.KENNEMER,
    conduct.conduct_in_two_languages: who.FRIES,
    conduct.behind_a_decision: who.POLDER,
    registers.section_by_section: who.POLDER,
    registers.in_two_columns: who.KENNEMER,
    registers.of_a_partnership: who.TWEELUIK,
    registers.small_title: who.PRAATPAAL,
    registers.numbered_paragraphs: who.FRIES,
    registers.owner_by_owner: who.AMSTEL,
    registers.wide_matrix: who.POLDER,
    registers.entry_letter: who.KENNEMER,
    registers.owners_in_browser: who.TWEELUIK,
    registers.proof_of_entry: who.FRIES,
    proofs.annual_accounts: who.GELRE,
    unasked.member_votes_by_proxy: who.FRIES,
    unasked.welcome_of_the_register: who.PRAATPAAL,
    unasked.agenda_of_the_board: who.KENNEMER,
    unasked.liability_withdrawn: who.AMSTEL,
    unasked.changed_articles: who.KENNEMER,
}
"""Layouts that suit one sort of provider alone: a partnership has partners, a group a board.

One person alone gets no VOG RP, has no owner beside herself and no RSIN.
"""


def _recipe(
    ident: str,
    drawn: Layout,
    number: int,
    change: Callable[[Paper], Paper] | None = None,
    **changes: Any,
) -> Recipe:
    if drawn in _OWN:
        changes.setdefault("party", _OWN[drawn])
    return _SET.recipe(ident, drawn, number, change or _as_it_is, **changes)


def _as_it_is(made: Paper) -> Paper:
    return made


def _named(kind: str | None, number: int) -> str:
    """Return a name that tells, for every other paper."""
    names = _TELLING.get(kind)
    return names[number % len(names)] if names and number % 2 else ""


def _printed() -> list[Recipe]:
    return [
        _recipe(f"printed {item.name}", item, number, name=_named(item.kind, number))
        for number, item in enumerate(_KNOWN)
    ]


_NAMES_OF_MISSES: Final = {
    unasked.application_form_conduct: "VOG RP.pdf",
    unasked.intended_refusal: "brief Justis VOG.pdf",
    unasked.receipt_of_the_register: "KVK bestelling.pdf",
    unasked.report_of_the_year: "jaarverslag.pdf",
    unasked.client_lets_us_look: "machtiging.pdf",
    unasked.guide_to_the_form: "Invulinstructie.pdf",
    unasked.liability_policy: "polis aansprakelijkheid.pdf",
    unasked.letter_with_enclosures: "begeleidende brief.pdf",
    unasked.thread_of_mails: "mail volmacht.pdf",
}


def _misses() -> list[Recipe]:
    return [
        _recipe(f"miss {item.name}", item, number, name=_NAMES_OF_MISSES.get(item, ""))
        for number, item in enumerate(_MISSES)
    ]


_FAX: Final = Layer(
    "line of a fax on a scan",
    PageClass.PARTLY,
    words="05-JUL-2023 14:12  VAN: 0205557300  AAN: ZORGKANTOOR  P. {page}",
    visible=True,
)
_FILE: Final = Layer(
    "name of a file on a scan", PageClass.PARTLY, words="inschrijving_oco_2023_blad{page}.tif"
)
_NUMBERED: Final = Layer(
    "number of an archive on a scan",
    PageClass.PARTLY,
    words="Postregistratie Z23-0{page}4471 d.d. 06-07-2023",
    visible=True,
)
_READ_WELL: Final = Layer("layer with few slips", PageClass.OCR, misread=0.01)
_READ_BADLY: Final = Layer("layer of scribble", PageClass.GARBLED, misread=0.6)

_SCANS: Final[tuple[tuple[Layout, Scanner, Layer | None], ...]] = (
    (registers.section_by_section, Scanner(dpi=150, skew=1.2), None),
    (registers.in_two_columns, Scanner(dpi=200, colour="rgb", quality=40), None),
    (registers.numbered_paragraphs, Scanner(dpi=300, colour="bilevel", noise=0), None),
    (registers.of_a_partnership, Scanner(dpi=170, photographed=True, colour="rgb"), None),
    (registers.owner_by_owner, Scanner(dpi=200, turned=90), None),
    (registers.proof_of_entry, Scanner(dpi=150, skew=2.2, stamp="KOPIE"), None),
    (registers.entry_letter, Scanner(dpi=200), None),
    (conduct.words_of_the_law, Scanner(dpi=200, colour="rgb"), None),
    (conduct.digital_with_code, Scanner(dpi=200, photographed=True, colour="rgb"), None),
    (conduct.with_explanation, Scanner(dpi=150, noise=45), None),
    (conduct.person_in_words_of_the_law, Scanner(dpi=200), None),
    (declarations.annex_two, Scanner(dpi=200, stamp="ONTVANGEN 06 JULI 2023"), None),
    (declarations.dotted_lines, Scanner(dpi=150, worn=True), None),
    (declarations.letter_of_the_governors, Scanner(dpi=200, colour="bilevel", noise=0), None),
    (declarations.of_all_partners, Scanner(dpi=200, photographed=True, colour="rgb"), None),
    (authority.taken_from_minutes, Scanner(dpi=150, skew=1.8), None),
    (authority.before_a_notary, Scanner(dpi=200, colour="rgb", stamp="AFSCHRIFT"), None),
    (authority.mandate_in_articles, Scanner(dpi=150, turned=180), None),
    (authority.internal_memo, Scanner(dpi=170, photographed=True, colour="rgb"), None),
    (plans.letter_of_motivation, Scanner(dpi=150), None),
    (unasked.agenda_of_the_board, Scanner(dpi=150), None),
    (unasked.identity_card, Scanner(dpi=200, colour="rgb"), None),
    (unasked.member_votes_by_proxy, Scanner(dpi=200, skew=2.0), None),
    (registers.section_by_section, Scanner(dpi=150), layers.GOOD),
    (registers.owner_by_owner, Scanner(dpi=150), _READ_WELL),
    (conduct.words_of_the_law, Scanner(dpi=150), layers.FAIR),
    (declarations.annex_two, Scanner(dpi=150), _READ_WELL),
    (authority.before_a_notary, Scanner(dpi=150), layers.FAIR),
    (unasked.report_of_the_year, Scanner(dpi=150), _READ_WELL),
    (declarations.annex_two, Scanner(dpi=150), _FAX),
    (registers.section_by_section, Scanner(dpi=150), _FILE),
    (plans.letter_of_motivation, Scanner(dpi=150), _NUMBERED),
    (declarations.questions_by_row, Scanner(dpi=150), _READ_BADLY),
    (conduct.with_explanation, Scanner(dpi=150), _READ_BADLY),
    (proofs.liable_in_sentences, Scanner(dpi=200), None),
    (proofs.consent_with_annexes, Scanner(dpi=150, stamp="GEZIEN"), None),
    (proofs.annual_accounts, Scanner(dpi=150), layers.FAIR),
    (proofs.statement_of_a_bank, Scanner(dpi=200, colour="rgb"), None),
    (proofs.budget_shares, Scanner(dpi=150, skew=1.5), None),
    (proofs.share_of_the_team, Scanner(dpi=150), _READ_WELL),
    (unasked.intended_refusal, Scanner(dpi=200), None),
    (unasked.liability_withdrawn, Scanner(dpi=150), _READ_WELL),
)


def _scans() -> list[Recipe]:
    return [
        _recipe(
            f"scan {number} {drawn.name}",
            drawn,
            number + 4,
            partial(scans.scanned, scanner=how, layer=layer),
            name=_named(drawn.kind, number + number // 5),
        )
        for number, (drawn, how, layer) in enumerate(_SCANS)
    ]


_ODD: Final = (
    (odd_text.without_table, declarations.questions_by_row),
    (odd_text.without_table, registers.in_two_columns),
    (odd_text.wrong_table, conduct.digital_with_code),
    (odd_text.wrong_table, plans.quality_plan),
    (odd_text.cid_table, registers.section_by_section),
    (odd_text.private_table, declarations.annex_two),
    (odd_text.glyph_names, authority.internal_memo),
    (odd_text.outlined, declarations.dotted_lines),
    (odd_text.outlined, registers.proof_of_entry),
)


def _odd() -> list[Recipe]:
    return [
        _recipe(f"odd {number} {change.__name__}", drawn, number + 2, change, font="Vera")
        for number, (change, drawn) in enumerate(_ODD)
    ]


def _second_page(change: Callable[[Paper], Paper], made: Paper) -> Paper:
    return joining.only(made, [2], change)


_MENZIS: Final[dict[str, Any]] = {
    "office": "Menzis",
    "regions": ("Twente", "Arnhem"),
    "other_regions": ("Groningen",),
}


def _forms() -> list[Recipe]:
    fields, form = declarations.fields_without_names, declarations.annex_two
    rows = declarations.questions_by_row
    fresh_scan = Scanner(dpi=200)
    return [
        _recipe("form filled", fields, 21),
        _recipe("form empty", fields, 22, filled=False),
        _recipe("form flattened", fields, 23, handling.flattened),
        _recipe("form scanned", fields, 24, partial(scans.scanned, scanner=fresh_scan)),
        _recipe("form template", rows, 25, filled=False, name="Bestuursverklaring.pdf"),
        _recipe(
            "form typed over", form, 26, partial(handling.typed_over, words="Graag telefonisch")
        ),
        _recipe("form by hand", form, 27, partial(scans.scanned, scanner=fresh_scan), hand=True),
        _recipe("dotted by hand", declarations.dotted_lines, 28, _photographed, hand=True),
        _recipe("form second page scanned", rows, 29, partial(_second_page, scans.scanned)),
        _recipe("form both sides", form, 30, scans.scanned_on_both_sides),
        _recipe("form of another office", fields, 31, **_MENZIS),
        _recipe(
            "regions of two offices",
            declarations.dotted_lines,
            32,
            regions=("Utrecht", "Groningen"),
            other_regions=(),
        ),
        _recipe(
            "region spelled otherwise",
            declarations.letter_of_the_governors,
            33,
            regions=("Fryslân", "Zaanstreek-Waterland", "het Gooi"),
            true_regions=("Friesland", "Zaanstreek/Waterland", "'t Gooi"),
        ),
        _recipe(
            "form of another round",
            declarations.questions_by_row,
            34,
            lambda made: made.noted("other round"),
            round="2022",
        ),
        _recipe("prognosis empty", proofs.forecast_by_service, 35, filled=False),
        *(
            _recipe(f"ticks {ticks}", form, 36 + number, ticks=ticks)
            for number, ticks in enumerate(("drawn", "letter", "check", "boxes"))
        ),
    ]


def _photographed(made: Paper) -> Paper:
    return scans.scanned(made, Scanner(dpi=180, photographed=True, colour="rgb"))


def _outdated(made: Paper) -> Paper:
    return made.noted("outdated")


def _handled() -> list[Recipe]:
    extract, entry = registers.section_by_section, registers.owner_by_owner
    day, signer = date(2023, 7, 4), who.AMSTEL.director
    sign = partial(signing.signed, signer=signer, day=day)
    signed: dict[str, Any] = {"signed": "no", "party": who.AMSTEL, "day": day}
    return [
        _recipe(
            "locked", extract, 1, partial(handling.locked, password="Q7"), name="KVK uittreksel.pdf"
        ),
        _recipe("locked vague", declarations.annex_two, 2, partial(handling.locked, password="1")),
        _recipe("owner locked", entry, 3, handling.locked_for_changes),
        _recipe("broken off", conduct.with_explanation, 4, handling.broken_off),
        _recipe("wrong xref", registers.small_title, 5, handling.wrong_xref),
        _recipe("javascript", declarations.fields_without_names, 6, handling.with_javascript),
        _recipe("launch", plans.quality_plan, 7, handling.with_launch),
        _recipe("xfa", declarations.fields_without_names, 8, handling.dynamic_form),
        _recipe("turned", registers.in_two_columns, 9, handling.turned),
        _recipe("stationery", authority.mandate_in_articles, 10, handling.on_stationery),
        _recipe("signed valid", declarations.letter_of_the_governors, 11, sign, **signed),
        _recipe("signed register", extract, 13, partial(sign, signer="KVK"), day=day),
        _recipe(
            "signed unknown",
            authority.mandate_in_articles,
            14,
            partial(sign, authority=signing.UNKNOWN),
            **signed,
        ),
        _recipe(
            "signed broken",
            declarations.dotted_lines,
            15,
            lambda made: signing.changed_afterwards(sign(made)),
            **signed,
        ),
        _recipe(
            "outdated kvk", registers.numbered_paragraphs, 16, _outdated, day=date(2022, 11, 14)
        ),
        _recipe("outdated vog", conduct.words_of_the_law, 17, _outdated, day=date(2021, 6, 30)),
        _recipe("outdated ubo", registers.entry_letter, 18, _outdated, day=date(2022, 12, 28)),
        _recipe("month only", authority.internal_memo, 19, written="month"),
        _recipe("blank behind", entry, 20, partial(joining.with_blank, after=1)),
        _recipe(
            "last page garbled", plans.requirement_by_requirement, 21, _garbled_behind, font="Vera"
        ),
    ]


def _garbled_behind(made: Paper) -> Paper:
    return joining.only(made, [len(made.truth.pages)], odd_text.wrong_table)


_PHOTO: Final = Scanner(dpi=180, photographed=True, colour="rgb")
_FORMATS: Final[tuple[tuple[str, Layout, Callable[[Paper], Paper]], ...]] = (
    ("docx declaration", declarations.dotted_lines, other_formats.as_docx),
    ("docx minutes", authority.taken_from_minutes, other_formats.as_docx),
    ("docx plan", plans.requirement_by_requirement, other_formats.as_docx),
    ("docx vacancy", unasked.vacancy, other_formats.as_docx),
    ("docx of a scan", authority.mandate_in_articles, other_formats.as_docx_of_pictures),
    ("odt", declarations.of_all_partners, other_formats.as_odt),
    ("odt plan", plans.plan_with_indicators, other_formats.as_odt),
    ("rtf", authority.internal_memo, other_formats.as_rtf),
    ("rtf statement", proofs.liable_in_sentences, other_formats.as_rtf),
    ("html", registers.owners_in_browser, other_formats.as_html),
    ("html order", unasked.receipt_of_the_register, other_formats.as_html),
    ("xlsx", proofs.forecast_by_service, other_formats.as_xlsx),
    ("txt", proofs.letter_on_others, other_formats.as_text),
    ("eml", unasked.thread_of_mails, other_formats.as_mail),
    ("jpg", conduct.words_of_the_law, partial(pictured, ".jpg", _PHOTO)),
    (
        "png",
        registers.owners_in_browser,
        partial(pictured, ".png", Scanner(dpi=100, skew=0, noise=0, colour="rgb")),
    ),
    (
        "heic",
        authority.owner_signs_alone,
        partial(pictured, ".heic", Scanner(dpi=120, photographed=True, colour="rgb")),
    ),
    (
        "tif",
        declarations.of_all_partners,
        partial(pictured, ".tif", Scanner(dpi=200, colour="bilevel", noise=0)),
    ),
)


_PICTURES: Final = ("docx of a scan", "jpg", "png", "heic", "tif")


def _formats() -> list[Recipe]:
    """Every format; ink gets lost where only words are kept, so those papers are unsigned."""
    return [
        _recipe(
            f"format {name}",
            drawn,
            number + 50,
            change,
            **({} if name in _PICTURES else {"signed": "no"}),
        )
        for number, (name, drawn, change) in enumerate(_FORMATS)
    ]


def _otherwise_made() -> list[Recipe]:
    form, strips = declarations.annex_two, other_making.in_strips
    unsigned: dict[str, Any] = {"signed": "no"}
    return [
        _recipe("word form", form, 71, other_making.as_word_form, name="formulier.pdf", **unsigned),
        _recipe("word form too", form, 72, other_making.as_word_form, **unsigned),
        _recipe("two on a sheet", form, 73, other_making.two_on_a_sheet),
        _recipe(
            "extract on a sheet", registers.section_by_section, 74, other_making.two_on_a_sheet
        ),
        _recipe("strips", registers.section_by_section, 75, strips),
        _recipe("strips of one page", conduct.words_of_the_law, 76, strips),
    ]


_MERGES: Final[tuple[tuple[str, tuple[Layout, ...], str], ...]] = (
    (
        "whole registration",
        (
            unasked.letter_with_enclosures,
            declarations.annex_two,
            authority.mandate_in_articles,
            conduct.words_of_the_law,
            registers.section_by_section,
            registers.owner_by_owner,
            plans.quality_plan,
        ),
        "",
    ),
    (
        "scanned pile",
        (declarations.dotted_lines, conduct.with_explanation, registers.numbered_paragraphs),
        "scanned",
    ),
    (
        "pile with layer",
        (authority.before_a_notary, registers.in_two_columns, registers.owner_by_owner),
        "layer",
    ),
    ("both registers", (registers.small_title, registers.owner_by_owner), ""),
    ("owners first", (registers.wide_matrix, registers.section_by_section), ""),
    (
        "one scan inside",
        (declarations.questions_by_row, authority.in_two_languages, conduct.digital_with_code),
        "mixed",
    ),
    (
        "blanks between",
        (conduct.words_of_the_law, authority.internal_memo, registers.proof_of_entry),
        "blanks",
    ),
    (
        "certificates of both sorts",
        (conduct.words_of_the_law, conduct.person_in_words_of_the_law, conduct.person_with_code),
        "",
    ),
    (
        "plan and annexes",
        (plans.requirement_by_requirement, proofs.staff_with_numbers, proofs.annual_accounts),
        "",
    ),
    (
        "unasked between",
        (registers.in_two_columns, unasked.liability_policy, conduct.digital_with_code),
        "",
    ),
    ("agenda first", (unasked.agenda_of_the_board, authority.taken_from_minutes), ""),
    (
        "consortium",
        (proofs.each_for_the_whole, registers.section_by_section, registers.in_two_columns),
        "",
    ),
)


_OF_LEGAL_PERSONS: Final = tuple(
    number for number in range(14) if who.ALL[number % len(who.ALL)] is not who.PRAATPAAL
)
"""Numbers of cases whose provider can have every paper that is merged here."""


def _merged() -> list[Recipe]:
    return [
        _SET.merge(f"merged {name}", drawn, number, how, vague(number, _NAMES))
        for number, (name, drawn, how) in zip(_OF_LEGAL_PERSONS, _MERGES, strict=True)
    ]


SECOND: Final[tuple[Recipe, ...]] = (
    *_printed(),
    *_misses(),
    *_scans(),
    *_odd(),
    *_forms(),
    *_handled(),
    *_formats(),
    *_otherwise_made(),
    *_merged(),
)
