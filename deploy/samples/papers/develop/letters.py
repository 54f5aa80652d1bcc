"""What a provider writes and signs itself: authority, joint liability, consent."""

from deploy.samples.papers.adornments import (
    footer,
    letterhead_band,
    letterhead_left,
    letterhead_right,
)
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look

_AUTHORITY = "kvk name signer authorised signed date"
_JOINT = "kvk name regions parties signed date"


@layout("bewijs_van_machtiging", _AUTHORITY)
def authority_letter(case: Case) -> bytes:
    """On letterhead, with the title above running text."""
    party = case.party
    look = Look(case, size=10.5, top=40, colour=party.colour)
    return look.pdf(
        look.title("Bewijs van machtiging", size=16),
        look.text(
            f"{party.director}, {party.role} van {party.organisation} (KvK-nummer "
            f"{party.kvk_number}), machtigt hierbij",
            f"<b>{party.authorised}</b>",
            f"om de stukken voor de inkoop {case.years} namens de organisatie te tekenen en "
            "in te dienen. De machtiging loopt af zodra de overeenkomst is gesloten.",
        ),
        look.gap(),
        look.text(f"{party.place}, {case.date}"),
        look.signature(label=party.director),
        adorn=letterhead_left(party),
    )


@layout("bewijs_van_machtiging", _AUTHORITY)
def power_of_attorney(case: Case) -> bytes:
    """A volmacht in the style of a notary, one word in spaced capitals above it."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=32, top=36)
    return look.pdf(
        look.title("VOLMACHT", size=16, align="centre", spaced=True, after=18),
        look.text(
            f"De ondergetekende: {party.director}, te dezen handelend als {party.role} van "
            f"de rechtspersoon {party.organisation}, kantoorhoudende te {party.place}, "
            f"ingeschreven in het handelsregister onder nummer {party.kvk_number}, hierna: "
            "volmachtgever,",
            f"verleent hierbij volmacht aan {party.authorised}, hierna: gevolmachtigde,",
            "om voor en namens de volmachtgever alle verklaringen te ondertekenen die bij "
            "de inschrijving op de inkoop van cliëntondersteuning worden gevraagd.",
            align="full",
        ),
        look.text(f"Aldus getekend te {party.place} op {case.date}."),
        look.signature(label="volmachtgever"),
        look.signature(party.authorised, label="gevolmachtigde"),
    )


@layout("bewijs_van_machtiging", "name signer authorised signed date")
def authority_form(case: Case) -> bytes:
    """A form with two columns."""
    party = case.party
    look = Look(case, font="Vera", size=9, margin=20, top=22)
    return look.pdf(
        look.title("Machtigingsformulier", size=18),
        look.heading("Wie geeft de machtiging?"),
        look.rows(
            [
                ("Organisatie", look.value(party.organisation)),
                ("Bestuurder", look.value(party.director)),
            ],
            rule="grid",
        ),
        look.heading("Wie wordt gemachtigd?"),
        look.rows(
            [("Naam", look.value(party.authorised)), ("Functie", look.value("manager"))],
            rule="grid",
        ),
        look.heading("Waarvoor?"),
        look.tick(case.filled, "ondertekenen van de inschrijving"),
        look.tick(False, "afsluiten van verzekeringen"),
        look.rows([("Datum", look.value(case.date))], rule="grid"),
        look.signature(),
        adorn=footer("Formulier tekenbevoegdheid"),
    )


@layout("bewijs_van_machtiging", "kvk name signer signed date")
def competence_statement(case: Case) -> bytes:
    """A statement of who may sign, below a reference block."""
    party = case.party
    look = Look(case, font="Helvetica", size=10, top=48)
    return look.pdf(
        look.text(
            f"Aan: {case.office}<br/>Datum: {case.date}<br/>Onze referentie: "
            f"{case.number}/{party.since}"
        ),
        look.gap(4),
        look.title("Verklaring tekenbevoegdheid", size=14),
        look.text(
            f"Het bestuur van {party.organisation}, KvK {party.spaced_kvk_number}, bevestigt dat "
            f"{party.director} in de functie van {party.role} bevoegd is om de organisatie "
            "te binden, ook voor de inschrijving bij uw zorgkantoor."
        ),
        look.signature(label="secretaris van het bestuur"),
        adorn=letterhead_right(party),
    )


@layout("hoofdelijke_aansprakelijkheid", _JOINT)
def joint_statement(case: Case) -> bytes:
    """One statement with all members below each other."""
    party = case.party
    look = Look(case, size=10.5, top=30)
    everyone = (party, *case.members)
    return look.pdf(
        look.title("Verklaring hoofdelijke aansprakelijkheid", size=16),
        look.text(
            f"Regio's: {', '.join(case.regions)}",
            "Wij vormen samen één inschrijver en zijn elk voor het geheel aansprakelijk "
            "voor wat met het zorgkantoor wordt afgesproken.",
        ),
        [
            part
            for one in everyone
            for part in (
                *look.text(f"<b>{one.organisation}</b>, KvK {one.kvk_number}"),
                *look.signature(one.director, label=one.director),
            )
        ],
        look.text(f"Datum: {case.date}"),
    )


@layout("hoofdelijke_aansprakelijkheid", _JOINT)
def joint_table(case: Case) -> bytes:
    """A table of members, the title split over two lines."""
    look = Look(case, font="Times-Roman", size=11, top=24)
    rows = [
        [one.organisation, one.kvk_number, one.director, ""] for one in (case.party, *case.members)
    ]
    return look.pdf(
        look.title("Verklaring van", "hoofdelijke aansprakelijkheid", size=18, align="centre"),
        look.text(
            f"De leden van het samenwerkingsverband voor {' en '.join(case.regions)} "
            "aanvaarden hoofdelijke aansprakelijkheid voor de hele overeenkomst "
            f"{case.years}."
        ),
        look.table(["Deelnemer", "KvK-nummer", "Bestuurder", "Paraaf"], rows, [60, 28, 50, 25]),
        look.gap(8),
        look.text(f"Opgemaakt op {case.date}"),
        look.signature(),
    )


@layout("hoofdelijke_aansprakelijkheid", _JOINT)
def joint_letter(case: Case) -> bytes:
    """A letter that says it, the words in its subject line."""
    party = case.party
    others = " en ".join(item.organisation for item in case.members)
    look = Look(case, size=10.5, top=42)
    return look.pdf(
        look.text(f"{case.office}<br/>t.a.v. zorginkoop"),
        look.text(f"{party.place}, {case.date}"),
        look.text("<b>Betreft: verklaring inzake hoofdelijke aansprakelijkheid</b>"),
        look.text(
            "Geachte heer, mevrouw,",
            f"{party.organisation} (KvK {party.kvk_number}) schrijft zich samen met "
            f"{others} in voor {', '.join(case.regions)}. Elk van ons is hoofdelijk "
            "aansprakelijk voor de nakoming door allen.",
        ),
        look.text("Hoogachtend,"),
        look.signature(label=party.director),
        adorn=letterhead_band(party),
    )


@layout("instemmingsverklaring", "kvk name signer signed date")
def consent(case: Case) -> bytes:
    """The form by which a known provider goes on."""
    party = case.party
    look = Look(case, size=10, top=28)
    return look.pdf(
        look.title("Instemmingsverklaring", size=20),
        look.text("Verlenging van de overeenkomst onafhankelijke cliëntondersteuning"),
        look.rows(
            [
                ("Aanbieder", look.value(party.organisation)),
                ("KvK-nummer", look.value(party.kvk_number)),
            ],
            rule="line",
        ),
        look.text(
            "stemt in met de voorwaarden van het inkoopbeleid en met de verlenging met een "
            "jaar. De bestuursverklaring van vorig jaar blijft gelden."
        ),
        look.rows(
            [("Datum", look.value(case.date)), ("Naam", look.value(party.director))], rule="line"
        ),
        look.signature(),
        adorn=footer("Instemmingsverklaring, bijlage 1"),
    )


@layout("instemmingsverklaring", "name signer signed date")
def consent_capitals(case: Case) -> bytes:
    """The same in capitals on letterhead."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11, top=45)
    return look.pdf(
        look.title("INSTEMMINGSVERKLARING", f"INKOOP {case.years}", size=15),
        look.text(
            f"Namens {party.organisation} verklaar ik, {party.director}, in te stemmen met "
            "de tarieven en de voorwaarden."
        ),
        look.text(f"{party.place}, {case.date}"),
        look.signature(),
        adorn=letterhead_band(party),
    )
