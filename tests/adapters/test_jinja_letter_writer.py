import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.adapters.jinja_letter_writer import JinjaLetterWriter
from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.errors import ConfigurationError
from intake.domain.mail import Attachment, MailHeaders, MailKind
from intake.domain.problems import ProblemCode
from intake.domain.receipt import Letter, ReceiptContents
from intake.domain.receipt_outline import ReceiptOutline
from intake.domain.round import ProviderStatus, Stream
from intake.domain.sizes import size_in_dutch
from tests.adapters.letter_reading import (
    LATER,
    RECIPIENT,
    SETTINGS,
    html_of,
    read,
    seen_in_html,
    tags_of,
    text_of,
    versions,
    words,
    write,
)
from tests.adapters.receipt_samples import (
    COMPLETE,
    RECEIVED,
    REFERENCE,
    WRITTEN,
    contents,
    deadline_of,
    file,
    picture,
    with_subject,
)

ROOT = Path(__file__).parents[2]
BAD_FILES = (
    file(1, 'een "kapot" bestand.pdf', readable=Readable.DAMAGED),
    file(2, "slot.pdf", "ubo_register", readable=Readable.LOCKED),
    file(3, "scan.pdf", searchable=Searchable.NO, unsearchable_pages=(1, 2, 3)),
)
BROKEN = ProblemCode.BROKEN_STRUCTURE

# Attachments as the parser gives them: named on one line, whatever the name tells.
NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"))
    | st.sampled_from("<>&\"'{}%#;=_. "),
    min_size=1,
    max_size=120,
).filter(lambda name: name == name.strip())


@settings(max_examples=60)
@given(st.lists(st.tuples(NAMES, st.integers(0, 10**10), st.booleans()), max_size=6))
def test_every_name_size_and_hash_is_in_both_versions(
    files: list[tuple[str, int, bool]],
) -> None:
    facts = contents(
        tuple(
            replace_size(picture(number, name) if inline else file(number, name), size)
            for number, (name, size, inline) in enumerate(files, start=1)
        )
    )
    for version in versions(facts):
        for attachment, _ in facts.documents:
            assert words(f"„{attachment.name}”") in version
            assert f"Grootte: {size_in_dutch(attachment.size)}" in version
            assert attachment.sha256 in version


def replace_size(
    item: tuple[Attachment, JudgedDocument], size: int
) -> tuple[Attachment, JudgedDocument]:
    attachment, document = item
    return replace(attachment, size=size), document


HOSTILE = st.text(
    st.sampled_from("\r\n\x00\x1b\u2028\u202e\ud800<>&\"'{}%=?: aé") | st.characters(), max_size=80
)


@cache
def tame_letter() -> Letter:
    return write(with_subject(contents((file(1, "a.pdf"),)), "onderwerp"))


@settings(max_examples=100)
@given(HOSTILE, HOSTILE)
def test_hostile_subjects_and_names_add_no_header_no_line_and_no_markup(
    subject: str, name: str
) -> None:
    tame = tame_letter()
    hostile = write(with_subject(contents((file(1, name),)), subject))
    assert read(hostile).keys() == read(tame).keys()
    assert [part.get_content_type() for part in read(hostile).walk()] == [
        part.get_content_type() for part in read(tame).walk()
    ]
    assert len(text_of(hostile).splitlines()) == len(text_of(tame).splitlines())
    assert tags_of(hostile) == tags_of(tame)


def test_markup_in_a_name_is_shown_and_not_obeyed() -> None:
    letter = write(contents((file(1, "<img src=x onerror=alert(1)>.pdf"),)))
    assert "<img" not in html_of(letter)
    assert "„<img src=x onerror=alert(1)>.pdf”" in seen_in_html(letter)


@pytest.mark.parametrize(
    ("facts", "at"),
    [
        (contents(), WRITTEN),
        (contents(()), WRITTEN),
        (contents((picture(1), *COMPLETE[1:3]), mail_problems=(BROKEN,)), LATER),
        (contents(COMPLETE[:1], status=ProviderStatus.EXISTING), WRITTEN),
        (contents(COMPLETE[:1], kind=MailKind.SUPPLEMENT), WRITTEN),
        (contents((*BAD_FILES, *COMPLETE[2:4])), WRITTEN),
        (contents((*BAD_FILES, *COMPLETE[2:4])), LATER),
        (contents(COMPLETE[:1], kind=MailKind.OTHER), WRITTEN),
        (contents((), kind=MailKind.OBJECTION, deadline=deadline_of(Stream.OBJECTION)), LATER),
    ],
)
def test_both_versions_say_the_same_in_the_same_order(facts: ReceiptContents, at: datetime) -> None:
    def said(version: str) -> list[str]:
        return [word for word in re.findall(r"[\w.,:()\"']+", version) if word.strip("-_")]

    plain, html = (said(version) for version in versions(facts, at))
    # Lists are numbered and dashed in the text, and the facts have labels with a colon.
    assert [word.strip(":") for word in plain] == [word.strip(":") for word in html]


def test_the_letter_is_an_automatic_answer_in_the_thread() -> None:
    headers = MailHeaders(
        message_id="<m@aanbieder.test>", subject="Inschrijving", references=("<a@b>", "<c@d>")
    )
    letter = write(contents(headers=headers))
    mail = read(letter)
    assert mail.keys() == [
        "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
        "Auto-Submitted", "X-Auto-Response-Suppress", "X-OCO-Intake", "Content-Language",
        "MIME-Version", "Content-Type",
    ]  # fmt: skip
    assert mail["From"].addresses[0].display_name == "Zorgkantoor Coöperatie VGZ"
    assert mail["From"].addresses[0].addr_spec == "oco@vgz.test"
    assert mail["To"] == RECIPIENT
    assert mail["Subject"] == f"Ontvangstbevestiging {REFERENCE}: Inschrijving"
    assert mail["Date"] == "Tue, 01 Aug 2023 16:58:09 +0200"
    assert mail["Message-ID"] == letter.message_id
    assert mail["In-Reply-To"] == "<m@aanbieder.test>"
    assert mail["References"] == "<a@b> <c@d> <m@aanbieder.test>"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["X-OCO-Intake"] == REFERENCE
    assert mail["Content-Language"] == "nl"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert (letter.recipient, letter.envelope_sender) == (RECIPIENT, "")


@pytest.mark.parametrize("message_id", [None, "", "<broken id@x>", "<é@b>"])
def test_a_mail_without_usable_message_id_is_answered_without_thread(
    message_id: str | None,
) -> None:
    mail = read(write(contents(headers=MailHeaders(message_id=message_id))))
    assert "In-Reply-To" not in mail
    assert "References" not in mail


def test_a_reply_address_is_named_when_one_is_configured() -> None:
    writer = JinjaLetterWriter(replace(SETTINGS, reply_to="inschrijven@vgz.test"))
    assert read(writer.write(contents(), RECIPIENT, WRITTEN))["Reply-To"] == "inschrijven@vgz.test"


def test_the_same_facts_give_the_same_bytes() -> None:
    other = JinjaLetterWriter(SETTINGS)
    assert other.write(contents(), RECIPIENT, WRITTEN) == write(contents())


def test_a_resend_is_recognisably_the_same_letter() -> None:
    assert write(contents(), LATER).message_id == write(contents()).message_id
    other = replace(contents(), mail_sha256="cd" * 32)
    assert write(other).message_id != write(contents()).message_id


@settings(max_examples=60)
@given(NAMES, HOSTILE)
def test_a_letter_is_ready_for_smtp(name: str, subject: str) -> None:
    raw = write(with_subject(contents((file(1, name * 5),)), subject)).raw
    assert raw.isascii()
    assert raw.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\x00", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_an_address_beyond_ascii_still_gets_a_letter() -> None:
    letter = write(contents(), recipient="josé@aanbieder.test")
    assert letter.recipient == "josé@aanbieder.test"
    assert "To: josé@aanbieder.test\r\n".encode() in letter.raw


def test_a_domain_beyond_ascii_needs_no_special_server() -> None:
    letter = write(contents(), recipient="jan@bücher.test")
    assert letter.raw.isascii()
    assert read(letter)["To"] == "jan@xn--bcher-kva.test"


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("", f"Ontvangstbevestiging {REFERENCE}"),
        ("Inschrijving OCO", f"Ontvangstbevestiging {REFERENCE}: Inschrijving OCO"),
        ("Re: FW: Antw: Inschrijving", f"Ontvangstbevestiging {REFERENCE}: Inschrijving"),
        (
            "RE: Ontvangstbevestiging OCO-11111-22222: Inschrijving: deel 2",
            f"Ontvangstbevestiging {REFERENCE}: Inschrijving: deel 2",
        ),
        ("Re: ", f"Ontvangstbevestiging {REFERENCE}"),
        ("Restant", f"Ontvangstbevestiging {REFERENCE}: Restant"),
    ],
)
def test_subjects_do_not_pile_up(subject: str, shown: str) -> None:
    assert read(write(with_subject(contents(), subject)))["Subject"] == shown


def test_a_long_subject_is_cut_in_the_header_and_whole_in_the_letter() -> None:
    letter = write(with_subject(contents(), "aé " * 300))
    assert len(read(letter)["Subject"]) == 160
    assert read(letter)["Subject"].endswith("…")
    assert words("aé " * 300) in words(text_of(letter))


def test_the_html_needs_nothing_from_outside() -> None:
    html = html_of(write(contents()))
    assert not re.search(r"(?i)https?:|src=|href=|url\(|@import|<script|<link", html)
    assert "prefers-color-scheme: dark" in html


def test_a_template_of_the_installation_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "subject.txt.j2").write_text("Eigen {{ o.reference }}", "utf-8")
    writer = JinjaLetterWriter(replace(SETTINGS, templates=tmp_path))
    letter = writer.write(contents(), RECIPIENT, WRITTEN)
    assert read(letter)["Subject"] == f"Eigen {REFERENCE}"
    assert "Geachte heer of mevrouw" in text_of(letter)


def test_a_template_that_was_corrected_is_in_the_letters_of_the_next_start(tmp_path: Path) -> None:
    for line in ("Eerst", "Daarna"):
        (tmp_path / "subject.txt.j2").write_text(line, "utf-8")
        writer = JinjaLetterWriter(replace(SETTINGS, templates=tmp_path))
        assert read(writer.write(contents(), RECIPIENT, WRITTEN))["Subject"] == line


def test_an_own_html_template_is_escaped_as_well(tmp_path: Path) -> None:
    (tmp_path / "receipt.html.j2").write_text("<p>{{ o.subject }}</p>", "utf-8")
    writer = JinjaLetterWriter(replace(SETTINGS, templates=tmp_path))
    letter = writer.write(with_subject(contents(), "<b>"), RECIPIENT, WRITTEN)
    assert html_of(letter).strip() == "<p>&lt;b&gt;</p>"


@pytest.mark.parametrize("template", ["{% if %}", "{{ o.reference "])
def test_a_broken_template_stops_the_start_with_its_name(tmp_path: Path, template: str) -> None:
    (tmp_path / "receipt.txt.j2").write_text(template, "utf-8")
    with pytest.raises(ConfigurationError, match=r"receipt\.txt\.j2"):
        JinjaLetterWriter(replace(SETTINGS, templates=tmp_path))


def test_a_template_that_asks_for_what_there_is_not_is_a_wrong_configuration(
    tmp_path: Path,
) -> None:
    (tmp_path / "subject.txt.j2").write_text("{{ o.colour }}", "utf-8")
    writer = JinjaLetterWriter(replace(SETTINGS, templates=tmp_path))
    with pytest.raises(ConfigurationError, match="templates of the receipt"):
        writer.write(contents(), RECIPIENT, WRITTEN)


def test_a_folder_of_templates_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is no folder"):
        JinjaLetterWriter(replace(SETTINGS, templates=tmp_path / "none"))


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        write(contents(), RECEIVED.replace(tzinfo=None))


def test_the_outline_has_what_templates_are_told_to_use() -> None:
    source = (ROOT / "config/receipts/sentences.j2").read_text("utf-8")
    used = set(re.findall(r"\bo\.(\w+)", source))
    known = set(ReceiptOutline.__dataclass_fields__) | {
        name for name in vars(ReceiptOutline) if not name.startswith("_")
    }
    assert used <= known
