"""Opening a connection to a mail server: connect, encrypt, introduce ourselves, log in."""

import re
import socket
import ssl
from typing import Final

import aiosmtplib

from intake.adapters.smtp_account import SmtpAccount
from intake.adapters.smtp_answers import BROKEN, codes_of, reason_of
from intake.domain.errors import ConfigurationError, LoginRefusedError, ServerUnreachableError

_NOT_IMPLEMENTED: Final = frozenset({500, 502, 504})
_FULL_NAME: Final = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


async def open_connection(account: SmtpAccount) -> aiosmtplib.SMTP:
    """Return a connection on which letters can be given.

    Raises:
        ServerUnreachableError: No connection, no certificate we trust, or nonsense.
        LoginRefusedError: The server does not take our name and password.
    """
    smtp = aiosmtplib.SMTP(
        hostname=account.host,
        port=account.port,
        local_hostname=account.ehlo_name or "localhost",
        timeout=account.timeout,
        use_tls=account.tls == "implicit",
        start_tls=False,
    )
    try:
        await _reach(smtp, account)
        if account.username is not None:
            await _log_in(smtp, account)
    except BaseException:
        smtp.close()
        raise
    return smtp


async def _reach(smtp: aiosmtplib.SMTP, account: SmtpAccount) -> None:
    try:
        await smtp.connect(tls_context=account.trust())
        await _introduce(smtp, account)
        if account.tls == "starttls":
            await _encrypt(smtp, account)
    except ConfigurationError as exc:
        # It was right when the daemon started, and may be again.
        raise ServerUnreachableError(str(exc)) from exc
    except BROKEN as exc:
        cause = exc if isinstance(exc, ssl.SSLError) else exc.__cause__
        if isinstance(cause, ssl.SSLError):
            raise _untrusted(account, cause) from exc
        raise ServerUnreachableError(
            f"{account.server} could not be reached ({reason_of(exc)}); "
            "check host, port and tls, and that the server runs"
        ) from exc


async def _introduce(smtp: aiosmtplib.SMTP, account: SmtpAccount) -> None:
    await smtp.ehlo(hostname=account.ehlo_name or _own_name(smtp))


def _own_name(smtp: aiosmtplib.SMTP) -> str:
    # Asking the resolver for the full name may take as long as it likes.
    name = socket.gethostname()
    if _FULL_NAME.fullmatch(name):
        return name
    address = smtp.get_transport_info("sockname")[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


async def _encrypt(smtp: aiosmtplib.SMTP, account: SmtpAccount) -> None:
    if not smtp.supports_extension("starttls"):
        raise ServerUnreachableError(
            f'{account.server} offers no STARTTLS; set tls to "implicit", or correct the server'
        )
    await smtp.starttls()
    await _introduce(smtp, account)


async def _log_in(smtp: aiosmtplib.SMTP, account: SmtpAccount) -> None:
    refusal = "it offers none of PLAIN, LOGIN and CRAM-MD5"
    for way in ("plain", "login", "cram-md5"):
        if way not in smtp.server_auth_methods:
            continue
        code, refusal = await _attempt(smtp, way, account)
        if not refusal:
            return
        if code is None:
            raise ServerUnreachableError(
                f"{account.server} hung up at the login ({refusal}); try again later"
            )
        # One wrong password is enough: some servers lock an account after a few.
        if code not in _NOT_IMPLEMENTED:
            break
    raise LoginRefusedError(
        f"{account.server} refused the login ({refusal}); check username and password"
    )


async def _attempt(smtp: aiosmtplib.SMTP, way: str, account: SmtpAccount) -> tuple[int | None, str]:
    """Return the code and what speaks against us; nothing does after a login.

    What aiosmtplib raises ends here, and of an answer only its codes are kept: frames hold
    the password, and a server may answer with the very line that it was sent.
    """
    log_in = {"plain": smtp.auth_plain, "login": smtp.auth_login, "cram-md5": smtp.auth_crammd5}
    try:
        await log_in[way](account.username or "", account.password or "")
    except aiosmtplib.SMTPAuthenticationError as exc:
        return exc.code, codes_of(aiosmtplib.SMTPResponse(exc.code, exc.message))
    except BROKEN as exc:
        return None, "no answer in time" if isinstance(exc, TimeoutError) else type(exc).__name__
    return None, ""


def _untrusted(account: SmtpAccount, exc: ssl.SSLError) -> ServerUnreachableError:
    detail = exc.verify_message if isinstance(exc, ssl.SSLCertVerificationError) else exc.reason
    return ServerUnreachableError(
        f"{account.server} has no encryption we trust ({detail}); check host, port, tls and ca_file"
    )
