"""The facts of a document as a whole, of its parts, and of whatever else a stranger sends."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.round_file import find_round
from deploy.samples import documents
from intake.documents.findings import findings_of, part_with_findings
from intake.documents.pdf_facts import pdf_facts
from intake.domain.document_form import FieldKind, FormField
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.findings import NOTHING_FOUND, Findings
from intake.domain.recognition import DocumentPart
from intake.domain.round import ProviderStatus
from tests.documents.papers_of_text import KINDS, OFFICE, ROUND, facts_of, kind_of, read

DAY = date(2023, 6, 12)
NAME, NUMBER = "Stichting Cliëntondersteuning De Waalbrug", "99104237"
FACTS = {
    "dated", "kvk_number", "rsin", "organisation", "regions", "foreign_regions", "status",
    "consortium", "members", "subcontractors", "subcontracted", "signed", "signers", "authorised",
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> DocumentFacts:
    path = tmp_path_factory.mktemp("sample") / "bestuursverklaring.pdf"
    regions = ("Nijmegen", "Midden Brabant")
    path.write_bytes(documents.bestuursverklaring(NAME, NUMBER, regions, DAY))
    return pdf_facts(path)


def test_the_form_of_the_round_is_read(sample: DocumentFacts) -> None:
    found = findings_of(sample, range(1, 3), KINDS["bestuursverklaring"], OFFICE, ROUND)
    assert found.dated == DAY
    assert (found.organisation, found.kvk_number) == (NAME, NUMBER)
    assert found.regions == ("Nijmegen", "Midden Brabant")
    assert (found.status, found.consortium) == (ProviderStatus.NEW, False)
    assert found.subcontractors is False
    assert found.signers == ("M.J. van Heumen",)


def test_each_part_has_its_own_facts() -> None:
    pages = (
        "VOG RP\nDatum afgifte 1 mei 2023\nKvK-nummer 99104237",
        "Uittreksel is vervaardigd op 2 mei 2023\nKvK-nummer 99218805",
    )
    first = read("vog_rp", *pages, numbers=[1])
    second = read("uittreksel_kvk", *pages, numbers=[2])
    assert (first.dated, first.kvk_number) == (date(2023, 5, 1), "99104237")
    assert (second.dated, second.kvk_number) == (date(2023, 5, 2), "99218805")
    assert {words[:6] for _, words in second.evidence} == {"page 2"}


def test_a_part_takes_the_facts_of_its_pages() -> None:
    facts = facts_of("voorblad", "VOG RP\nDatum afgifte 1 mei 2023", "Datum afgifte 2 mei 2023")
    part = part_with_findings(DocumentPart("vog_rp", 2, 2), facts, OFFICE, ROUND)
    assert (part.kind, part.pages) == ("vog_rp", (2,))
    assert part.findings.dated == date(2023, 5, 1)


def test_a_field_belongs_to_the_part_it_stands_in() -> None:
    field = FormField("datum", FieldKind.TEXT, "12-06-2023", "Datum", page=2)
    assert read("bestuursverklaring", "a", "b", numbers=[1], fields=(field,)).dated is None
    assert read("bestuursverklaring", "a", "b", numbers=[2], fields=(field,)).dated == DAY


def test_a_page_that_is_not_there_has_no_facts() -> None:
    assert read("vog_rp", "Datum afgifte 1 mei 2023", numbers=[7]) == NOTHING_FOUND


def test_a_document_that_does_not_open_has_no_facts() -> None:
    facts = DocumentFacts(Readable.DAMAGED)
    assert findings_of(facts, range(1, 1), KINDS["vog_rp"], OFFICE, ROUND) == NOTHING_FOUND


def test_a_round_without_regions_is_no_obstacle() -> None:
    round_ = find_round("2027-2028", None)
    for office in round_.zorgkantoren:
        found = findings_of(facts_of("KvK 99104237"), [1], None, office, round_)
        assert found.kvk_number == "99104237"


_WORDS = st.sampled_from(
    ["[X] ", "[ ] ", "ja", " nee ", "Nijmegen", "regio's: ", "KvK ", "99104237", "\n", "\n\n", ": ",
     "Datum", " 12 mei 2023", "Handtekening", "Stichting ", "B.V.", "De Brug ", "onderaannemers",
     " 20%", "samenwerkingsverband met ", "nieuwe aanbieder", "bevoegd", "Naam ", "A. el Idrissi",
     "machtigt hierbij ", "geen ", "...........", "\u2612 ", "RSIN 123456782", "\t", ";", ", "]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=60).map("".join))
_FIELDS = st.builds(
    FormField,
    name=st.one_of(st.text(max_size=30), st.sampled_from(["datum", "regio_1", "kvk_nummer"])),
    kind=st.sampled_from(FieldKind),
    value=st.one_of(st.text(max_size=60), st.sampled_from(["", "yes", "Nijmegen", "12-05-2023"])),
    label=st.one_of(st.just(""), st.text(max_size=30), st.sampled_from(["Ja", "Nijmegen"])),
    page=st.one_of(st.none(), st.integers(-1, 3)),
)
_KIND = st.sampled_from([None, *KINDS])


@settings(max_examples=100)
@given(st.lists(_TEXTS, max_size=3), st.lists(_FIELDS, max_size=5), _KIND)
def test_any_text_and_fields_give_facts_with_evidence(
    pages: list[str], fields: list[FormField], kind: str | None
) -> None:
    facts = facts_of(*pages, fields=tuple(fields), ocr_pages=(2,))
    found = findings_of(facts, range(1, len(pages) + 1), kind_of(kind), OFFICE, ROUND)
    assert_sound(found)


def assert_sound(found: Findings) -> None:
    told = {fact for fact, _ in found.evidence}
    assert told <= FACTS
    for fact in FACTS:
        if (value := getattr(found, fact)) is not None and value != ():
            assert fact in told
    assert set(found.regions) <= {region.name for region in OFFICE.regions}
    assert OFFICE.id not in {office for _, office in found.foreign_regions}
    assert not any("\n" in words for _, words in found.evidence)


HOSTILE = [
    "a", " ", "\t", "[", "[ ", "[X] ", "( )", "X ", "1-", "12-", "12 mei 2023 ", "Datum ",
    "Datum: ", "regio ", "regio's Nijmegen, ", "Nijmegen\n", "[X] Nijmegen\n", "A. ", "van de ",
    "Stichting ", "Stichting De ", "B.V. ", "De Brug B.V. ", "KvK ", "KvK 99104237\n", "9", "9 ",
    "RSIN ", "20% ", "Hulp B.V. 20% ", "onderaannemers ", "onderaannemer aandeel\n",
    "samenwerkingsverband met ", "machtigt hierbij ", "besloten om ", "Naam A. B\n", "bevoegd\n",
    "Handtekening\n", "Nijmegen, ", "....", "; ", ": ", "-\n", "n.v.t. ", "geen ", "getekend te ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_page_full_of_the_same_is_read(piece: str) -> None:
    page = piece * (8_000 // len(piece))
    assert_sound(read("bewijs_van_machtiging", page))
