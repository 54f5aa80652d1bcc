"""A mail that was saved by Outlook, read as if it had come in by itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from intake.parsing.containers.member import PIECE, UnopenedError
from intake.parsing.containers.outlook_message import msg_headers
from intake.parsing.fields import Fields, read_fields
from intake.parsing.leaf import Leaf
from intake.parsing.mail_entity import Entity
from intake.parsing.parameters import parametrised
from intake.parsing.spool import Spool

_OUTLOOK: Final = "application/vnd.ms-outlook"
_OLE_START: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_FIELDS = Fields(())


def outlook_entity(mail: Path, spool: Spool) -> Entity | None:
    """Return a mail in Outlook's own format as one leaf to be opened; None for any other file.

    Raises:
        OSError: The disk.
    """
    if not _is_compound_file(mail):
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


def _is_compound_file(path: Path) -> bool:
    """Tell by the first bytes, with which no mail begins that came in over the network."""
    with path.open("rb") as file:
        return file.read(len(_OLE_START)) == _OLE_START


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
