"""What stands behind the content of a signed CMS structure: certificates and signatures."""

from dataclasses import dataclass
from datetime import UTC, datetime

from intake.parsing import ber
from intake.parsing.forward import CutOffError, Forward, MalformedError

MOST_CERTIFICATES = 50
MOST_SIGNERS = 20

_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_SIGNING_TIME = "1.2.840.113549.1.9.5"
_KEY_IDENTIFIER = 0x80
_FRAGMENTS = 0x24
_UTC_TIME = 0x17
_SHORT_YEAR_PIVOT = 50


@dataclass(frozen=True, slots=True)
class Algorithm:
    """An algorithm and its parameters, undecoded."""

    identifier: str
    parameters: ber.Value | None = None


@dataclass(frozen=True, slots=True)
class SignerInfo:
    """One signature.

    Attributes:
        serial: Of the signer's certificate; None where `key_identifier` names it.
        attributes: The signed attributes in the encoding that is signed; empty without any:
            then the content itself is signed.
        message_digest: The digest of the content that the attributes state; None without one.
    """

    serial: int | None
    key_identifier: bytes
    digest: Algorithm
    algorithm: Algorithm
    signature: bytes
    attributes: bytes
    message_digest: bytes | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Signers:
    """The signatures of a structure, and the certificates that came with them, in DER."""

    infos: tuple[SignerInfo, ...]
    certificates: tuple[bytes, ...]


def read_signers(source: Forward) -> Signers:
    """Read on behind the content.

    Raises:
        ReadError: The bytes end too early, or are something else.
    """
    certificates: list[bytes] = []
    while tag := source.peek(1):
        if tag == b"\0":
            source.take(2)  # the end of something of indefinite length
        elif tag[0] == ber.FIRST:
            found = ber.values(_only(ber.read_small(source)).content)
            certificates += [value.raw for value in found if value.tag == ber.SEQUENCE]
        elif tag[0] == ber.SECOND:
            ber.skip(source)
        elif tag[0] == ber.SET:
            found = ber.values(_only(ber.read_small(source)).content)[:MOST_SIGNERS]
            infos = tuple(_signer_info(value) for value in found)
            return Signers(infos, tuple(certificates[:MOST_CERTIFICATES]))
        else:
            raise MalformedError
    raise CutOffError


def identifier_of(value: ber.Value) -> str:
    """Return the object identifier of an AlgorithmIdentifier.

    Raises:
        MalformedError: It is something else.
    """
    return _algorithm(value).identifier


def _signer_info(value: ber.Value) -> SignerInfo:
    fields = iter(ber.values(value.content))
    try:
        next(fields)
        identifier, digest, following = next(fields), next(fields), next(fields)
        signed = following if following.tag == ber.FIRST else None
        algorithm = following if signed is None else next(fields)
        signature = next(fields)
    except StopIteration:
        raise MalformedError from None
    attributes = _attributes(signed)
    is_key = identifier.tag == _KEY_IDENTIFIER
    return SignerInfo(
        serial=None if is_key else _serial(identifier),
        key_identifier=identifier.content if is_key else b"",
        digest=_algorithm(digest),
        algorithm=_algorithm(algorithm),
        signature=_octets(signature),
        # They are signed as a SET, while they stand there with a tag of their own.
        attributes=b"" if signed is None else ber.encoded(bytes((ber.SET,)), signed.content),
        message_digest=_message_digest(attributes),
        signed_at=_signing_time(attributes),
    )


def _attributes(signed: ber.Value | None) -> list[tuple[str, list[ber.Value]]]:
    found: list[tuple[str, list[ber.Value]]] = []
    for attribute in ber.values(signed.content) if signed else ():
        pair = ber.values(attribute.content)
        if len(pair) != len(("type", "values")):
            raise MalformedError
        found.append((ber.dotted(pair[0].content), ber.values(pair[1].content)))
    return found


def _message_digest(attributes: list[tuple[str, list[ber.Value]]]) -> bytes | None:
    stated = [values for kind, values in attributes if kind == _MESSAGE_DIGEST]
    # Two of them would leave open which one was meant.
    if len(stated) != 1 or len(stated[0]) != 1:
        return None
    return _octets(stated[0][0])


def _signing_time(attributes: list[tuple[str, list[ber.Value]]]) -> datetime | None:
    for kind, values in attributes:
        if kind == _SIGNING_TIME and values:
            return _moment(values[0])
    return None


def _moment(value: ber.Value) -> datetime | None:
    text = value.content.decode("ascii", "replace")
    if value.tag == _UTC_TIME:
        text = ("19" if text[:2] >= str(_SHORT_YEAR_PIVOT) else "20") + text
    for form in ("%Y%m%d%H%M%SZ", "%Y%m%d%H%MZ", "%Y%m%d%H%M%S.%fZ", "%Y%m%d%H%M%S%z"):
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007 - three of the forms end in Z
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _serial(identifier: ber.Value) -> int:
    fields = ber.values(identifier.content)
    if identifier.tag != ber.SEQUENCE or not fields or fields[-1].tag != ber.INTEGER:
        raise MalformedError
    return int.from_bytes(fields[-1].content, "big", signed=True)


def _algorithm(value: ber.Value) -> Algorithm:
    fields = ber.values(value.content)
    if value.tag != ber.SEQUENCE or not fields or fields[0].tag != ber.OID:
        raise MalformedError
    return Algorithm(ber.dotted(fields[0].content), fields[1] if len(fields) > 1 else None)


def _octets(value: ber.Value) -> bytes:
    if value.tag == _FRAGMENTS:
        return b"".join(_octets(part) for part in ber.values(value.content))
    if value.tag != ber.OCTETS:
        raise MalformedError
    return value.content


def _only(raw: bytes) -> ber.Value:
    return ber.values(raw)[0]
