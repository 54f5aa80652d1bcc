"""Asking tesseract what it has, and trying it out on an empty page.

What it needs beside its models lies about in files whose place and number differ by its
version, and it ends well without some of them, only without what they are for. So what it
makes of a page is looked at.
"""

import os
import re
import subprocess
from collections.abc import Sequence
from typing import Final

from intake.adapters.child_confinement import DAEMON_VARIABLES
from intake.domain.errors import ConfigurationError

_SECONDS: Final = 30.0
_SIDE: Final = 16
_EMPTY_PAGE: Final = f"P5 {_SIDE} {_SIDE} 255\n".encode() + b"\xff" * _SIDE**2
_LACKS: Final = re.compile(r"Can't open (?:file )?\"?([\w./-]{1,200})")
_UNLOADED: Final = re.compile(r"Failed loading language '[^'\n]{1,100}'")
_MARKS: Final = {"pdf": b"%PDF-", "hocr": b"ocr_page"}


def told_by(program: str, option: str) -> list[str]:
    """Return the lines that tesseract answers to an option.

    Raises:
        ConfigurationError: It does not run.
    """
    done = _run([program, option])
    return (done.stdout or done.stderr).decode(errors="replace").splitlines()


def try_out(program: str, languages: Sequence[str]) -> None:
    """Have tesseract read an empty page.

    Raises:
        ConfigurationError: It cannot load a model, or write what is asked of it.
    """
    options = ["-l", "+".join(languages), "-c", "textonly_pdf=1"]
    done = _run([program, "stdin", "stdout", *options, "pdf", "hocr", "txt"], _EMPTY_PAGE)
    said = done.stderr.decode(errors="replace")
    # One language that fails to load is left out, and the others are read with.
    unloaded = _UNLOADED.search(said)
    if done.returncode != 0 or unloaded:
        first = next((line for line in said.splitlines() if line.strip()), "it says nothing")
        reason = unloaded[0] if unloaded else first
        raise ConfigurationError(
            f"tesseract cannot read with {'+'.join(languages)} ({_plain(reason)}); install its "
            "packages again, and look where TESSDATA_PREFIX points if it is set"
        )
    lacking = _LACKS.search(said)
    unwritten = [name for name, mark in _MARKS.items() if mark not in done.stdout]
    if lacking or unwritten:
        what = lacking[1] if lacking else unwritten[0]
        raise ConfigurationError(
            f"tesseract lacks its own file for {_plain(what)!r}, as configs/pdf, configs/hocr, "
            "configs/txt or pdf.ttf; install the package tesseract-ocr again, and look where "
            "TESSDATA_PREFIX points if it is set"
        )


def _run(command: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(DAEMON_VARIABLES)
    }
    try:
        return subprocess.run(  # noqa: S603 - a program of the system
            command,
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=kept | {"OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConfigurationError(f"{command[0]} does not run: {type(error).__name__}") from error


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:200]
