"""Takes a mail apart for a test: its bytes in, what is known of it and its files out."""

import tempfile
from pathlib import Path

from intake.domain.bounds import Bounds
from intake.domain.ledger import breach_of
from intake.domain.mail import MailHeaders, ParsedMail
from intake.parsing.mail_file import parse_mail
from tests.fakes.examiner import WIDE_BOUNDS


def taken_apart(raw: bytes, bounds: Bounds = WIDE_BOUNDS) -> tuple[ParsedMail, list[bytes]]:
    """Return the mail and the bytes of each attachment; the ledger is held to them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mail = folder / "mail"
        mail.write_bytes(raw)
        into = folder / "into"
        into.mkdir()
        parsed = parse_mail(mail, into, bounds)
        files = [into / str(item.ordinal) for item in parsed.attachments]
        assert sorted(into.iterdir()) == sorted(files)
        assert mail.read_bytes() == raw
        kept = [file.read_bytes() for file in files]
    sizes = [(item.ordinal, len(data)) for item, data in zip(parsed.attachments, kept, strict=True)]
    assert breach_of(parsed.ledger, parsed.leaves, sizes) is None
    return parsed, kept


def headers_of(raw: bytes) -> MailHeaders:
    """Return the header facts of a mail."""
    return taken_apart(raw)[0].headers
