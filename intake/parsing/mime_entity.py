"""Whether bytes that came out of a signature or a message are mail, or a file."""

import re

_SEARCHED = 4_096
_HEADER_BLOCK = re.compile(rb"\A(?:[!-9;-~]{1,80}[ \t]*:[^\n]*(?:\r?\n[ \t][^\n]*)*(?:\r?\n|\Z))+")
_OF_MIME = re.compile(
    rb"(?im)^(?:content-(?:type|transfer-encoding|disposition)|mime-version)[ \t]*:"
)
_OF_MAIL = re.compile(rb"(?im)^(from|date|received|message-id|subject)[ \t]*:")


def is_mime_entity(head: bytes) -> bool:
    """Tell by its beginning whether something is a mail or a part of one, fields and all."""
    block = _HEADER_BLOCK.match(head[:_SEARCHED])
    if block is None:
        return False
    fields = block[0]
    return _OF_MIME.search(fields) is not None or len(set(_OF_MAIL.findall(fields.lower()))) > 1
