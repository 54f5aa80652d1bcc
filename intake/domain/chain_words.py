"""Each `Received:` line of a mail and what it is worth, in Dutch."""

from intake.domain.evidence import Judgement
from intake.domain.received_chain import ChainHop
from intake.domain.time_finding_words import flaw_words
from intake.domain.time_words import clock_time


def explain_chain(judgement: Judgement) -> tuple[str, ...]:
    """Return one line for each `Received:` line, topmost first, and what it is worth."""
    return tuple(map(_line_words, judgement.circumstances.chain.hops))


def worth_words(line: ChainHop) -> str:
    """Return what a line is worth."""
    if line.is_boundary:
        return "onze mailserver; hier kwam de e-mail binnen"
    if line.is_ours:
        return "onze mailserver"
    if line.claims_ours:
        return "noemt onze mailserver, maar is niet van ons; telt niet"
    return "niet van ons; telt niet"


def _line_words(line: ChainHop) -> str:
    hop = line.hop
    time = clock_time(hop.at) if hop.at is not None else "zonder bruikbaar tijdstip"
    flaw = f" ({flaw_words(hop.flaw)})" if hop.flaw is not None else ""
    sender = hop.verified or hop.given or hop.address
    came = f", van {sender}" if sender else ""
    host, worth = hop.by or "onbekende computer", worth_words(line)
    return f"regel {line.line}: {host}{came}, {time}{flaw}: {worth}"
