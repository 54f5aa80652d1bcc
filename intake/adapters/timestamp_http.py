"""The way of a timestamp over HTTP: one question, one bounded answer (RFC 3161, 3.4)."""

from typing import Final

import httpx

from intake.adapters.transport_security import certificates_trusted
from intake.domain.errors import ServerUnreachableError

_HEADERS: Final = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}
_MOST_BYTES: Final = 1 << 20


def post(url: str, question: bytes, timeout: float, login: tuple[str, str] | None) -> bytes:
    """Send a question and return the answer's bytes.

    A proxy that the environment names (`HTTPS_PROXY`) is used.

    Args:
        url: Of the authority.
        question: TimeStampReq in DER.
        timeout: Seconds for each of connecting, sending and every read.
        login: Name and password for HTTP basic authentication.

    Raises:
        ServerUnreachableError: No answer, an error of HTTP, or one without end.
    """
    trusted = certificates_trusted(httpx.URL(url).host, "implicit", None) or True
    try:
        with (
            httpx.Client(timeout=timeout, auth=login, verify=trusted) as client,
            client.stream("POST", url, content=question, headers=_HEADERS) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                raise _unreachable(url, f"HTTP {answer.status_code}")
            return _bounded(url, answer)
    except httpx.HTTPError as error:
        raise _unreachable(url, type(error).__name__) from error


def _bounded(url: str, answer: httpx.Response) -> bytes:
    read = b""
    for piece in answer.iter_bytes():
        read += piece
        if len(read) > _MOST_BYTES:
            raise _unreachable(url, "an answer without end")
    return read


def _unreachable(url: str, what: str) -> ServerUnreachableError:
    host = httpx.URL(url).host
    return ServerUnreachableError(
        f"the timestamp authority {host} gave no timestamp ({what}); "
        "check evidence.timestamp_url and that the authority can be reached from here"
    )
