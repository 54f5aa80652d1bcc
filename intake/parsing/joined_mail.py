"""A mail that came in pieces, put together again and read as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from intake.domain.bounds import Bounds
from intake.domain.mail import MailHeaders, ParsedMail
from intake.domain.partial_mail import Partial
from intake.parsing.containers.member import UnopenedError
from intake.parsing.fields import read_fields
from intake.parsing.headers import read_header
from intake.parsing.mail_file import HEADER_BYTES, parse_mail
from intake.parsing.parameters import parametrised
from intake.parsing.partial_mail import joined, partial_of


def parse_joined(mail: Path, pieces: Sequence[Path], into: Path, bounds: Bounds) -> ParsedMail:
    """Put pieces together and read the whole; see `parse_mail`.

    How it came and how it is answered is that of one mail; what it says is that of the whole.
    Pieces that cannot be put together leave that mail as it is by itself.

    Args:
        mail: The one of the pieces that becomes the whole.
        pieces: All of them, in the order of their numbers.
        into: See `parse_mail`.
        bounds: A whole over `mail_bytes` is not taken apart.

    Raises:
        OSError: The disk.
    """
    try:
        content = joined(_Raw(pieces), _partials(pieces))
    except UnopenedError:
        return parse_mail(mail, into, bounds)
    whole = into / "whole"
    with whole.open("xb") as file:
        file.writelines(_up_to(bounds.mail_bytes, content))
    parsed = parse_mail(whole, into, bounds)
    whole.unlink()
    with mail.open("rb") as file:
        own = read_header(file.read(HEADER_BYTES))
    return replace(parsed, headers=_headers(own, parsed.headers))


def _up_to(most: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give no more than it takes to see that there are too many."""
    given = 0
    for piece in pieces:
        yield piece
        given += len(piece)
        if given > most:
            return


def _headers(own: MailHeaders, whole: MailHeaders) -> MailHeaders:
    return replace(
        own,
        sender=whole.sender,
        sender_name=whole.sender_name,
        subject=whole.subject,
        in_reply_to=whole.in_reply_to,
        references=whole.references,
        automatic_sign=own.automatic_sign or whole.automatic_sign,
    )


def _partials(pieces: Sequence[Path]) -> dict[int, Partial]:
    found: dict[int, Partial] = {}
    for number, path in enumerate(pieces, start=1):
        with path.open("rb") as file:
            head = file.read(HEADER_BYTES)
        fields, _ = read_fields(head, 0, len(head), part=False)
        partial = partial_of(parametrised(fields.first("content-type")))
        if partial is not None:
            found[number] = partial
    return found


class _Raw(Mapping[int, bytes]):
    """The mails by number, of which none is in memory before it is asked for."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths

    def __getitem__(self, number: int) -> bytes:
        return self._paths[number - 1].read_bytes()

    def __iter__(self) -> Iterator[int]:
        return iter(range(1, len(self._paths) + 1))

    def __len__(self) -> int:
        return len(self._paths)
