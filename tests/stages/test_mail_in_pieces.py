"""A mail that was sent in pieces becomes one registration, whatever order they come in."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.utils import format_datetime
from itertools import permutations
from pathlib import Path

import pytest

from deploy.samples.containers.partial_mails import ID, in_pieces, whole_mail
from deploy.samples.mails import sample
from intake.domain.completeness import RequirementState
from intake.domain.deadline import EvidenceSource, TimeVerdict
from intake.domain.ledger import Outcome
from intake.domain.lifecycle import Event
from intake.domain.mail import ParsedMail
from intake.domain.problems import ProblemCode
from intake.domain.records import StoredEvent, StoredMail
from intake.stages.join_pieces import take_piece
from intake.stages.parse import Parse
from tests.fakes.examiner import WIDE_BOUNDS, DirectExaminer
from tests.fakes.letter_sender import MemoryLetterSender
from tests.world import ADDRESS, BEFORE_THE_DEADLINE, World

CLOSE = datetime(2023, 8, 1, 15, 0, tzinfo=UTC)
ORDERS = list(permutations((1, 2, 3)))


DATA = b"%PDF-1.4 " + bytes(range(256)) * 20
PLAN = hashlib.sha256(DATA).hexdigest()
PIECES = in_pieces(whole_mail(DATA), 3)


def deliver(
    world: World, pieces: Sequence[bytes], moments: Sequence[datetime] | None = None
) -> list[int]:
    """Have pieces arrive in this order, and return their mails."""
    for raw, at in zip(pieces, moments or [BEFORE_THE_DEADLINE] * len(pieces), strict=True):
        world.mailbox.deliver(raw, internaldate=at)
    world.look()
    return world.arrived[-len(pieces) :]


def parse(world: World, mail_id: int, examiner: DirectExaminer | None = None) -> StoredMail:
    Parse(world.storage, world.archive, examiner or DirectExaminer())(world.mail(mail_id))
    return world.mail(mail_id)


def words(mail: StoredMail) -> str:
    assert mail.parsed is not None
    return next(item.text for item in mail.parsed.problems if item.code is ProblemCode.PARTIAL_MAIL)


def documents(mail: StoredMail) -> list[tuple[str, str]]:
    assert mail.parsed is not None
    return [(item.name, item.sha256) for item in mail.parsed.attachments]


@pytest.mark.parametrize("arrival", ORDERS)
def test_any_order_of_arrival_and_reading_gives_the_same_documents_once(
    world: World, arrival: tuple[int, ...]
) -> None:
    for reading in ORDERS:
        name = "".join(map(str, reading)).encode()
        renamed = [piece.replace(ID.encode(), name) for piece in PIECES]
        brought = deliver(world, [renamed[number - 1] for number in arrival])
        ids = dict(zip(arrival, brought, strict=True))
        for number in reading:
            parse(world, ids[number])
        assert documents(world.mail(ids[reading[-1]])) == [("plan.pdf", PLAN)]
        for number in reading[:-1]:
            alone = world.mail(ids[number]).parsed
            assert alone is not None
            (leaf,) = alone.attachments
            assert [problem.code for problem in leaf.problems] == [ProblemCode.PARTIAL_MAIL]
            assert leaf.sha256 != PLAN


def test_a_piece_says_which_it_is_and_what_has_not_come(world: World) -> None:
    ids = deliver(world, PIECES)
    assert words(parse(world, ids[1])) == "deel 2. Deel 1 is nog niet binnen"
    assert words(parse(world, ids[2])) == "deel 3 van 3. Deel 1 is nog niet binnen"
    assert words(parse(world, ids[0])).startswith("deel 1. Alle delen zijn binnen. ")


def test_nothing_is_missing_while_pieces_are(world: World) -> None:
    (mail_id,) = deliver(
        world, in_pieces(sample("complete", ADDRESS, at=BEFORE_THE_DEADLINE).raw, 3)[:1]
    )
    world.take_on(mail_id)
    checks = world.mail(mail_id).checks
    assert checks is not None
    assert "partial_mail" in checks.flags
    states = {item.state for item in checks.requirements}
    assert RequirementState.UNDECIDED in states
    assert RequirementState.MISSING not in states


def test_the_whole_has_its_own_way_and_the_words_of_the_mail_within(world: World) -> None:
    ids = deliver(world, PIECES)
    alone = parse(world, ids[2])
    parse(world, ids[0])
    parse(world, ids[1])
    joined = world.mail(ids[1])
    assert alone.parsed is not None
    assert joined.parsed is not None
    assert joined.parsed.partial is None
    assert joined.parsed.headers.message_id == "<deel2@zorgbedrijf.example>"
    assert joined.parsed.headers.received[0].raw.count("10:02:00") == 1
    assert joined.parsed.headers.sender == "oco@zorgbedrijf.example"
    assert joined.parsed.headers.subject == "Aanmelding OCO"
    joined.parsed.require_whole_ledger()
    assert {entry.outcome for entry in joined.parsed.ledger} == {Outcome.STORED, Outcome.BODY}


@pytest.mark.parametrize("source", [EvidenceSource.RECEIVED_HEADER, EvidenceSource.INTERNALDATE])
def test_a_piece_that_came_late_makes_the_whole_late(world: World, source: EvidenceSource) -> None:
    world.clock.pass_(timedelta(days=3))
    if source is EvidenceSource.INTERNALDATE:
        world.office = replace(world.office, trusted_hosts=())
    moments = [CLOSE - timedelta(hours=1), CLOSE + timedelta(seconds=1), CLOSE]
    ids = deliver(world, list(map(entered_at, PIECES, moments)), moments)
    for mail_id in (ids[1], ids[0], ids[2]):
        world.take_on(mail_id)
    first, whole = world.mail(ids[0]).checks, world.mail(ids[2]).checks
    assert first is not None
    assert first.judgement.verdict is TimeVerdict.IN_TIME
    assert whole is not None
    assert whole.judgement.verdict is TimeVerdict.LATE
    assert whole.judgement.source is source
    assert whole.judgement.at == moments[1]
    assert {"late", "partial_mail"} <= set(whole.flags)
    (told,) = (event for event in history(world, ids[2]) if event.name == Event.CHECKED)
    assert told.detail["judged_by_mail"] == ids[1]


def history(world: World, mail_id: int) -> list[StoredEvent]:
    with world.storage.unit(write=False) as unit:
        return unit.mails.events(mail_id)


def entered_at(piece: bytes, moment: datetime) -> bytes:
    """Have the mail host of the zorgkantoor write when a piece came."""
    when = format_datetime(moment).encode()
    return re.sub(rb"(by) b.example; .*", rb"\1 mx.zorgkantoor.test with ESMTP; " + when, piece)


def test_two_that_see_all_pieces_at_once_make_one_whole(world: World) -> None:
    """Both are kept before either looks, as when two processes read at the same time."""
    ids = deliver(world, PIECES)
    parse(world, ids[0])
    examiner = DirectExaminer()
    seen = []
    for mail_id in (ids[1], ids[2], ids[1], ids[2]):
        mail = world.mail(mail_id)
        with world.archive.staging() as into:
            parsed = examiner.parse(world.archive.path(mail.arrived.sha256), into)
        assert parsed.partial is not None
        together = take_piece(world.storage, mail, parsed, parsed.partial)
        seen.append([piece.id for piece in together.pieces])
    assert seen == [[], ids, [], ids]


def test_a_death_after_the_claim_loses_nothing(world: World) -> None:
    class Dying(DirectExaminer):
        def parse(
            self, mail: Path, into: Path, pieces: Sequence[Path] = (), *, whole: bool = False
        ) -> ParsedMail:
            if pieces:
                raise KeyboardInterrupt
            return super().parse(mail, into, whole=whole)

    ids = deliver(world, PIECES)
    for mail_id in ids[:2]:
        parse(world, mail_id)
    with pytest.raises(KeyboardInterrupt):
        parse(world, ids[2], Dying())
    parse(world, ids[2])
    assert documents(world.mail(ids[2])) == [("plan.pdf", PLAN)]
    parse(world, ids[2])
    assert world.events(ids[2]).count("parsed") == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"number=2", b"number=2; total=4", "De delen horen niet bij elkaar"),
        (b"number=2", b"number=7", "De delen horen niet bij elkaar"),
        (b"From: Zorgbedrijf <oco", b"From: Ander <x", "De delen 1 en 2 zijn nog niet binnen"),
    ],
)
def test_pieces_that_disagree_are_flagged_and_not_joined(
    world: World, old: bytes, new: bytes, told: str
) -> None:
    ids = deliver(world, [PIECES[0], PIECES[1].replace(old, new), PIECES[2]])
    for mail_id in ids:
        world.take_on(mail_id)
    mail = world.mail(ids[2])
    if told.startswith("De delen horen"):
        assert told in words(mail)
    assert len(documents(mail)) == 1
    assert mail.checks is not None
    assert "partial_mail" in mail.checks.flags


@pytest.mark.parametrize(
    ("changed", "told"),
    [(b"", "Dit deel was er al"), (b"anders\n", "Dit deel was er al, met een andere inhoud")],
)
def test_of_a_number_that_came_twice_the_first_is_kept(
    world: World, changed: bytes, told: str
) -> None:
    again = PIECES[0].replace(b"10:01:00", b"10:09:00") + changed
    ids = deliver(world, [PIECES[0], again, *PIECES[1:]])
    read = [parse(world, mail_id) for mail_id in ids]
    assert words(read[1]) == f"deel 1. {told}"
    assert documents(read[3]) == [("plan.pdf", PLAN)]


def test_a_whole_over_the_limit_is_not_taken_apart(world: World) -> None:
    most = sum(map(len, PIECES)) // 2
    examiner = DirectExaminer(bounds=replace(WIDE_BOUNDS, mail_bytes=most))
    ids = deliver(world, PIECES)
    for mail_id in ids:
        parse(world, mail_id, examiner)
    parsed = world.mail(ids[2]).parsed
    assert parsed is not None
    assert not parsed.was_opened
    assert {item.code for item in parsed.problems} == {
        ProblemCode.TOO_LARGE,
        ProblemCode.PARTIAL_MAIL,
    }
    parsed.require_whole_ledger()


def test_each_piece_is_answered_and_the_last_tells_of_the_whole(world: World) -> None:
    sender = MemoryLetterSender()
    for mail_id in deliver(
        world, in_pieces(sample("complete", ADDRESS, at=BEFORE_THE_DEADLINE).raw, 3)
    ):
        world.take_on(mail_id)
        world.acknowledge(mail_id, sender)
        world.hand_over(mail_id)
    first, second, third = (text_of(letter.raw) for letter in sender.delivered)
    assert "Dit is deel 1. Nog niet alle delen zijn binnen." in first
    assert "Dit is deel 2. Nog niet alle delen zijn binnen." in second
    assert "niet gevonden in deze e-mail" not in first + second
    assert "Dit is deel 3 van 3. Alle delen zijn binnen." in third
    assert "Deze bevestiging gaat over alle delen samen." in third
    assert ".pdf" in third
    assert ".pdf" not in first + second


def text_of(raw: bytes) -> str:
    body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())
