"""winmail.dat: mails as Outlook and Exchange send them among themselves (MS-OXTNEF).

tnefparse was weighed: it holds 100 MB almost four times, loses what follows a property that it
cannot read, gave a Word file of 61,952 bytes without its last 418, and follows mails within
mails before it is asked to.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers import mapi
from intake.parsing.containers.mapi import Stored
from intake.parsing.containers.member import Member, UnopenedError
from intake.parsing.containers.outlook_items import Attached, file_member, text_member
from intake.parsing.containers.tnef_attributes import OF_MAIL, Attribute, Attributes
from intake.parsing.containers.tnef_properties import placed, read_properties
from intake.parsing.containers.window import Window

SIGNATURE: Final = b"\x78\x9f\x3e\x22"
_WESTERN = 1_252

_OEM_CODEPAGE, _MESSAGE_CLASS, _BODY, _MAPI = 0x9007, 0x8008, 0x800C, 0x9003
_RENDERING, _TITLE, _DATA, _ATTACHMENT = 0x9002, 0x8010, 0x800F, 0x9005
_TRANSPORT_NAME = 0x9001
_IS_MAIL = bytes.fromhex("0703020000000000c000000000000046")

_NOT_ONE = Problem(ProblemCode.DAMAGED, "dit bestand van Outlook is niet te lezen")
_CHECKSUM_WRONG = Problem(ProblemCode.DAMAGED, "de controlegetallen kloppen niet")


_Attributes = dict[int, Attribute]


@dataclass
class _Mail:
    codepage: int = _WESTERN
    attributes: _Attributes = field(default_factory=dict)
    told: bool = False  # the text was given
    tried: tuple[Attribute | None, ...] = ()

    def add(self, one: Attribute) -> None:
        self.attributes.setdefault(one.identifier, one)
        if one.identifier == _OEM_CODEPAGE and one.content.size >= 4:  # noqa: PLR2004
            self.codepage = int.from_bytes(one.content.read(0, 4), "little") or _WESTERN

    def text(self) -> Iterator[Member]:
        """Give the text once, as soon as there is one."""
        properties, body = self.attributes.get(_MAPI), self.attributes.get(_BODY)
        if self.told or self.tried == (properties, body):
            return
        self.tried = (properties, body)
        found = text_member(
            read_properties(properties.content) if properties else {},
            self.codepage,
            body=body.stored(mapi.TEXT_8BIT) if body else None,
        )
        if found is not None:
            self.told = True
            yield found

    def message_class(self) -> str:
        one = self.attributes.get(_MESSAGE_CLASS)
        return _text(one, self.codepage) if one else ""


def tnef_members(path: Path) -> Iterator[Member]:
    """Give the text and the files of a winmail.dat; nothing when it holds neither.

    Raises:
        UnopenedError: when it is no TNEF, or when it ends too early or turns into noise; what
            was before that is given first.
    """
    return _members(Window.of(path), _WESTERN)


def _members(window: Window, codepage: int) -> Iterator[Member]:
    if window.read(0, len(SIGNATURE)) != SIGNATURE:
        raise UnopenedError(_NOT_ONE)
    mail = _Mail(codepage)
    attached: _Attributes = {}
    reading = Attributes(window)
    for one in reading.each():
        if one.level == OF_MAIL:
            mail.add(one)
        elif attached and (one.identifier == _RENDERING or one.identifier in attached):
            # Outlook starts each file with its rendering; others leave that out.
            yield from mail.text()
            yield _attachment(attached, mail)
            attached = {one.identifier: one}
        else:
            attached[one.identifier] = one
    yield from mail.text()
    if attached:
        yield _attachment(attached, mail)
    if reading.ended is not None:
        raise UnopenedError(reading.ended)


def _attachment(attributes: _Attributes, mail: _Mail) -> Member:
    listed = attributes.get(_ATTACHMENT)
    properties = read_properties(listed.content) if listed else {}
    names = (attributes[name] for name in (_TRANSPORT_NAME, _TITLE) if name in attributes)
    stored, own = properties.get(mapi.ATTACH_DATA), attributes.get(_DATA)
    data, within = _object(stored) if stored else (None, None)
    if own is not None and own.content.size and data is None:
        data = own.stored()
    attached = Attached(
        properties,
        mail.codepage,
        data=data,
        names=tuple(_text(name, mail.codepage).strip() for name in names),
        members=None if within is None else partial(_members, within, mail.codepage),
        problems=() if all(one.intact for one in attributes.values()) else (_CHECKSUM_WRONG,),
    )
    return file_member(attached, mail.message_class())


def _object(stored: Stored) -> tuple[Stored | None, Window | None]:
    """Return the bytes of a file among the properties, or where the mail within lies."""
    if stored.kind != mapi.OBJECT or stored.window is None:
        return (stored, None) if stored.size else (None, None)
    # An object starts with the identifier of what it is.
    content = stored.window.part(len(_IS_MAIL), stored.size)
    if stored.window.read(0, len(_IS_MAIL)) == _IS_MAIL:
        return None, content
    return (placed(mapi.BINARY, content, stored.size - len(_IS_MAIL)), None)


def _text(one: Attribute, codepage: int) -> str:
    return mapi.short_text(one.content.read(0, mapi.NAME_BYTES), mapi.TEXT_8BIT, codepage)
