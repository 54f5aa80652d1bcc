"""What a file was called before it was signed, encrypted or packed by itself."""

import re

_WRAPPINGS = re.compile(
    r"(?i)(?:\.(?:p7m|p7s|p7z|pkcs7|pgp|gpg|asc|gz|bz2|xz|lzma|zst|lz4|lz|z))+\Z"
)
_NO_NAMES = frozenset({"smime", "encrypted", "signed", "message"})
"""What mail programs write where nothing has a name, in lower case."""


def name_within(name: str) -> str | None:
    """Return e.g. `contract.pdf` for `contract.pdf.p7m`; None where nobody gave a name."""
    inner = _WRAPPINGS.sub("", name)
    return None if not inner or inner.lower() in _NO_NAMES else inner
