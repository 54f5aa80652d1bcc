"""The providers of the set to develop on."""

from typing import Final

from deploy.samples.papers.case import Party
from deploy.samples.providers import PROVIDERS, Provider


def _party(provider: Provider) -> Party:
    return Party(
        provider.organisation,
        provider.legal_form,
        provider.kvk_number,
        provider.street,
        provider.town,
        provider.telephone,
        provider.director,
        provider.role,
        provider.authorised,
        provider.domain,
        provider.colour,
        provider.since,
    )


WAALBRUG, NAAST_U, PEEL, VLIET = (_party(item) for item in PROVIDERS)
ZUIDERLICHT: Final = Party(
    "Zuiderlicht Onafhankelijke Ondersteuning B.V.",
    "Besloten Vennootschap",
    "99560031",
    "Markgravenlaan 5",
    "4701 BN Roosendaal",
    "0165 55 51 12",
    "mr. F.J.M. Hoppenbrouwers",
    "algemeen directeur",
    "N. Yilmaz",
    "zuiderlicht-oo.example",
    "#b3541e",
    2016,
)
DUINEN: Final = Party(
    "Vereniging Raad en Daad Kennemer Duinen",
    "Vereniging met volledige rechtsbevoegdheid",
    "99671148",
    "Vinkenbaan 118 A",
    "1851 TC Heiloo",
    "072 555 06 30",
    "W. Stroomer-Blank",
    "voorzitter",
    "T. de Ruijter",
    "raadendaadkd.example",
    "#2b6a4d",
    2005,
)
KOMPAS: Final = Party(
    "Kompas Cliëntadvies V.O.F.",
    "Vennootschap onder firma",
    "99782259",
    "Boulevard Bankert 41",
    "4382 AC Vlissingen",
    "0118 55 57 04",
    "P.A. Dingemanse",
    "vennoot",
    "K. Dingemanse-Roose",
    "kompasadvies.example",
    "#274b7a",
    2019,
)
ALL: Final = (WAALBRUG, NAAST_U, PEEL, VLIET, ZUIDERLICHT, DUINEN, KOMPAS)
