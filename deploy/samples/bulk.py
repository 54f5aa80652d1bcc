"""Many registrations for the benchmarks, cheap to make and all different."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Final

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from deploy.samples.covering_letter import PLAIN_NAMES, covering_letter
from deploy.samples.dossier import dossier
from deploy.samples.letter import DUTCH_TIME, Attachment
from deploy.samples.mail_programs import thunderbird
from deploy.samples.providers import DE_WAALBRUG
from deploy.samples.sample import Occasion
from deploy.samples.spoiled import padded

PLACEHOLDER: Final = "99000000"
"""The KvK number in the prepared PDFs; every mail puts its own of the same length there."""

MOST: Final = 999_999
SENT_AT: Final = datetime(2023, 7, 20, 10, 0, tzinfo=DUTCH_TIME)


def bulk(recipient: str, count: int, pdf_size: int = 260_000, pdfs: int = 3) -> Iterator[bytes]:
    """`count` mails with `pdfs` PDFs of about `pdf_size` bytes each.

    Sender, Message-ID, KvK number and organisation differ from mail to mail, and with them the
    hash of every file. The first six PDFs of a mail are the required documents of a new provider.

    Raises:
        ValueError: more mails than there are numbers (999,999).
    """
    if count > MOST:
        raise ValueError(f"{count} mails are more than the {MOST} that can be numbered.")
    prepared = _prepared(SENT_AT.date(), pdf_size, pdfs)
    for number in range(1, count + 1):
        yield _mail(recipient, number, prepared)


def _prepared(sent_on: date, size: int, pdfs: int) -> list[Attachment]:
    provider = replace(
        DE_WAALBRUG, organisation=f"Cliëntenpraktijk {PLACEHOLDER}", kvk_number=PLACEHOLDER
    )
    papers = list(dossier(provider, ["Nijmegen"], sent_on).items())
    prepared = []
    for number in range(pdfs):
        kind, pdf = papers[number % len(papers)]
        again = number // len(papers)
        name = PLAIN_NAMES[kind] if not again else f"{again + 1} {PLAIN_NAMES[kind]}"
        prepared.append(Attachment(name, padded(_uncompressed(pdf), size, seed=number)))
    return prepared


def _uncompressed(pdf: bytes) -> bytes:
    """The same PDF with its page text in the clear, where digits can be replaced in place."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for page in writer.pages:
        contents = page.get_contents()
        if contents is not None:
            stream = DecodedStreamObject()
            stream.set_data(contents.get_data())
            page[NameObject("/Contents")] = stream
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _mail(recipient: str, number: int, prepared: list[Attachment]) -> bytes:
    own = f"99{number:06d}"
    provider = replace(
        DE_WAALBRUG,
        organisation=f"Cliëntenpraktijk {own}",
        kvk_number=own,
        address=f"inschrijving@praktijk-{number:06d}.example",
    )
    attached = tuple(
        replace(paper, data=paper.data.replace(PLACEHOLDER.encode(), own.encode()))
        for paper in prepared
    )
    occasion = Occasion(recipient, SENT_AT, seed=1)
    letter = covering_letter(f"bulk/{number}", occasion, provider, ["Nijmegen"])
    return thunderbird(replace(letter, attachments=attached))
