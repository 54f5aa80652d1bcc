"""All sample mails: by name, or as a whole."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from deploy.samples.bulk import bulk
from deploy.samples.odd_names import odd_names
from deploy.samples.other_mail import bounce, out_of_office, question
from deploy.samples.packed import forwarded, linked, winmail, zipped
from deploy.samples.registrations import (
    apple_mail_inline,
    complete,
    consortium,
    damaged_pdf,
    encrypted_pdf,
    huge,
    late,
    missing_documents,
    scanned_pages,
    word_documents,
)
from deploy.samples.sample import Expectation, Occasion, Sample

__all__ = ["SAMPLES", "Expectation", "Sample", "bulk", "sample", "samples"]

SAMPLES: Final[Mapping[str, Callable[[Occasion], Sample]]] = MappingProxyType(
    {
        "complete": complete,
        "late": late,
        "scanned": scanned_pages,
        "encrypted_pdf": encrypted_pdf,
        "damaged_pdf": damaged_pdf,
        "missing_documents": missing_documents,
        "odd_names": odd_names,
        "huge": huge,
        "out_of_office": out_of_office,
        "bounce": bounce,
        "apple_mail": apple_mail_inline,
        "question": question,
        "consortium": consortium,
        "word_documents": word_documents,
        "zipped": zipped,
        "winmail": winmail,
        "forwarded": forwarded,
        "linked": linked,
    }
)


def sample(name: str, recipient: str, *, at: datetime, seed: int = 1) -> Sample:
    """One sample by its name, sent at the aware moment `at`; same arguments, same bytes.

    Raises:
        ValueError: `at` has no time zone.
        KeyError: there is no sample of that name.
    """
    if at.tzinfo is None:
        raise ValueError("`at` has no time zone: give an aware moment.")
    return SAMPLES[name](Occasion(recipient, at, seed))


def samples(recipient: str, *, at: datetime, seed: int = 1) -> tuple[Sample, ...]:
    """Every sample, see `sample`; about 50 MB together, most of it the huge one."""
    return tuple(sample(name, recipient, at=at, seed=seed) for name in SAMPLES)
