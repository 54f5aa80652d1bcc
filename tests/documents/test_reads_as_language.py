"""Text that reads as language, against codes that only look like text."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.samples.pages import written
from deploy.samples.pages.sheet import BODY
from intake.documents.reads_as_language import reading_of

DUTCH = "\n".join(BODY)
CONTENTS = (
    "Inhoudsopgave\nInleiding .......... 3\nWerkwijze ......... 5\nBijlagen ________ 12\n" * 3
)
CODES = "KvK 12345678\nIBAN NL91ABNA0417164300\n6511 XJ Nijmegen\nref. A12/B-77.c\n" * 5


@pytest.mark.parametrize(
    "text",
    [
        DUTCH,
        DUTCH.upper(),
        CONTENTS,
        CODES,
        "pagina 1",
        "",
        *("\n".join(lines) for lines in (written.GERMAN, written.FRENCH, written.NAMES)),
        *("\n".join(lines) for lines in (written.ADDRESS, written.FIGURES)),
        "Все люди рождаются свободными и равными в своем достоинстве и правах",  # noqa: RUF001
        "McDonald eHerkenning DigiD iPad VvE's McCarthy eHealth VanDerValk OpenOffice",
    ],
)
def test_language_names_and_figures_are_not_garbled(text: str) -> None:
    assert not reading_of(text).garbled


@pytest.mark.parametrize("seed", range(6))
def test_letters_that_stand_for_others_are_garbled(seed: int) -> None:
    letters = list(string.ascii_lowercase)
    random.Random(seed).shuffle(letters)  # noqa: S311 - repeatable, not secret
    cipher = str.maketrans(string.ascii_lowercase, "".join(letters))
    assert reading_of(DUTCH.lower().translate(cipher)).garbled


@pytest.mark.parametrize("step", [1, 3, 13, 25])
def test_letters_that_are_moved_along_are_garbled(step: int) -> None:
    letters = string.ascii_lowercase
    moved = str.maketrans(letters, letters[step:] + letters[:step])
    assert reading_of(DUTCH.lower().translate(moved)).garbled


@pytest.mark.parametrize(
    "named",
    [
        lambda letter: chr(ord(letter) - 29),
        lambda letter: f"(cid:{ord(letter)})",
        lambda letter: f"/G{ord(letter):02X}",
        lambda letter: chr(0xE000 + ord(letter)),
        lambda _letter: "\N{REPLACEMENT CHARACTER}",
        lambda letter: chr(33 + ord(letter) * 7 % 90),
    ],
    ids=["codes moved by 29", "(cid:12)", "/G21", "private codes", "no character", "signs"],
)
def test_codes_are_garbled(named: object) -> None:
    assert callable(named)
    assert reading_of(
        "".join(letter if letter.isspace() else named(letter) for letter in DUTCH[:600])
    ).garbled


def test_of_few_words_nothing_is_said() -> None:
    assert reading_of("xqzw vvkr").language is None


@given(st.text())
def test_any_text_has_a_reading(text: str) -> None:
    reading = reading_of(text)
    assert reading.language is None or 0 <= reading.language <= 100


def test_lines_whose_blanks_became_letters_are_garbled_below_a_heading_that_reads() -> None:
    heading = "Dienst Justis Ministerie van Justitie en Veiligheid Testdocument zonder waarde "
    moved = {ord(letter): chr(ord(letter) + 3) for letter in "abcdefghijklmnopqrstuvw"} | {32: "M"}
    lines = DUTCH.lower().translate(moved)
    pieces = "\n".join(lines[start : start + 50] for start in range(0, len(lines), 50))
    assert reading_of(f"{heading}\n{pieces}").garbled
