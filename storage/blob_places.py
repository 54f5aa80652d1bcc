"""Where the bytes of a hash lie in an archive of files, and whether they are still those."""

import hashlib
import re
from pathlib import Path
from typing import Final

from intake.domain.errors import PermanentError
from storage.durable_files import disk_errors

_SHA256: Final = re.compile("[0-9a-f]{64}")
_PREFIX: Final = 2


def is_sha256(text: str) -> bool:
    """Tell whether a text is a hash as the archive names its files by."""
    return _SHA256.fullmatch(text) is not None


class BlobPlaces:
    """An archive to look into; nothing is made in it.

    Args:
        directory: Of the archive.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def of(self, sha256: str) -> Path:
        """Return where bytes of a hash are or would be; raises PermanentError for no hash."""
        if not is_sha256(sha256):
            raise PermanentError("no SHA-256 of 64 lower-case digits; report this mail")
        first, second = sha256[:_PREFIX], sha256[_PREFIX : 2 * _PREFIX]
        return self._directory / first / second / sha256

    def hash_at(self, sha256: str) -> str | None:
        """Return the hash of the bytes that lie where those of a hash belong; None: nothing.

        Raises:
            TemporaryError: The archive cannot be read now.
        """
        with disk_errors(self._directory):
            return hash_of(self.of(sha256))


def hash_of(place: Path) -> str | None:
    """Return the SHA-256 of a file; None when there is none."""
    try:
        with place.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return None
