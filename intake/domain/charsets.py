"""Text out of bytes whose character set is declared, wrong, unknown or absent.

What people see in mail clients is the measure: `iso-8859-1` means windows-1252,
`us-ascii` means whatever it turns out to be, and bytes that do not fit the
declared set are tried as UTF-8 before anything is replaced.
"""

import codecs
import re
from functools import lru_cache

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_JAPANESE_ESCAPES = (b"\x1b$", b"\x1b(")

_UNLABELLED = frozenset({"ascii", "us-ascii", "unknown-8bit", "x-unknown", "default", "none"})
_READ_AS = {
    # Mailers write the narrow name and use the characters of the wider set.
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "iso-8859-8-i": "iso-8859-8", "iso-8859-6-i": "iso-8859-6",
    "x-sjis": "cp932", "shift_jis": "cp932", "iso-2022-jp": "iso2022_jp_ext",
    "utf-8-sig": "utf-8", "utf8mb4": "utf-8", "x-utf-8": "utf-8", "unicode-1-1-utf-7": "utf-7",
}  # fmt: skip
_NOT_FOR_MAIL = frozenset(
    # No character sets of mails, and slow or noisy on hostile bytes.
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
)

_NAMES = {
    # Where the name is not `cp` and the number.
    1200: "utf-16-le", 1201: "utf-16-be", 10000: "mac_roman", 20127: "us-ascii",
    20866: "koi8-r", 21866: "koi8-u", 20932: "euc_jp", 20936: "gb2312", 28605: "iso-8859-15",
    50220: "iso-2022-jp", 50221: "iso-2022-jp", 50222: "iso-2022-jp", 50225: "iso-2022-kr",
    51932: "euc_jp", 51936: "gb2312", 51949: "euc-kr", 52936: "hz", 54936: "gb18030",
    65000: "utf-7", 65001: "utf-8",
}  # fmt: skip
_ISO_8859 = range(28_591, 28_607)


def decode_text(data: bytes, charset: str | None = None) -> str:
    """Return the text; unreadable bytes become U+FFFD, and the result can always be stored."""
    codec = _codec(charset or "")
    if codec is None:
        return storable(_unlabelled(data))
    try:
        return storable(data.decode(codec).removeprefix("\ufeff"))
    except ValueError:
        return storable(_unlabelled(data) if codec == "utf-8" else data.decode(codec, "replace"))


def storable(text: str) -> str:
    """Return the text without NUL and lone surrogates, which no database takes."""
    return _SURROGATE.sub("\ufffd", text.replace("\0", ""))


def charset_of(codepage: int) -> str:
    """Return the name of a character set, empty for none."""
    if codepage in _ISO_8859:
        return _NAMES.get(codepage, f"iso-8859-{codepage - 28_590}")
    return _NAMES.get(codepage, f"cp{codepage}" if codepage else "")


@lru_cache(maxsize=64)
def _codec(charset: str) -> str | None:
    # RFC 2231 section 5: a language may follow the name.
    name = charset.split("*", 1)[0].strip(" \"'").lower()
    if name in _UNLABELLED or not _NAME.fullmatch(name):
        return None
    try:
        found = codecs.lookup(_READ_AS.get(name, name)).name
        b" ".decode(found)  # Refuses what is no text encoding, such as `hex`.
    except (LookupError, ValueError):
        return None
    return None if found.replace("_", "-") in _NOT_FOR_MAIL else found


def _unlabelled(data: bytes) -> str:
    if any(escape in data for escape in _JAPANESE_ESCAPES):
        try:
            return data.decode("iso2022_jp_ext")
        except ValueError:
            pass
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except ValueError:
        return _damaged_utf8_or_western(data)


def _damaged_utf8_or_western(data: bytes) -> str:
    """Return the reading with fewer errors: a cut UTF-8 text stays UTF-8."""
    as_utf8 = data.decode("utf-8", "replace")
    unreadable = as_utf8.count("\ufffd")
    readable = sum(1 for character in as_utf8 if character > "\x7f") - unreadable
    return as_utf8 if readable >= unreadable else data.decode("cp1252", "replace")
