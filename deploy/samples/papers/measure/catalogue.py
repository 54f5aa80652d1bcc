"""Every paper of the set that is only measured on, with why its doubtful labels are as they are.

The label is what a clerk would say who sees this file and no other. A title or a subject that names
the document asked for decides, unless the text says that it is something else. A statement that a
director may sign alone, given as proof of that, is authority to sign; so is a decision in minutes
and the choice of a partner who signs for all, but an authorisation for taxes is not. An extract
ordered in English is an extract. A letter that owners were entered is the entry. The letter that
sends a certificate belongs to no kind, its next page does; an application that was merely received
is none. A bank's word, an accountant's review and a provider's own figures are proof of financial
continuity [N27 q74]. Answers to open questions, a motivation by letter and references for criterion
1c are onderbouwing; a yearly report is not, since it was not written for the registration. A plan
for the first months in a new region is the implementation plan, whatever its title. One person's
pass of the professional register is no overview of all, and an agreement that leaves each partner
answerable for itself is no joint liability. Statutes, bills and leaflets of a register are not what
the register was asked for.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final

from deploy.samples.papers import handling, joining, odd_text, other_formats, scans, signing
from deploy.samples.papers.layouts import Layout, layouts_in, paper
from deploy.samples.papers.measure import (
    authority,
    conduct,
    declarations,
    lists,
    other_making,
    plans,
    proofs,
    registers,
    unasked,
)
from deploy.samples.papers.measure import providers as who
from deploy.samples.papers.measure.merged import MERGES
from deploy.samples.papers.measure.scanned import SCANS
from deploy.samples.papers.measure.suited import OWN, may_have
from deploy.samples.papers.naming import vague
from deploy.samples.papers.other_formats import pictured
from deploy.samples.papers.paper import Paper
from deploy.samples.papers.recipes import Recipe
from deploy.samples.papers.scans import Scanner
from deploy.samples.papers.series import Series, unchanged

_NAMES: Final = (
    "20230711_093022.pdf",
    "bijlage 2 (1).pdf",
    "Scan van kantoor.pdf",
    "MX-3061_20230706_101744.pdf",
    "definitief.pdf",
    "stuk 4.pdf",
    "WhatsApp document 8 juli.pdf",
    "Naamloos.pdf",
    "OCO zorgkantoor juli.pdf",
    "getekende versie.pdf",
)
_TELLING: Final[dict[str | None, tuple[str, ...]]] = {
    "bestuursverklaring": ("bestuursverklaring (getekend).pdf", "BV OCO 2024.pdf"),
    "bewijs_van_machtiging": ("Volmacht ondertekening.pdf", "tekenbevoegdheid.pdf"),
    "vog_rp": ("VOG_RP_2023.pdf", "Verklaring omtrent gedrag.pdf"),
    "uittreksel_kvk": ("KVK uittreksel.pdf", "handelsregister.pdf"),
    "ubo_register": ("UBO register.pdf", "bewijs UBO.pdf"),
    "onderbouwing": ("Onderbouwing.pdf", "motivatie inschrijving.pdf"),
    "financiele_continuiteit": ("bewijs financiële continuïteit.pdf",),
    "implementatieplan": ("inwerkplan.pdf",),
    "hoofdelijke_aansprakelijkheid": ("hoofdelijk.pdf",),
    "overzicht_clientondersteuners": ("overzicht BCMB.pdf",),
}
_SET: Final = Series(
    parties=who.ALL,
    last_day=date(2023, 7, 24),
    forms=("words", "numbers", "dots", "words", "short", "iso", "words", "slashes"),
    ticks=("drawn", "boxes", "small", "check", "brackets", "round"),
    regions=(("Zeeland",), ("Haaglanden", "West Brabant"), ("Zuid-Limburg",)),
    other_regions=(("West Brabant",), ("Zeeland",), ("Zuid Oost-Brabant", "Haaglanden")),
    office="CZ",
    round="2024-2025",
    subcontractors=(("Praktijk Zorgvraag Beek", 15), ("Steunmaatje ZZP", 22)),
    file_names=_NAMES,
)
LAYOUTS: Final = layouts_in(
    declarations, authority, conduct, registers, plans, proofs, lists, unasked
)
"""Every layout of the set."""

_KNOWN: Final = tuple(item for item in LAYOUTS if item.kind is not None)
_MISSES: Final = tuple(item for item in LAYOUTS if item.kind is None)


def _recipe(
    ident: str,
    drawn: Layout,
    number: int,
    change: Callable[[Paper], Paper] = unchanged,
    *,
    name: str = "",
    **changes: Any,
) -> Recipe:
    """Return a recipe for a provider that may have such a paper, with its office and regions."""
    given = {**OWN.get(drawn, {}), **changes}
    fitting = [party for party in who.ALL if may_have(drawn, party)]
    party = given.setdefault("party", fitting[number % len(fitting)])
    office, regions, others = who.OFFICES[who.ALL.index(party)]
    given.setdefault("office", office)
    if "regions" not in given:
        given |= {"regions": regions, "other_regions": others}
    return _SET.recipe(ident, drawn, number, change, name=name, **given)


def _named(kind: str | None, number: int) -> str:
    """Return what two in five senders call such a file."""
    names = _TELLING.get(kind)
    return names[number % len(names)] if names and number % 5 in {0, 2} else ""


def _printed() -> list[Recipe]:
    return [
        _recipe(f"printed {item.name}", item, number + 1, name=_named(item.kind, number))
        for number, item in enumerate(_KNOWN)
    ]


_NAMES_OF_MISSES: Final = {
    unasked.receipt_of_an_application: "VOG aanvraag.pdf",
    unasked.invoice_of_the_register: "kvk factuur uittreksel.pdf",
    unasked.explanation_of_owners: "UBO.pdf",
    unasked.sent_to_the_tax_office: "Machtiging.pdf",
    unasked.covering_letter: "begeleidende brief.pdf",
    unasked.professional_pass: "registerplein.pdf",
    unasked.agreement_to_work_together: "samenwerkingsovereenkomst.pdf",
    unasked.statutes: "statuten.pdf",
}


def _misses() -> list[Recipe]:
    """Every near miss twice, once with a name that says little."""
    return [
        *(
            _recipe(f"miss {item.name}", item, number, name=_NAMES_OF_MISSES.get(item, ""))
            for number, item in enumerate(_MISSES)
        ),
        *(
            _recipe(f"again {item.name}", item, number + 5)
            for number, item in enumerate(_MISSES)
            if number % 3 == 0
        ),
    ]


def _scans() -> list[Recipe]:
    return [
        _recipe(
            f"scan {number} {drawn.name}",
            drawn,
            number + 3,
            partial(scans.scanned, scanner=how, layer=layer),
            name=_named(drawn.kind, number),
        )
        for number, (drawn, how, layer) in enumerate(SCANS)
    ]


_ODD: Final = (
    (odd_text.without_table, declarations.letter_of_the_board),
    (odd_text.without_table, registers.english_extract),
    (odd_text.wrong_table, conduct.digital_certificate),
    (odd_text.wrong_table, plans.answers_to_questions),
    (odd_text.cid_table, registers.entry_of_owners),
    (odd_text.private_table, declarations.form_in_two_pages),
    (odd_text.glyph_names, authority.letter_of_authority),
    (odd_text.outlined, declarations.plain_half_page),
    (odd_text.outlined, conduct.bare_certificate),
)


def _odd() -> list[Recipe]:
    return [
        _recipe(f"odd {number} {change.__name__}", drawn, number + 4, change, font="Vera")
        for number, (change, drawn) in enumerate(_ODD)
    ]


def _noted(note: str, made: Paper) -> Paper:
    return made.noted(note)


def _only(page: int, change: Callable[[Paper], Paper], made: Paper) -> Paper:
    return joining.only(made, [page], change)


_BY_SCANNER: Final = partial(scans.scanned, scanner=Scanner(dpi=200))
_PHOTO: Final = Scanner(dpi=200, photographed=True, colour="rgb")
_SCREEN: Final = Scanner(dpi=100, skew=0, noise=0, colour="rgb")
_FAX: Final = Scanner(dpi=200, colour="bilevel", noise=0)


def _forms() -> list[Recipe]:
    screen, form = declarations.form_for_the_screen, declarations.form_in_two_pages
    older, power = declarations.older_form_of_an_office, authority.form_with_two_names
    return [
        _recipe("form filled", screen, 40),
        _recipe("form empty", screen, 42, filled=False),
        _recipe("form flattened", screen, 45, handling.flattened),
        _recipe("form scanned", screen, 46, _BY_SCANNER),
        _recipe("form template", form, 47, filled=False, name="Bestuursverklaring leeg.pdf"),
        _recipe("form typed over", form, 48, partial(handling.typed_over, words="zie bijlage B")),
        _recipe("form by hand", form, 49, _BY_SCANNER, hand=True, signed="ink"),
        _recipe(
            "older by hand",
            older,
            50,
            partial(scans.scanned, scanner=_PHOTO),
            hand=True,
            signed="image",
        ),
        _recipe("power by hand", power, 51, _BY_SCANNER, hand=True, signed="ink"),
        _recipe("form last page scanned", form, 53, partial(_only, 2, scans.scanned)),
        _recipe("form first page scanned", form, 54, partial(_only, 1, scans.scanned)),
        _recipe("form both sides", form, 55, scans.scanned_on_both_sides),
        _recipe(
            "regions of two offices",
            declarations.older_form_of_an_office,
            56,
            party=who.DELTA,
            regions=("Zeeland", "Rotterdam"),
            other_regions=(),
        ),
        _recipe(
            "region spelled otherwise",
            declarations.letter_of_the_board,
            57,
            party=who.BRUG,
            regions=("Zuidoost-Brabant", "West-Brabant"),
            other_regions=(),
            true_regions=("Zuid Oost-Brabant", "West Brabant"),
        ),
        _recipe("form of another round", form, 58, partial(_noted, "other round"), round="2023"),
        _recipe("prognosis empty", lists.figures_per_quarter, 59, filled=False),
    ]


def _handled() -> list[Recipe]:
    day, us = date(2023, 7, 18), who.AMSTEL
    sign = partial(signing.signed, signer=us.director, day=day)
    signed: dict[str, Any] = {"signed": "no", "party": us, "day": day}
    extract, entry = registers.extract_of_a_legal_person, registers.entry_of_owners
    outdated = partial(_noted, "outdated")
    letter = declarations.letter_of_the_board
    other = paper("VOG RP.pdf", conduct.bare_certificate, _SET.case(8))
    locked = partial(handling.locked, password="oco2023")
    return [
        _recipe("locked", conduct.digital_certificate, 1, locked, name="VOG RP digitaal.pdf"),
        _recipe("locked vague", extract, 2, locked),
        _recipe("owner locked", registers.certified_copy, 3, handling.locked_for_changes),
        _recipe("broken off", plans.by_criterion, 4, handling.broken_off),
        _recipe("wrong xref", entry, 5, handling.wrong_xref),
        _recipe("javascript", declarations.form_for_the_screen, 6, handling.with_javascript),
        _recipe("launch", lists.figures_by_service, 7, handling.with_launch),
        _recipe("xfa", declarations.form_for_the_screen, 9, handling.dynamic_form),
        _recipe("turned", lists.contracts_with_towns, 9, handling.turned),
        _recipe("stationery", plans.experience_elsewhere, 10, handling.on_stationery),
        _recipe(
            "embedded", unasked.covering_letter, 11, partial(handling.with_embedded, other=other)
        ),
        _recipe("signed valid", letter, 12, sign, **signed),
        _recipe("signed power", authority.power_of_attorney, 13, sign, **signed),
        _recipe("signed register", extract, 14, partial(sign, signer="KVK"), party=us, day=day),
        _recipe(
            "signed unknown",
            proofs.owner_on_continuity,
            15,
            partial(sign, authority=signing.UNKNOWN),
            **signed,
        ),
        _recipe(
            "signed broken",
            letter,
            16,
            lambda made: signing.changed_afterwards(sign(made)),
            **signed,
        ),
        _recipe("outdated kvk", registers.page_of_the_website, 17, outdated, day=date(2022, 6, 1)),
        _recipe("outdated vog", conduct.bare_certificate, 18, outdated, day=date(2020, 2, 17)),
        _recipe("outdated ubo", registers.table_of_shares, 19, outdated, day=date(2022, 5, 30)),
        _recipe("month only", authority.letter_of_authority, 20, written="month"),
        _recipe("blank behind", entry, 21, partial(joining.with_blank, after=1)),
        _recipe(
            "blank in front", registers.english_extract, 22, partial(joining.with_blank, after=0)
        ),
        _recipe(
            "last page garbled",
            plans.by_criterion,
            23,
            partial(_only, 2, odd_text.wrong_table),
            font="Vera",
        ),
    ]


_FORMATS: Final[tuple[tuple[str, Layout, Callable[[Paper], Paper]], ...]] = (
    ("docx declaration", declarations.letter_of_the_board, other_formats.as_docx),
    ("docx power", authority.letter_of_authority, other_formats.as_docx),
    ("docx argument", plans.answers_to_questions, other_formats.as_docx),
    ("docx of a scan", conduct.with_letters_of_screening, other_formats.as_docx_of_pictures),
    ("odt plan", plans.how_we_start, other_formats.as_odt),
    ("rtf liability", proofs.liable_in_articles, other_formats.as_rtf),
    ("rtf withdrawal", unasked.withdrawal, other_formats.as_rtf),
    ("html extract", registers.page_of_the_website, other_formats.as_html),
    ("xlsx forecast", lists.figures_per_quarter, other_formats.as_xlsx),
    ("xlsx team", lists.team_in_the_register, other_formats.as_xlsx),
    ("txt subcontractors", lists.hired_freelancers, other_formats.as_text),
    ("eml power", authority.letter_of_authority, other_formats.as_mail),
    ("jpg", conduct.bare_certificate, partial(pictured, ".jpg", _PHOTO)),
    (
        "jpg of a power",
        authority.power_of_attorney,
        partial(pictured, ".jpg", _PHOTO),
    ),
    ("png", registers.table_of_shares, partial(pictured, ".png", _SCREEN)),
    ("heic", registers.extract_of_a_person, partial(pictured, ".heic", _PHOTO)),
    ("tif", declarations.form_in_two_pages, partial(pictured, ".tif", _FAX)),
)
_PICTURES: Final = ("docx of a scan", "jpg", "jpg of a power", "png", "heic", "tif")


def _formats() -> list[Recipe]:
    """Papers in other formats; words alone carry no signature."""
    return [
        _recipe(
            f"format {name}",
            drawn,
            number + 70,
            change,
            **({} if name in _PICTURES else {"signed": "no"}),
        )
        for number, (name, drawn, change) in enumerate(_FORMATS)
    ]


def _on_glass(made: Paper) -> Paper:
    return _BY_SCANNER(other_making.on_a_large_glass(made))


def _otherwise_made() -> list[Recipe]:
    form, two, word = (
        declarations.form_in_two_pages,
        other_making.two_on_a_sheet,
        other_making.as_word_form,
    )
    return [
        _recipe("word form", form, 91, word, signed="no"),
        _recipe("word form too", form, 92, word, name="Bestuursverklaring.pdf", signed="no"),
        _recipe("two on a sheet", form, 93, two),
        _recipe("two on a sheet extract", registers.extract_of_a_legal_person, 94, two),
        _recipe("glass declaration", declarations.table_of_agreements, 97, _on_glass),
        _recipe("large paper", proofs.bank_on_continuity, 98, other_making.on_a_large_glass),
    ]


_OF_LEGAL_PERSONS: Final = tuple(
    number for number in range(40) if who.ALL[number % len(who.ALL)] not in who.NATURAL
)


def _merged() -> list[Recipe]:
    return [
        _SET.merge(f"merged {name}", drawn, number, how, vague(number, _NAMES))
        for number, (name, drawn, how) in zip(_OF_LEGAL_PERSONS, MERGES, strict=False)
    ]


MEASURE: Final[tuple[Recipe, ...]] = (
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
