"""Every paper of the set that was measured on third, with why its doubtful labels are as they are.

What a clerk would say who sees this file alone decides. The last page of the declaration, sent by
itself, is a declaration: its head and its foot say so. A mail in which a director authorises a
colleague is authority to sign, however weak; so are rules that let somebody sign registrations, and
partners who let one of them sign for all. A letter that says it is the certificate is one. A proof
that owners are entered is the entry, though it names nobody. A statement of the board on its money
and an accountant's review are proof of financial continuity [N27 q74]. A plan to teach newcomers is
the plan that is asked of new providers. What argues is onderbouwing when it says that it was
written for the registration or its criteria. The agency's other certificate, for tenders, is not
the one that is asked for; a commercial report is no extract; a power over a bank account, for
logging in or for old age is no authority to sign a registration, and minutes that put a mandate off
give none. That accounts were filed proves no continuity, what was produced is no forecast, and a
roster is no overview of who is registered.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final

from deploy.samples.papers import handling, joining, odd_text, other_formats, scans, signing
from deploy.samples.papers.layouts import Layout, layouts_in, paper
from deploy.samples.papers.naming import vague
from deploy.samples.papers.other_formats import pictured
from deploy.samples.papers.paper import Paper
from deploy.samples.papers.recipes import Recipe
from deploy.samples.papers.scans import Scanner
from deploy.samples.papers.seen.third import (
    authority,
    conduct,
    declarations,
    issued,
    lists,
    other_making,
    own_papers,
    owners,
    plans,
    proofs,
    registers,
    unasked,
)
from deploy.samples.papers.seen.third import providers as who
from deploy.samples.papers.seen.third.scanned import SCANS
from deploy.samples.papers.series import Series

_NAMES: Final = (
    "IMG-20230703-WA0007.pdf",
    "Scan2023-07-06_114512.pdf",
    "bijlage_5.pdf",
    "Document1.pdf",
    "HP0004.pdf",
    "oco 2024 - laatste versie.pdf",
    "Genius Scan 11-7-2023.pdf",
    "mail 2 bijlage 1.pdf",
    "z kantoor.pdf",
)
_TELLING: Final[dict[str | None, tuple[str, ...]]] = {
    "bestuursverklaring": ("Bestuursverkl. OCO.pdf", "Bijlage2_BV_ondertekend.pdf"),
    "bewijs_van_machtiging": ("machtiging directie.pdf", "Bewijs machtiging tekenen.pdf"),
    "vog_rp": ("VOGRP.pdf", "VOG organisatie.pdf"),
    "uittreksel_kvk": ("KvK_97.pdf", "Uittreksel_Handelsregister.pdf"),
    "ubo_register": ("ubo_inschrijving.pdf", "UBO-uittreksel 2023.pdf"),
    "onderbouwing": ("Onderbouwing OCO definitief.pdf", "toelichting criteria.pdf"),
    "financiele_continuiteit": ("fin. continuïteit.pdf",),
    "overzicht_clientondersteuners": ("registraties team.pdf",),
}
_SET: Final = Series(
    parties=who.ALL,
    last_day=date(2023, 7, 20),
    forms=("short", "words", "numbers", "slashes", "words", "dots", "numbers", "short_year"),
    ticks=("boxes", "drawn", "letter", "brackets", "check", "round", "small"),
    regions=(
        ("Nijmegen",),
        ("Waardenland", "Midden-Holland"),
        ("Midden Brabant",),
        ("Noord- en Midden Limburg",),
        ("Noord-Holland Noord",),
    ),
    other_regions=(
        ("Midden Brabant", "Waardenland"),
        ("Nijmegen",),
        ("Noord-Holland Noord", "Nijmegen"),
        ("Midden Brabant", "Nijmegen"),
        ("Midden-Holland", "Waardenland"),
    ),
    office="Coöperatie VGZ",
    round="2024-2025",
    subcontractors=(("ZZP-collectief Naastenhulp", 18), ("Bureau Rechtop B.V.", 27)),
    file_names=_NAMES,
)
LAYOUTS: Final = layouts_in(
    declarations,
    authority,
    conduct,
    registers,
    owners,
    plans,
    proofs,
    lists,
    issued,
    unasked,
    own_papers,
)
"""Every layout of the set."""

_KNOWN: Final = tuple(item for item in LAYOUTS if item.kind is not None)
_MISSES: Final = tuple(item for item in LAYOUTS if item.kind is None)
_OWN: Final[dict[Layout, dict[str, Any]]] = {
    declarations.statement_of_one_director: {"party": who.VENNE},
    declarations.of_governors_together: {"party": who.OUDERS},
    authority.decision_outside_a_meeting: {"party": who.KOEPEL},
    authority.one_speaks_for_all: {"party": who.COOP, "members": (who.MAAS,)},
    authority.rules_on_signing: {"party": who.KOEPEL},
    authority.two_who_are_needed: {"party": who.OUDERS},
    conduct.in_a_frame: {"party": who.MAAS},
    conduct.capitals_of_old: {"party": who.KOEPEL},
    conduct.letter_that_certifies: {"party": who.VENNE},
    conduct.front_and_back: {"party": who.COOP},
    conduct.sent_with_a_letter: {"party": who.LOODS},
    conduct.portal_copy: {"party": who.DUO},
    registers.usual_extract: {"party": who.LOODS},
    registers.board_in_a_table: {"party": who.OUDERS},
    registers.of_one_person: {"party": who.SOLO},
    registers.across_a_watermark: {"party": who.VENNE},
    registers.of_two_partners: {"party": who.DUO},
    registers.seen_on_a_screen: {"party": who.COOP},
    owners.owners_in_blocks: {"party": who.MAAS},
    owners.letter_of_entry: {"party": who.KOEPEL},
    owners.own_entry_online: {"party": who.VENNE},
    owners.certified_owners: {"party": who.OUDERS},
    owners.proof_for_third_parties: {"party": who.LOODS},
    plans.report_with_cover: {"party": who.KOEPEL},
    plans.short_answer_by_letter: {"party": who.LOODS, "standing": "existing"},
    plans.plan_in_prose: {"party": who.MAAS},
    unasked.round_before: {"party": who.OUDERS, "day": date(2021, 9, 14)},
    own_papers.objection: {"party": who.DUO, "day": date(2023, 9, 22)},
    proofs.accountant_reviews: {"party": who.COOP},
    issued.conduct_for_tenders: {"party": who.MAAS},
    issued.more_is_needed: {"party": who.LOODS},
    issued.owners_still_missing: {"party": who.DUO},
    issued.accounts_were_filed: {"party": who.VENNE},
    issued.change_was_entered: {"party": who.COOP},
    own_papers.rules_of_the_house: {"party": who.OUDERS},
    own_papers.who_owns_whom: {"party": who.MAAS},
}
"""What suits a layout: one person alone has no board, no VOG RP and no owner beside herself."""


def _as_it_is(made: Paper) -> Paper:
    return made


def _recipe(
    ident: str,
    drawn: Layout,
    number: int,
    change: Callable[[Paper], Paper] = _as_it_is,
    *,
    name: str = "",
    **changes: Any,
) -> Recipe:
    """Return a recipe in which the provider writes to the office of its own part of the country."""
    given = {**_OWN.get(drawn, {}), **changes}
    party = given.setdefault("party", who.ALL[number % len(who.ALL)])
    office, regions, others = who.OFFICES[who.ALL.index(party)]
    if "regions" not in given:
        given |= {"office": office, "regions": regions, "other_regions": others}
    return _SET.recipe(ident, drawn, number, change, name=name, **given)


def _named(kind: str | None, number: int) -> str:
    """Return a name that tells, for two papers of every five."""
    names = _TELLING.get(kind)
    return names[number % len(names)] if names and number % 5 in {1, 3} else ""


def _printed() -> list[Recipe]:
    return [
        _recipe(f"printed {item.name}", item, number + 1, name=_named(item.kind, number))
        for number, item in enumerate(_KNOWN)
    ]


_NAMES_OF_MISSES: Final = {
    issued.conduct_for_tenders: "Gedragsverklaring.pdf",
    issued.more_is_needed: "Justis VOG RP.pdf",
    issued.how_to_apply: "VOG RP aanvragen.pdf",
    issued.owners_still_missing: "KvK brief UBO.pdf",
    issued.report_of_an_agency: "bedrijfsgegevens kvk.pdf",
    unasked.digital_keys: "machtiging.pdf",
    unasked.checklist_of_the_office: "Checklist OCO.pdf",
    own_papers.letter_in_front: "aanbiedingsbrief.pdf",
    own_papers.minutes_without_mandate: "notulen.pdf",
    own_papers.each_for_a_part: "samenwerking.pdf",
    own_papers.mail_about_papers: "mail VOG UBO.pdf",
}


def _misses() -> list[Recipe]:
    return [
        _recipe(f"miss {item.name}", item, number, name=_NAMES_OF_MISSES.get(item, ""))
        for number, item in enumerate(_MISSES)
    ]


def _scans() -> list[Recipe]:
    return [
        _recipe(
            f"scan {number} {drawn.name}",
            drawn,
            number + 2,
            partial(scans.scanned, scanner=how, layer=layer),
            name=_named(drawn.kind, number),
        )
        for number, (drawn, how, layer) in enumerate(SCANS)
    ]


_ODD: Final = (
    (odd_text.without_table, declarations.printed_sheet),
    (odd_text.without_table, registers.usual_extract),
    (odd_text.wrong_table, conduct.front_and_back),
    (odd_text.wrong_table, plans.report_with_cover),
    (odd_text.cid_table, owners.owners_in_blocks),
    (odd_text.private_table, declarations.form_of_four_pages),
    (odd_text.glyph_names, authority.form_of_the_office),
    (odd_text.outlined, declarations.one_tight_page),
    (odd_text.outlined, conduct.portal_copy),
)


def _odd() -> list[Recipe]:
    return [
        _recipe(f"odd {number} {change.__name__}", drawn, number + 3, change, font="Vera")
        for number, (change, drawn) in enumerate(_ODD)
    ]


def _only_second(change: Callable[[Paper], Paper], made: Paper) -> Paper:
    return joining.only(made, [2], change)


def _forms() -> list[Recipe]:
    fields, form = declarations.fields_in_bars, declarations.form_of_four_pages
    tight, sheet = declarations.one_tight_page, declarations.printed_sheet
    scanner = Scanner(dpi=200)
    by_scanner = partial(scans.scanned, scanner=scanner)
    by_phone = partial(scans.scanned, scanner=Scanner(dpi=190, photographed=True, colour="rgb"))
    typed = partial(handling.typed_over, words="akkoord, zie bijlage")
    return [
        _recipe("form filled", fields, 40),
        _recipe("form filled too", fields, 41, name="Bestuursverklaring formulier.pdf"),
        _recipe("form empty", fields, 42, filled=False),
        _recipe("form flattened", fields, 44, handling.flattened),
        _recipe("form scanned", fields, 45, by_scanner),
        _recipe("form template", form, 46, filled=False, name="Bijlage 2.pdf"),
        _recipe("form typed over", form, 47, typed),
        _recipe("form by hand", form, 48, by_scanner, hand=True),
        _recipe("tight by hand", tight, 49, by_phone, hand=True),
        _recipe("sheet by hand", sheet, 50, by_scanner, hand=True),
        _recipe("form last page scanned", form, 52, _last_page_scanned),
        _recipe("form second page scanned", form, 53, partial(_only_second, scans.scanned)),
        _recipe("form both sides", form, 54, scans.scanned_on_both_sides),
        _recipe(
            "regions of two offices",
            tight,
            55,
            regions=("Nijmegen", "Zeeland"),
            other_regions=(),
        ),
        _recipe(
            "region spelled otherwise",
            declarations.of_governors_together,
            56,
            regions=("NH-Noord", "Midden-Brabant"),
            true_regions=("Noord-Holland Noord", "Midden Brabant"),
        ),
        _recipe(
            "form of another round",
            sheet,
            57,
            _of_another_round,
            round="2023",
        ),
        _recipe("prognosis empty", lists.forecast_of_the_office, 60, filled=False),
        _recipe("authority form by hand", authority.form_of_the_office, 61, by_scanner, hand=True),
        *(
            _recipe(f"ticks {ticks}", form, 62 + number, ticks=ticks)
            for number, ticks in enumerate(("drawn", "round", "boxes", "check"))
        ),
    ]


def _of_another_round(made: Paper) -> Paper:
    return made.noted("other round")


def _last_page_scanned(made: Paper) -> Paper:
    return joining.only(made, [len(made.truth.pages)], scans.scanned)


def _outdated(made: Paper) -> Paper:
    return made.noted("outdated")


def _handled() -> list[Recipe]:
    extract, entry = registers.usual_extract, owners.owners_in_blocks
    day, signer = date(2023, 7, 11), who.VENNE.director
    sign = partial(signing.signed, signer=signer, day=day)
    signed: dict[str, Any] = {"signed": "no", "party": who.VENNE, "day": day}
    conduct_paper = paper("VOG.pdf", conduct.in_a_frame, _SET.case(7))
    return [
        _recipe(
            "locked",
            conduct.in_a_frame,
            1,
            partial(handling.locked, password="x1"),
            name="VOG RP.pdf",
        ),
        _recipe("locked vague", extract, 2, partial(handling.locked, password="1234")),
        _recipe("owner locked", entry, 3, handling.locked_for_changes),
        _recipe("broken off", plans.report_with_cover, 4, handling.broken_off),
        _recipe("wrong xref", registers.board_in_a_table, 5, handling.wrong_xref),
        _recipe("javascript", declarations.fields_in_bars, 6, handling.with_javascript),
        _recipe("launch", proofs.budget_of_two_years, 7, handling.with_launch),
        _recipe("xfa", declarations.fields_in_bars, 8, handling.dynamic_form),
        _recipe("turned", lists.hired_by_region, 9, handling.turned),
        _recipe("stationery", plans.vision_of_the_region, 10, handling.on_stationery),
        _recipe(
            "embedded",
            own_papers.letter_in_front,
            12,
            partial(handling.with_embedded, other=conduct_paper),
        ),
        _recipe("signed valid", declarations.statement_of_one_director, 13, sign, **signed),
        _recipe("signed power", authority.letter_to_the_office, 14, sign, **signed),
        _recipe("signed register", extract, 15, partial(sign, signer="KVK"), day=day),
        _recipe(
            "signed unknown",
            proofs.board_on_money,
            16,
            partial(sign, authority=signing.UNKNOWN),
            **signed,
        ),
        _recipe(
            "signed broken",
            declarations.statement_of_one_director,
            17,
            lambda made: signing.changed_afterwards(sign(made)),
            **signed,
        ),
        _recipe("outdated kvk", registers.board_in_a_table, 18, _outdated, day=date(2022, 9, 5)),
        _recipe("outdated vog", conduct.capitals_of_old, 19, _outdated, day=date(2019, 3, 12)),
        _recipe("outdated ubo", owners.letter_of_entry, 20, _outdated, day=date(2022, 3, 21)),
        _recipe("month only", authority.decision_outside_a_meeting, 21, written="month"),
        _recipe("blank behind", owners.letter_of_entry, 22, partial(joining.with_blank, after=1)),
        _recipe("blank in front", conduct.portal_copy, 23, partial(joining.with_blank, after=0)),
        _recipe("last page garbled", plans.report_with_cover, 24, _garbled_behind, font="Vera"),
    ]


def _garbled_behind(made: Paper) -> Paper:
    return joining.only(made, [len(made.truth.pages)], odd_text.wrong_table)


_PHOTO: Final = Scanner(dpi=190, photographed=True, colour="rgb")
_SCREEN: Final = Scanner(dpi=96, skew=0, noise=0, colour="rgb")
_FAX: Final = Scanner(dpi=200, colour="bilevel", noise=0)
_FORMATS: Final[tuple[tuple[str, Layout, Callable[[Paper], Paper]], ...]] = (
    ("docx declaration", declarations.statement_of_one_director, other_formats.as_docx),
    ("docx power", authority.letter_to_the_office, other_formats.as_docx),
    ("docx argument", plans.criteria_in_bars, other_formats.as_docx),
    ("docx roster", own_papers.summer_roster, other_formats.as_docx),
    ("docx of a scan", conduct.letter_that_certifies, other_formats.as_docx_of_pictures),
    ("odt plan", plans.plan_by_phase, other_formats.as_odt),
    ("odt agreement", own_papers.agreement_on_data, other_formats.as_odt),
    ("odt list", lists.people_with_memberships, other_formats.as_odt),
    ("rtf liability", proofs.liable_by_article, other_formats.as_rtf),
    ("rtf objection", own_papers.objection, other_formats.as_rtf),
    ("html extract", registers.seen_on_a_screen, other_formats.as_html),
    ("html guide", issued.how_to_apply, other_formats.as_html),
    ("xlsx forecast", lists.forecast_of_the_office, other_formats.as_xlsx),
    ("txt towns", lists.towns_in_a_sentence, other_formats.as_text),
    ("eml power", authority.power_by_mail, other_formats.as_mail),
    ("jpg", conduct.in_a_frame, partial(pictured, ".jpg", _PHOTO)),
    (
        "jpg of one page",
        authority.letter_to_the_office,
        partial(pictured, ".jpg", _PHOTO),
    ),
    ("png", owners.own_entry_online, partial(pictured, ".png", _SCREEN)),
    ("heic", registers.of_one_person, partial(pictured, ".heic", _PHOTO)),
    ("tif", declarations.form_of_four_pages, partial(pictured, ".tif", _FAX)),
)
_PICTURES: Final = ("docx of a scan", "jpg", "jpg of one page", "png", "heic", "tif")


def _formats() -> list[Recipe]:
    """Every format; where words alone go over, nothing was signed."""
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


def _otherwise_made() -> list[Recipe]:
    form, unsigned = declarations.form_of_four_pages, {"signed": "no"}
    sheet, table = other_making.as_worksheet, other_making.as_word_table
    return [
        _recipe("worksheet", form, 91, sheet, name="formulier inschrijving.pdf", **unsigned),
        _recipe("word table", form, 92, table, **unsigned),
        _recipe("halves of a sheet", declarations.printed_sheet, 93, other_making.in_halves),
        _recipe("halves", authority.one_speaks_for_all, 95, other_making.in_halves),
        _recipe("small pages", registers.usual_extract, 95, other_making.on_small_pages),
        _recipe("small argument", plans.report_with_cover, 96, other_making.on_small_pages),
        _recipe("backwards", registers.usual_extract, 97, other_making.last_page_first),
        _recipe("backwards form", form, 98, _fed_backwards),
    ]


def _fed_backwards(made: Paper) -> Paper:
    return other_making.last_page_first(scans.scanned(made))


_MERGES: Final[tuple[tuple[str, tuple[Layout, ...], str], ...]] = (
    (
        "everything",
        (
            own_papers.letter_in_front,
            declarations.form_of_four_pages,
            authority.form_of_the_office,
            conduct.in_a_frame,
            registers.usual_extract,
            owners.owners_in_blocks,
            plans.report_with_cover,
        ),
        "",
    ),
    (
        "everything scanned",
        (
            declarations.of_governors_together,
            authority.letter_to_the_office,
            conduct.letter_that_certifies,
            registers.usual_extract,
        ),
        "scanned",
    ),
    (
        "pile with layer",
        (declarations.one_tight_page, registers.board_in_a_table, owners.letter_of_entry),
        "layer",
    ),
    ("both registers", (registers.usual_extract, owners.owners_in_blocks), ""),
    ("both of the desk", (owners.certified_owners, registers.across_a_watermark), ""),
    (
        "one scan inside",
        (declarations.printed_sheet, authority.two_who_are_needed, conduct.front_and_back),
        "mixed",
    ),
    (
        "blanks between",
        (conduct.capitals_of_old, authority.decision_outside_a_meeting, registers.board_in_a_table),
        "blanks",
    ),
    ("certificates", (conduct.in_a_frame, conduct.person_in_a_frame), ""),
    (
        "annexes",
        (plans.criteria_in_bars, lists.people_with_memberships, lists.hired_by_region),
        "",
    ),
    (
        "unasked between",
        (registers.usual_extract, unasked.insured_professionals, conduct.portal_copy),
        "",
    ),
    ("checklist first", (unasked.checklist_of_the_office, declarations.form_of_four_pages), ""),
    (
        "combination",
        (proofs.form_for_members, authority.form_of_the_office, registers.board_in_a_table),
        "",
    ),
    ("money", (proofs.accountant_reviews, proofs.budget_of_two_years), ""),
)


_OF_LEGAL_PERSONS: Final = tuple(
    number for number in range(17) if who.ALL[number % len(who.ALL)] not in (who.DUO, who.SOLO)
)
"""Numbers of cases of a provider with a board, since a VOG RP is among what is merged."""


def _merged() -> list[Recipe]:
    return [
        _SET.merge(f"merged {name}", drawn, number, how, vague(number, _NAMES))
        for number, (name, drawn, how) in zip(_OF_LEGAL_PERSONS, _MERGES, strict=True)
    ]


THIRD: Final[tuple[Recipe, ...]] = (
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
