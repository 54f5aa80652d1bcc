"""Every named case of evidence: the verdict, what is found, and that it can be told."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from intake.domain.chain_words import explain_chain
from intake.domain.clock_reading import ClockReading
from intake.domain.deadline import Boundary, TimeVerdict, judge
from intake.domain.evidence import Evidence, EvidenceSource, Judgement
from intake.domain.moments import AMSTERDAM
from intake.domain.time_findings import MEANINGS, FindingCode
from intake.domain.time_words import clock_time, explain
from tests.domain.time_cases import CASES, reading


@pytest.mark.parametrize("name", CASES)
def test_the_verdict_and_what_is_found(name: str) -> None:
    case = CASES[name]
    judgement = case.judgement()
    assert judgement.verdict is case.verdict
    assert {item.code for item in judgement.findings if item.disputes} == case.disputing
    assert {item.code for item in judgement.findings if not item.disputes} == case.told


@pytest.mark.parametrize("name", CASES)
def test_what_disputes_comes_first_and_gives_the_reason(name: str) -> None:
    judgement = CASES[name].judgement()
    order = [item.disputes for item in judgement.findings]
    assert order == sorted(order, reverse=True)
    assert judgement.reason
    assert "{" not in judgement.reason


def test_every_finding_has_a_case_and_a_meaning() -> None:
    cased = {code for case in CASES.values() for code in case.disputing | case.told}
    assert cased == set(FindingCode) == set(MEANINGS)


CONCLUSIONS = {
    TimeVerdict.IN_TIME: "Oordeel: op tijd ontvangen.",
    TimeVerdict.LATE: "Oordeel: te laat ontvangen.",
    TimeVerdict.DISPUTED: "Oordeel: betwist.",
    None: "geldt geen termijn",
}


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_told_whole_in_dutch(name: str) -> None:
    judgement = CASES[name].judgement()
    sentences = explain(judgement)
    assert CONCLUSIONS[judgement.verdict] in sentences[0]
    text = "\n".join(sentences)
    assert "{" not in text
    assert "None" not in text
    assert all(sentence.endswith(".") for sentence in sentences)
    assert text.count("Daarom is het oordeel betwist.") == sum(
        item.disputes for item in judgement.findings
    )
    for item in judgement.evidence:
        assert clock_time(item.at) in text
    # No moment is told in one zone only.
    assert text.count("uur Nederlandse tijd (") == len(re.findall(r"\d\d UTC\)", text))
    assert len(explain_chain(judgement)) == len(judgement.circumstances.chain.hops)


def told(name: str) -> str:
    return " ".join(explain(CASES[name].judgement()))


def test_the_line_of_entry_is_told_with_host_moment_and_sender() -> None:
    text = told("in time by all evidence")
    assert "regel 1 van de 1 Received-regels, geschreven door onze mailserver mx.zorgk" in text
    assert "16.59.54 uur Nederlandse tijd (2023-08-01 14:59:54 UTC), binnen de termijn" in text
    assert "met adres 198.51.100.7, door onze mailserver nagegaan als a.test" in text


def test_the_boundary_is_told_with_the_words_of_its_source() -> None:
    text = told("exactly at an inclusive boundary")
    assert "De termijn voor inschrijvingen eindigt op dinsdag 1 augustus 2023 om 17.00.00" in text
    assert "„tot en met 1 augustus 2023 17.00 uur” [P24 ch.6]" in text
    assert "precies op dat moment binnenkomt, is nog op tijd" in text
    assert "is te laat" in told("exactly at an exclusive boundary")


def test_a_mail_sent_in_time_and_received_late_says_so() -> None:
    text = told("sent in time, received late")
    assert "Volgens de verzender is de e-mail verstuurd op dinsdag 1 augustus 2023 om 16.58" in text
    assert "Dat telt niet" in text


def test_both_sides_of_a_delay_of_our_own_are_told() -> None:
    text = told("delay in our own relay over the boundary")
    assert "482 seconden later" in text
    assert "Die vertraging ontstond bij ons en niet bij de verzender" in text
    assert "dat is op tijd. De bezorging in de mailbox is te laat" in text


def test_an_unmeasured_clock_is_told_as_that_and_a_measured_one_with_its_doubt() -> None:
    assert "afwijking van onze eigen klok is niet gemeten" in told("late by all evidence")
    text = told("our clock is behind, and only it tells")
    assert "onze klok liep 8,5 seconden achter, met een onzekerheid van 0,5 seconden" in text


def test_a_judgement_of_an_older_version_is_told_as_far_as_it_goes() -> None:
    whole = CASES["in time by all evidence"].judgement()
    old = Judgement(whole.verdict, whole.at, whole.source, whole.evidence, whole.reason)
    sentences = explain(old)
    assert sentences[0] == "Oordeel: op tijd ontvangen."
    assert any("16.59.54" in sentence for sentence in sentences)
    assert not any("niet gemeten" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("server", "words"),
    [
        # Ours is 1 s ahead of the time server, and 3 s ahead of the mail server: that is behind.
        (reading(2.5, 3.5, "mail_server"), "2 seconden achter op de tijdserver, met een"),
        (reading(-3.5, -2.5, "mail_server"), "4 seconden voor op de tijdserver, met een"),
    ],
)
def test_the_clock_of_the_mail_server_is_told_against_the_time_server(
    server: ClockReading, words: str
) -> None:
    case = replace(CASES["in time by all evidence"], clocks=(reading(0.9, 1.1), server))
    assert f"De klok van de mailserver loopt daarmee {words}" in " ".join(explain(case.judgement()))


def test_an_end_at_midnight_is_told_as_the_day_that_is_over() -> None:
    """[V22] "vóór 1 augustus": the last moment is 31 July, 24.00 uur."""
    midnight = datetime(2021, 8, 1, tzinfo=AMSTERDAM)
    evidence = [Evidence(EvidenceSource.INTERNALDATE, midnight)]
    judgement = judge(evidence, Boundary(midnight, inclusive=False))
    assert judgement.verdict is TimeVerdict.LATE
    assert "Dat is het einde van zaterdag 31 juli 2021, 24.00 uur." in explain(judgement)
