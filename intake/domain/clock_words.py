"""What is known of clocks, in Dutch sentences."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from intake.domain.clock_reading import ClockReading, ClockReference, lead_of_mail_server


def clock_words(reading: ClockReading, told: Callable[[datetime], str]) -> str:
    """Return the sentence for a reading of our own clock."""
    against = {
        ClockReference.NTP: f"tijdserver {reading.name}",
        ClockReference.MAIL_SERVER: "de klok van de mailserver",
        ClockReference.MAILS: "de klok van de mailserver, zoals die uit eerdere e-mails blijkt",
    }[reading.reference]
    begin = f"Onze eigen klok is op {told(reading.at)} vergeleken met {against}:"
    if reading.offset is None or reading.uncertainty is None:
        ahead = reading.high >= 0
        bound = f"ten hoogste {number(reading.high)} seconden voor"
        behind = f"ten minste {number(-reading.high)} seconden achter"
        return f"{begin} onze klok liep {bound if ahead else behind}."
    side = "voor" if reading.offset >= 0 else "achter"
    return (
        f"{begin} onze klok liep {number(abs(reading.offset))} seconden {side}, met een "
        f"onzekerheid van {number(reading.uncertainty)} seconden."
    )


def server_clock_words(readings: Iterable[ClockReading]) -> Iterator[str]:
    """Yield what is known of the clock that wrote INTERNALDATE; it changes no evidence."""
    bounds = lead_of_mail_server(readings)
    if bounds is None:
        return
    low, high = bounds
    lead, doubt = (low + high) / 2, (high - low) / 2
    side = "voor" if lead >= 0 else "achter"
    yield (
        f"De klok van de mailserver loopt daarmee {number(abs(lead))} seconden {side} op de "
        f"tijdserver, met een onzekerheid van {number(doubt)} seconden."
    )


def number(value: float) -> str:
    """Return a number with a decimal comma, at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")
