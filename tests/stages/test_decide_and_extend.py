"""People decide on time and extend deadlines; assessors learn of it; the machine's word stays."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intake.domain.deadline import TimeVerdict
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.errors import PermanentError
from intake.domain.public_json import received_as_json
from intake.domain.records import StoredAssessment, StoredMail
from intake.domain.round import Stream
from intake.domain.time_decision import TimeDecision, judgement_sha256
from intake.domain.time_words import clock_time, explain
from intake.repositories import CaseFilter, Rejudging, TimeCase
from intake.stages.deadlines_in_force import DeadlinesInForce
from intake.stages.decide import Decide, DecidedMeanwhileError
from intake.stages.extend import Extend, Wish
from intake.stages.rejudge import Rejudge
from intake.stages.whom_to_tell import ToTell, whom_an_extension_concerns, whom_to_tell
from tests.acceptance.provider_mail import small_registration
from tests.fakes.letter_sender import MemoryLetterSender
from tests.world import ADDRESS, World

CLOSED = datetime(2023, 8, 1, 15, 0, tzinfo=UTC)
REASON = "De storing lag bij onze eigen mailserver."
LATER = CLOSED + timedelta(days=3)
WISH = Wish("2024-2025", Stream.REGISTRATION, "vgz", LATER)


def late_mail(world: World, after: timedelta = timedelta(minutes=1)) -> StoredMail:
    """Receive a registration after the deadline, up to its check."""
    world.clock.pass_(CLOSED + after - world.clock.now())
    return world.take_to_checked(small_registration(ADDRESS), internaldate=CLOSED + after)


def handed_over(world: World, after: timedelta = timedelta(minutes=1)) -> StoredMail:
    mail = late_mail(world, after)
    world.acknowledge(mail.id, MemoryLetterSender())
    world.hand_over(mail.id)
    return world.mail(mail.id)


def decide(
    world: World,
    mail: StoredMail,
    verdict: TimeVerdict | None = TimeVerdict.IN_TIME,
    *,
    after: int = 0,
    name: str = "Vera de Vries",
    judged: str | None = None,
    reason: str = REASON,
) -> TimeDecision:
    checks = world.mail(mail.id).checks
    assert checks is not None
    present = judgement_sha256(checks.judgement)
    return Decide(world.storage, world.clock)(
        mail.id,
        verdict,
        reason=reason,
        name=name,
        account="vera",
        after=after,
        judged=judged or present,
    )


def extend(world: World, wish: Wish = WISH) -> DeadlineExtension:
    extending = Extend(world.storage, world.clock, {ADDRESS: world.office})
    seen = extending.effect(wish).before.at
    return extending(wish, reason=REASON, name="Vera de Vries", account="vera", seen=seen)


def rejudge(world: World) -> int:
    return Rejudge(world.storage, world.clock, {ADDRESS: world.office}).catch_up()


def queue(world: World) -> list[StoredAssessment]:
    with world.storage.unit(write=False) as unit:
        return list(unit.registrations.assessments(superseded=True))


def versions(world: World) -> list[tuple[int, str, list[str]]]:
    """Version, verdict and flags of time of each row in the queue."""
    return [
        (
            row.version,
            row.payload["data"]["received"]["verdict"],
            [flag for flag in row.payload["data"]["flags"] if flag in ("late", "disputed")],
        )
        for row in queue(world)
    ]


def verdict(world: World, mail: StoredMail) -> TimeVerdict | None:
    checks = world.mail(mail.id).checks
    assert checks is not None
    return checks.judgement.verdict


def test_a_decision_is_handed_over_as_a_new_version_and_the_judgement_stays(world: World) -> None:
    mail = handed_over(world)
    decision = decide(world, mail)
    assert (decision.number, decision.before) == (1, TimeVerdict.LATE)
    assert mail.checks is not None
    assert decision.judgement_sha256 == judgement_sha256(mail.checks.judgement)
    assert world.mail(mail.id).checks == mail.checks
    assert versions(world) == [(1, "late", ["late"]), (2, "in_time", [])]
    first, second = queue(world)
    assert first.payload["id"] != second.payload["id"]
    received = second.payload["data"]["received"]
    assert received["judged"] == "late"
    assert received["decision"]["name"] == "Vera de Vries"
    assert received["decision"]["reason"] == REASON
    assert second.payload["data"]["version"] == 2


def test_before_it_is_handed_over_a_decision_goes_along_with_the_first_version(
    world: World,
) -> None:
    mail = late_mail(world)
    decide(world, mail)
    assert queue(world) == []
    world.acknowledge(mail.id, MemoryLetterSender())
    world.hand_over(mail.id)
    assert versions(world) == [(1, "in_time", [])]


def test_a_decision_is_undone_by_another_one(world: World) -> None:
    mail = handed_over(world)
    decide(world, mail)
    decide(world, mail, TimeVerdict.LATE, after=1)
    withdrawn = decide(world, mail, None, after=2)
    assert withdrawn.before is TimeVerdict.LATE
    # Withdrawn, the judgement holds, which is what assessors have.
    assert [row[1] for row in versions(world)] == ["late", "in_time", "late"]
    with pytest.raises(PermanentError, match="geen beslissing"):
        decide(world, mail, None, after=3)


def test_the_second_of_two_sees_the_first_and_nothing_is_overwritten(world: World) -> None:
    mail = handed_over(world)
    first = decide(world, mail)
    with pytest.raises(DecidedMeanwhileError) as caught:
        decide(world, mail, TimeVerdict.LATE, name="Dirk Dijkstra")
    assert caught.value.latest == first
    with world.storage.unit(write=False) as unit:
        assert unit.decisions.of_mail(mail.id) == [first]
    assert len(queue(world)) == 2


def test_of_many_at_once_exactly_one_decides(world: World) -> None:
    mail = handed_over(world)
    outcomes: list[object] = []
    start = threading.Barrier(6)

    def run(number: int) -> None:
        start.wait()
        try:
            outcomes.append(decide(world, mail, name=f"Persoon {number} Jansen"))
        except DecidedMeanwhileError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(item, TimeDecision) for item in outcomes) == 1
    assert sum(isinstance(item, DecidedMeanwhileError) for item in outcomes) == 5
    assert len(queue(world)) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": "ok"}, "reden"),
        ({"reason": ""}, "reden"),
        ({"name": ""}, "naam"),
        ({"verdict": TimeVerdict.DISPUTED}, "Kies"),
    ],
)
def test_a_decision_without_sense_is_refused(
    world: World, changes: dict[str, object], words: str
) -> None:
    mail = late_mail(world)
    values = {"verdict": TimeVerdict.IN_TIME, "reason": REASON, "name": "Vera", **changes}
    chosen = values.pop("verdict")
    decide = Decide(world.storage, world.clock)
    with pytest.raises(PermanentError, match=words):
        decide(mail.id, chosen, account=None, after=0, judged="", **values)  # type: ignore[arg-type]
    assert "time_decided" not in world.events(mail.id)


def test_an_extension_judges_late_mails_again_and_hands_them_over(world: World) -> None:
    mail = handed_over(world)
    too_late = handed_over(world, timedelta(days=4))
    before = mail.checks
    assert before is not None
    extend(world)
    assert rejudge(world) == 2
    after = world.mail(mail.id).checks
    assert after is not None
    assert verdict(world, mail) is TimeVerdict.IN_TIME
    assert after.judgement.evidence == before.judgement.evidence
    assert after.judgement.at == before.judgement.at
    assert "late" not in after.flags
    assert verdict(world, too_late) is TimeVerdict.LATE
    assert sorted(versions(world)) == [
        (1, "late", ["late"]),
        (1, "late", ["late"]),
        (2, "in_time", []),
        (2, "late", ["late"]),
    ]
    with world.storage.unit(write=False) as unit:
        event = unit.mails.events(mail.id)[-1]
        assert unit.registrations.of_mail(mail.id).verdict == "in_time"  # type: ignore[union-attr]
    assert event.name == "rejudged"
    assert (event.detail["before"], event.detail["after"]) == ("late", "in_time")


def test_a_verdict_under_an_extended_deadline_tells_the_extension_and_when_it_was_given(
    world: World,
) -> None:
    mail = handed_over(world)
    world.clock.pass_(timedelta(days=2))
    extended_at = world.clock.now()
    extend(world)
    world.clock.pass_(timedelta(hours=3))
    rejudge(world)
    checks = world.mail(mail.id).checks
    assert checks is not None
    told = explain(checks.judgement)
    assert told[1] == f"De termijn voor inschrijvingen eindigt op {clock_time(LATER)}."
    assert told[2] == (
        f"Deze termijn is verlengd: volgens de bron eindigde die op {clock_time(CLOSED)}. De "
        "termijn die nu geldt, is gegeven door Vera de Vries op "
        f"{clock_time(extended_at)}. De reden: „{REASON[:-1]}”."
    )
    assert told[-1] == f"Dit oordeel is gegeven op {clock_time(world.clock.now())}."
    boundary = received_as_json(checks)["boundary"]
    assert datetime.fromisoformat(boundary["extended"]["from"]) == CLOSED


def test_a_verdict_under_the_deadline_of_the_source_tells_no_extension(world: World) -> None:
    checks = handed_over(world).checks
    assert checks is not None
    assert "verlengd" not in " ".join(explain(checks.judgement))
    assert received_as_json(checks)["boundary"]["extended"] is None


def test_judging_again_twice_changes_nothing(world: World) -> None:
    mail = handed_over(world)
    extend(world)
    rejudge(world)
    events, rows = world.events(mail.id), queue(world)
    world.clock.pass_(timedelta(hours=1))
    with world.storage.unit() as unit:
        (done,) = unit.extensions.of_round("2024-2025")
    again = Rejudge(world.storage, world.clock, {ADDRESS: world.office})
    assert not again.one(Rejudging(done, 0, 0), mail.id)
    assert rejudge(world) == 0
    assert (world.events(mail.id), queue(world)) == (events, rows)


def test_what_was_cut_off_is_taken_up_where_it_was(world: World) -> None:
    mails = [handed_over(world, timedelta(minutes=minute)) for minute in (1, 2, 3)]
    extend(world)
    asked: list[int] = []

    def cut_off() -> bool:
        asked.append(1)
        return len(asked) > 3

    rejudging = Rejudge(world.storage, world.clock, {ADDRESS: world.office})
    cut = rejudging.catch_up(cut_off)
    assert 0 < cut < 3
    with world.storage.unit(write=False) as unit:
        (work,) = unit.extensions.unfinished()
    assert work.last_mail_id == mails[cut - 1].id
    assert rejudge(world) == 3 - cut
    assert {verdict(world, mail) for mail in mails} == {TimeVerdict.IN_TIME}
    assert [row.version for row in queue(world)].count(2) == 3


def test_what_people_decided_stands_and_is_not_handed_over_again(world: World) -> None:
    mail = handed_over(world)
    decide(world, mail, TimeVerdict.LATE)
    extend(world)
    rejudge(world)
    assert verdict(world, mail) is TimeVerdict.IN_TIME
    assert versions(world) == [(1, "late", ["late"])]
    with world.storage.unit(write=False) as unit:
        assert unit.decisions.latest(mail.id).verdict is TimeVerdict.LATE  # type: ignore[union-attr]


def boundary_and_verdicts(row: StoredAssessment) -> tuple[datetime, str, str]:
    received = row.payload["data"]["received"]
    at = datetime.fromisoformat(received["boundary"]["at"])
    return at, received["judged"], received["verdict"]


def test_what_stays_late_waits_with_the_boundary_that_holds_now(world: World) -> None:
    handed_over(world, timedelta(days=5))
    extend(world)
    assert rejudge(world) == 1
    first, second = queue(world)
    assert (first.state, second.state) == ("superseded", "waiting")
    assert boundary_and_verdicts(first) == (CLOSED, "late", "late")
    assert boundary_and_verdicts(second) == (LATER, "late", "late")
    explained = " ".join(second.payload["data"]["received"]["explanation"])
    assert f"volgens de bron eindigde die op {clock_time(CLOSED)}" in explained


def test_a_decision_that_the_machine_came_to_share_waits_with_what_it_judged(
    world: World,
) -> None:
    mail = handed_over(world)
    decide(world, mail)
    extend(world)
    rejudge(world)
    assert boundary_and_verdicts(queue(world)[-1]) == (LATER, "in_time", "in_time")
    assert queue(world)[-1].payload["data"]["received"]["decision"]["name"] == "Vera de Vries"


def test_what_is_to_be_decided_again_waits_as_it_is_until_just_that(world: World) -> None:
    mail = handed_over(world)
    decide(world, mail, TimeVerdict.LATE)
    extend(world)
    rejudge(world)
    # A further extension finds it in time still: it waits for a person all the same.
    further = LATER + timedelta(days=1)
    extend(world, replace(WISH, until=further))
    rejudge(world)
    assert [boundary_and_verdicts(row) for row in queue(world)] == [(CLOSED, "late", "late")]
    judged = world.mail(mail.id).checks
    assert judged is not None
    decide(world, mail, TimeVerdict.LATE, after=1)
    (row,) = [item for item in queue(world) if item.state == "waiting"]
    assert judged.judgement.boundary is not None
    assert boundary_and_verdicts(row) == (judged.judgement.boundary.at, "in_time", "late")
    assert row.version == 2


@pytest.mark.parametrize(
    "wish",
    [replace(WISH, stream=Stream.OBJECTION, until=CLOSED + timedelta(days=90))],
)
def test_another_stream_changes_nothing(world: World, wish: Wish) -> None:
    mail = handed_over(world)
    extend(world, wish)
    assert rejudge(world) == 0
    assert verdict(world, mail) is TimeVerdict.LATE


def test_a_mail_that_comes_after_the_extension_is_judged_by_it(world: World) -> None:
    extend(world)
    mail = late_mail(world, timedelta(days=1))
    assert verdict(world, mail) is TimeVerdict.IN_TIME
    assert rejudge(world) == 0


def test_the_receipt_states_the_new_deadline_and_that_it_was_extended(world: World) -> None:
    # Checked before the extension and answered after it: the letter tells what holds now.
    mail = late_mail(world, timedelta(days=1))
    extend(world)
    sender = MemoryLetterSender()
    world.acknowledge(mail.id, sender)
    text = " ".join(sender.delivered[0].raw.decode("ascii").replace("=\r\n", "").split())
    assert "Uw e-mail is op tijd bij ons binnengekomen." in text
    assert "uiterlijk op vrijdag 4 augustus 2023 om 17.00 uur" in text
    assert "Deze termijn is verlengd. Eerst was dat uiterlijk op dinsdag 1 augustus 2023" in text


def test_the_deadlines_in_force_are_told_to_others(world: World) -> None:
    in_force = DeadlinesInForce(world.storage)
    assert in_force(world.office) == world.office.round.deadlines
    extend(world)
    found = {item.stream: item for item in in_force(world.office)}
    assert found[Stream.REGISTRATION].boundary.at == LATER
    assert found[Stream.REGISTRATION].extended_from is not None
    assert found[Stream.QUESTION] == world.office.round.deadline(Stream.QUESTION)
    other = replace(world.office, zorgkantoor=world.office.round.zorgkantoor("dsw"))
    assert in_force(other) == world.office.round.deadlines


def test_the_effect_is_told_before_anything_is_changed(world: World) -> None:
    handed_over(world)
    handed_over(world, timedelta(days=9))
    effect = Extend(world.storage, world.clock, {ADDRESS: world.office}).effect(WISH)
    assert effect.verdicts == {(TimeVerdict.LATE, TimeVerdict.IN_TIME): 1}
    assert (effect.before.at, effect.after.at, effect.changed) == (CLOSED, LATER, 1)
    assert DeadlinesInForce(world.storage)(world.office) == world.office.round.deadlines


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (replace(WISH, until=CLOSED), "later zijn"),
        (replace(WISH, until=CLOSED - timedelta(days=1)), "later zijn"),
        (replace(WISH, round="2023"), "geen termijn"),
        (replace(WISH, zorgkantoor="dsw"), "geen termijn"),
        (replace(WISH, stream=Stream.WITHDRAWAL), "geen termijn"),
    ],
)
def test_what_is_no_extension_is_refused(world: World, wish: Wish, words: str) -> None:
    with pytest.raises(PermanentError, match=words):
        extend(world, wish)


def test_a_deadline_that_somebody_extended_meanwhile_is_left_alone(world: World) -> None:
    extend(world)
    extending = Extend(world.storage, world.clock, {ADDRESS: world.office})
    further = replace(WISH, until=LATER + timedelta(days=1))
    with pytest.raises(PermanentError, match="intussen verlengd"):
        extending(further, reason=REASON, name="Vera de Vries", account=None, seen=CLOSED)
    with pytest.raises(PermanentError, match="later zijn"):
        extend(world, replace(WISH, until=LATER - timedelta(hours=1)))


def test_a_decision_on_a_judgement_that_changed_meanwhile_is_refused(world: World) -> None:
    mail = handed_over(world)
    assert mail.checks is not None
    seen = judgement_sha256(mail.checks.judgement)
    extend(world)
    rejudge(world)
    with pytest.raises(DecidedMeanwhileError):
        decide(world, mail, TimeVerdict.LATE, judged=seen)
    with world.storage.unit(write=False) as unit:
        assert unit.decisions.of_mail(mail.id) == []


def test_a_decision_that_an_extension_contradicts_waits_to_be_made_again(world: World) -> None:
    mail, agreeing = handed_over(world), handed_over(world, timedelta(minutes=2))
    decide(world, mail, TimeVerdict.LATE)
    decide(world, agreeing, TimeVerdict.IN_TIME)
    effect = Extend(world.storage, world.clock, {ADDRESS: world.office}).effect(WISH)
    assert effect.again == 1
    assert effect.verdicts == {(TimeVerdict.LATE, TimeVerdict.IN_TIME): 1}
    extend(world)
    assert rejudge(world) == 2
    (waiting,) = cases(world, decided=False)
    assert (waiting.mail_id, waiting.decided, waiting.is_again) == (
        mail.id,
        TimeVerdict.LATE,
        True,
    )
    assert [case.mail_id for case in cases(world, decided=True)] == [agreeing.id]
    # Until then the decision holds: only of the other one assessors learn anything.
    assert [row.version for row in queue(world)].count(3) == 1
    assert len(queue(world)) == 4
    decide(world, mail, TimeVerdict.IN_TIME, after=1)
    assert cases(world, decided=False) == []


def test_what_was_decided_just_so_already_is_refused_with_who_and_when(world: World) -> None:
    mail = handed_over(world)
    decide(world, mail)
    same_words = f"  {REASON.upper()[:-1]} "
    with pytest.raises(PermanentError, match=r"al beslist.* door Vera de Vries op .* uur"):
        decide(world, mail, after=1, name="Dirk Dijkstra", reason=same_words)
    assert world.events(mail.id).count("time_decided") == 1
    assert len(queue(world)) == 2


def test_another_reason_for_the_same_verdict_is_kept_and_not_handed_over_again(
    world: World,
) -> None:
    mail = handed_over(world)
    decide(world, mail)
    further = decide(world, mail, after=1, reason="Ook het logboek van de relay bewijst het.")
    assert (further.number, further.before) == (2, TimeVerdict.IN_TIME)
    assert [row[0] for row in versions(world)] == [1, 2]


def test_to_confirm_the_judgement_is_a_decision_that_hands_nothing_over_again(
    world: World,
) -> None:
    mail = handed_over(world)
    confirmed = decide(world, mail, TimeVerdict.LATE)
    assert (confirmed.number, confirmed.before) == (1, TimeVerdict.LATE)
    assert [case.mail_id for case in cases(world, decided=True)] == [mail.id]
    assert [row[0] for row in versions(world)] == [1]
    decide(world, mail, None, after=1)
    assert [row[0] for row in versions(world)] == [1]
    # What assessors have is what counts, not the decision before this one.
    decide(world, mail, TimeVerdict.IN_TIME, after=2)
    assert versions(world)[-1] == (2, "in_time", [])


def test_the_same_verdict_may_be_decided_anew_on_another_judgement(world: World) -> None:
    mail = handed_over(world)
    decide(world, mail, TimeVerdict.LATE)
    extend(world)
    rejudge(world)
    anew = decide(world, mail, TimeVerdict.LATE, after=1)
    assert anew.number == 2
    assert cases(world, decided=False) == []
    received = queue(world)[-1].payload["data"]["received"]
    assert (received["verdict"], received["judged"]) == ("late", "in_time")


def test_only_the_newest_version_waits(world: World) -> None:
    mail = handed_over(world)
    decide(world, mail)
    assert [(row.version, row.state) for row in queue(world)] == [
        (1, "superseded"),
        (2, "waiting"),
    ]
    with world.storage.unit(write=False) as unit:
        assert [row.version for row in unit.registrations.assessments()] == [2]


def told(world: World, mail: StoredMail) -> ToTell:
    with world.storage.unit(write=False) as unit:
        found = whom_to_tell(unit, mail.id)
    assert found is not None
    return found


def test_a_provider_whose_receipt_says_otherwise_than_a_decision_is_to_be_told(
    world: World,
) -> None:
    mail = handed_over(world)
    assert told(world, mail).knows
    decide(world, mail)
    found = told(world, mail)
    assert not found.knows
    assert (found.told, found.verdict) == (TimeVerdict.LATE, TimeVerdict.IN_TIME)
    assert found.told_at == world.receipt(mail.id).written_at
    assert found.address == world.receipt(mail.id).recipient
    decide(world, mail, None, after=1)
    assert told(world, mail).knows


def test_a_mail_without_a_receipt_told_its_provider_nothing(world: World) -> None:
    mail = late_mail(world)
    with world.storage.unit() as unit:
        unit.receipts.withhold(mail.id, "receipt", "budget", CLOSED)
        unit.commit()
    found = told(world, mail)
    assert (found.told, found.told_at, found.knows) == (None, None, False)
    assert mail.parsed is not None
    assert found.address == mail.parsed.headers.sender


def concerned(world: World, extension: DeadlineExtension) -> list[tuple[str, object, object]]:
    with world.storage.unit(write=False) as unit:
        return [
            (item.reference, item.told, item.verdict)
            for item in whom_an_extension_concerns(unit, extension)
        ]


def test_an_extension_concerns_those_who_were_told_otherwise(world: World) -> None:
    mail, decided = handed_over(world), handed_over(world, timedelta(minutes=2))
    handed_over(world, timedelta(days=9))
    decide(world, decided, TimeVerdict.LATE)
    unanswered = late_mail(world, timedelta(days=2))
    extension = extend(world)
    assert concerned(world, extension) == []
    # Its receipt is written after the extension, before it is judged again.
    world.clock.pass_(timedelta(minutes=1))
    world.acknowledge(unanswered.id, MemoryLetterSender())
    rejudge(world)
    changed = [(mail.reference, TimeVerdict.LATE, TimeVerdict.IN_TIME)]
    assert concerned(world, extension) == changed
    with world.storage.unit(write=False) as unit:
        assert unit.extensions.mails_judged_again(extension.id) == [
            mail.id,
            decided.id,
            unanswered.id,
        ]
    # A further extension changes nothing of what that letter said.
    extend(world, replace(WISH, until=LATER + timedelta(days=1)))
    rejudge(world)
    assert concerned(world, extension) == changed


@pytest.mark.parametrize("passed", [timedelta(0), -timedelta(minutes=10), timedelta(days=1)])
def test_what_a_letter_told_does_not_hang_on_the_clock(world: World, passed: timedelta) -> None:
    mail = handed_over(world, timedelta(minutes=20))
    knows = late_mail(world, timedelta(minutes=30))
    world.clock.pass_(passed)
    extension = extend(world)
    # Its letter is written after the extension and knows of it, whatever the clock says.
    world.clock.pass_(-timedelta(hours=1))
    world.acknowledge(knows.id, MemoryLetterSender())
    rejudge(world)
    changed = [(mail.reference, TimeVerdict.LATE, TimeVerdict.IN_TIME)]
    assert concerned(world, extension) == changed
    assert told(world, knows).knows


@pytest.mark.parametrize("passed", [timedelta(0), timedelta(minutes=1)])
def test_of_a_letter_that_an_older_version_wrote_moments_tell_what_it_said(
    world: World, passed: timedelta
) -> None:
    mail = late_mail(world)
    world.acknowledge(mail.id, MemoryLetterSender())
    forget_what_letters_told(world)
    assert told(world, mail).knows
    world.clock.pass_(passed)
    extension = extend(world)
    rejudge(world)
    changed = [(mail.reference, TimeVerdict.LATE, TimeVerdict.IN_TIME)]
    assert concerned(world, extension) == changed


def forget_what_letters_told(world: World) -> None:
    with world.storage._writing.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER event_refuses_update")
        connection.exec_driver_sql("UPDATE event SET detail = json_remove(detail, '$.told')")


def cases(world: World, *, decided: bool) -> list[TimeCase]:
    with world.storage.unit(write=False) as unit:
        return unit.cases.listed(CaseFilter(decided=decided, zorgkantoren=None), limit=9)
