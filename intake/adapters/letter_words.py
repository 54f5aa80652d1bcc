"""The templates of letters: two Jinja environments that read the same files.

In the one for HTML every value is escaped, and in the one for plain text none is. They
are kept apart as a whole because a macro imported across the two would be marked safe
without having been escaped.
"""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2

from intake.adapters.letter_numbers import numbered
from intake.domain.enumeration import listed, pages_listed
from intake.domain.errors import ConfigurationError
from intake.domain.limit_words import limit_in_dutch
from intake.domain.moments import day_in_words, in_dutch
from intake.domain.problems import IN_DUTCH, ProblemCode
from intake.domain.receipt import RECEIPT_KIND, VIRUS_KIND
from intake.domain.sizes import grouped, size_in_dutch

if TYPE_CHECKING:
    from types import CodeType

SUBJECT: Final = "subject.txt.j2"
TEXT: Final = "receipt.txt.j2"
HTML: Final = "receipt.html.j2"
_FILES: Final = {
    RECEIPT_KIND: (SUBJECT, TEXT, HTML),
    VIRUS_KIND: ("virus_subject.txt.j2", "virus.txt.j2", "virus.html.j2"),
}

_PACKAGE = "config"
_FOLDER = "receipts"
_WIDTH = 72
_ABOUT_A_FILE = "Dit bestand"
_ABOUT_THE_MAIL = "Deze e-mail"


@dataclass(frozen=True)
class Words:
    """What the templates made of one letter."""

    subject: str
    text: str
    html: str


class _Compiled(jinja2.BytecodeCache):
    """What templates were compiled to, kept for all writers of a process.

    Every mailbox has a writer, and to compile takes longer than all letters of an evening.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


# Whether values are escaped is compiled in.
_COMPILED: Final = {True: _Compiled(), False: _Compiled()}


class LetterTemplates:
    """The templates of each kind of letter, those of the installation before our own.

    Args:
        folder: Files in it replace ours of the same name; None: ours alone.

    Raises:
        ConfigurationError: A template is missing or no template.
    """

    def __init__(self, folder: Path | None) -> None:
        if folder is not None and not folder.is_dir():
            raise ConfigurationError(f"templates {folder} is no folder; name one or leave it out")
        plain = _environment(folder, escape=False)
        escaped = _environment(folder, escape=True)
        try:
            self._templates = {
                kind: (
                    plain.get_template(subject),
                    plain.get_template(text),
                    escaped.get_template(html),
                )
                for kind, (subject, text, html) in _FILES.items()
            }
        except jinja2.TemplateError as exc:
            raise _unusable(exc) from exc

    def render(self, kind: str, values: Mapping[str, Any]) -> Words:
        """Return the words of a kind of letter.

        Raises:
            ConfigurationError: A template asks for what there is not.
        """
        subject, text, html = self._templates[kind]
        try:
            return Words(
                subject=subject.render(values),
                text=text.render(values),
                html=html.render(values),
            )
        except (jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError) as exc:
            raise _unusable(exc) from exc


def _environment(folder: Path | None, *, escape: bool) -> jinja2.Environment:
    ours = jinja2.PackageLoader(_PACKAGE, _FOLDER)
    loaders: list[jinja2.BaseLoader] = [ours]
    if folder is not None:
        loaders.insert(0, jinja2.FileSystemLoader(folder))
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=escape,  # noqa: S701 - off for plain text alone, which knows no markup
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED[escape],
    )
    environment.filters.update(
        day=_day,
        grouped=grouped,
        limit=limit_in_dutch,
        listed=listed,
        mail_problem=_mail_problem,
        moment=in_dutch,
        numbered=numbered,
        pages=pages_listed,
        problem=_problem,
        size=size_in_dutch,
        wrapped=_wrapped,
    )
    return environment


def _unusable(exc: Exception) -> ConfigurationError:
    # What goes wrong while rendering may quote a value; the syntax of a template quotes none.
    where = (
        exc.name if isinstance(exc, jinja2.TemplateSyntaxError | jinja2.TemplateNotFound) else ""
    )
    detail = f"{where}: {exc}" if where else type(exc).__name__
    return ConfigurationError(
        f"templates of the receipt cannot be used ({detail}); correct or remove your own version"
    )


def _day(day: date) -> str:
    """Return e.g. `1 augustus 2023`: on a document no weekday is looked for."""
    return day_in_words(day)


def _problem(code: str) -> str:
    return IN_DUTCH[ProblemCode(code)]


def _mail_problem(code: str) -> str:
    return _problem(code).replace(_ABOUT_A_FILE, _ABOUT_THE_MAIL)


def _wrapped(words: str, indent: int = 0) -> str:
    margin = " " * indent
    return textwrap.fill(
        " ".join(words.split()),
        width=_WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
