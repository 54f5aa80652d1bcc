"""The digital signatures in a PDF: does each fit the bytes it signs, and what came after it?

Nobody is asked whether to trust a signer and nothing is fetched: the state is about the
content alone, as it is for signed mails. Loaded only for a PDF that has a signature, since
the library takes most of a second.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from intake.domain.document_form import DocumentSignature
from intake.domain.mail_signature import SignatureState
from intake.domain.one_line import on_one_line
from intake.domain.signature_words import (
    CHANGED_SINCE,
    COVERAGE_UNCLEAR,
    DOES_NOT_FIT,
    NO_CERTIFICATE,
    NOT_CHECKED,
    OUTDATED,
    TOO_MUCH,
)

MOST_SIGNATURES: Final = 20
"""Signatures that are checked: each means reading the whole file once more."""

_MOST_BYTES: Final = 150_000_000
_MOST_REVISIONS: Final = 40
_MOST_CHARACTERS: Final = 200
_WEAK: Final = frozenset({"md2", "md5", "sha1"})

# What the library remarks on a hostile signature quotes from it.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

Verdict = tuple[SignatureState, str]

_VALID: Final[Verdict] = (SignatureState.VALID, "")


def signatures_of(path: Path, fields: Sequence[str]) -> tuple[DocumentSignature, ...]:
    """Return one verdict for each of these signed fields, in the order of the form.

    Args:
        path: The PDF as it was sent.
        fields: Names of its signed fields, as another reader found them.

    Raises:
        OSError: The file itself cannot be read.
    """
    verdicts: dict[str, DocumentSignature] = {}
    if path.stat().st_size > _MOST_BYTES:
        return tuple(_unknown(name, TOO_MUCH) for name in fields)
    with path.open("rb") as file:
        try:
            reader = PdfFileReader(file, strict=False)
            if reader.encrypted:
                reader.decrypt(b"")
            for name, _, field in enumerate_sig_fields(reader, filled_status=True):
                if len(verdicts) == MOST_SIGNATURES:
                    break
                verdicts[name] = _judged(reader, field, name)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S110 - a hostile PDF makes the library raise anything
            # What was not reached is unknown, below.
            pass
    words = NOT_CHECKED if len(verdicts) < MOST_SIGNATURES else TOO_MUCH
    for name in fields:
        verdicts.setdefault(name, _unknown(name, words))
    return tuple(verdicts.values())


def _unknown(name: str, words: str) -> DocumentSignature:
    return DocumentSignature(_line(name), SignatureState.UNKNOWN, words=words)


def _judged(reader: PdfFileReader, field: object, name: str) -> DocumentSignature:
    try:
        signature = EmbeddedPdfSignature(reader, field, name)  # type: ignore[arg-type]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a hostile signature makes the library raise anything
        return _unknown(name, NOT_CHECKED)
    try:
        state, words = _verdict(reader, signature)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the same
        state, words = SignatureState.UNKNOWN, NOT_CHECKED
    return DocumentSignature(
        _line(name), state, signer=_signer(signature), signed_at=_moment(signature), words=words
    )


def _verdict(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> Verdict:
    if not _is_within(reader, signature):
        return SignatureState.UNKNOWN, COVERAGE_UNCLEAR
    if not signature.signed_data["certificates"]:
        return SignatureState.UNKNOWN, NO_CERTIFICATE
    if not _fits(signature):
        return SignatureState.BROKEN, DOES_NOT_FIT
    coverage = signature.evaluate_signature_coverage()
    if coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return SignatureState.UNKNOWN, COVERAGE_UNCLEAR
    is_all = coverage is SignatureCoverageLevel.ENTIRE_FILE
    state, words = _VALID if is_all else _since(reader, signature)
    if (
        state is SignatureState.VALID
        and {
            signature.md_algorithm,
            signature.external_md_algorithm,
        }
        & _WEAK
    ):
        return SignatureState.UNKNOWN, OUTDATED
    return state, words


def _is_within(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> bool:
    """Tell whether what is signed is two pieces of the file, in order (section 12.8.1)."""
    end = reader.stream.seek(0, 2)
    figures = [int(figure) for figure in signature.byte_range]
    if len(figures) != 4:  # noqa: PLR2004 - two pieces of a beginning and a length each
        return False
    first, first_length, second, second_length = figures
    return (
        first == 0
        and min(figures) >= 0
        and first_length <= second
        and second + second_length <= end
    )


def _fits(signature: EmbeddedPdfSignature) -> bool:
    """Tell whether bytes and key fit, of a signature and of a time stamp on the document."""
    content = signature.signed_data["encap_content_info"]
    kind = content["content_type"].native
    digest = signature.compute_digest()
    if kind == "tst_info":
        told = content["content"].parsed
        if told["message_imprint"]["hashed_message"].native != digest:
            return False
        digest = _digest(content["content"].contents, signature.md_algorithm)
    intact, valid = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, kind, digest
    )
    return bool(intact and valid)


def _since(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> Verdict:
    """Judge what was added to the file behind the signed part, as far as the signer allows it."""
    if reader.xrefs.total_revisions > _MOST_REVISIONS:
        return SignatureState.UNKNOWN, TOO_MUCH
    signature.compute_integrity_info()
    is_allowed = signature.summarise_integrity_info()["docmdp_ok"]
    if isinstance(signature.diff_result, SuspiciousModification) or not is_allowed:
        return SignatureState.BROKEN, CHANGED_SINCE
    return _VALID


def _digest(content: bytes, algorithm: str) -> bytes:
    return hashlib.new(algorithm, content).digest()


def _signer(signature: EmbeddedPdfSignature) -> str:
    try:
        named = signature.signer_cert.subject.native
        told = named.get("common_name") or named.get("organization_name")
        told = told or signature.signer_cert.subject.human_friendly
    except Exception:  # noqa: BLE001 - a certificate may say anything
        return ""
    return _line(told if isinstance(told, str) else ", ".join(map(str, told)))


def _moment(signature: EmbeddedPdfSignature) -> datetime | None:
    try:
        content = signature.signed_data["encap_content_info"]
        if content["content_type"].native == "tst_info":
            told = content["content"].parsed["gen_time"].native
        else:
            told = signature.self_reported_timestamp
        return told.astimezone(UTC) if told is not None and told.tzinfo is not None else None
    except Exception:  # noqa: BLE001 - a signature may say anything
        return None


def _line(told: str) -> str:
    return on_one_line(told[:_MOST_CHARACTERS])
