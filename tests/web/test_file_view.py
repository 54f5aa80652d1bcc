"""What the page of a mail tells of its files."""

from deploy.samples.containers.zip_files import Entry, zip_file
from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.mail import ParsedMail
from intake.web.file_view import file_view
from tests.parsing.taking_apart import taken_apart
from tests.parsing.test_extraction_of_archives import LOCKED_FLAG, PDF, mail_with, zipped


def judged(parsed: ParsedMail) -> list[JudgedDocument]:
    return [
        JudgedDocument(
            item.ordinal,
            Readable.NO,
            None,
            Searchable.NOT_APPLICABLE,
            (),
            None,
            "",
            item.problems,
        )
        for item in parsed.attachments
    ]


def test_where_a_file_was_and_what_stayed_behind_is_told() -> None:
    stays = zip_file(Entry(b"<b>vog.pdf", PDF, flags=LOCKED_FLAG), Entry(b"plan.pdf", PDF))
    fork = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X"
    forked = zipped(("__MACOSX/._a.pdf", fork), ("a.pdf", PDF))
    parsed, _ = taken_apart(mail_with(("stukken.zip", stays), ("map.zip", forked)))
    shown = file_view(parsed, judged(parsed))
    container, plan, other = shown["documents"]
    assert container.left_in == ("<b>vog.pdf",)
    assert container.problems == (
        "Dit bestand is beveiligd met een wachtwoord. Wij kunnen het niet openen.",
    )
    assert (plan.inside, other.inside) == ("stukken.zip", "map.zip")
    assert len(shown["refused"]) == 2
    assert shown["refused"][1].startswith("3 > map.zip > __MACOSX/._a.pdf: ")
    assert shown["signatures"] == []


def test_of_thousands_that_were_refused_some_are_shown_and_the_rest_counted() -> None:
    entries = [Entry(b"%d.pdf" % number, PDF, flags=LOCKED_FLAG) for number in range(250)]
    parsed, _ = taken_apart(mail_with(("stukken.zip", zip_file(*entries))))
    shown = file_view(parsed, judged(parsed))
    assert (len(shown["refused"]), shown["refused_more"]) == (200, 50)
    assert len(shown["documents"][0].left_in) == 200
