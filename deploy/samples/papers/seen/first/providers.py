"""The providers of the set that was measured on first."""

from typing import Final

from deploy.samples.papers.case import Party

MERGELLAND: Final = Party(
    "Stichting Mergelland Wijzer",
    "Stichting",
    "99803311",
    "Akerstraat Noord 17",
    "6431 HC Hoensbroek",
    "045 555 12 09",
    "J.M.L. Crutzen-Vaessen",
    "voorzitter raad van bestuur",
    "R. Bemelmans",
    "mergellandwijzer.example",
    "#7a1f3d",
    2008,
)
SCHELDE: Final = Party(
    "Scheldemond Cliëntbelangen B.V.",
    "Besloten Vennootschap (met gewone structuur)",
    "99814422",
    "Nieuwe Vlissingseweg 260",
    "4335 JG Middelburg",
    "0118 55 54 33",
    "ir. D. de Pagter",
    "directeur-grootaandeelhouder",
    "A.S. Kloosterman",
    "scheldemond-cb.example",
    "#0d5c63",
    2013,
)
EIK: Final = Party(
    "Coöperatieve Vereniging Onder de Eik U.A.",
    "Coöperatie met uitgesloten aansprakelijkheid",
    "99825533",
    "Kerkeind 3",
    "5293 AB Gemonde",
    "073 555 08 81",
    "G.T. van Roosmalen",
    "bestuurslid",
    "H. Çelik",
    "onderdeeik.example",
    "#4f5b1c",
    2018,
)
HAVEN: Final = Party(
    "De Vrije Haven - advies in langdurige zorg",
    "Eenmanszaak",
    "99836644",
    "Dorpsdijk 95",
    "3161 KD Rhoon",
    "010 555 61 77",
    "S. Maduro",
    "eigenaar",
    "B. Noordzij",
    "vrijehaven.example",
    "#31487d",
    2020,
)
BRUGGEHOOFD: Final = Party(
    "Bruggehoofd Ondersteunt & Adviseert",
    "Maatschap",
    "99847755",
    "Laan van Meerdervoort 1188-a",
    "2555 CA Den Haag",
    "070 555 90 14",
    "mw. mr. E. van 't Hof",
    "maat",
    "L.J. Pronk",
    "bruggehoofd-oa.example",
    "#5a3d7a",
    2015,
)
KEMPEN: Final = Party(
    "Stichting Naasten in de Kempen",
    "Stichting",
    "99858866",
    "Markt 22",
    "5521 AN Eersel",
    "0497 55 51 60",
    "Th. Wouters",
    "penningmeester",
    "M. el Amrani",
    "naastenkempen.example",
    "#8c5a00",
    2003,
)
ALL: Final = (MERGELLAND, SCHELDE, EIK, HAVEN, BRUGGEHOOFD, KEMPEN)
