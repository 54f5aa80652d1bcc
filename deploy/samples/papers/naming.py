"""Names that people give their files: telling, vague, numbered, from a scanner."""

from collections.abc import Sequence
from typing import Final

TELLING: Final[dict[str | None, tuple[str, ...]]] = {
    "bestuursverklaring": (
        "Bestuursverklaring.pdf",
        "Bijlage 2 bestuursverklaring ingevuld.pdf",
        "bestuursverklaring_2024_getekend.pdf",
    ),
    "bewijs_van_machtiging": (
        "Bewijs van machtiging.pdf",
        "Volmacht.pdf",
        "machtiging ondertekend.pdf",
    ),
    "vog_rp": ("VOG RP.pdf", "VOG-RP 2023.pdf", "VOG rechtspersoon.pdf"),
    "uittreksel_kvk": ("Uittreksel KvK.pdf", "KvK uittreksel juni.pdf", "uittreksel_kvk_2023.pdf"),
    "ubo_register": ("UBO-register.pdf", "uittreksel UBO.pdf", "UBO.pdf"),
    "hoofdelijke_aansprakelijkheid": (
        "Hoofdelijke aansprakelijkheid.pdf",
        "verklaring hoofdelijke aansprakelijkheid.pdf",
    ),
    "onderbouwing": ("Onderbouwing.pdf", "Onderbouwing selectiecriteria def.pdf"),
    "vog_np": ("VOG NP bestuurder.pdf", "VOG NP.pdf"),
    "format_prognose": ("Format prognose.pdf", "prognose 2024.pdf"),
    "overzicht_clientondersteuners": (
        "Overzicht cliëntondersteuners.pdf",
        "Registerplein overzicht.pdf",
    ),
    "instemmingsverklaring": ("Instemmingsverklaring.pdf",),
    "financiele_continuiteit": ("Financiële continuïteit.pdf", "accountantsverklaring.pdf"),
    "implementatieplan": ("Implementatieplan.pdf", "inwerkplan.pdf"),
    "onderaannemers": ("Onderaannemers.pdf",),
    "wmo_gemeenten": ("Wmo gemeenten.pdf",),
}
VAGUE: Final = (
    "scan.pdf",
    "document.pdf",
    "Bijlage 3.pdf",
    "img20230612_0001.pdf",
    "SKM_C250i23071209310.pdf",
    "bijlagen zorgkantoor.pdf",
    "def versie 2.pdf",
    "20230703 getekend.pdf",
)


def telling(kind: str | None, number: int) -> str:
    names = TELLING.get(kind, VAGUE)
    return names[number % len(names)]


def vague(number: int, names: Sequence[str] = VAGUE) -> str:
    return names[number % len(names)]
