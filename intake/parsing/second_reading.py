"""The `Received:` lines once more, by mail-parser: a reading that shares no line with ours.

It decides nothing. Where it and we read a line of our own hosts differently, the evidence
says so. It is given the lines alone, since whole mails make it raise, and takes any zone it
does not know for UTC, so a moment of such a line says nothing.
"""

import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import mailparser

from intake.domain.mail import SecondReading

_LINE_CAP = 2_000
"""Bytes of the longest line it is given: it takes up to four milliseconds for 8 KiB."""

_LINE_ENDS = bytes.maketrans(b"\r\n", b"  ")
_HOST = re.compile(r"\[?([A-Za-z0-9_][A-Za-z0-9_.:-]{0,252})\]?")

# Its log would quote the lines.
logging.getLogger("mailparser").disabled = True
for _name in ("core", "utils", "received", "dates", "addresses"):
    logging.getLogger(f"mailparser.{_name}").disabled = True


def second_readings(fields: Sequence[bytes]) -> list[SecondReading | None]:
    """Return a reading per line, in the same order; None where there is none."""
    given = [number for number, field in enumerate(fields) if len(field) <= _LINE_CAP]
    block = b"".join(b"Received: %b\r\n" % fields[number].translate(_LINE_ENDS) for number in given)
    readings: list[SecondReading | None] = [None] * len(fields)
    try:
        # The oldest line comes first.
        hops = list(reversed(mailparser.parse_from_bytes(block + b"\r\n").received))
    except Exception:  # noqa: BLE001 - whatever hostile lines provoke, ours is the reading that counts
        return readings
    if len(hops) == len(given):
        for number, hop in zip(given, hops, strict=True):
            readings[number] = _reading(hop)
    return readings


def _reading(hop: dict[str, Any]) -> SecondReading | None:
    if "raw" in hop:
        return None
    matched = _HOST.match(str(hop.get("by", "")))
    by = matched[1].lower().rstrip(".:") if matched else ""
    told = hop.get("date_utc")
    return SecondReading(by, datetime.fromisoformat(told).astimezone(UTC) if told else None)
