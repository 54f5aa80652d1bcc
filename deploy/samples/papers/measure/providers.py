"""The providers of the set that is only measured on, and the office and regions of each."""

from typing import Final

from deploy.samples.papers.case import Party

DELTA: Final = Party(
    "Stichting Deltawijzer",
    "Stichting",
    "96110347",
    "Nieuwstraat 41",
    "4331 JK Middelburg",
    "0118 55 50 12",
    "J.A. de Nooijer",
    "bestuurder",
    "M. Poortvliet",
    "deltawijzer.example",
    "#005f73",
    2009,
)
BRUG: Final = Party(
    "De Brugwachter cliëntondersteuning B.V.",
    "Besloten Vennootschap",
    "96221458",
    "Stratumsedijk 27",
    "5611 NA Eindhoven",
    "040 555 71 30",
    "L.W.M. van Gerwen",
    "algemeen directeur",
    "F. Demir",
    "brugwachter-co.example",
    "#9a3412",
    2014,
)
KRING: Final = Party(
    "Coöperatie De Zorgkring Twente U.A.",
    "Coöperatie met uitgesloten aansprakelijkheid",
    "96332569",
    "Grotestraat 160",
    "7622 GT Borne",
    "074 555 08 66",
    "G.J. Nijhuis",
    "voorzitter",
    "A. Olde Monnikhof",
    "zorgkringtwente.example",
    "#166534",
    2017,
)
MEREL: Final = Party(
    "Merel Dijkstra Cliëntondersteuning",
    "Eenmanszaak",
    "96443670",
    "Voorstreek 88-A",
    "8911 JS Leeuwarden",
    "06 55 54 11 37",
    "Merel Dijkstra",
    "eigenaresse",
    "T. Dijkstra",
    "merel-co.example",
    "#a21caf",
    2021,
)
SAMEN: Final = Party(
    "V.O.F. Samen Op Pad",
    "Vennootschap onder firma",
    "96554781",
    "Brink 12",
    "7411 BR Deventer",
    "0570 55 52 90",
    "I. Wolters",
    "vennoot",
    "B. Mulder",
    "samenoppad-oco.example",
    "#854d0e",
    2019,
)
HOFSTAD: Final = Party(
    "Stichting Hofstad Advies bij Zorg",
    "Stichting",
    "96665892",
    "Laan van Meerdervoort 512",
    "2563 AX Den Haag",
    "070 555 39 04",
    "dr. S.R. Ramdin",
    "voorzitter van het bestuur",
    "C. van Rooijen",
    "hofstadadvies.example",
    "#1e3a8a",
    1998,
)
AMSTEL: Final = Party(
    "Amstel & Meer Zorgadvies B.V.",
    "Besloten Vennootschap",
    "96776903",
    "Amsterdamseweg 204",
    "1182 HL Amstelveen",
    "020 555 17 82",
    "N.E. Blokland",
    "directeur-grootaandeelhouder",
    "R. Yildirim",
    "amstelenmeer.example",
    "#b91c1c",
    2010,
)
MIJN: Final = Party(
    "Vereniging Mijnstreek voor Elkaar",
    "Vereniging",
    "96887014",
    "Akerstraat 93",
    "6411 HB Heerlen",
    "045 555 62 48",
    "P.M.H. Schreurs",
    "secretaris",
    "E. Hendrikx-Vos",
    "mijnstreekvoorelkaar.example",
    "#334155",
    1991,
)
ALL: Final = (DELTA, BRUG, KRING, MEREL, SAMEN, HOFSTAD, AMSTEL, MIJN)

OFFICES: Final[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("CZ", ("Zeeland", "West Brabant"), ("Haaglanden", "Zuid-Limburg")),
    ("CZ", ("Zuid Oost-Brabant",), ("West Brabant", "Zeeland")),
    ("Menzis", ("Twente", "Arnhem"), ("Groningen",)),
    ("Zilveren Kruis", ("Friesland",), ("Drenthe", "Zwolle", "Flevoland")),
    ("Salland", ("Midden IJssel",), ()),
    ("CZ", ("Haaglanden", "Zuid-Hollandse Eilanden"), ("Zeeland",)),
    ("Zorg & Zekerheid", ("Amstelland en de Meerlanden",), ("Zuid-Holland-Noord",)),
    ("CZ", ("Zuid-Limburg",), ("Zuid Oost-Brabant", "Zeeland")),
)
"""In the order of `ALL`: the office, the regions applied for and boxes left empty."""
NATURAL: Final = (MEREL, SAMEN)
"""Who is no legal person."""
