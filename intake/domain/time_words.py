"""The verdict on time in words that a lawyer can read, in Dutch.

Everything said is in the judgement itself, so that it can be told again years later.
Clock times are in Dutch time and in UTC.
"""

from collections.abc import Iterator
from datetime import datetime

from intake.domain.clock_words import clock_words, number, server_clock_words
from intake.domain.evidence import (
    STATED,
    TIME_OF_FILE,
    Evidence,
    EvidenceSource,
    Judgement,
    TimeVerdict,
)
from intake.domain.explanation import Explanation
from intake.domain.limit_words import day_that_ends
from intake.domain.moments import day_in_dutch, in_dutch, instant
from intake.domain.received_chain import ChainHop
from intake.domain.time_finding_words import finding_words

_VERDICTS = {
    TimeVerdict.IN_TIME: "Oordeel: op tijd ontvangen.",
    TimeVerdict.LATE: "Oordeel: te laat ontvangen.",
    TimeVerdict.DISPUTED: "Oordeel: betwist. Een medewerker moet beslissen of de e-mail op tijd "
    "is ontvangen.",
}
_NO_DEADLINE = (
    "Voor deze e-mail geldt geen termijn. Er is daarom geen oordeel over op tijd of te laat."
)
_STREAMS = {
    "registration": "inschrijvingen",
    "question": "vragen",
    "objection": "bezwaren",
    "withdrawal": "intrekkingen",
}
_OTHERS = {
    EvidenceSource.RECEIVED_HEADER: "De Received-regel van onze eigen mailserver noemt {at}.",
    EvidenceSource.INTERNALDATE: "INTERNALDATE, het tijdstip van bezorging in de mailbox, is {at}.",
    EvidenceSource.SAVEDATE: "SAVEDATE, het tijdstip waarop de mailserver de e-mail in deze map "
    "opsloeg of daar voor het eerst opmerkte, is {at}. Dit tijdstip beslist nooit.",
    EvidenceSource.SEEN: "Deze dienst zag de e-mail voor het eerst op {at}. De e-mail was er toen "
    "dus al.",
    EvidenceSource.ABSENT: "Op {at} stond de e-mail nog niet in deze map.",
}


def explain(judgement: Judgement) -> tuple[str, ...]:
    """Return the sentences that tell how a verdict came about, in reading order."""
    return explain_in_parts(judgement).sentences


def explain_in_parts(judgement: Judgement) -> Explanation:
    """Return the same sentences, by what they are about."""
    told = [(item.disputes, finding_words(item, clock_time)) for item in judgement.findings]
    return Explanation(
        verdict=_VERDICTS[judgement.verdict] if judgement.verdict else _NO_DEADLINE,
        term=tuple(_boundary_words(judgement)),
        best=tuple(_best_words(judgement)),
        others=tuple(_other_words(judgement)),
        disputing=tuple(words for disputes, words in told if disputes),
        remarkable=tuple(words for disputes, words in told if not disputes),
        clocks=tuple(_clock_words(judgement)),
        sent=tuple(_sent_words(judgement)),
        closing=tuple(_closing_words(judgement)),
    )


def clock_time(moment: datetime) -> str:
    """Return a moment in Dutch time and in UTC."""
    utc = instant(moment)
    return f"{in_dutch(utc)} Nederlandse tijd ({utc:%Y-%m-%d %H:%M:%S} UTC)"


def _other_words(judgement: Judgement) -> Iterator[str]:
    for item in judgement.evidence:
        if item.source is not judgement.source:
            is_bound = item.source is EvidenceSource.ABSENT
            at = clock_time(item.at) if is_bound else _sided(judgement, item)
            yield _OTHERS[item.source].format(at=at)


def _clock_words(judgement: Judgement) -> Iterator[str]:
    around = judgement.circumstances
    yield from (clock_words(reading, clock_time) for reading in around.clocks)
    yield from server_clock_words(around.clocks)
    if around.judged_at is not None and not around.clocks:
        yield "De afwijking van onze eigen klok is niet gemeten."


def _sent_words(judgement: Judgement) -> Iterator[str]:
    sent = judgement.circumstances.sent_at
    if sent is not None:
        yield (
            f"Volgens de verzender is de e-mail verstuurd op {clock_time(sent)}. Dat telt niet: "
            "de verzender kan dat tijdstip zelf invullen."
        )


def _boundary_words(judgement: Judgement) -> Iterator[str]:
    boundary, around = judgement.boundary, judgement.circumstances
    if boundary is None:
        return
    of = f" voor {_STREAMS[around.stream]}" if around.stream in _STREAMS else ""
    yield f"De termijn{of} eindigt op {clock_time(boundary.at)}."
    if (day := day_that_ends(boundary.at)) is not None:
        yield f"Dat is het einde van {day_in_dutch(day)}, 24.00 uur."
    if (extended := around.extended) is not None:
        yield (
            "Deze termijn is verlengd: volgens de bron eindigde die op "
            f"{clock_time(extended.first.at)}. De termijn die nu geldt, is gegeven door "
            f"{extended.name} op {clock_time(extended.at)}. "
            f"De reden: „{extended.reason.rstrip('.')}”."
        )
    if around.words:
        yield f"In de bron staat: „{around.words}” {around.words_source}".rstrip() + "."
    exact = "nog op tijd" if boundary.inclusive else "te laat"
    yield f"Een e-mail die precies op dat moment binnenkomt, is {exact}."


def _best_words(judgement: Judgement) -> Iterator[str]:
    chain, at = judgement.circumstances.chain, clock_time(judgement.at)
    side = _side(judgement, judgement.at)
    details = [item.detail for item in judgement.evidence if item.source is judgement.source]
    match judgement.source:
        case EvidenceSource.RECEIVED_HEADER if chain.entry is not None:
            yield (
                f"Het meeste gewicht heeft regel {chain.entry.line} van de {chain.lines} "
                f"Received-regels, geschreven door onze mailserver {chain.entry.hop.by}: ontvangen "
                f"op {at}{side}."
            )
            yield from _handed_over(chain.entry)
            if not chain.entry_is_inner:
                yield (
                    f"{chain.entry.hop.by} is de eerste computer van ons die de e-mail aannam; dat "
                    "moment telt (Commissie van Aanbestedingsexperts, Advies 484)."
                )
        case EvidenceSource.RECEIVED_HEADER:
            yield (
                f"Het meeste gewicht heeft een Received-regel: {at}{side}. Of de computer die "
                "deze regel schreef van ons is, is niet nagegaan."
            )
        case _ if STATED in details:
            yield f"Het tijdstip van ontvangst is opgegeven door wie dit oordeel vroeg: {at}{side}."
        case EvidenceSource.INTERNALDATE if TIME_OF_FILE in details:
            yield f"Het meeste gewicht heeft het tijdstip van het bestand: {at}{side}."
        case EvidenceSource.INTERNALDATE:
            yield (
                "Het meeste gewicht heeft INTERNALDATE, het tijdstip dat de mailserver bij de "
                f"bezorging in de mailbox vastlegde: {at}{side}."
            )
            if judgement.circumstances.judged_at is not None and not chain.hosts_are_named:
                yield (
                    "Er zijn geen eigen mailservers ingesteld (trusted_hosts). Daarom bewijzen "
                    "de Received-regels hier niets."
                )
        case _:
            yield (
                "Alleen bekend is wanneer deze dienst de e-mail voor het eerst zag: "
                f"{at}{side}. De e-mail kan eerder zijn binnengekomen."
            )


def _handed_over(entry: ChainHop) -> Iterator[str]:
    hop = entry.hop
    if not (hop.given or hop.address):
        return
    verified = f", door onze mailserver nagegaan als {hop.verified}" if hop.verified else ""
    address = f" met adres {hop.address}" if hop.address else ""
    name = f"die zich {hop.given} noemde" if hop.given else "zonder naam"
    yield f"De e-mail kwam van een computer {name}{address}{verified}."


def _closing_words(judgement: Judgement) -> Iterator[str]:
    if judgement.boundary is None:
        return
    if judgement.tolerance_seconds:
        yield (
            f"Klokken mogen {number(judgement.tolerance_seconds)} seconden afwijken: bewijs dat zo "
            "dicht bij de termijn ligt, maakt het oordeel betwist."
        )
    else:
        yield "Er geldt geen marge voor afwijkende klokken (0 seconden)."
    if judgement.circumstances.judged_at is not None:
        yield f"Dit oordeel is gegeven op {clock_time(judgement.circumstances.judged_at)}."


def _sided(judgement: Judgement, item: Evidence) -> str:
    return clock_time(item.at) + _side(judgement, item.at)


def _side(judgement: Judgement, moment: datetime) -> str:
    if judgement.boundary is None:
        return ""
    return ", binnen de termijn" if judgement.boundary.admits(moment) else ", na de termijn"
