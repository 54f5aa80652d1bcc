"""What is told of pieces that wait, in words of one reading."""

import pytest

from intake.domain.mail_piece import MailPiece, series_of, standing_of, waiting_words

SERIES = series_of("oco@zorgbedrijf.example", "1")


def pieces(*numbers: int, total: int | None = None) -> list[MailPiece]:
    return [
        MailPiece("oco@zorgkantoor.test", SERIES, number, total, number, "") for number in numbers
    ]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (pieces(1), "Nog niet alle delen zijn binnen"),
        (pieces(1, 3, total=3), "Deel 2 is nog niet binnen"),
        (pieces(2, total=3), "De delen 1 en 3 zijn nog niet binnen"),
        (pieces(5), "De delen 1, 2, 3 en 4 zijn nog niet binnen"),
        (
            pieces(20, total=20),
            "De delen 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 en meer zijn nog niet binnen",
        ),
        (pieces(1, total=2) + pieces(2, total=3), "De delen horen niet bij elkaar"),
    ],
)
def test_the_words_name_what_has_not_come(found: list[MailPiece], words: str) -> None:
    assert waiting_words(standing_of(found)) == words


def test_the_same_identifier_of_two_senders_is_two_series() -> None:
    assert series_of("OCO@zorgbedrijf.example", "1") == SERIES
    assert len({SERIES, series_of("oco@ander.example", "1"), series_of(None, "1")}) == 3
