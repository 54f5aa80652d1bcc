"""The bare loop: IDLE, fetch, answer, and nothing else. What the latency is compared with.

`python bare_loop.py IMAP_PORT USER PASSWORD SMTP_PORT RECIPIENT`. Nothing is kept or examined,
and a mail that comes while the connection is lost stays unanswered.
"""

import smtplib
import socket
import sys

from imapclient import IMAPClient

_HOST = "127.0.0.1"
# A mail between the search and the next IDLE brings no further notice; it waits this long.
_IDLE_SECONDS = 10
_ANSWER = b"Subject: Ontvangen\r\nAuto-Submitted: auto-replied\r\n\r\nUw mail is ontvangen.\r\n"


def answer_for_ever(imap: IMAPClient, smtp: smtplib.SMTP, recipient: str) -> None:
    """Answer every mail that comes into the selected folder from now on."""
    seen = set(imap.search("ALL"))
    print("ready", flush=True)
    while True:
        imap.idle()
        imap.idle_check(timeout=_IDLE_SECONDS)
        imap.idle_done()
        for uid in sorted(set(imap.search("ALL")) - seen):
            imap.fetch([uid], ["BODY.PEEK[]"])
            smtp.sendmail("", [recipient], _ANSWER)
            seen.add(uid)


def main() -> None:
    """Connect both ways and begin."""
    imap_port, user, password, smtp_port, recipient = sys.argv[1:]
    imap = IMAPClient(_HOST, int(imap_port), ssl=False)
    # IMAPClient sends some commands in two parts; the peer shall not lose 40 ms to Nagle either.
    imap.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    imap.login(user, password)
    imap.select_folder("INBOX", readonly=True)
    answer_for_ever(imap, smtplib.SMTP(_HOST, int(smtp_port)), recipient)


if __name__ == "__main__":
    main()
