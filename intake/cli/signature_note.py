"""What `intake check` says of a virus scanner: what it is, and whether it knows recent viruses."""

from datetime import datetime

from intake.domain.one_line import on_one_line
from intake.domain.virus_scan import SIGNATURES_GET_OLD, ScannerVersion


def signature_note(version: ScannerVersion, now: datetime) -> str:
    """Return the words, with a NOTE when its signatures are old or have no date.

    Args:
        version: As it says itself.
        now: Aware.
    """
    told = on_one_line(version.words)
    if version.signatures_at is None:
        return f"NOTE {told}: it does not say how old its signatures are; see that freshclam runs"
    # Its own local time, of a zone it does not name; it is most often on this machine.
    age = now.astimezone().replace(tzinfo=None) - version.signatures_at
    if age > SIGNATURES_GET_OLD:
        return f"NOTE {told}: its signatures are {age.days} days old; see that freshclam runs"
    return told
