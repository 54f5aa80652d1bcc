"""A registration whose file names are written in every way that mail programs ever did."""

from email.utils import format_datetime

from deploy.samples.covering_letter import covering_letter
from deploy.samples.documents import overig
from deploy.samples.dossier import dossier
from deploy.samples.mime import base64_part, encoded_word, multipart, text_part
from deploy.samples.providers import PEEL_EN_MAAS
from deploy.samples.sample import Expectation, Occasion, Sample

PDF = "application/pdf"
LONG_NAME = "Onderbouwing cliëntondersteuning - ervaring en expertise in de regio's.pdf"
DASHED_NAME = "Bewijs van machtiging \N{EN DASH} coöperatie.pdf"
CURLY_NAME = "VOG RP \N{LEFT SINGLE QUOTATION MARK}Wegwijs\N{RIGHT SINGLE QUOTATION MARK} 2023.pdf"
RAW_NAME = "Uittreksel KvK coöperatie.pdf"
PATH_NAME = "..\\..\\bestuur.pdf"
QUOTED_NAME = 'Uittreksel UBO "Wegwijs".pdf'
TWICE_NAME = "Bijlage.pdf"


def odd_names(occasion: Occasion) -> Sample:
    """Complete; the names in RFC 2231 pieces, encoded words, raw bytes, with a path, twice."""
    regions = ["Noord- en Midden-Limburg"]
    papers = dossier(PEEL_EN_MAAS, regions, occasion.day)
    folder = overig(PEEL_EN_MAAS.organisation, place=PEEL_EN_MAAS.place)
    second_folder = overig(PEEL_EN_MAAS.organisation, place="Venray", colour="#7a1f3d")
    # Name as a reader should see it, content, and the two headers that carry the name.
    rows = (
        (LONG_NAME, papers["onderbouwing"], PDF, f"attachment;{_pieces()}"),
        (
            DASHED_NAME,
            papers["bewijs_van_machtiging"],
            f'{PDF};\r\n name="{encoded_word(DASHED_NAME, "windows-1252", "Q")}"',
            "attachment",
        ),
        (
            CURLY_NAME,
            papers["vog_rp"],
            PDF,
            f'attachment;\r\n filename="{encoded_word(CURLY_NAME, "windows-1252", "B")}"',
        ),
        (RAW_NAME, papers["uittreksel_kvk"], PDF, f'attachment; filename="{RAW_NAME}"'),
        (PATH_NAME, papers["bestuursverklaring"], PDF, _quoted(PATH_NAME)),
        (QUOTED_NAME, papers["ubo_register"], PDF, _quoted(QUOTED_NAME)),
        (TWICE_NAME, folder, PDF, _quoted(TWICE_NAME)),
        (TWICE_NAME, second_folder, PDF, _quoted(TWICE_NAME)),
    )
    letter = covering_letter("odd_names", occasion, PEEL_EN_MAAS, regions)
    parts = [
        base64_part(data, ("Content-Type", content_type), ("Content-Disposition", disposition))
        for _, data, content_type, disposition in rows
    ]
    body = multipart(
        "mixed",
        f"=_NextPart_{letter.token('boundary')}",
        [text_part(letter.text, charset="windows-1252"), *parts],
    )
    provider = PEEL_EN_MAAS
    raw = body.rendered(
        before=(
            # Header names and order of an old program; the name of the sender is raw Latin-1.
            ("Date", format_datetime(letter.local_time)),
            ("From", f'"Coöperatie Wegwijs Peelland" <{provider.address}>'),
            ("To", occasion.recipient),
            ("Subject", encoded_word(letter.subject, "windows-1252", "Q")),
            ("Message-Id", f"<{letter.token('id', 12)}.wegwijs@{provider.domain}>"),
            ("MIME-Version", "1.0"),
        )
    )
    expectation = Expectation("registration", receipt=True, documents=tuple(r[0] for r in rows))
    return Sample("odd_names", raw, "vgz", provider.address, expectation)


def _pieces() -> str:
    """The long name as RFC 2231 continuations in iso-8859-1; the last piece is not encoded."""
    return (
        "\r\n filename*0*=iso-8859-1'nl'Onderbouwing%20cli%EBntondersteuning;"
        "\r\n filename*1*=%20-%20ervaring%20en%20expertise%20in%20de%20regio;"
        '\r\n filename*2="\'s.pdf"'
    )


def _quoted(name: str) -> str:
    """A quoted string, in which a backslash and a quote are each preceded by a backslash."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'attachment; filename="{escaped}"'
