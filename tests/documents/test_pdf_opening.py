"""The opening of PDFs: locked, restricted, damaged on their way, mended or not."""

import random
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples import broken_pdf as broken
from deploy.samples import documents
from deploy.samples.pdf_actions import ACTING, changed
from deploy.samples.pdf_forms import form
from deploy.samples.signed_pdf import person, signed
from intake.documents import pdf_repair
from intake.documents.page_text import DOCUMENT_TEXT_LIMIT
from intake.documents.pdf_ending import Ending, extent_of
from intake.documents.pdf_facts import pdf_facts
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.page import PageText
from intake.domain.problems import Problem, ProblemCode

KVK = documents.uittreksel_kvk("Stichting Naast U", "12345678", date(2023, 5, 12))
VOG = documents.vog_rp("Stichting Naast U", "12345678", date(2023, 5, 12))
REPAIRED = (Problem(ProblemCode.REPAIRED),)

Read = Callable[[bytes], DocumentFacts]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    path = tmp_path_factory.mktemp("opening") / "document.pdf"

    def reading(data: bytes) -> DocumentFacts:
        path.write_bytes(data)
        return pdf_facts(path)

    return reading


def codes(facts: DocumentFacts) -> list[ProblemCode]:
    return [item.code for item in facts.problems]


@pytest.mark.parametrize("layout", ["plain", "packed", "web"])
@pytest.mark.parametrize(
    "damage",
    [
        broken.with_wrong_table,
        broken.with_bytes_before,
        broken.with_bytes_behind,
        broken.with_zeros_behind,
        broken.sent_as_text,
        broken.without_lengths,
        broken.without_stream_ends,
    ],
)
def test_damage_that_loses_nothing_is_mended_and_told(
    read: Read, damage: Callable[[bytes], bytes], layout: broken.Layout
) -> None:
    facts = read(damage(broken.laid_out(KVK, layout)))
    assert (facts.readable, facts.problems) == (Readable.YES, REPAIRED)
    assert facts.page_texts == read(KVK).page_texts


def test_a_file_whose_table_alone_is_gone_is_whole(read: Read) -> None:
    facts = read(broken.without_table(KVK))
    assert (facts.readable, facts.problems) == (Readable.YES, REPAIRED)
    assert facts.page_texts == read(KVK).page_texts


@pytest.mark.parametrize("layout", ["plain", "packed", "web"])
@pytest.mark.parametrize("keep", [0.3, 0.5, 0.7, 0.85])
def test_a_file_cut_off_is_never_whole(read: Read, layout: broken.Layout, keep: float) -> None:
    facts = read(broken.cut_off(broken.laid_out(KVK, layout), keep))
    assert facts.readable is Readable.DAMAGED
    assert codes(facts) == [ProblemCode.DAMAGED, ProblemCode.TRUNCATED]


def test_a_page_that_lost_its_content_is_not_called_blank(read: Read) -> None:
    facts = read(broken.cut_off(KVK, 0.7))
    assert [page.text for page in facts.page_facts] == [PageText.TEXT, PageText.UNREADABLE]


def test_a_file_of_which_no_page_is_left_was_not_opened(read: Read) -> None:
    facts = read(broken.cut_off(KVK, 0.4))
    assert (facts.readable, facts.pages, facts.page_texts) == (Readable.DAMAGED, None, ())


def test_a_file_cut_off_in_what_was_added_later_is_not_whole(read: Read) -> None:
    once = signed(KVK, person("M.J. van Heumen"))
    facts = read(once[: len(KVK) + 300])
    assert facts.readable is Readable.DAMAGED
    assert ProblemCode.TRUNCATED in codes(facts)


def test_noise_within_a_page_is_damage_and_not_mended(read: Read) -> None:
    facts = read(broken.with_spoiled_page(KVK))
    assert facts.readable is Readable.DAMAGED
    assert codes(facts) == [ProblemCode.DAMAGED]
    assert "onleesbaar" in facts.problems[0].text


def test_pdfs_behind_one_another_are_read_with_all_their_pages(read: Read) -> None:
    facts = read(broken.behind_one_another(KVK, broken.laid_out(VOG, "packed")))
    assert (facts.readable, facts.problems) == (Readable.YES, REPAIRED)
    assert facts.page_texts == read(KVK).page_texts + read(VOG).page_texts


def test_a_pdf_within_a_pdf_is_not_two_behind_one_another(read: Read) -> None:
    def attach(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        pdf.attachments["vog.pdf"] = pikepdf.AttachedFileSpec(pdf, VOG, filename="vog.pdf")

    facts = read(changed(KVK, attach))
    assert facts.problems == ()
    assert facts.pages == 2


def test_a_stale_size_at_the_front_is_no_loss(read: Read) -> None:
    web = broken.laid_out(KVK, "web")
    stale = re.sub(rb"/L \d+", b"/L 99999", web, count=1)
    assert read(stale.replace(b"/L 99999 ", b"/L 99999")).readable is Readable.YES


def test_a_bookmark_that_leads_nowhere_is_no_loss(read: Read) -> None:
    data = broken.with_wrong_table(KVK.replace(b"/PageMode /UseNone", b"/Outlines 9999 0 R"))
    assert data.count(b"9999 0 R") == 1
    assert read(data).problems == REPAIRED


def test_a_broken_file_with_a_script_tells_both(read: Read) -> None:
    facts = read(broken.with_wrong_table(changed(VOG, ACTING["script when opened"][0])))
    assert codes(facts) == [ProblemCode.REPAIRED, ProblemCode.ACTIVE_CONTENT]


def test_a_broken_form_keeps_its_fields(read: Read) -> None:
    facts = read(broken.with_wrong_table(form({"kvk": "12345678"})))
    assert codes(facts) == [ProblemCode.REPAIRED]
    assert facts.fields[1].value == "12345678"


def test_what_is_too_large_to_mend_stays_damaged(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_repair, "MOST_REPAIRED", 1_000)
    facts = read(broken.with_wrong_table(KVK))
    assert facts.readable is Readable.DAMAGED
    assert facts.problems[0].text == "niet na te gaan is of er iets ontbreekt"


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_password_of_the_reader_locks_and_an_empty_one_does_not(
    read: Read, algorithm: str
) -> None:
    locked = documents.encrypted(KVK, "geheim", algorithm=algorithm)
    assert read(locked) == DocumentFacts(Readable.LOCKED, problems=(Problem(ProblemCode.LOCKED),))
    facts = read(documents.owner_locked(KVK, algorithm=algorithm))
    assert facts.readable is Readable.YES
    assert facts.page_texts == read(KVK).page_texts


def test_what_the_owner_forbids_is_told_and_no_fault(read: Read) -> None:
    target = BytesIO()
    allow = pikepdf.Permissions(print_highres=False, print_lowres=False, extract=False)
    with pikepdf.open(BytesIO(KVK)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="uitgever", user="", allow=allow))
    facts = read(target.getvalue())
    assert facts.readable is Readable.YES
    assert facts.problems == (Problem(ProblemCode.RESTRICTED, "verboden is: afdrukken, kopiëren"),)


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        ("Adobe.PubSec", "alleen wie een bepaald certificaat heeft kan het openen"),
        ("Adobe.APS", "het gaat alleen open met een programma of dienst die de rechten bewaakt"),
    ],
)
def test_a_lock_without_a_password_is_explained(read: Read, handler: str, words: str) -> None:
    facts = read(broken.locked_by(KVK, handler))
    assert facts.readable is Readable.LOCKED
    assert facts.problems == (Problem(ProblemCode.LOCKED, words),)


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"", Ending.CUT),
        (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\n", Ending.UNMARKED),
        (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", Ending.CUT),
        (b"%PDF-1.4\n1 0 obj\n<< /Type /XRef >>\nstream\n", Ending.UNMARKED),
        (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n2 0 obj\n<<", Ending.CUT),
        (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n\0\0", Ending.WHOLE),
    ],
)
def test_the_last_bytes_tell_whether_a_file_was_cut_off(data: bytes, ending: Ending) -> None:
    assert extent_of(data).ending is ending


@pytest.fixture(scope="module")
def seeds() -> list[bytes]:
    acting = [changed(VOG, change) for change, _ in ACTING.values()]
    layouts = [broken.laid_out(KVK, "packed"), broken.laid_out(KVK, "web")]
    return [KVK, *layouts, form(), signed(VOG, person("I. Dekkers")), *acting[::3]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_any_change_of_bytes_gives_a_value_within_bounds(
    read: Read, seeds: list[bytes], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - bytes to try, not secrets
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(data))
        size = chance.choice([1, 1, 1, 4, 50])
        data[place : place + size] = chance.choice(
            [b"", chance.randbytes(size), b"9" * size, data[:40], b" 1 0 R ", b"<<", b"endobj"]
        )
    facts = read(bytes(data))
    assert facts.readable in Readable
    assert sum(map(len, facts.page_texts)) <= DOCUMENT_TEXT_LIMIT
    assert len(facts.fields) <= 2_000
    assert len(facts.title) <= 200
    if facts.readable is not Readable.YES:
        assert facts.problems


@settings(max_examples=80, deadline=None)
@given(layout=st.sampled_from(["plain", "packed", "web"]), keep=st.floats(0.01, 0.999))
def test_wherever_a_file_is_cut_off_what_is_called_whole_has_all_its_text(
    read: Read, layout: broken.Layout, keep: float
) -> None:
    facts = read(broken.cut_off(broken.laid_out(KVK, layout), keep))
    if facts.readable is Readable.YES:
        assert facts.page_texts == read(KVK).page_texts
    else:
        assert facts.readable is Readable.DAMAGED


@given(data=st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_a_value(read: Read, data: bytes) -> None:
    facts = read(b"%PDF-1.7\n" + data)
    assert facts.readable in Readable
