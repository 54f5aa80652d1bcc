"""An SMTP server in a process of its own: says yes to every letter and forgets it.

`python smtp_sink.py PORT`. aiosmtpd rather than Postfix, since only here the server itself can
tell when it said yes: a line on standard output for every letter, the monotonic clock (which all
processes of a machine share) and the recipient, written just before the 250 goes out.
"""

import asyncio
import socket
import sys
import time

from aiosmtpd.smtp import SMTP, Envelope, Session

_HOST = "127.0.0.1"


class _Forgets:
    async def handle_DATA(  # noqa: N802 - named by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        print(f"{time.monotonic():.6f} {envelope.rcpt_tos[0]}", flush=True)
        return "250 2.0.0 accepted and forgotten"


class _PromptSmtp(SMTP):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Nagle would hold the second line of an answer back for 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(
        lambda: _PromptSmtp(_Forgets(), hostname="sink.test", enable_SMTPUTF8=True),
        _HOST,
        port,
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
