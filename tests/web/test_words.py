"""What the pages call things."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from intake.domain.availability import availability
from intake.domain.mail_standing import MailStanding
from intake.domain.provider import RegionStatus
from intake.domain.provider_identity import IN_DUTCH, Basis, Clues
from intake.domain.provider_standing import ProviderStanding
from intake.domain.reconcile_moments import Cause
from intake.domain.round import ProviderStatus
from intake.domain.visibility import Sight
from intake.web.availability_bar import WIDTH, bar_of
from intake.web.event_words import detail_in_dutch
from intake.web.provider_words import provider_in_dutch
from intake.web.reconciliation_words import CAUSES, counts_of_mails
from intake.web.templates import percent_in_dutch
from tests.domain.test_visibility import at, seen, unseen

WEEK = 7 * 24 * 3600
NEW, EXISTING, UNKNOWN = ProviderStatus.NEW, ProviderStatus.EXISTING, ProviderStatus.UNKNOWN


@pytest.mark.parametrize(
    ("basis", "statuses", "number", "name", "words"),
    [
        (Basis.ADDRESS, [EXISTING], "12345678", "De Waal", "De Waal (KvK 12345678), bestaande"),
        (Basis.NOT_LISTED, [NEW], "12345678", None, "KvK 12345678, nieuwe aanbieder. "),
        (Basis.NOT_LISTED, [NEW], None, None, "Nieuwe aanbieder. "),
        (Basis.NO_CLUE, [UNKNOWN], None, None, "Nieuw of bestaand is niet bekend. "),
        (Basis.DOMAIN, [NEW, EXISTING], "12345678", "De Waal", ", in de ene regio nieuw, in de"),
        (Basis.DOMAIN, [NEW, UNKNOWN], "12345678", "De Waal", ", nieuw of bestaand is niet"),
        (Basis.NO_REGISTER, [], None, None, "Nieuw of bestaand is niet bekend. "),
    ],
)
def test_who_the_sender_is_taken_for(
    basis: Basis, statuses: list[ProviderStatus], number: str | None, name: str | None, words: str
) -> None:
    regions = tuple(RegionStatus(f"regio {status}", status) for status in statuses)
    told = provider_in_dutch(ProviderStanding(basis, regions, Clues(None), number, name))
    assert words in told
    assert told.endswith(IN_DUTCH[basis])


def test_nothing_is_told_of_a_sender_the_register_was_not_asked_about() -> None:
    assert provider_in_dutch(None) == ""


@given(second=st.integers(0, WEEK - 1))
def test_an_outage_of_a_second_of_a_week_shows_within_the_bar(second: int) -> None:
    known = [seen(0, second), unseen(second, second + 1), seen(second + 1, WEEK)]
    bar = bar_of(availability(known, at(0), at(WEEK), watched_since=at(0)))
    assert bar is not None
    (piece,) = bar.pieces
    assert piece.sight is Sight.UNSEEN
    assert piece.width >= 5
    assert 0 <= piece.x <= WIDTH - piece.width


def test_the_mark_lies_where_its_moment_is_and_only_within_the_period() -> None:
    known = [seen(10, 50), unseen(60, 100)]
    found = availability(known, at(0), at(100), watched_since=at(10))
    bar = bar_of(found, at(25))
    assert bar is not None
    assert bar.mark == WIDTH / 4
    # What was not seen is drawn over what nobody looked at.
    assert [(piece.sight, piece.x) for piece in bar.pieces] == [
        (Sight.NOT_WATCHED, 0),
        (Sight.NOT_RUNNING, 500),
        (Sight.UNSEEN, 600),
    ]
    beyond = bar_of(found, at(101))
    assert beyond is not None
    assert beyond.mark is None


@pytest.mark.parametrize(("end", "first"), [(0, -9), (100, 100)])
def test_a_period_of_which_no_time_was_watched_has_no_bar(end: int, first: int) -> None:
    assert bar_of(availability([], at(0), at(end), watched_since=at(first))) is None


@pytest.mark.parametrize(
    ("percent", "words"), [(100.0, "100%"), (99.999, "99,999%"), (87.5, "87,5%"), (0.0, "0%")]
)
def test_a_share_has_a_comma_and_is_never_rounded_up(percent: float, words: str) -> None:
    assert percent_in_dutch(percent) == words


def test_every_cause_and_standing_has_its_words() -> None:
    assert set(CAUSES) == set(Cause)
    report = {"mails": {str(standing): 1 for standing in MailStanding}}
    assert len(counts_of_mails(report)) == len(MailStanding)


def test_moments_of_events_are_in_dutch_time_and_what_is_none_stays_as_it_is() -> None:
    summer = {"first_seen": "2023-08-01T15:00:12.345678+00:00", "answer": "2023-99-01T15:00:12Z"}
    plain, further = detail_in_dutch(summer)
    assert plain == [
        ("eerste keer gezien", "1-8-2023 17.00.12"),
        ("antwoord van de mailserver", "2023-99-01T15:00:12Z"),
    ]
    assert further == []


def test_what_the_machine_noted_of_its_judgement_is_for_experts() -> None:
    detail = {"verdict": "late", "reason": "internaldate lies after", "judgement": {"at": "x"}}
    plain, further = detail_in_dutch(detail)
    assert plain == [("oordeel", "te laat")]
    assert [key for key, _ in further] == ["technische reden", "oordeel over de tijd"]


@pytest.mark.parametrize("seen", [{}, {"decision": 1, "judgement_sha256": "0" * 64}])
def test_what_a_person_gave_as_reason_is_for_everybody(seen: dict[str, object]) -> None:
    plain, _ = detail_in_dutch({**seen, "reason": "De storing lag bij ons."})
    assert ("reden", "De storing lag bij ons.") in plain
