from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from intake.adapters.jinja_letter_writer import JinjaLetterWriter
from intake.domain.deadline import EvidenceSource
from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.findings import Findings
from intake.domain.mail import Attachment, MailKind
from intake.domain.moments import AMSTERDAM
from intake.domain.problems import IN_DUTCH, ProblemCode
from intake.domain.recognition import DocumentPart
from intake.domain.round import ProviderStatus, Stream
from tests.adapters.letter_reading import LATER, RECIPIENT, SETTINGS, text_of, versions, words
from tests.adapters.receipt_samples import (
    COMPLETE,
    DEADLINE,
    REFERENCE,
    ROUND,
    WRITTEN,
    contents,
    deadline_of,
    file,
    half_opened,
    judged_by_region,
    picture,
    with_subject,
)

MIDNIGHT = datetime(2023, 8, 2, tzinfo=AMSTERDAM)


def test_in_time_says_so_and_until_when_more_can_be_sent() -> None:
    for version in versions(contents(COMPLETE[:2])):
        assert "Ontvangen op dinsdag 1 augustus 2023 om 16.58.07 uur (Nederlandse tijd)" in (
            version.replace("op:", "op")
        )
        assert "Op tijd ontvangen" in version
        assert version.count("uiterlijk op dinsdag 1 augustus 2023 om 17.00 uur") == 2
        assert "U kunt nog documenten sturen." in version
        assert f"laat de referentie {REFERENCE} in het onderwerp staan" in version


def test_late_says_so_plainly_and_promises_nothing() -> None:
    for version in versions(contents(received=LATER), LATER):
        assert "Te laat ontvangen" in version
        assert "Een medewerker bekijkt uw e-mail en beslist wat er verder gebeurt." in version
        assert "Verplichte documenten toevoegen kan niet meer" in version
        assert "U kunt geen verplichte documenten meer toevoegen." in version
        assert "niets meer toevoegen" not in version
        assert "op tijd" not in version.lower()
        assert "U kunt nog" not in version


def test_late_and_sent_in_time_says_that_sending_does_not_count() -> None:
    sent = DEADLINE - timedelta(minutes=2)
    for version in versions(contents(received=LATER, sent=sent), LATER):
        assert "Te laat ontvangen" in version
        assert (
            "Volgens uw eigen mailprogramma is de e-mail verstuurd op dinsdag 1 augustus 2023 om "
            "16.58.00 uur (Nederlandse tijd). Dat tijdstip telt niet mee."
        ) in version


@pytest.mark.parametrize("sent", [LATER, None])
def test_late_and_sent_late_says_nothing_of_sending(sent: datetime | None) -> None:
    for version in versions(contents(received=LATER, sent=sent), LATER):
        assert "mailprogramma" not in version


def test_in_time_says_nothing_of_sending() -> None:
    for version in versions(contents(sent=DEADLINE - timedelta(days=1))):
        assert "mailprogramma" not in version


def test_a_mail_without_a_deadline_is_told_no_deadline() -> None:
    facts = contents((), kind=MailKind.WITHDRAWAL, received=LATER, has_deadline=False)
    for version in versions(facts, LATER):
        assert "intrekking van uw inschrijving" in version
        assert "moesten" not in version
        assert "te laat" not in version.lower()


def test_a_withdrawal_is_told_its_own_deadline() -> None:
    limit = deadline_of(Stream.WITHDRAWAL)
    facts = contents((), kind=MailKind.WITHDRAWAL, deadline=limit)
    for version in versions(facts):
        assert "Intrekkingen moeten uiterlijk op dinsdag 1 augustus 2023" in version


def test_disputed_leaves_it_to_a_colleague() -> None:
    facts = contents(received=DEADLINE + timedelta(seconds=1), tolerance=timedelta(seconds=5))
    for version in versions(facts, LATER):
        assert "Een medewerker zoekt dit uit en laat u weten wat de uitkomst is." in version
        assert "te laat" not in version.lower()
        assert "Op tijd ontvangen" not in version


def test_a_mail_only_seen_after_the_deadline_is_not_called_late() -> None:
    for version in versions(contents(received=LATER, source=EvidenceSource.SEEN), LATER):
        assert "Ontvangen, uiterlijk op" in version
        assert "te laat" not in version.lower()


def test_an_exclusive_deadline_is_worded_as_one() -> None:
    four = datetime(2023, 8, 1, 16, tzinfo=AMSTERDAM)
    facts = contents(deadline=deadline_of(Stream.REGISTRATION, four, inclusive=False))
    for version in versions(facts):
        assert "vóór dinsdag 1 augustus 2023 om 16.00 uur (Nederlandse tijd)" in version


def test_the_end_of_a_day_is_24_00_of_that_day() -> None:
    facts = contents(deadline=deadline_of(Stream.REGISTRATION, MIDNIGHT, inclusive=False))
    for version in versions(facts):
        assert version.count("uiterlijk op dinsdag 1 augustus 2023, vóór 24.00 uur") == 2
        assert "00.00 uur" not in version


def test_seconds_of_a_deadline_are_told_when_it_has_any() -> None:
    last = datetime(2023, 8, 1, 23, 59, 59, tzinfo=AMSTERDAM)
    for version in versions(contents(deadline=deadline_of(Stream.REGISTRATION, last))):
        assert "uiterlijk op dinsdag 1 augustus 2023 om 23.59.59 uur" in version


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "Wij vonden geen bestanden in uw e-mail."),
        (1, "Wij vonden 1 bestand in uw e-mail."),
        (2, "Wij vonden 2 bestanden in uw e-mail."),
        (6, "Wij vonden 6 bestanden in uw e-mail."),
    ],
)
def test_the_number_of_files_is_true(count: int, sentence: str) -> None:
    for version in versions(contents(COMPLETE[:count])):
        assert sentence in version


def test_pictures_in_the_text_have_their_own_heading() -> None:
    for version in versions(contents((picture(1), *COMPLETE[1:2]))):
        assert "Wij vonden 1 bestand in uw e-mail, naast 1 afbeelding in de tekst." in version
        assert version.index("machtiging.pdf") < version.index("Afbeeldingen in de tekst")
        assert version.index("Afbeeldingen in de tekst") < version.index("image001.png")
    for version in versions(contents(COMPLETE)):
        assert "Afbeeldingen in de tekst" not in version


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (
            file(1, "a", "vog_rp", pages=1),
            "herkend als: VOG RP. Wij konden dit bestand openen. Het heeft 1 pagina. De tekst is",
        ),
        (
            file(1, "a", pages=None, searchable=Searchable.NOT_APPLICABLE),
            "Wij konden dit bestand openen. Gevraagde documenten",
        ),
        (
            file(1, "a", pages=None, searchable=Searchable.PARTIAL),
            "openen. Een deel van de tekst staat in een afbeelding. Dat deel is niet doorzoekbaar.",
        ),
        (
            file(1, "a", pages=None, searchable=Searchable.NO),
            "openen. De tekst is niet doorzoekbaar.",
        ),
        (
            file(1, "a.jpg", pages=1, searchable=Searchable.EXEMPT, media_type="image/jpeg"),
            "of die goed te zien is. De tekst is niet doorzoekbaar. Bij een document van 1 pagina",
        ),
        (
            file(1, "vog.jpg", "vog_rp", pages=None, media_type="image/jpeg"),
            "Volgens de bestandsnaam: VOG RP. Dit is een afbeelding. Wij hebben niet",
        ),
        (file(1, "a", readable=Readable.LOCKED), IN_DUTCH[ProblemCode.LOCKED]),
        (file(1, "a", readable=Readable.DAMAGED), IN_DUTCH[ProblemCode.DAMAGED]),
        (file(1, "a", readable=Readable.NO), "Wij konden dit bestand niet automatisch openen."),
        (file(1, "a", "vog_rp", readable=Readable.LOCKED), "Volgens de bestandsnaam: VOG RP."),
        (
            half_opened(1, "vog_rp"),
            (
                "Automatisch herkend als: VOG RP. Dit bestand is beschadigd. Wij konden niet alle "
                "pagina's openen. Het heeft 9 pagina's."
            ),
        ),
        (
            file(1, "a", searchable=Searchable.PARTIAL, unsearchable_pages=(2, 5, 6, 7)),
            "De tekst op pagina 2 en 5 t/m 7 is niet doorzoekbaar.",
        ),
        (
            file(1, "a", pages=2, searchable=Searchable.NO, unsearchable_pages=(1, 2)),
            "De tekst is op geen enkele pagina doorzoekbaar.",
        ),
        (
            file(1, "a", pages=1, searchable=Searchable.NO, unsearchable_pages=(1,)),
            "De tekst is niet doorzoekbaar.",
        ),
        (
            file(1, "a", pages=1, searchable=Searchable.EXEMPT, unsearchable_pages=(1,)),
            "De tekst is niet doorzoekbaar. Bij een document van 1 pagina is dat geen probleem.",
        ),
        (
            file(1, "a", pages=2, searchable=Searchable.EXEMPT, unsearchable_pages=(1,)),
            "niet overal doorzoekbaar. Bij een document van 2 pagina's is dat geen probleem.",
        ),
    ],
)
def test_what_was_found_in_a_file_is_told(
    item: tuple[Attachment, JudgedDocument], sentence: str
) -> None:
    for version in versions(contents((item,))):
        assert sentence in version


TOLD_OTHERWISE = {
    ProblemCode.LOCKED,
    ProblemCode.DAMAGED,
    ProblemCode.UNSEARCHABLE,
    ProblemCode.NO_DOCUMENTS,
    # Staff alone reads this one.
    ProblemCode.NO_FILES_INSIDE,
}


def test_a_winmail_without_files_is_no_news_to_its_sender() -> None:
    for version in versions(contents(mail_problems=(ProblemCode.NO_FILES_INSIDE,))):
        assert "winmail" not in version


@pytest.mark.parametrize("code", sorted(set(ProblemCode) - TOLD_OTHERWISE))
def test_every_other_problem_of_a_file_is_told_in_its_own_words(code: ProblemCode) -> None:
    for version in versions(contents((file(1, "a", problems=(code,)),))):
        assert IN_DUTCH[code] in version


def test_a_problem_of_the_whole_mail_is_told_of_the_mail() -> None:
    for version in versions(contents(mail_problems=(ProblemCode.TRUNCATED,))):
        assert "Deze e-mail is niet heel aangekomen. Controleer daarom extra goed" in version


def test_every_requirement_is_told_with_the_file_it_was_found_in() -> None:
    unknown = file(3, "scan.pdf", problems=(ProblemCode.NOT_RECOGNISED,))
    for version in versions(contents((*COMPLETE[:1], COMPLETE[3], unknown))):
        assert "Bestuursverklaring: gevonden in bestand 1" in version
        assert "Uittreksel KvK: gevonden in bestand 2" in version
        assert (
            "VOG RP: niet herkend. Alleen nodig voor nieuwe aanbieders. Misschien is het "
            "bestand 3: dat bestand herkennen wij niet. Een medewerker bekijkt dit. "
            "Hebt u het niet meegestuurd? Stuur het dan nog." in version
        )
        assert (
            "Verklaring hoofdelijke aansprakelijkheid: niet herkend in deze e-mail. "
            "Alleen nodig als u zich inschrijft als samenwerkingsverband." in version
        )
    for version in versions(contents(COMPLETE[:1])):
        assert (
            "VOG RP: niet gevonden in deze e-mail. Alleen nodig voor nieuwe aanbieders. "
            "Hebt u het niet meegestuurd? Stuur het dan nog." in version
        )


def test_what_being_a_scan_means_is_told_once_and_left_to_a_colleague() -> None:
    scans = (
        file(1, "a", "vog_rp", searchable=Searchable.NO, unsearchable_pages=(1, 2, 3)),
        file(2, "b", "onderbouwing"),
        file(3, "c", "uittreksel_kvk", searchable=Searchable.PARTIAL, unsearchable_pages=(2,)),
    )
    sentence = "Een medewerker bekijkt of dat een probleem is."
    for version in versions(contents(scans)):
        assert "De bestanden 1 en 3 zijn niet of niet overal doorzoekbaar. Dat betekent" in version
        assert version.count(sentence) == 1
        assert "doorzoekbare versie van de bestanden 1 en 3? Die mag u ook sturen." in version
    for version in versions(contents(scans[:1]), LATER):
        assert "Bestand 1 is niet of niet overal doorzoekbaar." in version
        assert version.count(sentence) == 1
        assert "Die mag u ook sturen" not in version
    for version in versions(contents()):
        assert sentence not in version


def test_the_age_limit_is_a_date_per_document_and_explained_once() -> None:
    explained = (
        "Deze documenten mogen op de dag van uw inschrijving niet ouder zijn dan 6 maanden: "
        "VOG RP, Uittreksel KvK en Inschrijving UBO-register. "
        "Wij hebben automatisch naar de datum op deze documenten gekeken."
    )
    for version in versions(contents()):
        assert version.count("De datum op het document moet 1 februari 2023 of later zijn.") == 3
        assert version.count(explained) == 1
    for version in versions(contents(kind=MailKind.SUPPLEMENT)):
        assert "De datum op het document moet" not in version
        assert version.count(explained) == 1
    for version in versions(contents(status=ProviderStatus.EXISTING)):
        assert "ouder zijn dan" not in version
        assert "controleert de datum" not in version


def test_names_that_have_quotes_stay_readable() -> None:
    for version in versions(with_subject(contents((file(1, 'de "b".pdf'),)), 'Over "b"')):
        assert '„de "b".pdf”' in version
        assert '„Over "b"”' in version


def test_the_letter_says_of_itself_what_it_does_not_say() -> None:
    for version in versions(contents()):
        assert "Dit bericht zegt niet of de inhoud van uw bestanden aan de eisen" in version
    for version in versions(contents(kind=MailKind.OTHER)):
        assert "Dit bericht zegt niet of de inhoud van uw e-mail aan de eisen" in version


def test_an_unknown_provider_reads_what_an_existing_one_need_not_send() -> None:
    sentence = (
        "Bent u een bestaande aanbieder? Dan hoeft u deze documenten niet te sturen: "
        "VOG RP, Uittreksel KvK en Inschrijving UBO-register. Een bestaande aanbieder is in deze "
        f"inkoopronde: „{ROUND.existing.words}”"
    )
    for version in versions(contents(COMPLETE[:1])):
        assert sentence in version
    for version in versions(contents(COMPLETE[:1], status=ProviderStatus.NEW)):
        assert "Bent u een bestaande aanbieder?" not in version
        assert "Wij zijn uitgegaan van de lijst voor nieuwe aanbieders." in version
    for version in versions(contents(COMPLETE)):
        assert "Bent u een bestaande aanbieder?" not in version


STRICTER = "niet automatisch vaststellen of u een nieuwe of een bestaande aanbieder bent"
WRONG_STATUS = "Klopt dat niet? Laat het ons dan weten: beantwoord deze e-mail."


@pytest.mark.parametrize(
    ("status", "name"), [(ProviderStatus.NEW, "nieuwe"), (ProviderStatus.EXISTING, "bestaande")]
)
def test_a_known_provider_reads_by_which_list_and_not_of_the_stricter_one(
    status: ProviderStatus, name: str
) -> None:
    for version in versions(judged_by_region(contents(COMPLETE[:1]), Nijmegen=status)):
        assert (
            f"Volgens onze gegevens bent u een {name} aanbieder. Wij zijn uitgegaan van de lijst "
            f"voor {name} aanbieders. {WRONG_STATUS}" in version
        )
        assert STRICTER not in version
        assert "Alleen nodig voor nieuwe aanbieders." not in version
        assert ("VOG RP: niet gevonden" in version) is (status is ProviderStatus.NEW)
    for version in versions(contents(COMPLETE[:1])):
        assert STRICTER in version
        assert "Volgens onze gegevens" not in version


def test_who_is_new_in_one_region_alone_reads_for_which_region_a_document_is() -> None:
    facts = judged_by_region(
        contents(COMPLETE[:1]),
        Nijmegen=ProviderStatus.NEW,
        Arnhem=ProviderStatus.EXISTING,
        Twente=ProviderStatus.EXISTING,
    )
    for version in versions(facts):
        assert (
            "Volgens onze gegevens bent u een nieuwe aanbieder in de regio Nijmegen en een "
            "bestaande aanbieder in de regio's Arnhem en Twente. In de lijst staan alle documenten "
            f"die u voor deze regio's samen nodig hebt. {WRONG_STATUS}" in version
        )
        assert (
            "VOG RP: niet gevonden in deze e-mail. Alleen nodig voor de regio Nijmegen." in version
        )
        assert version.count("Alleen nodig voor de regio Nijmegen.") == 3
        assert STRICTER not in version


def test_one_region_of_which_nothing_is_known_makes_the_stricter_list_count() -> None:
    facts = judged_by_region(
        contents(COMPLETE[:1]), Nijmegen=ProviderStatus.EXISTING, Arnhem=ProviderStatus.UNKNOWN
    )
    for version in versions(facts):
        assert STRICTER in version
        assert "VOG RP: niet gevonden in deze e-mail. Alleen nodig voor nieuwe" in version
        assert "Volgens onze gegevens" not in version


def test_a_supplement_says_that_earlier_documents_do_not_count_in_it() -> None:
    for version in versions(contents(COMPLETE[:1], kind=MailKind.SUPPLEMENT)):
        assert "Documenten die u eerder stuurde, tellen in dit overzicht niet mee." in version


@pytest.mark.parametrize(
    "kind", [MailKind.QUESTION, MailKind.OBJECTION, MailKind.WITHDRAWAL, MailKind.OTHER]
)
def test_a_mail_that_is_no_registration_gets_a_neutral_receipt(kind: MailKind) -> None:
    for version in versions(contents(COMPLETE[:1], kind=kind)):
        assert REFERENCE in version
        assert "16.58.07 uur" in version
        assert COMPLETE[0][0].sha256 in version
        for absent in ("Gevraagde documenten", "op tijd", "Op tijd", "te laat", "U kunt nog"):
            assert absent not in version


@pytest.mark.parametrize(
    ("kind", "stream", "sentence"),
    [
        (MailKind.QUESTION, Stream.QUESTION, "Vragen moeten uiterlijk op"),
        (MailKind.OBJECTION, Stream.OBJECTION, "Bezwaren moeten uiterlijk op"),
        (MailKind.WITHDRAWAL, Stream.WITHDRAWAL, "Intrekkingen moeten uiterlijk op"),
    ],
)
def test_a_stream_with_its_own_deadline_is_told_about_that_one(
    kind: MailKind, stream: Stream, sentence: str
) -> None:
    for version in versions(contents((), kind=kind, deadline=deadline_of(stream))):
        assert sentence in version
        assert "Inschrijvingen" not in version


def test_without_a_contact_the_letter_itself_is_the_way_to_ask() -> None:
    writer = JinjaLetterWriter(replace(SETTINGS, contact=None))
    text = words(text_of(writer.write(contents(), RECIPIENT, WRITTEN)))
    assert "Hebt u een vraag? Beantwoord dan deze e-mail" in text
    for version in versions(contents()):
        assert f"Neem dan contact met ons op: {SETTINGS.contact}." in version


@pytest.mark.parametrize(
    ("dated", "sentences"),
    [
        (
            date(2022, 5, 1),
            (
                "VOG RP: gevonden in bestand 1, maar te oud: wij lezen de datum 1 mei 2022.",
                "Stuur een nieuwer document.",
            ),
        ),
        (
            None,
            (
                "VOG RP: nog niet zeker.",
                (
                    "Waarschijnlijk is dit bestand 1. Wij konden de datum niet automatisch lezen. "
                    "Een medewerker bekijkt dit."
                ),
            ),
        ),
        (
            date(2023, 9, 1),
            (
                (
                    "Waarschijnlijk is dit bestand 1. Wij lezen een datum die na de dag van uw "
                    "inschrijving ligt: 1 september 2023. Een medewerker bekijkt dit."
                ),
            ),
        ),
    ],
    ids=["too old", "no date", "a date to come"],
)
def test_what_the_date_of_a_document_means_is_told(
    dated: date | None, sentences: tuple[str, ...]
) -> None:
    for version in versions(contents((file(1, "vog.pdf", "vog_rp", dated=dated),))):
        assert [item for item in sentences if item not in version] == []


def test_a_date_is_in_doubt_where_the_day_of_registration_is_an_upper_bound() -> None:
    old = file(1, "vog.pdf", "vog_rp", dated=date(2022, 5, 1))
    for version in versions(contents((old,), source=EvidenceSource.SEEN)):
        assert "Wij lezen de datum 1 mei 2022, maar weten niet zeker" in version


def test_the_documents_within_a_merged_scan_are_told_with_their_pages() -> None:
    attachment, document = file(1, "alles.pdf", None, pages=5)
    recent = Findings(dated=date(2023, 7, 3))
    parts = (
        DocumentPart("vog_rp", 1, 1, 90, "", recent),
        DocumentPart(None, 2, 2),
        DocumentPart("uittreksel_kvk", 3, 5, 90, "", recent),
    )
    for version in versions(contents(((attachment, replace(document, parts=parts)),))):
        assert "herkend: VOG RP op pagina 1, Uittreksel KvK op pagina's 3-5." in version
        assert "VOG RP: gevonden in bestand 1." in version
        assert "Uittreksel KvK: gevonden in bestand 1." in version
