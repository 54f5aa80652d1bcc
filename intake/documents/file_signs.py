"""The signs of a file as a whole: the fields of its form, its own title and its name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from intake.documents.kind_names import names_of_kind
from intake.documents.kind_sign import Rule, Sign
from intake.documents.plain_words import name_phrase, phrase, plain, plain_name
from intake.domain.document_form import FormField
from intake.domain.round import DocumentKind

_FILE_TITLE: Final = 35
_FIELD: Final = 12
FILE_NAME: Final = 40

_LETTERS_OF_SUBSTRING = 6
_FIELDS_READ = 400
_HALF = 0.5


def field_signs(fields: Sequence[FormField], kinds: Iterable[DocumentKind]) -> Iterator[Sign]:
    """Yield the names of form fields that are those of a kind's form, each once."""
    called = {plain(text) for item in fields[:_FIELDS_READ] for text in _called(item)}
    words = " | ".join(sorted(called))
    for kind in kinds:
        for text in kind.fields:
            if phrase(text).places(words):
                yield Sign(kind.id, Rule.FIELDS, _FIELD, plain(text))


def _called(item: FormField) -> tuple[str, str]:
    """Return the last of the names of a field, as forms number what stands above it, and label."""
    return item.name.rpartition(".")[2], item.label


def file_title_signs(title: str, kinds: Iterable[DocumentKind]) -> Iterator[Sign]:
    """Yield what the file's own title says where the name of a kind is most of it."""
    words = plain(title)
    for kind in kinds:
        for text in names_of_kind(kind):
            for start, end in name_phrase(text).places(words)[:1]:
                if not start or end - start >= _HALF * len(words):
                    yield Sign(kind.id, Rule.FILE_TITLE, _FILE_TITLE, words[start:end])


def file_name_signs(file_name: str, kinds: Iterable[DocumentKind]) -> Iterator[Sign]:
    """Yield what the name of the file says."""
    name = plain_name(file_name)
    for kind in kinds:
        for text in kind.file_names:
            if is_in_name(text, name) or name_phrase(text).places(name):
                yield Sign(kind.id, Rule.FILE_NAME, FILE_NAME, plain(text))


def is_in_name(text: str, name: str) -> bool:
    """Find a phrase in a plain file name, where people leave out every space and hyphen."""
    sought = phrase(text)
    if len(sought.compact) >= _LETTERS_OF_SUBSTRING and sought.compact in name.replace(" ", ""):
        return True
    return bool(sought.places(name))
