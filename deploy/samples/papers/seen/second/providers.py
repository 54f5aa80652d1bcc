"""The providers of the set that was measured on second: from one person to a group of thousands."""

from typing import Final

from deploy.samples.papers.case import Party

KENNEMER: Final = Party(
    "Stichting Steunpunt Kennemer Kust",
    "Stichting",
    "98112207",
    "Zijlweg 203",
    "2015 CL Haarlem",
    "023 555 40 18",
    "A.C. Hoogendijk",
    "voorzitter",
    "P. Verlaan",
    "steunpuntkk.example",
    "#0a6e8a",
    2011,
)
AMSTEL: Final = Party(
    "Amstelgroep Zorg en Welzijn B.V.",
    "Besloten Vennootschap",
    "98223318",
    "Wibautstraat 412-B",
    "1097 DN Amsterdam",
    "020 555 73 00",
    "drs. M.W. ter Braak",
    "voorzitter Raad van Bestuur",
    "I. Lamrani",
    "amstelgroep.example",
    "#c2410c",
    1998,
)
TWEELUIK: Final = Party(
    "Tweeluik Cliëntondersteuning V.O.F.",
    "Vennootschap onder firma",
    "98334429",
    "Dorpsstraat 8",
    "7261 AV Ruurlo",
    "0573 55 52 90",
    "G. Wassink",
    "vennoot",
    "J. Wassink-te Velde",
    "tweeluik-co.example",
    "#4d7c0f",
    2017,
)
PRAATPAAL: Final = Party(
    "Praatpaal Zorgadvies",
    "Eenmanszaak",
    "98445530",
    "Oosterdijk 61",
    "1601 DG Enkhuizen",
    "06 55 50 27 31",
    "Femke Sjoerdsma",
    "eigenaar",
    "R. Koomen",
    "praatpaalzorg.example",
    "#7e22ce",
    2021,
)
FRIES: Final = Party(
    "Feriening Tegearre Fierder",
    "Vereniging met volledige rechtsbevoegdheid",
    "98556641",
    "Smidsstrjitte 14",
    "9001 AM Grou",
    "0566 55 51 44",
    "S.J. Hoekstra-Zijlstra",
    "voorzitter",
    "D. Terpstra",
    "tegearrefierder.example",
    "#1d4ed8",
    2001,
)
GELRE: Final = Party(
    "Coöperatie Wegwijzers Gelre en IJssel U.A.",
    "Coöperatie U.A.",
    "98667752",
    "Deventerstraat 155",
    "7321 CD Apeldoorn",
    "055 555 16 62",
    "E.P. Nijenhuis",
    "bestuurder",
    "C. van den Berg-Ooms",
    "wegwijzersgelre.example",
    "#9f1239",
    2019,
)
POLDER: Final = Party(
    "Polderlicht Ondersteuning B.V.",
    "Besloten Vennootschap",
    "98778863",
    "Stationsweg 27",
    "8211 HN Lelystad",
    "0320 55 57 15",
    "K. Ramdin",
    "directeur",
    "O. Boersma",
    "polderlicht.example",
    "#0f766e",
    2014,
)
ALL: Final = (KENNEMER, AMSTEL, TWEELUIK, PRAATPAAL, FRIES, GELRE, POLDER)
