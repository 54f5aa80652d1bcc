"""A mail that was saved by Outlook, read as if it had come in by itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from intake.parsing.containers.member import PIECE, UnopenedError
from intake.parsing.containers.outlook_message import msg_headers
from intake.parsing.fields import Fields, read_fields
from intake.parsing.leaf import Leaf
from intake.parsing.mail_entity import Entity
from intake.parsing.media_type import media_type_of_file
from intake.parsing.parameters import parametrised
from intake.parsing.spool import Spool

_OUTLOOK: Final = "application/vnd.ms-outlook"
_NO_FIELDS = Fields(())


def outlook_entity(mail: Path, spool: Spool) -> Entity | None:
    """Return a mail in Outlook's own format as one leaf to be opened; None for any other file.

    Raises:
        OSError: The disk.
    """
    if media_type_of_file(mail, "") != _OUTLOOK:
        return None
    written = spool.write(_pieces(mail))
    leaf = Leaf(
        number="1",
        path=written.path,
        size=written.size,
        sha256=written.sha256,
        media_type=_OUTLOOK,
        declared_type=_OUTLOOK,
        is_own=True,
    )
    fields = _fields(mail)
    return Entity(fields, parametrised(None), "", (leaf,), (), ())


def _fields(mail: Path) -> Fields:
    try:
        block = msg_headers(mail)
    except UnopenedError:
        # The leaf is opened next, and says what is wrong.
        return _NO_FIELDS
    return read_fields(block, 0, len(block), part=False)[0]


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
