"""Digital signatures in PDFs: whole, changed since, damaged, hostile."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm

from deploy.samples import documents
from deploy.samples.pdf_actions import changed
from deploy.samples.pdf_forms import filled_later, form
from deploy.samples.signed_pdf import (
    Person,
    person,
    signed,
    time_stamped,
    with_empty_signature_field,
)
from intake.documents.pdf_facts import pdf_facts
from intake.domain.document_form import FieldKind, FormField
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.mail_signature import SignatureState
from intake.domain.problems import ProblemCode
from intake.domain.signature_words import (
    CHANGED_SINCE,
    COVERAGE_UNCLEAR,
    DOES_NOT_FIT,
    NOT_CHECKED,
    OUTDATED,
    TOO_MUCH,
)

KVK = documents.uittreksel_kvk("Stichting Naast U", "12345678", date(2023, 5, 12))
VALID, BROKEN, UNKNOWN = SignatureState.VALID, SignatureState.BROKEN, SignatureState.UNKNOWN

Read = Callable[[bytes], DocumentFacts]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(data: bytes) -> DocumentFacts:
        path = tmp_path / "document.pdf"
        path.write_bytes(data)
        facts = pdf_facts(path)
        assert path.read_bytes() == data  # the document is never touched
        return facts

    return reading


@pytest.fixture(scope="module")
def director() -> Person:
    return person("M.J. van Heumen")


@pytest.fixture(scope="module")
def once(director: Person) -> bytes:
    return signed(KVK, director)


def states(facts: DocumentFacts) -> list[tuple[SignatureState, str]]:
    return [(item.state, item.words) for item in facts.signatures]


def changed_later(pdf: bytes) -> bytes:
    """Somebody turned the first page, behind the signed part."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)
    writer.update_container(page)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def with_byte_range(pdf: bytes, change: Callable[[list[int]], list[int]]) -> bytes:
    found = re.search(rb"/ByteRange \[([\d ]+)\]( *)", pdf)
    assert found
    figures = change([int(figure) for figure in found[1].split()])
    told = b"/ByteRange [" + b" ".join(str(figure).encode() for figure in figures) + b"]"
    return pdf[: found.start()] + told.ljust(len(found[0])) + pdf[found.end() :]


def test_a_whole_signature_names_its_signer_and_the_moment(read: Read, once: bytes) -> None:
    facts = read(once)
    assert facts.readable is Readable.YES
    assert facts.problems == ()
    (signature,) = facts.signatures
    assert (signature.state, signature.words) == (VALID, "")
    assert (signature.field, signature.signer) == ("Handtekening", "M.J. van Heumen")
    assert signature.signed_at is not None
    assert signature.signed_at.tzinfo is UTC
    assert signature.signed_at > datetime(2023, 1, 1, tzinfo=UTC)
    assert facts.fields == (
        FormField("Handtekening", FieldKind.SIGNATURE, "yes", "", facts.fields[0].page),
    )


def test_signatures_of_all_usual_kinds_are_checked(read: Read, director: Person) -> None:
    other = person("I. Dekkers", days=1)
    kinds = {
        "old subfilter": signed(KVK, director, pades=False),
        "sha512": signed(KVK, director, digest="sha512"),
        "certificate is over": signed(KVK, other),
        "visible": signed(KVK, director, in_box=True),
        "certified": signed(KVK, director, certifies=MDPPerm.NO_CHANGES),
    }
    assert {name: states(read(pdf)) for name, pdf in kinds.items()} == {
        name: [(VALID, "")] for name in kinds
    }


def test_a_second_signature_and_a_time_stamp_leave_the_first_whole(read: Read, once: bytes) -> None:
    twice = signed(once, person("I. Dekkers"), field="Tweede")
    facts = read(time_stamped(twice, person("Tijddienst", stamps_time=True)))
    assert states(facts) == [(VALID, "")] * 3
    assert [item.signer for item in facts.signatures] == [
        "M.J. van Heumen",
        "I. Dekkers",
        "Tijddienst",
    ]
    assert facts.signatures[2].signed_at is not None
    assert facts.problems == ()


def test_a_changed_byte_breaks_the_signature(read: Read, once: bytes) -> None:
    place = once.index(b"/Title (") + len(b"/Title (")
    facts = read(once[:place] + b"X" + once[place + 1 :])
    assert states(facts) == [(BROKEN, DOES_NOT_FIT)]
    (problem,) = facts.problems
    assert (problem.code, problem.text) == (ProblemCode.SIGNATURE_BROKEN, DOES_NOT_FIT)
    assert facts.readable is Readable.YES


def test_a_page_changed_after_signing_breaks_the_signature(read: Read, once: bytes) -> None:
    facts = read(changed_later(once))
    assert states(facts) == [(BROKEN, CHANGED_SINCE)]
    assert [item.code for item in facts.problems] == [ProblemCode.SIGNATURE_BROKEN]


def test_a_form_filled_in_after_signing_is_as_the_signer_allows(
    read: Read, director: Person
) -> None:
    allowed = signed(form(), director, certifies=MDPPerm.FILL_FORMS)
    forbidden = signed(form(), director, certifies=MDPPerm.NO_CHANGES)
    assert states(read(filled_later(allowed, "organisatie", "Stichting Naast U"))) == [(VALID, "")]
    told = states(read(filled_later(forbidden, "organisatie", "Stichting Naast U")))
    assert told == [(BROKEN, CHANGED_SINCE)]


def test_a_weak_algorithm_proves_nothing(read: Read, director: Person) -> None:
    assert states(read(signed(KVK, director, digest="sha1"))) == [(UNKNOWN, OUTDATED)]


def test_an_empty_field_to_sign_in_is_a_field_and_no_signature(read: Read) -> None:
    facts = read(with_empty_signature_field(KVK))
    assert facts.signatures == ()
    assert facts.fields == (FormField("Handtekening", FieldKind.SIGNATURE, "", "", 1),)
    assert facts.problems == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda figures: [figures[0] + 1, *figures[1:]],
        lambda figures: [*figures[:3], figures[3] + 10_000],
        lambda figures: [0, figures[2] + 10, figures[2], figures[3]],
        lambda _: [0, 10],
        lambda figures: [0, -1, figures[2], figures[3]],
        lambda _: [],
    ],
    ids=["not from the front", "beyond the end", "overlapping", "one piece", "negative", "empty"],
)
def test_a_wrong_range_of_bytes_is_unknown(
    read: Read, once: bytes, change: Callable[[list[int]], list[int]]
) -> None:
    ((state, words),) = states(read(with_byte_range(once, change)))
    assert state is UNKNOWN
    assert words in (COVERAGE_UNCLEAR, NOT_CHECKED)


def test_a_signature_that_is_none_is_unknown(read: Read, once: bytes) -> None:
    junk = re.sub(rb"<30[0-9a-fA-F]{500,}", lambda at: at[0].replace(b"3", b"4"), once)
    assert junk != once
    assert states(read(junk)) == [(UNKNOWN, NOT_CHECKED)]


def test_a_signature_without_anything_is_unknown(read: Read, once: bytes) -> None:
    with pikepdf.open(BytesIO(once)) as pdf:
        pdf.Root.AcroForm.Fields[0].V = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig))
        target = BytesIO()
        pdf.save(target)
    assert states(read(target.getvalue())) == [(UNKNOWN, NOT_CHECKED)]


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"\x30\x80" * 5_000, NOT_CHECKED),
        (b"\x30\x84\x00\x3f\xff\xf0" + bytes(100_000), TOO_MUCH),
    ],
    ids=["nested", "huge"],
)
def test_many_hostile_signatures_are_unknown(read: Read, contents: bytes, words: str) -> None:
    def change(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        signature = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Sig,
                SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
                ByteRange=[0, 10, 20, 10],
                Contents=pikepdf.String(contents),
            )
        )
        fields = [
            pdf.make_indirect(
                pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String(str(n)), V=signature)
            )
            for n in range(30)
        ]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))

    told = states(read(changed(KVK, change)))
    assert len(told) == 30
    assert set(told) <= {(UNKNOWN, words), (UNKNOWN, TOO_MUCH)}
    assert (UNKNOWN, words) in told


def test_a_signed_file_cut_off_is_damaged_and_never_valid(read: Read, once: bytes) -> None:
    facts = read(once[: len(KVK) + 600])
    assert facts.readable is Readable.DAMAGED
    assert VALID not in [item.state for item in facts.signatures]


def test_a_signed_document_that_forbids_changes_is_checked(read: Read, director: Person) -> None:
    locked = documents.owner_locked(KVK)
    assert states(read(signed(locked, director, password=""))) == [(VALID, "")]
