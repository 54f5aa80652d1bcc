"""No stable word reaches staff as it is: every member of every set of them has Dutch words."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, get_args, get_type_hints

import pytest

from intake.domain.clock_reading import ClockReference
from intake.domain.completeness import Reason, RequirementState
from intake.domain.documents import Readable, Searchable
from intake.domain.evidence import EvidenceSource, Judgement, TimeVerdict
from intake.domain.findings import Signed
from intake.domain.lifecycle import Event, MailState, ReceiptState
from intake.domain.mail import MailHeaders, MailKind, ParsedMail, TimeFlaw
from intake.domain.page import PageText
from intake.domain.problems import IN_DUTCH as PROBLEMS
from intake.domain.problems import ProblemCode
from intake.domain.provider_identity import IN_DUTCH as BASES
from intake.domain.provider_identity import Basis
from intake.domain.receipt import (
    AUTOMATIC_MAIL,
    GIVEN_UP,
    INTERRUPTED,
    OVER_BUDGET,
    SPAM_FOLDER,
)
from intake.domain.recipient import (
    NO_ADDRESS,
    NO_REPLY_ADDRESS,
    OWN_ADDRESS,
    UNUSABLE_ADDRESS,
)
from intake.domain.records import ServerCopy
from intake.domain.round import ProviderStatus, Stream
from intake.domain.time_finding_words import FLAWS
from intake.domain.time_findings import FindingCode
from intake.domain.time_table import SOURCE_NAMES
from intake.domain.virus_scan import ScanState
from intake.flow import STAGES as FLOW
from intake.stages.judge import flag_conditions
from intake.stages.unopened import problem_flags
from intake.web.answer_words import ANSWERS, answer_in_dutch
from intake.web.code_words import (
    CLOCKS,
    EVENTS,
    FLAGS,
    KINDS,
    PROVIDER_STATUSES,
    READABLE,
    RECEIPT_STATES,
    REQUIREMENT_STATES,
    SCANS,
    SEARCHABLE,
    SERVER_COPIES,
    STAGES,
    STATES,
    STREAMS,
    TIME_FINDINGS,
    VERDICTS,
)
from intake.web.detail_keys import KEYS
from intake.web.document_words import PAGES, SIGNED
from intake.web.event_words import detail_in_dutch, event_in_dutch
from intake.web.requirement_words import REASONS

NOON = datetime(2023, 8, 1, 12, tzinfo=UTC)
SOME = Judgement(None, NOON, EvidenceSource.SEEN, (), "")


def flags_of(kind: MailKind) -> set[str]:
    """Return every flag that a mail of a kind may get."""
    conditions = flag_conditions(
        kind,
        SOME,
        frozenset(ProviderStatus),
        automatic_sign=False,
        documents=(),
        requirements=(),
        regions=(),
        decided_file_gone=False,
    )
    return set(conditions | problem_flags(ParsedMail(MailHeaders(), "", ()), ()))


@pytest.mark.parametrize(
    ("words", "members"),
    [
        (CLOCKS, ClockReference),
        (EVENTS, Event),
        (FLAGS, set().union(*map(flags_of, MailKind))),
        (FLAWS, TimeFlaw),
        (KINDS, MailKind),
        (PROBLEMS, ProblemCode),
        (BASES, Basis),
        (PROVIDER_STATUSES, ProviderStatus),
        (READABLE, Readable),
        (RECEIPT_STATES, ReceiptState),
        (REQUIREMENT_STATES, RequirementState),
        (SCANS, ScanState),
        (PAGES, PageText),
        (SIGNED, Signed),
        (REASONS, Reason),
        (SEARCHABLE, Searchable),
        (SERVER_COPIES, ServerCopy),
        (SOURCE_NAMES, EvidenceSource),
        (STAGES, {stage.name for stage in FLOW}),
        (STATES, MailState),
        (STREAMS, Stream),
        (TIME_FINDINGS, FindingCode),
        (VERDICTS, TimeVerdict),
        (
            ANSWERS,
            {
                *(NO_ADDRESS, UNUSABLE_ADDRESS, OWN_ADDRESS, NO_REPLY_ADDRESS),
                *(SPAM_FOLDER, INTERRUPTED),
            },
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_member_has_its_own_dutch_words(
    words: Mapping[str, str], members: Collection[str]
) -> None:
    assert set(words) == set(members)
    assert len(set(words.values())) == len(words)
    assert not [told for told in words.values() if "_" in told or not told.strip()]


@pytest.mark.parametrize(
    ("key", "code", "words"),
    [
        ("server_copy", "settled", "afgehandeld zoals ingesteld"),
        ("flags", ["kind_question", "late"], "soort: vraag, te laat"),
        ("state", "handed_over", "klaargezet voor beoordeling"),
        ("kind", "receipt", "ontvangstbevestiging"),
        ("kind", "bewijs_van_machtiging", "bewijs van machtiging"),
        ("stage", "hand over", "klaarzetten voor beoordeling"),
        ("reason", "no_reply_address", "op het adres van de afzender leest niemand antwoorden"),
        ("answer", "250 2.0.0 OK queued", "250 2.0.0 OK queued"),
        ("source", "internaldate", "INTERNALDATE"),
        ("source", "received-header", "Received-regel"),
        (
            "problems",
            ["empty", "broken_structure"],
            "dit bestand is leeg, de opbouw van deze e-mail is beschadigd",
        ),
        # A word of one set is left alone where another set is meant.
        ("name", "late", "late"),
    ],
)
def test_a_code_is_read_by_the_key_it_stands_under(key: str, code: object, words: str) -> None:
    ((label, told),) = detail_in_dutch({key: code})[0]
    assert (label, told) == (KEYS[key], words)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (f"{AUTOMATIC_MAIL}Precedence: list", "te zien aan: Precedence: list"),
        (f"{OVER_BUDGET}5 letters to this address in a day", "al genoeg bevestigingen"),
        (f"{GIVEN_UP}450 later", "laatste antwoord: 450 later"),
        (f"{GIVEN_UP}{INTERRUPTED}", "laatste antwoord: het versturen werd onderbroken"),
        (NO_ADDRESS, "geen adres"),
    ],
)
def test_why_there_is_no_receipt_is_told_in_dutch_around_the_words_of_servers(
    answer: str, words: str
) -> None:
    assert words in answer_in_dutch(answer)
    assert not re.search(r"letters|automatic|interrupted", answer_in_dutch(answer))


def names_within(kind: Any) -> Iterator[str]:
    """Yield the name of every field that a value of a type may hold, at any depth."""
    for part in get_args(kind):
        yield from names_within(part)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        for item in fields(kind):
            yield item.name
            yield from names_within(hints[item.name])


def test_every_value_of_a_judgement_has_a_name() -> None:
    names = set(names_within(Judgement))
    assert {"tolerance_seconds", "is_boundary", "queue_id", "disputes"} <= names
    assert names - set(KEYS) == set()


def test_parts_of_a_judgement_are_told_apart_and_empty_ones_left_out() -> None:
    judgement = {
        "reason": "seen lies after",
        "evidence": [{"source": "seen", "detail": ""}, {"source": "absent", "detail": "x"}],
        "findings": [{"code": "in_future", "values": [["source", "seen"], ["at", "x"]]}],
        "circumstances": {"extended": {"reason": "De storing lag bij ons."}},
    }
    _, ((label, told),) = detail_in_dutch({"judgement": judgement})
    assert label == "oordeel over de tijd"
    assert told == (
        "technische reden: seen lies after, bewijs: (bron: eerste keer gezien), "
        "(bron: laatste keer gekeken, bijzonderheid: x), bevindingen: (bevinding: tijdstip in de "
        "toekomst, waarden: bron: eerste keer gezien, tijdstip: x), "
        "omstandigheden: (verlengd: (reden: De storing lag bij ons.))"
    )


def test_a_decision_that_was_taken_back_is_called_so() -> None:
    told = event_in_dutch(Event.TIME_DECIDED, {"decision": 4, "verdict": None, "before": "late"})
    assert told.endswith("ingetrokken")
    assert event_in_dutch(Event.TIME_DECIDED, {"verdict": "late"}) == EVENTS[Event.TIME_DECIDED]


def test_a_mail_that_could_not_be_judged_again_is_not_called_judged_again() -> None:
    told = event_in_dutch(Event.REJUDGED, {"extension": 1, "failed": "ValueError"})
    assert told.endswith("is mislukt")
    assert event_in_dutch(Event.REJUDGED, {"extension": 1}) == EVENTS[Event.REJUDGED]
