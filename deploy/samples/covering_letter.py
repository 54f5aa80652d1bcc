"""The covering letter of a registration, the names of its files, and both made into a sample."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from deploy.samples.letter import Attachment, Letter
from deploy.samples.mail_programs import MailProgram
from deploy.samples.providers import Provider
from deploy.samples.sample import Expectation, Occasion, Sample

PLAIN_NAMES: Final[dict[str, str]] = {
    "bestuursverklaring": "Bestuursverklaring 2024 getekend.pdf",
    "bewijs_van_machtiging": "Bewijs van machtiging.pdf",
    "vog_rp": "VOG RP 2023.pdf",
    "uittreksel_kvk": "Uittreksel KvK.pdf",
    "ubo_register": "Uittreksel UBO-register.pdf",
    "onderbouwing": "Onderbouwing cliëntondersteuning.pdf",
    "hoofdelijke_aansprakelijkheid": "Verklaring hoofdelijke aansprakelijkheid.pdf",
}
"""Document kind -> the file name of a provider that names its files well."""


def covering_letter(
    name: str, occasion: Occasion, provider: Provider, regions: Sequence[str]
) -> Letter:
    """The letter without its files."""
    where = " en ".join(regions)
    text = (
        "Geachte heer, mevrouw,\n\n"
        f"Namens {provider.organisation} stuur ik u hierbij onze inschrijving voor de inkoop "
        "van onafhankelijke cliëntondersteuning in 2024 en 2025. "
        f"Wij schrijven ons in voor {where}.\n\n"
        "Wij werken nog niet voor een zorgkantoor. De bestuursverklaring, de gevraagde "
        "verklaringen en uittreksels en onze onderbouwing vindt u in de bijlagen.\n\n"
        "Zou u mij willen laten weten of alles goed is aangekomen? Voor vragen ben ik deze en "
        f"volgende week gewoon bereikbaar op {provider.telephone}.\n\n"
        f"Met vriendelijke groet,\n\n{provider.sender}\n{provider.organisation}\n"
        f"{provider.street}, {provider.town}\n"
    )
    return Letter(
        provider=provider,
        recipient=occasion.recipient,
        subject=f"Inschrijving cliëntondersteuning 2024-2025 - {provider.organisation}",
        text=text,
        at=occasion.at,
        key=f"{occasion.seed}/{name}",
    )


def files(papers: Mapping[str, bytes], names: Mapping[str, str]) -> tuple[Attachment, ...]:
    """The papers (kind -> PDF) as attachments under the names (kind -> file name)."""
    return tuple(Attachment(names[kind], pdf) for kind, pdf in papers.items())


def registration(
    name: str,
    program: MailProgram,
    letter: Letter,
    attached: tuple[Attachment, ...],
    *,
    pictures: tuple[str, ...] = (),
) -> Sample:
    """A registration in time with nothing wrong; what is wrong with it the caller adds.

    `pictures` are the names the mail program puts before the files.
    """
    expectation = Expectation(
        kind="registration",
        receipt=True,
        documents=(*pictures, *(attachment.name for attachment in attached)),
        pictures=pictures,
    )
    raw = program(replace(letter, attachments=attached))
    return Sample(name, raw, "vgz", letter.provider.address, expectation)
