from datetime import date, datetime, timedelta

import pytest

from intake.domain.deadline import EvidenceSource, TimeVerdict
from intake.domain.documents import Readable, Searchable
from intake.domain.mail import MailKind
from intake.domain.moments import AMSTERDAM
from intake.domain.one_line import on_one_line
from intake.domain.outline_receipt import outline_of
from intake.domain.problems import ProblemCode
from intake.domain.receipt_outline import ResendCause
from intake.domain.round import ProviderStatus, Stream
from tests.adapters.receipt_samples import (
    COMPLETE,
    DEADLINE,
    RECEIVED,
    WRITTEN,
    contents,
    deadline_of,
    file,
    half_opened,
    picture,
    with_subject,
)

SECOND = timedelta(seconds=1)


def test_files_are_numbered_without_the_pictures_in_the_text() -> None:
    facts = contents((picture(1), file(2, "a.pdf", "vog_rp"), picture(3), file(4, "b.pdf")))
    outline = outline_of(facts, WRITTEN)
    assert [(item.number, item.name) for item in outline.files] == [(1, "a.pdf"), (2, "b.pdf")]
    assert len(outline.pictures) == 2
    found = {item.title: item for item in outline.requirements}
    assert found["VOG RP"].files == (1,)
    assert found["Bestuursverklaring"].unrecognised == (2,)


def test_a_doubtful_requirement_tells_unopened_from_unrecognised_files() -> None:
    facts = contents(
        (
            file(1, "a.pdf", readable=Readable.LOCKED),
            file(2, "b.pdf"),
            file(3, "UBO.pdf", "ubo_register", readable=Readable.DAMAGED),
            half_opened(4, "vog_rp"),
        )
    )
    found = {item.title: item for item in outline_of(facts, WRITTEN).requirements}

    def numbers(title: str) -> tuple[tuple[int, ...], ...]:
        item = found[title]
        return item.files, item.unopened, item.unrecognised

    assert numbers("Bestuursverklaring") == ((), (1, 3), (2,))
    assert numbers("Inschrijving UBO-register") == ((3,), (3,), ())
    assert numbers("VOG RP") == ((4,), (), ())


def test_a_satisfied_requirement_has_no_doubtful_files() -> None:
    facts = contents((file(1, "a.pdf", "vog_rp"), file(2, "b.pdf")))
    (found,) = (item for item in outline_of(facts, WRITTEN).requirements if item.title == "VOG RP")
    assert (found.files, found.unopened, found.unrecognised) == ((1,), (), ())


@pytest.mark.parametrize(
    ("readable", "problems", "cause"),
    [
        (Readable.YES, (), None),
        (Readable.YES, (ProblemCode.TRUNCATED,), ResendCause.INCOMPLETE),
        (Readable.LOCKED, (ProblemCode.LOCKED,), ResendCause.LOCKED),
        (Readable.DAMAGED, (ProblemCode.DAMAGED,), ResendCause.DAMAGED),
        (Readable.DAMAGED, (ProblemCode.TRUNCATED,), ResendCause.INCOMPLETE),
        (Readable.NO, (ProblemCode.EMPTY, ProblemCode.TRUNCATED), ResendCause.EMPTY),
        (Readable.NO, (ProblemCode.NOT_EXAMINED,), None),
        (Readable.NO, (ProblemCode.XFA_FORM,), ResendCause.ADOBE_ONLY),
        (Readable.YES, (ProblemCode.EMPTY_FORM,), ResendCause.NOT_FILLED_IN),
    ],
)
def test_each_file_has_one_cause_at_most_to_be_sent_again(
    readable: Readable, problems: tuple[ProblemCode, ...], cause: ResendCause | None
) -> None:
    outline = outline_of(contents((file(1, "a", readable=readable, problems=problems),)), WRITTEN)
    assert outline.files[0].resend == cause
    assert [item for item in ResendCause if outline.to_resend(item)] == ([cause] if cause else [])


def test_age_limits_are_gathered_by_their_months() -> None:
    limits = outline_of(contents(), WRITTEN).limited()
    assert limits == {6: ("VOG RP", "Uittreksel KvK", "Inschrijving UBO-register")}


def test_an_inline_file_that_is_no_picture_is_a_file() -> None:
    outline = outline_of(contents((file(1, "a.pdf", inline=True),)), WRITTEN)
    assert [item.name for item in outline.files] == ["a.pdf"]


def test_a_problem_that_a_verdict_tells_is_not_told_twice() -> None:
    codes = (ProblemCode.LOCKED, ProblemCode.NOT_RECOGNISED, ProblemCode.NOT_RECOGNISED)
    outline = outline_of(
        contents((file(1, "a.pdf", readable=Readable.LOCKED, problems=codes),)), WRITTEN
    )
    assert outline.files[0].problems == (ProblemCode.NOT_RECOGNISED,)


@pytest.mark.parametrize(
    ("written", "is_open"),
    [(DEADLINE - SECOND, True), (DEADLINE, True), (DEADLINE + SECOND, False)],
)
def test_a_registration_can_be_mended_until_the_deadline(written: datetime, is_open: bool) -> None:
    assert outline_of(contents(), written).is_open is is_open


def test_an_exclusive_deadline_is_over_when_it_comes() -> None:
    exclusive = deadline_of(Stream.REGISTRATION, inclusive=False)
    assert not outline_of(contents(deadline=exclusive), DEADLINE).is_open


@pytest.mark.parametrize(
    ("kind", "stream", "claims"),
    [
        (MailKind.REGISTRATION, Stream.REGISTRATION, True),
        (MailKind.SUPPLEMENT, Stream.REGISTRATION, True),
        (MailKind.QUESTION, Stream.QUESTION, True),
        (MailKind.QUESTION, Stream.REGISTRATION, False),
        (MailKind.OBJECTION, Stream.OBJECTION, True),
        (MailKind.OBJECTION, Stream.REGISTRATION, False),
        (MailKind.WITHDRAWAL, Stream.REGISTRATION, False),
        (MailKind.OTHER, Stream.REGISTRATION, False),
        (MailKind.AUTOMATIC, Stream.REGISTRATION, False),
    ],
)
def test_being_in_time_is_claimed_for_streams_with_a_deadline_of_their_own(
    kind: MailKind, stream: Stream, claims: bool
) -> None:
    outline = outline_of(contents(kind=kind, deadline=deadline_of(stream)), WRITTEN)
    assert outline.verdict == (TimeVerdict.IN_TIME if claims else None)


def test_a_mail_that_is_no_registration_is_not_judged_as_one() -> None:
    facts = contents(
        (file(1, "a.pdf", "vog_rp", problems=(ProblemCode.NOT_RECOGNISED,)),), kind=MailKind.OTHER
    )
    outline = outline_of(facts, WRITTEN)
    assert not outline.is_full
    assert outline.requirements == ()
    (only,) = outline.files
    assert (only.title, only.problems) == (None, ())
    assert only.searchable is Searchable.NOT_APPLICABLE


def test_the_earliest_date_counts_back_from_the_dutch_day_of_receipt() -> None:
    # Already 1 August in the Netherlands, still 31 July in UTC.
    received = datetime(2023, 8, 1, 0, 30, tzinfo=AMSTERDAM)
    outline = outline_of(contents(received=received), WRITTEN)
    earliest = {item.title: item.earliest for item in outline.requirements}
    assert earliest["VOG RP"] == date(2023, 2, 1)
    assert earliest["Bestuursverklaring"] is None


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        (MailKind.SUPPLEMENT, EvidenceSource.RECEIVED_HEADER),
        (MailKind.REGISTRATION, EvidenceSource.SEEN),
    ],
)
def test_no_date_is_named_when_the_day_of_registration_is_not_known(
    kind: MailKind, source: EvidenceSource
) -> None:
    outline = outline_of(contents(kind=kind, source=source), WRITTEN)
    limited = [item for item in outline.requirements if item.max_age_months]
    assert len(limited) == 3
    assert all(item.earliest is None for item in limited)


@pytest.mark.parametrize("status", list(ProviderStatus))
def test_documents_of_new_providers_are_excused_only_while_the_status_is_unknown(
    status: ProviderStatus,
) -> None:
    outline = outline_of(contents(COMPLETE[:3], status=status), WRITTEN)
    unknown = status is ProviderStatus.UNKNOWN
    expected = ("Uittreksel KvK", "Inschrijving UBO-register") if unknown else ()
    assert outline.excused(ProviderStatus.EXISTING) == expected
    assert outline.excused(ProviderStatus.NEW) == ()


def test_a_moment_first_seen_is_not_called_exact() -> None:
    assert outline_of(contents(), WRITTEN).is_exact
    assert not outline_of(contents(received=RECEIVED, source=EvidenceSource.SEEN), WRITTEN).is_exact


def test_a_subject_stays_on_one_line() -> None:
    outline = outline_of(with_subject(contents(), "a\r\nBcc: b\u2028c\u202ed\ud800 "), WRITTEN)
    assert outline.subject == "a\ufffd\ufffdBcc: b\ufffdc\ufffdd\ufffd"


def test_ordinary_letters_of_any_script_are_left_alone() -> None:
    text = "Inschrijving Fryslân & 't Gooi \u2013 日本 👩\u200d🦽"
    assert on_one_line(f"  {text} ") == text
