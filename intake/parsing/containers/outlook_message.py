"""Mails as Outlook saves them: .msg (MS-OXMSG), a compound file of properties.

Libraries were weighed: extract-msg is under the GPL and brings the tools for macros,
python-oxmsg gives nothing of a mail within a mail; both stand on olefile, of which see
`compound_file`.
"""

import struct
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers import mapi
from intake.parsing.containers.compound_file import STORAGE, STREAM, CompoundFile, Entry
from intake.parsing.containers.mapi import Properties, Stored
from intake.parsing.containers.member import Member, UnopenedError
from intake.parsing.containers.ole_package import file_within
from intake.parsing.containers.outlook_headers import header_block
from intake.parsing.containers.outlook_items import Attached, file_member, text_member
from intake.parsing.containers.window import Window

_FIXED = "__properties_version1.0"
_VALUE = "__substg1.0_"
_ATTACHMENT, _RECIPIENT = "__attach_version1.0_#", "__recip_version1.0_#"
_HEADER_OF_FILE, _HEADER_WITHIN, _HEADER_OF_PART = 32, 24, 8
_ROW = struct.Struct("<HHIQ")
_MOST_FIXED = 65_536
_MOST_RECIPIENTS = 1_000
_HEX_TAG: Final = 8
_WESTERN = 1_252
_FIXED_SIZES = {mapi.NUMBER_16: 2, mapi.NUMBER_32: 4, mapi.BOOLEAN: 2, mapi.TIME: 8}

_NO_MAIL = Problem(ProblemCode.DAMAGED, "in dit bestand zit geen e-mail van Outlook")


def msg_members(path: Path) -> Iterator[Member]:
    """Give the text and the attachments of a .msg file.

    Raises:
        UnopenedError: when it is none, or when parts of it are missing; what is there is given
            first.
    """
    file = CompoundFile(Window.of(path))
    yield from _members(file, file.root, _HEADER_OF_FILE)
    if file.damage is not None:
        raise UnopenedError(file.damage)


def msg_headers(path: Path) -> bytes:
    """Return the header fields of the mail, each line ended by CR LF, without an empty line.

    Raises:
        UnopenedError: when it is no .msg file.
    """
    file = CompoundFile(Window.of(path))
    properties, codepage = _mail(file, file.root, _HEADER_OF_FILE)
    recipients = [
        _properties(file, file.children(entry), _HEADER_OF_PART)
        for entry in _numbered(file, file.root, _RECIPIENT)[:_MOST_RECIPIENTS]
    ]
    return header_block(properties, recipients, codepage)


def _members(file: CompoundFile, storage: Entry, header: int) -> Iterator[Member]:
    properties, codepage = _mail(file, storage, header)
    text = text_member(properties, codepage)
    if text is not None:
        yield text
    message_class = mapi.text(properties, mapi.MESSAGE_CLASS, codepage)
    for entry in _numbered(file, storage, _ATTACHMENT):
        yield file_member(_attached(file, entry, codepage), message_class)


def _attached(file: CompoundFile, storage: Entry, codepage: int) -> Attached:
    entries = file.children(storage)
    properties = _properties(file, entries, _HEADER_OF_PART)
    within = next((entry for entry in entries if _tag(entry)[0] == mapi.ATTACH_DATA), None)
    if within is None or within.kind == STREAM:
        return Attached(properties, codepage, data=properties.get(mapi.ATTACH_DATA))
    content = file.children(within)
    if any(entry.name.lower() == _FIXED for entry in content):
        members = partial(_members, file, within, _HEADER_WITHIN)
        return Attached(properties, codepage, members=members)
    name, data = file_within(file, content)
    return Attached(properties, codepage, data=data, names=(name,) if name else ())


def _mail(file: CompoundFile, storage: Entry, header: int) -> tuple[Properties, int]:
    entries = file.children(storage)
    if not any(entry.name.lower().startswith((_FIXED, _VALUE)) for entry in entries):
        raise UnopenedError(file.damage or _NO_MAIL)
    properties = _properties(file, entries, header)
    internet = mapi.number(properties, mapi.INTERNET_CODEPAGE, _WESTERN)
    return properties, mapi.number(properties, mapi.MESSAGE_CODEPAGE, internet)


def _properties(file: CompoundFile, entries: Sequence[Entry], header: int) -> Properties:
    found: dict[int, Stored] = {}
    for entry in entries:
        identifier, kind = _tag(entry)
        if identifier < 0 or kind & mapi.SEVERAL or identifier >= mapi.FIRST_NAMED:
            continue
        if identifier not in found or kind == mapi.UNICODE:
            pieces = partial(file.pieces, entry)
            found[identifier] = Stored(kind, entry.size, pieces)
    for entry in entries:
        if entry.name.lower() == _FIXED and entry.kind == STREAM:
            rows, _ = mapi.read(
                Stored(mapi.BINARY, pieces=partial(file.pieces, entry)), _MOST_FIXED
            )
            for kind, identifier, _, value in _ROW.iter_unpack(_whole_rows(rows[header:])):
                size = _FIXED_SIZES.get(kind)
                if size is not None:
                    number = value & ((1 << 8 * size) - 1)
                    found.setdefault(identifier, Stored(kind, size, number=number))
    return found


def _whole_rows(data: bytes) -> bytes:
    return data[: len(data) // _ROW.size * _ROW.size]


def _tag(entry: Entry) -> tuple[int, int]:
    """Return identifier and type of a property by the name of its stream; -1 for another."""
    name = entry.name.lower()
    digits = name.removeprefix(_VALUE)
    if digits == name or len(digits) != _HEX_TAG or not set(digits) <= set("0123456789abcdef"):
        return -1, 0
    return int(digits[:4], 16), int(digits[4:], 16)


def _numbered(file: CompoundFile, storage: Entry, prefix: str) -> list[Entry]:
    """Return the storages of attachments or recipients in the order of their numbers."""
    return sorted(
        (
            entry
            for entry in file.children(storage)
            if entry.kind == STORAGE and entry.name.lower().startswith(prefix)
        ),
        key=lambda entry: entry.name.lower(),
    )
