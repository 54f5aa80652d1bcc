"""A throwaway timestamp authority: `openssl ts -reply` behind a small HTTP server."""

import subprocess
import threading
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from deploy.servers.ports import LOOPBACK, free_port

_CONFIGURATION = """
[tsa]
default_tsa = authority
[authority]
serial = {directory}/serial
signer_cert = {directory}/signer.pem
signer_key = {directory}/signer.key
certs = {directory}/root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = {digests}
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class Manner(StrEnum):
    """How the authority answers."""

    WELL = "well"
    REFUSES = "refuses"  # its answer says that it will not
    REPEATS = "repeats"  # it gives the answer to an earlier question again
    STAMPS_OTHER_BYTES = "stamps_other_bytes"
    SPOILS_THE_SIGNATURE = "spoils_the_signature"
    SENDS_NONSENSE = "sends_nonsense"
    FAILS = "fails"  # status 500
    NEVER_ENDS = "never_ends"  # more bytes than any timestamp has
    HANGS_UP = "hangs_up"
    IS_SILENT = "is_silent"


_WORDS = {Manner.SENDS_NONSENSE: b"<html>Welcome</html>", Manner.NEVER_ENDS: bytes(3 << 20)}


class TimestampAuthorityServer:
    """An authority with a root certificate of its own.

    Args:
        directory: Of its certificates; those that are there already are kept.
        port: Where it listens; without, on one that is free.
        intermediate: Whether its signer stands under a certificate in between, in
            `intermediate.pem`, which it does not send along.

    Attributes:
        manner: How it answers from now on.
        asked: How many questions came.
        login: Name and password it demands; None: nobody has to log in.
    """

    def __init__(
        self, directory: Path, *, port: int | None = None, intermediate: bool = False
    ) -> None:
        directory.mkdir(exist_ok=True)
        self.ca_file = directory / "root.pem"
        self.manner = Manner.WELL
        self.asked = 0
        self.login: tuple[str, str] | None = None
        self.port = port or free_port()
        self._directory = directory
        self._guard = threading.Lock()
        self._last = b""
        self._released = threading.Event()
        if not self.ca_file.exists():
            _issue(directory, intermediate=intermediate)
            (directory / "serial").write_text("01\n")
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Where it is asked."""
        return f"http://{LOOPBACK}:{self.port}/tsr"

    def start(self) -> None:
        """Answer on the same port as before."""
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                authority.handle(self, question)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._released.clear()
        self._server = ThreadingHTTPServer((LOOPBACK, self.port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Answer no more; may be repeated."""
        self._released.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def handle(self, request: BaseHTTPRequestHandler, question: bytes) -> None:
        """Answer one question in the present manner."""
        self.asked += 1
        if self.manner is Manner.IS_SILENT:
            self._released.wait()
        if self.manner in (Manner.HANGS_UP, Manner.IS_SILENT):
            request.close_connection = True
            return
        if self.login is not None and not _knows(request, self.login):
            _answer(request, 401, b"")
        elif self.manner is Manner.FAILS:
            _answer(request, 500, b"out of order")
        else:
            _answer(request, 200, self._bytes_for(question))

    def reply(self, question: bytes, *, digests: str = "sha256, sha512") -> bytes:
        """Return what `openssl ts -reply` answers to a question."""
        with self._guard:
            configuration = self._directory / "tsa.cnf"
            configuration.write_text(
                _CONFIGURATION.format(directory=self._directory, digests=digests)
            )
            asked, given = self._directory / "question.tsq", self._directory / "answer.tsr"
            asked.write_bytes(question)
            given.unlink(missing_ok=True)
            # It ends with an error when it refuses, and writes an answer all the same.
            subprocess.run(
                [
                    *("openssl", "ts", "-reply", "-config", configuration),
                    *("-queryfile", asked, "-out", given),
                ],
                check=False,
                capture_output=True,
            )
            return given.read_bytes()

    def _bytes_for(self, question: bytes) -> bytes:
        if self.manner in _WORDS:
            return _WORDS[self.manner]
        match self.manner:
            case Manner.REFUSES:
                return self.reply(question, digests="sha512")
            case Manner.REPEATS if self._last:
                return self._last
            case Manner.STAMPS_OTHER_BYTES:
                return self.reply(_question_of_others(question))
            case Manner.SPOILS_THE_SIGNATURE:
                answer = self.reply(question)
                return answer[:-8] + bytes([answer[-8] ^ 1]) + answer[-7:]
        self._last = self.reply(question)
        return self._last


def _question_of_others(question: bytes) -> bytes:
    """Return the question with another hash in it, its nonce as it was."""
    sha256_and_length = bytes.fromhex("0420")
    at = question.index(sha256_and_length) + len(sha256_and_length)
    return question[:at] + bytes([question[at] ^ 1]) + question[at + 1 :]


def _answer(request: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    request.send_response(status)
    request.send_header("Content-Type", "application/timestamp-reply")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def _knows(request: BaseHTTPRequestHandler, login: tuple[str, str]) -> bool:
    expected = b64encode(":".join(login).encode()).decode()
    return request.headers.get("Authorization") == f"Basic {expected}"


def _issue(directory: Path, *, intermediate: bool) -> None:
    """Write a root certificate, and key and certificate of a signer under it."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issued = {"root": _certificate("Root", root_key, "Root", root_key, is_authority=True)}
    above, above_key = "Root", root_key
    if intermediate:
        between = ec.generate_private_key(ec.SECP256R1())
        issued["intermediate"] = _certificate(
            "Intermediate", between, above, above_key, is_authority=True
        )
        above, above_key = "Intermediate", between
    issued["signer"] = _certificate("Timestamps", key, above, above_key)
    pem = serialization.Encoding.PEM
    for name, certificate in issued.items():
        (directory / f"{name}.pem").write_bytes(certificate.public_bytes(pem))
    (directory / "signer.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool = False,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if not is_authority:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} of the test")])
