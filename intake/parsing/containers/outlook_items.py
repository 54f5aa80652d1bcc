"""What a mail of Outlook holds, whether it came as .msg or within winmail.dat."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers import mapi
from intake.parsing.containers.mapi import Properties, Stored
from intake.parsing.containers.member import PIECE, Member, Role
from intake.parsing.containers.rtf import MOST_RTF, decompressed, reduced, wraps_html
from intake.parsing.file_names import extension_of

_MOST_TEXT = 8_388_608
_LOOKED_AT = 65_536
_BY_VALUE, _REFERENCES, _WEB_REFERENCE, _OLE = 1, frozenset({2, 3, 4}), 7, 6
_LINK = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_FIELD_LINE = re.compile(rb"[!-9;-~]{1,70}:")
_MIME_TYPE = re.compile(r"[\w.+-]{1,80}/[\w.+-]{1,80}")
_SEPARATOR = re.compile(r"[/\\]")

_ON_THE_WEB = Problem(
    ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS, "de bijlage is een link naar een bestand elders"
)
_ELSEWHERE = Problem(
    ProblemCode.NOT_A_FILE, "de bijlage verwijst naar een bestand op de computer van de afzender"
)
_OBJECT = Problem(
    ProblemCode.NOT_EXPANDED, "in de e-mail is een onderdeel van een ander programma geplakt"
)
_LONG_TEXT = Problem(ProblemCode.TOO_LARGE, "de tekst is te lang om helemaal te lezen")


@dataclass(frozen=True)
class Attached:
    """An attachment as its container keeps it.

    Attributes:
        properties: Of the attachment.
        codepage: Of its texts of eight bits.
        data: The bytes, None when there are none.
        names: Other names the container has for it, the best first.
        members: Of a mail within: its members.
        problems: What is wrong with it although it is given.
    """

    properties: Properties
    codepage: int
    data: Stored | None = None
    names: tuple[str, ...] = ()
    members: Callable[[], Iterator[Member]] | None = None
    problems: tuple[Problem, ...] = ()


def file_member(attached: Attached, message_class: str = "") -> Member:
    """Return the member for an attachment.

    Args:
        attached: The attachment.
        message_class: Of its mail; S/MIME is told by it.
    """
    name = _name(attached)
    kind = mapi.text(attached.properties, mapi.ATTACH_MIME_TAG, attached.codepage)
    declared = kind.lower() if _MIME_TYPE.fullmatch(kind) else ""
    if attached.members is not None:
        return Member(name, members=attached.members, problems=attached.problems)
    if attached.data is None or not attached.data.size:
        refused = _refusal(attached)
        if refused is not None:
            return Member(name, declared_type=declared, refused=refused)
    declared, role = _signed(attached.data, message_class.lower(), declared)
    return Member(
        name,
        attached.data.pieces if attached.data else Stored(mapi.BINARY).pieces,
        role=role,
        declared_type=declared,
        problems=attached.problems,
    )


def text_member(
    properties: Properties, codepage: int, *, body: Stored | None = None
) -> Member | None:
    """Return the one text of a mail: plain, else HTML, else what its RTF says.

    Args:
        properties: Of the mail.
        codepage: Of its texts of eight bits.
        body: A plain text that the container keeps outside the properties.
    """
    web_codepage = mapi.number(properties, mapi.INTERNET_CODEPAGE, codepage)
    for stored, media_type, of in (
        (properties.get(mapi.BODY), "text/plain", codepage),
        (body, "text/plain", codepage),
        (properties.get(mapi.HTML), "text/html", web_codepage),
    ):
        if stored is not None and _says_something(stored):
            return _recoded(stored, media_type, of)
    rtf = properties.get(mapi.RTF)
    return _from_rtf(rtf) if rtf is not None and rtf.size else None


def _recoded(stored: Stored, media_type: str, codepage: int) -> Member:
    data, problem = mapi.read(stored, _MOST_TEXT)
    if problem is None and stored.size > _MOST_TEXT:
        problem = _LONG_TEXT
    return _text(media_type, mapi.long_text(data, stored.kind, codepage), problem)


def _from_rtf(stored: Stored) -> Member | None:
    compressed, problem = mapi.read(stored, MOST_RTF)
    rtf = decompressed(compressed)
    words = reduced(rtf)
    if problem is None and len(rtf) == MOST_RTF:
        problem = _LONG_TEXT
    if not words.strip():
        return None
    return _text("text/html" if wraps_html(rtf) else "text/plain", words, problem)


def _text(media_type: str, text: str, problem: Problem | None) -> Member:
    """Return the member for a text; a broken one is told at once, since it was read."""
    return Member(
        None,
        lambda: _cut(text),
        role=Role.TEXT,
        declared_type=media_type,
        charset="utf-8",
        problems=() if problem is None else (problem,),
    )


def _cut(text: str) -> Iterator[bytes]:
    data = text.encode()
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]


def _says_something(stored: Stored) -> bool:
    return bool(mapi.read(stored, _LOOKED_AT)[0].strip(b" \t\r\n\0"))


def _name(attached: Attached) -> str | None:
    """Return the long name; of a display name or a short one that with an extension."""
    properties, codepage = attached.properties, attached.codepage

    def text(identifier: int) -> str:
        return mapi.text(properties, identifier, codepage).strip()

    display, short = text(mapi.DISPLAY_NAME), text(mapi.ATTACH_SHORT_NAME)
    candidates = [
        text(mapi.ATTACH_LONG_NAME),
        *attached.names,
        display if extension_of(display) or attached.members else "",
        short,
        display,
        text(mapi.ATTACH_TRANSPORT_NAME),
        _SEPARATOR.split(text(mapi.ATTACH_LONG_PATH) or text(mapi.ATTACH_PATH))[-1],
    ]
    return next((name for name in candidates if name), None)


def _refusal(attached: Attached) -> Problem | None:
    """Say why an attachment without bytes has none; None for an empty file."""
    method = mapi.number(attached.properties, mapi.ATTACH_METHOD, _BY_VALUE)
    paths = [
        mapi.text(attached.properties, identifier, attached.codepage)
        for identifier in (mapi.ATTACH_LONG_PATH, mapi.ATTACH_PATH)
    ]
    if method == _WEB_REFERENCE or any(_LINK.match(path) for path in paths):
        return _ON_THE_WEB
    if method in _REFERENCES:
        return _ELSEWHERE
    is_object = mapi.ATTACH_DATA in attached.properties and attached.data is None
    return _OBJECT if method == _OLE or is_object else None


def _signed(data: Stored | None, message_class: str, declared: str) -> tuple[str, Role]:
    """Tell by the class of the mail that its one attachment is the whole of a signed mail."""
    if message_class.startswith("ipm.note.smime.multipartsigned") and data is not None:
        if _FIELD_LINE.match(mapi.read(data, 100)[0].lstrip()):
            return "multipart/signed", Role.MAIL
    elif message_class.startswith("ipm.note.smime"):
        return "application/pkcs7-mime", Role.FILE
    return declared, Role.FILE
