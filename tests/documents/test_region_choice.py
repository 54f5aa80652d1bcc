"""Regions ticked or named: in boxes, lists, tables and sentences, and what tells nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.document_form import FieldKind, FormField
from intake.domain.page import PageFacts, PageText
from tests.documents.papers_of_text import OFFICE, box, filled, read, words_of

FORM = "bestuursverklaring"
LIST = ("Noord-Holland Noord", "Nijmegen", "Waardenland", "Midden-Holland", "Midden Brabant")
HEADING = "4. Regio's waarvoor wordt ingeschreven\n"
CHOSEN = ("Nijmegen", "Midden Brabant")


def form(on: str, off: str, shown: str = "{mark} {name}") -> str:
    lines = (shown.format(mark=on if name in CHOSEN else off, name=name) for name in LIST)
    return HEADING + "\n".join(lines) + "\n5. Samenwerking"


TICKED = {
    "brackets": form("[X]", "[ ]"),
    "small": form("[x]", "[]"),
    "round": form("(x)", "( )"),
    "boxes": form("\u2612", "\u2610"),
    "check marks": form("\u2611", "\u2610"),
    "dingbats": form("\u2717", "\u2751"),
    "letters": form("X", "O"),
    "dots": form("\u25cf", "\u25cb"),
    "filled boxes": form("\u25a0", "\u25a1"),
    "behind": form("[X]", "[ ]", "{name} {mark}"),
    "called region": form("[X]", "[ ]", "{mark} regio {name}"),
    "with the office": form("[X]", "[ ]", "{mark} {name} (VGZ)"),
    "in a row": HEADING + "  ".join(f"{'[X]' if n in CHOSEN else '[ ]'} {n}" for n in LIST),
    "yes and no, ticked": form("[X] ja [ ] nee", "[ ] ja [X] nee", "{name} {mark}"),
    "yes and no, columns": "Regio Ja Nee\n"
    + form("\u2612 \u2610", "\u2610 \u2612", "{name} {mark}").removeprefix(HEADING),
    "yes and no, written": form("ja", "nee", "{name} {mark}"),
    "cells": form("x", "nee", "{name}\t{mark}"),
    "yes and no, colon": form("ja", "nee", "{name}: {mark}"),
    "sentence": "Wij schrijven ons in voor de regio's Nijmegen en Midden-Brabant.",
    "label": "Regio('s) Nijmegen, Midden Brabant\nNieuwe aanbieder nieuw",
    "typed list": "Regio's:\n- Nijmegen\n- Midden-Brabant\n\nVerklaring",
    "typed list with dots": "Regio's:\n\u25cf Nijmegen\n\u25cf Midden-Brabant\n\nVerklaring",
    "typed lines": "Regio's:\nNijmegen,\nMidden Brabant\n\nVerklaring",
}
UNKNOWN = {
    "none ticked": form("[ ]", "[ ]"),
    "boxes that cannot be seen": form("", "", "{name}"),
    "yes and no, one struck through": form("ja / nee", "ja / nee", "{mark} regio {name}"),
    "boxes misread": form("EX", "O]", "{mark} {name}"),
    "neither empty nor ticked": form("[?]", "[ ]"),
    "ticked and not": form("[X]", "[ ]") + "\n" + form("[ ]", "[X]"),
    "address": "Oude Graafseweg 211, Nijmegen",
    "requirement": "In elke regio werken ten minste drie cliëntondersteuners.",
    "denied": "Wij schrijven ons niet in voor de regio Nijmegen.",
}


@pytest.mark.parametrize("name", TICKED)
def test_the_ticked_or_named_regions_are_found(name: str) -> None:
    assert read(FORM, TICKED[name]).regions == CHOSEN


@pytest.mark.parametrize("name", UNKNOWN)
def test_nothing_is_guessed(name: str) -> None:
    found = read(FORM, UNKNOWN[name])
    if name == "ticked and not":
        assert set(found.regions).isdisjoint(LIST)
    assert found.regions == ()
    assert found.foreign_regions == ()


def test_an_empty_box_on_a_page_read_by_its_looks_says_nothing() -> None:
    page = PageFacts(PageText.OCR)
    assert read(FORM, form("[X]", "[ ]"), page_facts=(page,)).regions == CHOSEN
    assert read(FORM, form("X", "O"), page_facts=(page,)).regions == ()
    assert read(FORM, form("", "", "{name}"), page_facts=(page,)).regions == ()


def test_a_single_region_below_its_label_is_no_list() -> None:
    assert read(FORM, "Regio\nNijmegen\n\nVerklaring").regions == ("Nijmegen",)


def test_boxes_of_the_form_itself_decide() -> None:
    fields = tuple(box(name, on=name in CHOSEN) for name in LIST)
    found = read(FORM, form("", "", "{name}"), fields=fields)
    assert found.regions == CHOSEN
    assert words_of(found, "regions") == [
        "form field 'Nijmegen': 'yes'",
        "form field 'Midden Brabant': 'yes'",
    ]


def test_boxes_without_a_label_go_by_their_names() -> None:
    fields = (
        FormField("pagina2.regio_nijmegen", FieldKind.CHECKBOX, "yes", page=1),
        FormField("pagina2.Midden_Brabant", FieldKind.CHECKBOX, "yes", page=1),
        FormField("pagina2.Waardenland", FieldKind.CHECKBOX, "", page=1),
    )
    assert read(FORM, "", fields=fields).regions == CHOSEN


def test_buttons_of_a_form_name_regions() -> None:
    kind = FieldKind.CHOICE
    fields = (
        FormField("regio1", kind, "Ja", "Nijmegen", 1),
        FormField("regio2", kind, "Nee", "Waardenland", 1),
        FormField("keuze regio", kind, "Midden Brabant", "", 1),
    )
    assert read(FORM, "", fields=fields).regions == CHOSEN


def test_a_text_field_names_regions() -> None:
    fields = (filled("Regio('s)", "Midden-Brabant en Nijmegen"),)
    assert read(FORM, "Regio('s)", fields=fields).regions == CHOSEN


def test_regions_of_another_office_are_told_with_that_office() -> None:
    text = "Wij schrijven ons in voor de regio's Nijmegen, Zuidoost-Brabant en WSD."
    found = read(FORM, text)
    assert found.regions == ("Nijmegen",)
    assert found.foreign_regions == (
        ("Zuid Oost-Brabant", "cz"),
        ("Westland Schieland Delfland", "dsw"),
    )
    assert words_of(found, "foreign_regions") == [f"page 1: '{text}'"]


def test_spelling_does_not_matter() -> None:
    text = HEADING + "[X] Noordoost-Brabant\n[x] NOORD- EN MIDDEN-LIMBURG\n[ ] Nijmegen"
    assert read(FORM, text).regions == ("Noord- en Midden Limburg", "Noord-oost-Brabant")


def test_a_table_of_regions_in_a_paper_that_is_no_form() -> None:
    text = "Prognose\nRegio Verwacht aantal cliënten Verwacht aantal uren\nNijmegen 74 462"
    assert read("format_prognose", text).regions == ("Nijmegen",)


@given(st.sets(st.sampled_from([region.name for region in OFFICE.regions])))
def test_exactly_the_ticked_ones_are_found(chosen: set[str]) -> None:
    lines = [f"[{'X' if item.name in chosen else ' '}] {item.name}" for item in OFFICE.regions]
    names = tuple(item.name for item in OFFICE.regions if item.name in chosen)
    assert read(FORM, HEADING + "\n".join(lines)).regions == names
