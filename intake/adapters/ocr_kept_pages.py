"""Pages that were read, kept until their whole document is.

A process that is killed in the middle of a document is followed by one that goes on after the
pages that were finished. A page is known by the picture that was read, so whatever changes in
how pages are drawn has it read anew. Each document has a folder of its own: what reads it may
be taken over by it, and could then do no harm but to the same document.
"""

import base64
import hashlib
import json
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FORMAT: Final = 1
_KEPT_SECONDS: Final = 7 * 24 * 3600
_FOLDER_MODE: Final = 0o700
_DIGITS: Final = 64


@dataclass(frozen=True)
class ReadPage:
    """One page as the engine read it.

    Attributes:
        pdf: A page of text without a picture.
        confidences: Of each word, 0 to 100.
    """

    pdf: bytes
    text: str
    confidences: tuple[int, ...] = ()


class KeptPages:
    """The pages of one document; within the limited process.

    Args:
        folder: Where they are; None: nothing is kept.
        engine: What reads, with its version and languages; of another nothing is taken.
    """

    def __init__(self, folder: Path | None, engine: str) -> None:
        self._folder = folder
        self._engine = f"{_FORMAT} {engine} ".encode()

    def find(self, picture: Path) -> ReadPage | None:
        """Return what was read of a picture before; None for what is not there or not whole."""
        if self._folder is None:
            return None
        try:
            head, _, body = self._file_of(picture, self._folder).read_bytes().partition(b"\n")
            if head.decode() != hashlib.sha256(body).hexdigest():
                return None
            kept = json.loads(body)
            pdf = base64.b64decode(kept["pdf"])
            return ReadPage(pdf, str(kept["text"]), tuple(map(int, kept["confidences"])))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep(self, picture: Path, page: ReadPage) -> None:
        """Keep what was read of a picture; without room for it, it is read again another time."""
        if self._folder is None:
            return
        body = json.dumps(
            {
                "pdf": base64.b64encode(page.pdf).decode(),
                "text": page.text,
                "confidences": page.confidences,
            }
        ).encode()
        with suppress(OSError):
            target = self._file_of(picture, self._folder)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as new:
                new.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            Path(new.name).replace(target)

    def _file_of(self, picture: Path, folder: Path) -> Path:
        known = hashlib.sha256(self._engine)
        with picture.open("rb") as stream:
            while piece := stream.read(1024 * 1024):
                known.update(piece)
        return folder / f"{known.hexdigest()}.page"


def folder_for(document: Path, root: Path) -> Path | None:
    """Return the folder for the pages of a document, made where it is not there.

    None where it cannot be made: nothing is lost by that but time.
    """
    try:
        with document.open("rb") as stream:
            folder = root / hashlib.file_digest(stream, "sha256").hexdigest()
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def forget(folder: Path | None) -> None:
    """Remove the pages of a document that is finished."""
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def forget_old(root: Path) -> None:
    """Remove the pages of documents that nobody went on with for a week."""
    with suppress(OSError):
        for folder in root.iterdir():
            is_ours = len(folder.name) == _DIGITS and not folder.is_symlink()
            if is_ours and folder.stat().st_mtime < time.time() - _KEPT_SECONDS:
                forget(folder)
