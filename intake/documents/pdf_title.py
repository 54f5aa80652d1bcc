"""The title that a PDF has for itself, without what programs write there unasked."""

import re
from typing import Any, Final

import pypdfium2

MOST_CHARACTERS: Final = 200

_PROGRAM: Final = re.compile(
    r"^(?:Microsoft (?:Office )?(?:Word|Excel|PowerPoint|Outlook)|OpenOffice|LibreOffice"
    r"|PowerPoint[- ]presentatie|Print(?:ing)?)\s*-\s*",
    re.IGNORECASE,
)
_EXTENSION: Final = re.compile(
    r"\.(?:docx?|docm|dotx?|xlsx?|pptx?|odt|ods|odp|rtf|pdf|txt|html?|indd|pages|tiff?|jpe?g)$",
    re.IGNORECASE,
)
_USELESS: Final = re.compile(
    r"(?:untitled|naamloos|zonder titel|geen titel|no title|new document|nieuw document|title"
    r"|titel|document|doc|scan|scanned document|gescand document|about:blank|print|null|none"
    r"|powerpoint[- ]presentati(?:e|on)|cover ?page|template|sjabloon|blank page"
    r"|(?:scan|img|image|doc|skm|km|bizhub|xerox|canon|ricoh|kyocera|brother|hp|smart"
    r"|naamloos|untitled|document)[\W_\d]*|[\W_\d]*)",
    re.IGNORECASE,
)


def title_of(document: Any) -> str:
    """Return the title on one line, at most 200 characters; empty when none says anything."""
    try:
        told: str = document.get_metadata_value("Title")
    except (pypdfium2.PdfiumError, ValueError):  # text that is no text
        return ""
    return useful_title(told)


def useful_title(told: str) -> str:
    """Return what is useful of a title.

    >>> useful_title("Microsoft Word - Bestuursverklaring 2024.docx")
    'Bestuursverklaring 2024'
    """
    line = " ".join(
        "".join(letter if letter.isprintable() else " " for letter in told[:4_000]).split()
    )
    bare = _EXTENSION.sub("", _PROGRAM.sub("", line)).strip()
    return "" if _USELESS.fullmatch(bare) else bare[:MOST_CHARACTERS].strip()
