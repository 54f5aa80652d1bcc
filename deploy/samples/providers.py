"""The invented providers that send the samples."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Provider:
    """One organisation for independent client support.

    `organisation` is the name in the trade register, `legal_form` its Dutch legal form,
    `authorised` the colleague whom the director lets sign, `colour` the house colour as
    `#rrggbb`, `sender` and `address` the person and the mailbox it registers from.
    """

    organisation: str
    legal_form: str
    kvk_number: str
    street: str
    town: str
    telephone: str
    director: str
    role: str
    authorised: str
    sender: str
    address: str
    colour: str
    since: int

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    @property
    def place(self) -> str:
        """The town without its postal code."""
        return self.town.split(maxsplit=2)[2]


DE_WAALBRUG: Final = Provider(
    organisation="Stichting Cliëntondersteuning De Waalbrug",
    legal_form="Stichting",
    kvk_number="99104237",
    street="Oude Graafseweg 211",
    town="6543 PB Nijmegen",
    telephone="024 555 01 42",
    director="M.J. van Heumen",
    role="bestuurder",
    authorised="I. Dekkers",
    sender="Marjolein van Heumen",
    address="m.vanheumen@dewaalbrug.example",
    colour="#1b5e6f",
    since=2011,
)
NAAST_U: Final = Provider(
    organisation="Naast U Cliëntondersteuning B.V.",
    legal_form="Besloten vennootschap",
    kvk_number="99218805",
    street="Korvelplein 14-02",
    town="5025 JC Tilburg",
    telephone="013 555 02 18",
    director="A. el Idrissi",
    role="directeur",
    authorised="S.R. Verhoeven",
    sender="Amina el Idrissi",
    address="amina@naast-u.example",
    colour="#8a3b12",
    since=2017,
)
PEEL_EN_MAAS: Final = Provider(
    organisation="Coöperatie Wegwijs Peelland U.A.",
    legal_form="Coöperatie U.A.",
    kvk_number="99330916",
    street="Steegstraat 37",
    town="5981 XV Panningen",
    telephone="077 555 03 71",
    director="H.P.G. Janssen",
    role="voorzitter van het bestuur",
    authorised="L. Peeters-Gielen",
    sender="Harrie Janssen",
    address="secretariaat@wegwijspeelland.example",
    colour="#3f6b1f",
    since=2014,
)
DE_VLIET: Final = Provider(
    organisation="Stichting Onafhankelijk Advies De Vliet",
    legal_form="Stichting",
    kvk_number="99447120",
    street="Lange Tiendeweg 80",
    town="2801 KL Gouda",
    telephone="0182 55 50 49",
    director="drs. C.W. Binnendijk",
    role="directeur-bestuurder",
    authorised="J. Öztürk",
    sender="Carolien Binnendijk",
    address="c.binnendijk@oa-devliet.example",
    colour="#4a3a7c",
    since=2009,
)
PROVIDERS: Final = (DE_WAALBRUG, NAAST_U, PEEL_EN_MAAS, DE_VLIET)

SENDER_DOMAINS: Final = tuple(provider.domain for provider in PROVIDERS)
"""Every domain a provider's sample comes from, for a server that must take the receipts."""
