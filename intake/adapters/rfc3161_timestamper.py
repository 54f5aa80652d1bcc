"""An authority for timestamps over HTTP (RFC 3161). See `TimestampAuthority`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from intake.adapters.rfc3161_set_order import with_sorted_certificates
from intake.adapters.timestamp_http import post
from intake.domain.errors import ConfigurationError, TimestampRefusedError
from intake.domain.records import Timestamp
from intake.ports import Clock

_GRANTED: Final = 0
_LONGEST_STATEMENT: Final = 200
_MEANINGS: Final = (
    # What the library and openssl say, the stable word, what to tell.
    ("Nonce mismatch", "nonce", "answers another question than ours; look who is in between"),
    ("Mismatch between messages", "hash", "stamped other bytes than these"),
    ("certificate verify error", "untrusted", "is not signed under timestamp_ca_file"),
    ("signer certificate not found", "untrusted", "brings no certificate of its signer"),
    ("EKU extension", "untrusted", "is signed with a certificate that is not for timestamps"),
    ("Unable to verify pkcs7", "signature", "has a signature that does not fit its contents"),
)


@dataclass(frozen=True)
class TimestampAccount:
    """Where and how timestamps are asked for.

    Attributes:
        url: None where timestamps are verified only.
        ca_file: PEM certificates that are trusted.
        timeout: Seconds.
        clock_tolerance: How far the authority's clock may be from ours.
        login: Name and password, never shown.
    """

    url: str | None
    ca_file: Path
    timeout: float
    clock_tolerance: timedelta
    login: tuple[str, str] | None = field(default=None, repr=False)


class Rfc3161Timestamper:
    """See `TimestampAuthority`."""

    def __init__(self, account: TimestampAccount, clock: Clock) -> None:
        self._account = account
        self._clock = clock

    def stamp(self, data: bytes) -> Timestamp:
        """See `TimestampAuthority`."""
        account = self._account
        if account.url is None:
            raise ConfigurationError("evidence.timestamp_url is missing; give it")
        request = _request(data)
        token = post(account.url, request.as_bytes(), account.timeout, account.login)
        gen_time = self._verified(token, data, request.nonce)
        off = gen_time - self._clock.now()
        if abs(off) > account.clock_tolerance:
            raise TimestampRefusedError(
                f"the clock of the authority differs from ours by {off.total_seconds():.0f} s; "
                "see that this machine keeps time, or take another authority",
                reason="clock",
            )
        return Timestamp(token, gen_time, account.url)

    def verify(self, token: bytes, data: bytes) -> datetime:
        """See `TimestampAuthority`."""
        return self._verified(token, data, None)

    def _verified(self, token: bytes, data: bytes, nonce: int | None) -> datetime:
        response = _decoded(token)
        if response.status != _GRANTED:
            said = " ".join(" ".join(response.status_string).split())[:_LONGEST_STATEMENT]
            raise TimestampRefusedError(
                f"the authority refused with status {response.status} ({said or 'no reason'}); "
                "ask who runs it",
                reason="refused",
            )
        builder = VerifierBuilder(nonce=nonce)
        for certificate in self._trusted():
            builder = builder.add_root_certificate(certificate)
        try:
            builder.build().verify_message(response, data)
            return response.tst_info.gen_time.astimezone(UTC)
        except VerificationError as error:
            raise _refusal(str(error)) from error
        except ValueError as error:
            raise _no_timestamp() from error

    def _trusted(self) -> Sequence[Certificate]:
        # Read anew each time, so that a renewed file is taken without a restart.
        try:
            return load_pem_x509_certificates(self._account.ca_file.read_bytes())
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                f"evidence.timestamp_ca_file: {self._account.ca_file} cannot be used; "
                "name a readable PEM file of certificates"
            ) from error


def _request(data: bytes) -> TimeStampRequest:
    return TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()


def _decoded(token: bytes) -> TimeStampResponse:
    try:
        return decode_timestamp_response(with_sorted_certificates(token))
    except ValueError as error:
        raise _no_timestamp() from error


def _no_timestamp() -> TimestampRefusedError:
    return TimestampRefusedError(
        "what stands for a timestamp is none; see that timestamp_url is an RFC 3161 service",
        reason="no_timestamp",
    )


def _refusal(said: str) -> TimestampRefusedError:
    for words, reason, told in _MEANINGS:
        if words in said:
            return TimestampRefusedError(f"the timestamp {told}", reason=reason)
    return TimestampRefusedError("the timestamp does not hold", reason="signature")
