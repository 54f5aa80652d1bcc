"""A mail in pieces, as old mail programs sent what a server would not take as a whole."""

from email.message import EmailMessage
from typing import Final

ID: Final = "oco-2023-07-20@zorgbedrijf.example"


def whole_mail(data: bytes, name: str = "plan.pdf") -> bytes:
    """The mail before it was cut."""
    mail = EmailMessage()
    mail["From"] = "Zorgbedrijf <oco@zorgbedrijf.example>"
    mail["To"] = "oco@zorgkantoor.example"
    mail["Subject"] = "Aanmelding OCO"
    mail["Message-ID"] = "<binnen@zorgbedrijf.example>"
    mail.set_content("Hierbij onze aanmelding.\n")
    mail.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    mail.set_boundary("grens")
    return mail.as_bytes()


def in_pieces(mail: bytes, count: int, *, total_on_all: bool = False) -> list[bytes]:
    """The mails that bring the pieces, each with a header block of its own."""
    lines = mail.splitlines(keepends=True)
    size = -(-len(lines) // count)
    cuts = [b"".join(lines[start : start + size]) for start in range(0, len(lines), size)]
    return [
        _around(cut, number, len(cuts) if total_on_all or number == len(cuts) else None)
        for number, cut in enumerate(cuts, 1)
    ]


def _around(cut: bytes, number: int, total: int | None) -> bytes:
    told = "" if total is None else f"; total={total}"
    head = (
        f"Received: from a.example by b.example; Thu, 20 Jul 2023 10:0{number % 10}:00 +0200\n"
        "From: Zorgbedrijf <oco@zorgbedrijf.example>\n"
        "To: oco@zorgkantoor.example\n"
        f"Subject: Aanmelding OCO (deel {number})\n"
        f"Message-ID: <deel{number}@zorgbedrijf.example>\n"
        "MIME-Version: 1.0\n"
        f'Content-Type: message/partial; id="{ID}";\n number={number}{told}\n\n'
    )
    return head.encode() + cut
