"""What becomes of mails that broke other programs; `tests/corpus/README.md` tells the sources."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from intake.domain.mail import ParsedMail
from intake.domain.problems import ProblemCode
from tests.parsing.taking_apart import taken_apart

BROKEN = Path(__file__).parent.parent / "corpus" / "broken"
EMPTY, BROKEN_STRUCTURE = ProblemCode.EMPTY, ProblemCode.BROKEN_STRUCTURE
DAMAGED, TRUNCATED = ProblemCode.DAMAGED, ProblemCode.TRUNCATED
PDF_SIZE = 70
TEXT = "Bijgaand onze stukken."


@dataclass(frozen=True)
class Expected:
    """Names with sizes, problems per attachment, and the text; `body` None: see `TEXT`."""

    names: tuple[str, ...] = ("vog.pdf",)
    sizes: tuple[int, ...] = (PDF_SIZE,)
    problems: tuple[tuple[ProblemCode, ...], ...] = ((),)
    body: str = TEXT


def only_text(body: str) -> Expected:
    return Expected((), (), (), body)


WHOLE = Expected()
HELLO = only_text("Hallo")

EXPECTED = {
    "bare-carriage-returns": WHOLE,
    "bare-line-feeds": WHOLE,
    "base64-declared-but-plain": Expected(problems=((BROKEN_STRUCTURE,),)),
    "base64-footer": Expected(problems=((BROKEN_STRUCTURE,),)),
    "base64-footer-without-padding": Expected(sizes=(72,), problems=((BROKEN_STRUCTURE,),)),
    "base64-foreign-characters": Expected(problems=((BROKEN_STRUCTURE,),)),
    "base64-in-padded-pieces": WHOLE,
    "base64-without-padding": Expected(problems=((TRUNCATED,),)),
    "blank-line-in-part-header": Expected(names=("daticert.pdf",)),
    "charset-nonsense": only_text("C:\\data\\new cliënten"),
    "charset-unknown": only_text("cliënten"),
    "cut-off": Expected(sizes=(45,), problems=((TRUNCATED,),)),
    "empty": only_text(""),
    "empty-attachment": Expected(sizes=(0,), problems=((EMPTY,),)),
    "from-encoded-whole": HELLO,
    "from-group-and-garbage": HELLO,
    "html-unfinished": only_text("Goedemiddag\n; onze stukken <a <a <a <!-- x <!["),
    "inline-pdf": WHOLE,
    "mbox-line-and-bom": WHOLE,
    "message-id-empty": HELLO,
    "message-id-in-square-brackets": HELLO,
    "name-rfc2231-out-of-order": Expected(names=("KvK.pdf",)),
    "name-rfc2231-umlaut": Expected(names=("Verklärung cliënten.pdf",)),
    "name-with-path-and-bidi": Expected(names=("vogfdp.exe .pdf",)),
    "no-boundary-at-all": Expected(("bijlage-1.txt",), (33,), ((BROKEN_STRUCTURE,),), ""),
    "no-boundary-named": WHOLE,
    "no-closing-boundary": WHOLE,
    "no-disposition": Expected(names=("bijlage-1.pdf",)),
    "no-headers": only_text("Alleen tekst."),
    "null-bytes": HELLO,
    "only-p7m": Expected(("smime.p7m",), (45,), ((DAMAGED,),), ""),
    "other-boundary-used": WHOLE,
    "parameter-star-only": Expected(names=("bijlage-1.pdf",)),
    "pdf-as-nameless-text": Expected(names=("bijlage-1.pdf",)),
    "received-year-9999": HELLO,
    "rfc822-without-name": Expected(names=("x.pdf",)),
    "same-boundary-nested": Expected(body="Tekst\n\nTekst"),
    "subject-cut-character": HELLO,
    "subject-folded-without-indent": WHOLE,
    "subject-iso-2022-jp": HELLO,
    "subject-raw-latin1": HELLO,
    "subject-spaces-in-word": HELLO,
    "text-after-the-end": Expected(
        ("vog.pdf", "bijlage-2.txt"), (PDF_SIZE, 2068), ((), (BROKEN_STRUCTURE,))
    ),
    "uuencoded": WHOLE,
    "winmail": Expected(("winmail.dat",), (24,), ((EMPTY,),)),
}

SUBJECTS = {
    "subject-cut-character": "Inschrijving coöperatie en cliënt",
    "subject-folded-without-indent": "Inschrijving van de stichting De Waalbrug",
    "subject-iso-2022-jp": "日本",
    "subject-raw-latin1": "Inschrijving cliëntondersteuning",
    "subject-spaces-in-word": "Inschrijving coöperatie De Brug 2024",
    "null-bytes": "Inschrijving",
}


def parsed(name: str) -> tuple[ParsedMail, list[bytes]]:
    return taken_apart((BROKEN / f"{name}.eml").read_bytes())


def test_every_file_of_the_corpus_has_an_expectation_and_a_source() -> None:
    names = {path.stem for path in BROKEN.glob("*.eml")}
    assert names == set(EXPECTED)
    readme = (BROKEN.parent / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}.eml`" in readme for name in names)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_leaves_of_a_broken_mail_are_all_there(name: str) -> None:
    mail, kept = parsed(name)
    found = Expected(
        tuple(item.name for item in mail.attachments),
        tuple(item.size for item in mail.attachments),
        tuple(tuple(problem.code for problem in item.problems) for item in mail.attachments),
        mail.body,
    )
    assert found == EXPECTED[name]
    assert [len(data) for data in kept] == list(found.sizes)


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_broken_subject_is_read_as_people_see_it(name: str) -> None:
    assert parsed(name)[0].headers.subject == SUBJECTS[name]


@pytest.mark.parametrize(
    ("name", "address", "person"),
    [
        ("from-encoded-whole", "info@aanbieder.example", "Coöperatie"),
        ("from-group-and-garbage", "jan@aanbieder.example", "Jan"),
        ("subject-raw-latin1", "jan@aanbieder.example", "Coöperatie"),
        ("empty", None, ""),
    ],
)
def test_a_broken_from_gives_the_address_that_is_there(
    name: str, address: str | None, person: str
) -> None:
    headers = parsed(name)[0].headers
    assert (headers.sender, headers.sender_name) == (address, person)


def test_message_ids_that_crash_the_standard_library_are_read() -> None:
    bracketed = parsed("message-id-in-square-brackets")[0].headers
    empty = parsed("message-id-empty")[0].headers
    assert bracketed.message_id == "<[6ec1e0a1-4f2f-4b9b-8d39-1f6d4e0d0d5e]>"
    assert (empty.message_id, empty.in_reply_to) == (None, ())
    assert empty.references == ("<a@b.example>", "<c@d.example>")


def test_what_is_in_a_nested_mail_is_found_where_it_was() -> None:
    mail, _ = parsed("rfc822-without-name")
    assert [item.origin for item in mail.attachments] == ["2 > bericht.eml > 1"]
    assert [item.inside for item in mail.attachments] == [("bericht.eml",)]
    assert mail.attachments[0].in_attached_mail


def test_a_moment_at_the_end_of_time_is_no_moment() -> None:
    hops = parsed("received-year-9999")[0].headers.received
    assert [(hop.by, hop.at) for hop in hops] == [
        ("mx.zorgkantoor.example", None),
        ("mx", None),
        ("", None),
    ]


def test_what_is_wrong_with_the_construction_is_told() -> None:
    for name in ("cut-off", "no-closing-boundary", "no-boundary-named", "text-after-the-end"):
        assert [item.code for item in parsed(name)[0].problems] == [BROKEN_STRUCTURE], name
    assert parsed("inline-pdf")[0].problems == ()
