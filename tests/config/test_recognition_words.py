"""The words of the round's file against what such papers say on their first page.

A paper must be recognised for what it is and carry none of its own excludes; a near miss must
not be taken for the paper it resembles. The texts are made up after the usual build of such
papers.
"""

import pytest

from config.round_file import find_round, list_rounds
from intake.documents.plain_words import phrase, plain
from intake.documents.recognise import recognise
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.round import DocumentKind

OF_ROUNDS = {round_id: find_round(round_id, None).kinds for round_id in list_rounds(None)}
EVERY_KIND = [
    pytest.param(kind, id=f"{round_id} {kind.id}")
    for round_id, kinds in OF_ROUNDS.items()
    for kind in kinds
]
KINDS = {kind.id: kind for kind in find_round("2024-2025", None).kinds}

PAPERS = [
    (
        "bestuursverklaring",
        (
            "Bijlage 2\nBestuursverklaring 2024\nNaam organisatie\nStichting De Voorbeeldbrug\n"
            "Ondergetekende heeft het inkoopbeleid gelezen en verklaart dat de organisatie aan "
            "alle geschiktheidseisen voldoet.\nBij te voegen:\n"
            "- bewijs van machtiging\n- VOG RP\n- uittreksel KvK\n- inschrijving UBO-register\n"
            "- documenten ter onderbouwing\n"
        ),
    ),
    ("bestuursverklaring", "BESTUURSVERKLARING\nInkoop onafhankelijke cliëntondersteuning\n"),
    (
        "bewijs_van_machtiging",
        (
            "Bewijs van machtiging\nDe bestuurder geeft hierbij volmacht aan de manager om de\n"
            "Bestuursverklaring 2024 te tekenen.\n"
        ),
    ),
    ("bewijs_van_machtiging", "Volmacht\nOndergetekende machtigt hierbij mevrouw De Vries.\n"),
    (
        "vog_rp",
        (
            "Ministerie van Justitie en Veiligheid\nVerklaring Omtrent het Gedrag\nrechtspersonen\n"
            "Doel van de aanvraag: inschrijving bij aanbesteding\n"
        ),
    ),
    ("vog_rp", "Justis\nVerklaring omtrent gedrag voor rechtspersonen (VOG-RP)\n"),
    (
        "uittreksel_kvk",
        (
            "Uittreksel Handelsregister Kamer van Koophandel\nKvK-nummer 99123456\n"
            "RSIN 899123456\nActiviteiten SBI-code: 88999\nVestigingsnummer 000099123456\n"
            "Volmacht\nVolledige volmacht\nDe jaarrekening over boekjaar 2022 is gedeponeerd.\n"
        ),
    ),
    ("uittreksel_kvk", "Uittreksel uit het Handelsregister\nvervaardigd op 2-5-2023\n"),
    ("uittreksel_kvk", "KVK\nBusiness Register extract\nNetherlands Chamber of Commerce\n"),
    ("uittreksel_kvk", "KVK\nDossiernummer 99123456\nUittreksel is vervaardigd op 2-5-2023\n"),
    (
        "vog_rp",
        (
            "Justis\nVerklaring omtrent het gedrag\nRechtspersoon: Stichting A\nDoel van de "
            "aanvraag: inkoop\nWet justitiële en strafvorderlijke gegevens\nMinister voor "
            "Rechtsbescherming\n"
        ),
    ),
    ("vog_rp", "Certificate of conduct for legal persons\nMinistry of Justice and Security\n"),
    (
        "vog_np",
        (
            "VERKLARING OMTRENT HET GEDRAG\nGeslachtsnaam De Vries\nVoornamen Anna\n"
            "Geboortedatum 1-2-1980\nScreeningsprofiel 45\n"
        ),
    ),
    ("bewijs_van_machtiging", "Procuratie\nDe volmachtgever verleent volmacht aan de heer A.\n"),
    (
        "bewijs_van_machtiging",
        (
            "Geachte heer,\nHierbij machtig ik mevrouw De Vries, bevoegd om de "
            "stukken te ondertekenen namens de organisatie.\n"
        ),
    ),
    ("ubo_register", "UBO-uittreksel\nStichting De Voorbeeldbrug\n"),
    (
        "hoofdelijke_aansprakelijkheid",
        (
            "Betreft: verklaring inzake hoofdelijke aansprakelijkheid\n"
            "Elk van ons is hoofdelijk aansprakelijk voor de nakoming door allen.\n"
        ),
    ),
    ("ubo_register", "KVK\nUittreksel UBO-register\nUiteindelijk belanghebbenden\n"),
    ("ubo_register", "Inschrijving in het UBO-register\nGeachte heer, mevrouw,\n"),
    (
        "hoofdelijke_aansprakelijkheid",
        (
            "Verklaring hoofdelijke aansprakelijkheid\nBij de Bestuursverklaring 2024. Ieder van "
            "de deelnemers aanvaardt hoofdelijke aansprakelijkheid voor het geheel.\n"
        ),
    ),
    (
        "onderbouwing",
        (
            "Onderbouwing van de inschrijving\nZoals gevraagd in bijlage 1 van de "
            "Bestuursverklaring 2024 motiveren wij de selectiecriteria.\n"
        ),
    ),
    ("vog_np", "Verklaring Omtrent het Gedrag natuurlijke personen\n"),
    ("format_prognose", "Format voor prognose aantal cliënten\nVerwacht aantal uren\n"),
    ("overzicht_clientondersteuners", "Overzicht van de aantallen cliëntondersteuners\n"),
    ("instemmingsverklaring", "Instemmingsverklaring 2023\n"),
    ("financiele_continuiteit", "Controleverklaring van de onafhankelijke accountant\n"),
    ("implementatieplan", "Inwerk- en implementatieplan regio Nijmegen\n"),
    ("onderaannemers", "Overzicht onderaannemers\nHoort bij de Bestuursverklaring 2024.\n"),
    ("wmo_gemeenten", "Gemeenten met een Wmo-contract\n"),
]
FORM = "Bestuursverklaring 2024\nBij te voegen:\n- {}\n"
NEAR_MISSES = [
    ("vog_rp", "Verklaring Omtrent het Gedrag natuurlijke personen\nDe heer Jansen\n"),
    ("vog_rp", "Verklaring Omtrent het Gedrag\nMevrouw De Vries, cliëntondersteuner\n"),
    ("vog_rp", "Aanvraagformulier Verklaring Omtrent het Gedrag rechtspersonen (VOG RP)\n"),
    ("vog_rp", FORM.format("VOG RP")),
    ("uittreksel_kvk", "Jaarverslag 2022\nIngeschreven bij de Kamer van Koophandel\n"),
    ("uittreksel_kvk", "Jaarverslag 2022\nUittreksel KvK\n"),
    ("uittreksel_kvk", "Uittreksel UBO-register\nKamer van Koophandel\n"),
    ("uittreksel_kvk", FORM.format("uittreksel KvK")),
    ("ubo_register", FORM.format("inschrijving UBO-register")),
    ("ubo_register", "Uittreksel Handelsregister Kamer van Koophandel\n"),
    ("bewijs_van_machtiging", FORM.format("bewijs van machtiging")),
    ("bewijs_van_machtiging", "Uittreksel Handelsregister\nGevolmachtigde\nVolledige volmacht\n"),
    ("bewijs_van_machtiging", "SEPA\nDoorlopende machtiging\nMachtigingsformulier\n"),
    ("bestuursverklaring", "Bewijs van machtiging\nom de bestuursverklaring te tekenen\n"),
    ("bestuursverklaring", "Instemmingsverklaring\nBij de bestuursverklaring\n"),
    (
        "hoofdelijke_aansprakelijkheid",
        "403-verklaring\nDe moeder aanvaardt hoofdelijke aansprakelijkheid\n",
    ),
    (
        "hoofdelijke_aansprakelijkheid",
        "Samenwerking\nIedere deelnemer is hoofdelijk aansprakelijk.\n",
    ),
    ("onderbouwing", FORM.format("documenten ter onderbouwing")),
    ("onderbouwing", "Jaarplan 2023\n"),
    ("vog_rp", "Uw aanvraag is ontvangen\nVOG RP\nJustis\n"),
    ("vog_rp", "Betreft: VOG RP\nDe VOG RP volgt later.\n"),
    ("uittreksel_kvk", "Factuur\nUittreksel Handelsregister, digitaal gewaarmerkt EUR 16,90\n"),
    ("uittreksel_kvk", "KVK\nFactuurnummer 2023\nUittreksel Handelsregister\n"),
    ("ubo_register", "Opgaveformulier UBO\nInschrijving UBO-register\n"),
    ("bewijs_van_machtiging", "Privacyreglement\nArtikel 2. Gemachtigde\nMachtiging\n"),
    ("bestuursverklaring", "Inhoudsopgave\n1. Bestuursverklaring\n2. VOG RP\n3. Onderbouwing\n"),
    ("bestuursverklaring", "Inhoudsopgave\nBestuursverklaring .......... 3\n"),
    (
        "financiele_continuiteit",
        "Jaarverslag 2022\nControleverklaring van de onafhankelijke accountant\n",
    ),
    ("onderaannemers", FORM.format("overzicht onderaannemers")),
]


def page(text: str) -> DocumentFacts:
    return DocumentFacts(Readable.YES, page_texts=(text,))


def says(text: str, words: tuple[str, ...]) -> bool:
    return any(phrase(word).places(plain(text)) for word in words)


@pytest.mark.parametrize(("kind", "text"), PAPERS)
def test_a_paper_says_what_it_is(kind: str, text: str) -> None:
    assert not says(text, KINDS[kind].excludes)
    assert recognise(page(text), "document.pdf", tuple(KINDS.values())).kind == kind


@pytest.mark.parametrize(("kind", "text"), NEAR_MISSES)
def test_a_near_miss_is_not_taken_for_it(kind: str, text: str) -> None:
    assert recognise(page(text), "document.pdf", tuple(KINDS.values())).kind != kind


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("bestuursverklaring", "Bestuursverklaring_getekend.pdf"),
        ("bewijs_van_machtiging", "03 Machtiging bestuur.pdf"),
        ("vog_rp", "VOG-RP 2023.pdf"),
        ("uittreksel_kvk", "KvK-uittreksel.pdf"),
        ("uittreksel_kvk", "UittrekselKvK2023.pdf"),
        ("ubo_register", "UBO.pdf"),
        ("ubo_register", "KvK UBO-register.pdf"),
        ("hoofdelijke_aansprakelijkheid", "verklaring hoofdelijke aansprakelijkheid.pdf"),
        ("onderbouwing", "onderbouwing_def(2).docx"),
        (None, "VOG.pdf"),
        (None, "scan0001.pdf"),
        (None, "jaarverslag KvK.pdf"),
    ],
)
def test_a_scan_is_told_by_its_name(kind: str | None, name: str) -> None:
    assert recognise(page(""), name, tuple(KINDS.values())).kind == kind


@pytest.mark.parametrize(
    ("round_id", "kind", "text"),
    [
        ("2018-2020", "format_prognose", "Format voor prognose aantal cliënten\nVerwacht\n"),
        ("2022", "format_prognose", "Format productie 2022\nOrganisatie\n"),
        ("2022", "bestuursverklaring", "Bestuursverklaring 2022\nOndergetekende\n"),
        # The source does not say whose certificate: any of them is the one asked for.
        ("2023", "vog_np", "Verklaring Omtrent het Gedrag natuurlijke personen\n"),
        ("2023", "vog", "Verklaring Omtrent het Gedrag\nMevrouw De Vries\n"),
        ("2023", "vog_rp", "Verklaring Omtrent het Gedrag\nrechtspersonen\n"),
        ("2023", None, "Aanvraagformulier Verklaring Omtrent het Gedrag\n"),
        ("2023", "instemmingsverklaring", "Instemmingsverklaring 2023\nBijlage 1\n"),
        ("2027-2028", "financiele_continuiteit", "Financieel plan 2026-2027\n"),
        ("2027-2028", "financiele_continuiteit", "Bewijs van gezonde financiële continuïteit\n"),
    ],
)
def test_a_paper_is_told_by_the_words_of_its_round(
    round_id: str, kind: str | None, text: str
) -> None:
    assert recognise(page(text), "document.pdf", find_round(round_id, None).kinds).kind == kind


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_phrase_never_excludes_its_own_kind(kind: DocumentKind) -> None:
    for words in (*kind.phrases, *kind.file_names, kind.title):
        assert not says(words, kind.excludes)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_more_specific_phrase_comes_first(kind: DocumentKind) -> None:
    for number, words in enumerate(kind.phrases):
        assert not any(says(later, (words,)) for later in kind.phrases[number + 1 :])


@pytest.mark.parametrize("round_id", OF_ROUNDS)
def test_no_phrase_belongs_to_two_kinds(round_id: str) -> None:
    phrases = [plain(words) for kind in OF_ROUNDS[round_id] for words in kind.phrases]
    assert len(set(phrases)) == len(phrases)
