"""Links to files that were not sent with the mail. Nothing is ever fetched.

Who writes "see the link" has not handed in the documents, and is told so. The whole link is a
secret, for whoever has it has the files: only the service and its host leave this module.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote

from intake.domain.charsets import decode_text
from intake.domain.one_line import on_one_line
from intake.parsing.link_services import (
    HOSTS_OF_FILES_ALONE,
    LINK_SERVICES,
    LINK_WRAPPERS,
    LinkWrapper,
)
from intake.parsing.parameters import Parametrised

_LINK: Final = re.compile(r"""(?i)\bhttps?://[^\s<>"'\\^`{|}]{4,4000}""")
_BARE: Final = re.compile(
    r"(?i)(?<![\w./@-])(?:we\.tl|1drv\.ms|(?:www\.)?wetransfer\.com|drive\.google\.com"
    r"|(?:www\.)?dropbox\.com)/[^\s<>\"'\\^`{|}]{2,2000}"
)
_PARTS: Final = re.compile(
    r"(?i)https?://(?:[^/?#@]*@)?([^/?#:]{1,253})\.?(?::\d{0,5})?(.*)", re.DOTALL
)
_PICTURE: Final = re.compile(
    r"""(?i)(?:\b(?:src|srcset|background|poster|xmlns(?::\w{1,9})?)\s?=\s?["']?|\burl\(["']?)\Z"""
)
_LONGEST_ATTRIBUTE: Final = 24
_BEHIND: Final = ".,;:!?)]}>*_"
_MOST_LINKS: Final = 20_000
_MOST_TEXT: Final = 20_000_000
_MOST_WRAPS: Final = 5
_MOST_WORDS: Final = 200
_ENCODED_ADDRESS: Final = str.maketrans("-_", "%/")
_URLDEFENSE_V3: Final = re.compile(r"(?i)/v3/__(.+?)__;")


@dataclass(frozen=True, slots=True, order=True)
class FileLink:
    """Where files lie instead of in the mail: the service as people call it, and its host."""

    service: str
    host: str


def file_links(text: str, source: bytes | str = "") -> tuple[FileLink, ...]:
    """Return the services a mail links to for its files, each once, in the order of the text.

    Args:
        text: The plain text.
        source: Of the HTML text, where a link hides behind words.
    """
    markup = decode_text(source[:_MOST_TEXT]) if isinstance(source, bytes) else source[:_MOST_TEXT]
    seen: dict[FileLink, None] = {}
    # `html.unescape` of a whole text takes a while; a link without `&` needs none.
    for link in _links(text[:_MOST_TEXT]):
        seen |= dict.fromkeys(_services(link))
    for link in _links(markup):
        seen |= dict.fromkeys(_services(html.unescape(link) if "&" in link else link))
    return tuple(seen)


def links_problem_words(links: tuple[FileLink, ...]) -> str:
    """Return e.g. `WeTransfer (we.tl), OneDrive (1drv.ms)`; never the link itself."""
    return ", ".join(f"{link.service} ({link.host})" for link in links)[:_MOST_WORDS]


def external_body(content_type: Parametrised) -> str:
    """Return in Dutch which file a part only points to (`message/external-body`, RFC 2046)."""
    says = content_type.parameters
    kind = _ACCESS.get(says.get("access-type", "").strip().lower(), "op een andere plaats")
    name = _shown(says.get("name", "").replace("\\", "/").rstrip("/").rpartition("/")[2])
    host = _shown(says.get("site", "") or says.get("server", "").rpartition("@")[2])
    if not host and "url" in says:
        parts = _PARTS.match("".join(says["url"].split()))
        host = _shown(parts[1]) if parts else ""
    file = f"het bestand '{name}'" if name else "het bestand"
    return f"{file} {kind}{f' ({host})' if host else ''}"


_ACCESS: Final = {
    "ftp": "op een server",
    "anon-ftp": "op een server",
    "tftp": "op een server",
    "http": "op internet",
    "url": "op internet",
    "local-file": "op de computer van de afzender",
    "afs": "op het netwerk van de afzender",
    "x-mutt-deleted": "dat uit het bericht is gehaald",
    "mail-server": "bij een server die het per e-mail stuurt",
    "content-id": "in een ander bericht",
}


def _shown(words: str) -> str:
    return on_one_line(words)[:_MOST_WORDS]


def _links(text: str) -> Iterator[str]:
    count = 0
    for pattern in (_LINK, _BARE):
        for link in pattern.finditer(text):
            count += 1
            if count > _MOST_LINKS:
                return
            before = text[max(0, link.start() - _LONGEST_ATTRIBUTE) : link.start()]
            if _PICTURE.search(before):
                # A logo in a signature is no file, wherever it lies.
                continue
            address = link[0].rstrip(_BEHIND)
            yield address if pattern is _LINK else f"https://{address}"


def _services(link: str) -> Iterator[FileLink]:
    """Give the service of a link, or of the link within it."""
    for _ in range(_MOST_WRAPS):
        parts = _PARTS.match(link)
        if not parts:
            return
        host, path = parts[1].lower(), parts[2]
        wrapper = next((each for each in LINK_WRAPPERS if each.host.fullmatch(host)), None)
        if wrapper is None:
            yield from _matching(host, path)
            return
        link = _unwrapped(wrapper, path)
        if link.lower() in HOSTS_OF_FILES_ALONE:
            yield from _hosted(link.lower())


def _hosted(host: str) -> Iterator[FileLink]:
    for service in LINK_SERVICES:
        if service.host.fullmatch(host):
            yield FileLink(service.name, host)
            return


def _matching(host: str, path: str) -> Iterator[FileLink]:
    lowered = path.lower()
    for service in LINK_SERVICES:
        if service.host.fullmatch(host) and service.path.match(lowered):
            yield FileLink(service.name, host)
            return


def _unwrapped(wrapper: LinkWrapper, path: str) -> str:
    third = _URLDEFENSE_V3.match(path)
    if third:
        return third[1]
    query = path.partition("?")[2].partition("#")[0]
    try:
        found = parse_qs(query, max_num_fields=50).get(wrapper.target, [""])[0]
    except ValueError:
        return ""
    if wrapper.target == "u" and not found.startswith("http"):
        return ""
    if wrapper.target == "u":
        return unquote(found.translate(_ENCODED_ADDRESS))
    return found
