"""Column types: the border between domain values and what a database keeps."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from intake.domain.moments import require_aware
from storage.storable_text import storable, storable_json

_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC to the microsecond; raises ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else _utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        if value is None:
            return None
        # SQLite has no zones: what it gives back is the UTC that was put in.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _utc(moment: datetime) -> datetime:
    require_aware(moment)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        # A server that says year 1 or 9999 may name a moment that UTC has no date for.
        return _FIRST if moment.year == _FIRST.year else _LAST


class ZonedMoment(TypeDecorator[datetime]):
    """An aware moment in the very zone somebody gave it, as ISO 8601 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else require_aware(value).isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else datetime.fromisoformat(value)


class MailText(TypeDecorator[str]):
    """Text that may come out of a mail; see `storable`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else storable(value)


class Word(TypeDecorator[StrEnum]):
    """One word of an enumeration; a CHECK constraint holds the column to it."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else self.words(value)


class JsonValue(TypeDecorator[Any]):
    """A value of dictionaries, lists, words, numbers and moments, as JSON."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else _ANYTHING.dump_python(storable_json(value), mode="json")


_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


class Document(TypeDecorator[Any]):
    """A frozen dataclass of the domain as JSON; reading gives an equal value.

    Args:
        shape: The dataclass.
    """

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, shape: type[Any]) -> None:
        super().__init__()
        self.shape = shape
        self._adapter: TypeAdapter[Any] = TypeAdapter(shape)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the signature is SQLAlchemy's
        if value is None:
            return None
        return storable_json(self._adapter.dump_python(value, mode="json"))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else self._adapter.validate_python(value)
