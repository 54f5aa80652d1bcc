"""The providers of the set that was measured on third, and the offices they write to."""

from typing import Final

from deploy.samples.papers.case import Party

LOODS: Final = Party(
    "Stichting De Loods Onafhankelijke Cliëntondersteuning",
    "Stichting",
    "97104518",
    "Hereweg 118",
    "9725 AK Groningen",
    "050 555 24 60",
    "T. Bultena",
    "directeur-bestuurder",
    "N. Harkema",
    "deloods-oco.example",
    "#1b5e4b",
    2006,
)
VENNE: Final = Party(
    "Van der Venne Zorgadvies B.V.",
    "Besloten Vennootschap",
    "97215629",
    "Spoorlaan 346",
    "5038 CC Tilburg",
    "013 555 38 05",
    "C.M.J. van der Venne",
    "directeur",
    "Y. Aslan",
    "vandervenne-zorg.example",
    "#b45309",
    2012,
)
DUO: Final = Party(
    "Maatschap Haar & Huisman cliëntondersteuners",
    "Maatschap",
    "97326730",
    "Oldenzaalsestraat 77",
    "7514 DP Enschede",
    "053 555 41 19",
    "M.B. ter Haar",
    "maat",
    "W. Huisman",
    "haarenhuisman.example",
    "#6d28d9",
    2016,
)
SOLO: Final = Party(
    "Anouk Verbeek Wlz-wijzer",
    "Eenmanszaak",
    "97437841",
    "Korte Akkeren 15",
    "2802 HA Gouda",
    "06 55 51 80 92",
    "Anouk Verbeek",
    "eigenaar",
    "L. Verbeek-Smit",
    "wlzwijzer.example",
    "#be185d",
    2020,
)
OUDERS: Final = Party(
    "Vereniging Ouders en Verwanten Rijnstreek",
    "Vereniging met volledige rechtsbevoegdheid",
    "97548952",
    "Haagweg 201",
    "2324 NC Leiden",
    "071 555 66 27",
    "H.W. Kortekaas",
    "voorzitter",
    "S. Bouzidi",
    "ov-rijnstreek.example",
    "#1e40af",
    1989,
)
COOP: Final = Party(
    "Coöperatie Zorgkompas Rivierenland U.A.",
    "Coöperatie U.A.",
    "97659063",
    "Waalkade 52",
    "6511 XR Nijmegen",
    "024 555 90 73",
    "R.F. Engelen",
    "bestuurder",
    "D. Maassen-Pop",
    "zorgkompasrivierenland.example",
    "#0369a1",
    2018,
)
KOEPEL: Final = Party(
    "Stichting Wegwijs Groep Noordkop",
    "Stichting",
    "97760174",
    "Drooghe Bol 6",
    "1705 TC Heerhugowaard",
    "072 555 13 48",
    "mr. drs. E. Kuiper-de Wit",
    "voorzitter raad van bestuur",
    "J.P. Zeeman",
    "wegwijsnoordkop.example",
    "#7f1d1d",
    1994,
)
MAAS: Final = Party(
    "Maasduinen Advies en Ondersteuning B.V.",
    "Besloten Vennootschap",
    "97871285",
    "Keulse Barrière 9",
    "5915 PM Venlo",
    "077 555 29 84",
    "P.H.G. Janssen",
    "algemeen directeur",
    "K. Nowak",
    "maasduinenadvies.example",
    "#3f6212",
    2015,
)
ALL: Final = (LOODS, VENNE, DUO, SOLO, OUDERS, COOP, KOEPEL, MAAS)

OFFICES: Final[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("Menzis", ("Groningen",), ("Twente", "Arnhem")),
    ("Coöperatie VGZ", ("Midden Brabant", "Waardenland"), ("Nijmegen", "Midden-Holland")),
    ("Menzis", ("Twente",), ("Groningen", "Arnhem")),
    ("Coöperatie VGZ", ("Midden-Holland",), ("Midden Brabant", "Noord-Holland Noord")),
    ("Zorg & Zekerheid", ("Zuid-Holland-Noord",), ("Amstelland en de Meerlanden",)),
    ("Coöperatie VGZ", ("Nijmegen",), ("Waardenland", "Midden-Holland")),
    ("Coöperatie VGZ", ("Noord-Holland Noord",), ("Midden-Holland", "Nijmegen")),
    ("Coöperatie VGZ", ("Noord- en Midden Limburg", "Nijmegen"), ("Waardenland",)),
)
"""Of each provider in its turn: the office, where it applies and where it does not."""
