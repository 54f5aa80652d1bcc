"""The settings of reading scans: `[ocr]`."""

import re
from typing import Annotated, Final

from pydantic import Field, field_validator, model_validator

from config.field_types import MEBIBYTE, Seconds, Settings, refuse

_LANGUAGE: Final = re.compile(r"[a-z]{3}(_[a-z]+)*")


class OcrSettings(Settings):
    """How scans are read by a machine, after the receipt, into searchable copies."""

    enabled: bool = Field(
        description="Whether scans are read. What is not read now waits and is read once it is.",
    )
    languages: Annotated[tuple[str, ...], Field(strict=False, min_length=1)] = Field(
        description="Languages of the documents as tesseract names them, the likeliest first; "
        "each needs its model (Debian: `tesseract-ocr-nld`).",
    )
    parallelism: Annotated[int, Field(ge=1, le=64)] = Field(
        description="Pages of one document that are read at the same time, each on one "
        "processor core; documents are read one after the other.",
    )
    page_seconds: Seconds = Field(
        description="Seconds one page may take; a page that takes longer is left unread and the "
        "others go on.",
    )
    document_seconds: Seconds = Field(
        description="Seconds one document may take; after them no further page is begun.",
    )
    memory_bytes: Annotated[int, Field(ge=512 * MEBIBYTE)] = Field(
        description="Bytes of memory each process may use that reads a scan.",
    )
    most_pages: Annotated[int, Field(ge=1, le=10_000)] = Field(
        description="Pages that are read of one document; further ones are left unread.",
    )
    most_pixels: Annotated[int, Field(ge=1_000_000)] = Field(
        description="Pixels of the largest page that is read; a larger photograph is made "
        "smaller, a larger page of a PDF is left unread.",
    )

    @field_validator("languages")
    @classmethod
    def _are_named_as_tesseract_does(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        for language in languages:
            if not _LANGUAGE.fullmatch(language):
                refuse(f"names {language!r}; write the three letters of tesseract, such as nld")
        return languages

    @model_validator(mode="after")
    def _has_time_for_a_page(self) -> "OcrSettings":
        if self.document_seconds < self.page_seconds:
            refuse("is less than page_seconds; make it at least as long", key="document_seconds")
        return self
