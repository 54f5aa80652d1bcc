"""What a receipt may not say, since it was not looked into or since it is not so."""

from dataclasses import replace

import pytest

from intake.domain.documents import Readable
from intake.domain.ledger import LedgerEntry, Outcome
from intake.domain.problems import Problem, ProblemCode
from intake.domain.receipt import ReceiptContents
from tests.adapters.letter_reading import versions
from tests.adapters.receipt_samples import contents, file

TOO_LARGE = Problem(ProblemCode.TOO_LARGE, "de e-mail is groter dan 150 MB")


def over_the_limit() -> ReceiptContents:
    facts = contents(())
    return replace(facts, mail=replace(facts.mail, problems=(TOO_LARGE,)))


def test_of_a_mail_that_was_not_opened_nothing_is_said_to_be_absent() -> None:
    for version in versions(over_the_limit()):
        assert "de e-mail is groter dan 150 MB" in version
        assert "Wij hebben nog niet gekeken welke bestanden in uw e-mail zitten." in version
        assert "Wij hebben nog niet gekeken of ze in deze e-mail zitten." in version
        for untrue in ("vonden geen", "automatisch gekeken", "niet in uw e-mail gevonden"):
            assert untrue not in version
        assert "op dezelfde manier" not in version


@pytest.mark.parametrize(
    ("readable", "problems", "sentence"),
    [
        (Readable.LOCKED, (ProblemCode.LOCKED,), "Die kunnen wij niet openen."),
        (Readable.DAMAGED, (ProblemCode.DAMAGED,), "Wij konden niet alles eruit halen."),
        (Readable.NO, (ProblemCode.BOMB,), "Het wordt bij het uitpakken veel te groot."),
        (Readable.NO, (ProblemCode.NOT_EXPANDED,), "Wij konden niet alles uit dit bestand halen."),
        (Readable.NO, (ProblemCode.TOO_LARGE,), "Wij konden niet alles uit dit bestand halen."),
    ],
)
def test_a_file_out_of_which_others_came_is_not_said_to_be_closed(
    readable: Readable, problems: tuple[ProblemCode, ...], sentence: str
) -> None:
    zipped = file(1, "a.zip", readable=readable, problems=problems, media_type="application/zip")
    facts = contents((zipped, file(2, "b")))
    ledger = (
        LedgerEntry("1", Outcome.STORED, children=1, ordinal=1),
        LedgerEntry("1 > a.zip > b", Outcome.STORED, parent=0, ordinal=2),
    )
    for version in versions(replace(facts, mail=replace(facts.mail, ledger=ledger))):
        assert sentence in version
        for untrue in (
            "Wij kunnen het niet openen.",
            "Wij pakken het niet uit.",
            "niet automatisch uit.",
            "Wij konden dit bestand niet automatisch openen.",
        ):
            assert untrue not in version


def test_of_a_mail_with_one_encrypted_file_the_rest_is_not_said_to_be_closed() -> None:
    locked = file(
        1,
        "a.p7m",
        readable=Readable.LOCKED,
        problems=(ProblemCode.ENCRYPTED_MAIL,),
        media_type="application/pkcs7-mime",
    )
    facts = contents((locked, file(2, "b", "vog_rp")))
    mail = replace(facts.mail, problems=(Problem(ProblemCode.ENCRYPTED_MAIL),))
    for version in versions(replace(facts, mail=mail)):
        assert "Uw e-mail is helemaal of voor een deel versleuteld." in version
        assert "Wij konden dit bestand openen." in version
        assert "Stuur uw e-mail opnieuw" not in version


@pytest.mark.parametrize(
    ("media_type", "sentence"),
    [
        ("message/rfc822", "Dit is een e-mail. Wij hebben niet automatisch bekeken wat erin"),
        ("application/zip", "Wij konden dit bestand niet automatisch openen."),
    ],
)
def test_of_what_is_not_read_it_is_said_once(media_type: str, sentence: str) -> None:
    closed = file(
        1,
        "bericht.eml",
        readable=Readable.NO,
        problems=(ProblemCode.NOT_EXAMINED,),
        media_type=media_type,
    )
    for version in versions(contents((closed,))):
        assert sentence in version
        assert "kon niet automatisch worden gecontroleerd" not in version
