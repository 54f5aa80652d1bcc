import pytest

from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.mail import Attachment, MailKind
from intake.domain.problems import ProblemCode
from tests.adapters.letter_reading import LATER, versions
from tests.adapters.receipt_samples import contents, file, half_opened

AN_UNKNOWN = (ProblemCode.NOT_RECOGNISED,)


@pytest.mark.parametrize(
    ("documents", "sentence"),
    [
        (
            (file(1, "a", problems=AN_UNKNOWN),),
            "niet herkend. Misschien is het bestand 1: dat bestand herkennen wij niet. Een",
        ),
        (
            (file(1, "a", problems=AN_UNKNOWN), file(2, "b", "vog_rp"), file(3, "c")),
            "Misschien is het een van de bestanden 1 en 3: die bestanden herkennen wij niet. Een",
        ),
        (
            tuple(
                file(number, "a", "vog_rp" if number in (2, 4) else None) for number in range(1, 6)
            ),
            "Misschien is het een van de bestanden 1, 3 en 5: die bestanden herkennen wij niet.",
        ),
        (
            tuple(file(number, "a") for number in range(1, 41)),
            "Misschien is het een van de bestanden 1 t/m 40: die bestanden herkennen wij niet.",
        ),
        (
            (file(1, "a", readable=Readable.DAMAGED),),
            "Misschien is het bestand 1: dat bestand konden wij niet openen. Een medewerker",
        ),
        (
            (file(1, "a", readable=Readable.NO), file(2, "b", readable=Readable.LOCKED)),
            "een van de bestanden 1 en 2: die bestanden konden wij niet openen. Een medewerker",
        ),
        (
            (file(1, "a", readable=Readable.DAMAGED), file(2, "b"), file(3, "c")),
            (
                "Misschien is het een van de bestanden 2 en 3: die bestanden herkennen wij niet. "
                "Het kan ook bestand 1 zijn: dat bestand konden wij niet openen. Een medewerker"
            ),
        ),
        (
            (file(1, "a", "bewijs_van_machtiging", readable=Readable.LOCKED), file(2, "b")),
            (
                "Bewijs van machtiging: nog niet zeker. Waarschijnlijk is dit bestand 1. Dat "
                "bestand konden wij niet openen. Een medewerker bekijkt dit. Klopt dat niet? Stuur"
            ),
        ),
        (
            (half_opened(1, "bewijs_van_machtiging"),),
            "nog niet zeker. Waarschijnlijk is dit bestand 1. Een medewerker bekijkt dit.",
        ),
        (
            (
                half_opened(1, "bewijs_van_machtiging"),
                file(2, "b", "bewijs_van_machtiging", readable=Readable.LOCKED),
            ),
            "Waarschijnlijk zijn dit de bestanden 1 en 2. Bestand 2 konden wij niet openen. Een",
        ),
    ],
)
def test_a_document_in_doubt_names_the_files_that_may_be_it_and_why(
    documents: tuple[tuple[Attachment, JudgedDocument], ...], sentence: str
) -> None:
    for version in versions(contents(documents)):
        assert sentence in version
        assert "openen of herkennen" not in version


def test_a_file_that_did_open_is_nowhere_said_not_to_have_opened() -> None:
    for version in versions(contents((file(1, "a", problems=AN_UNKNOWN),))):
        assert "Wij konden dit bestand openen." in version
        assert "niet openen" not in version


def test_nobody_is_told_to_send_what_cannot_be_added_any_more() -> None:
    broken = file(2, "b", readable=Readable.DAMAGED)
    scan = file(3, "c", "vog_rp", searchable=Searchable.NO, unsearchable_pages=(1, 2, 3))
    for version in versions(contents((file(1, "a"), broken, scan)), LATER):
        assert "Misschien is het bestand 1: dat bestand herkennen wij niet." in version
        assert "Stuur" not in version
        assert "sturen" not in version.replace("hoeft u deze documenten niet te sturen", "")


def test_a_supplement_asks_whether_a_document_was_sent_before() -> None:
    for version in versions(contents((file(1, "a"),), kind=MailKind.SUPPLEMENT)):
        assert "Hebt u het nog niet gestuurd? Stuur het dan alsnog." in version
        assert "Hebt u het niet meegestuurd?" not in version


@pytest.mark.parametrize(
    ("documents", "advice"),
    [
        (
            (file(1, "a", readable=Readable.LOCKED),),
            (
                "Bestand 1 is beveiligd met een wachtwoord. "
                "Stuur bestand 1 opnieuw, zonder wachtwoord."
            ),
        ),
        (
            (file(1, "a", "vog_rp"), file(2, "b", readable=Readable.DAMAGED)),
            (
                "Bestand 2 is beschadigd. Kijk eerst of u het zelf wel kunt openen. "
                "Stuur bestand 2 dan opnieuw."
            ),
        ),
        (
            tuple(file(number, "b", readable=Readable.DAMAGED) for number in (1, 2)),
            (
                "De bestanden 1 en 2 zijn beschadigd. Kijk eerst of u ze zelf wel kunt openen. "
                "Stuur de bestanden 1 en 2 dan opnieuw."
            ),
        ),
        (
            (file(1, "a", readable=Readable.NO, problems=(ProblemCode.EMPTY,)),),
            (
                "Bestand 1 is leeg. Kijk eerst of uw eigen bestand niet leeg is. "
                "Stuur bestand 1 dan opnieuw."
            ),
        ),
        (
            (file(1, "a", readable=Readable.DAMAGED, problems=(ProblemCode.TRUNCATED,)),),
            "Bestand 1 is niet heel aangekomen. Stuur bestand 1 dan opnieuw.",
        ),
        (
            (file(1, "a", problems=(ProblemCode.EMPTY_FORM,)),),
            (
                "Bestand 1 lijkt niet ingevuld. Hebt u het formulier wel ingevuld? Sla het dan "
                "op en stuur bestand 1 opnieuw."
            ),
        ),
    ],
)
def test_what_another_copy_would_mend_is_told_per_cause(
    documents: tuple[tuple[Attachment, JudgedDocument], ...], advice: str
) -> None:
    for version in versions(contents(documents)):
        assert version.count(advice) == 1
        assert version.count("opnieuw") == advice.count("opnieuw") + 1
        assert ("wachtwoord" in version) is ("wachtwoord" in advice)


def test_a_file_of_a_format_that_is_not_read_is_not_asked_for_again() -> None:
    zipped = file(1, "a.zip", readable=Readable.NO, problems=(ProblemCode.NOT_EXPANDED,))
    for version in versions(contents((zipped,))):
        assert "Stuur bestand 1" not in version


def test_a_form_that_one_program_alone_shows_is_to_be_printed_to_a_pdf() -> None:
    shown = file(1, "a", readable=Readable.NO, problems=(ProblemCode.XFA_FORM,))
    advice = (
        "Bestand 1 is alleen met Adobe Reader te lezen. Open het formulier in Adobe Reader, "
        "druk af naar een pdf en stuur die pdf."
    )
    for version in versions(contents((shown,))):
        assert version.count(advice) == 1
