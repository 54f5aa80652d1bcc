"""Required papers under titles that nobody prescribed, and more that only look required."""

from deploy.samples.papers.adornments import (
    both,
    footer,
    issuer,
    letterhead_band,
    letterhead_left,
    received_stamp,
)
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.plan_text import plan_sections


@layout("bestuursverklaring", "kvk name regions standing signer signed date")
def statement_of_the_board(case: Case) -> bytes:
    """The form under a title in other words, its usual name in small letters below."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11, top=26)
    known = "al gecontracteerd" if case.standing == "existing" else "nog niet gecontracteerd"
    return look.pdf(
        look.title("Verklaring van het bestuur", size=18),
        look.text(f"(bestuursverklaring inkoop Wlz {case.years})", small=True),
        look.rows(
            [
                ("Organisatie", look.value(party.organisation)),
                ("KvK", look.value(party.kvk_number)),
                ("Positie", look.value(known)),
                ("Regio", look.value(", ".join(case.regions))),
            ],
            rule="line",
        ),
        look.text("Het bestuur verklaart dat aan alle eisen uit het beleid wordt voldaan."),
        look.rows([("Datum", look.value(case.date)), ("Naam", look.value(party.director))]),
        look.signature(),
        adorn=received_stamp("14 JUL 2023"),
    )


@layout("vog_rp", "kvk name date")
def vog_without_abbreviation(case: Case) -> bytes:
    """The certificate whose title leaves out for whom; the word rechtspersoon stands below."""
    party = case.party
    look = Look(case, size=10.5, margin=28, top=50)
    return look.pdf(
        look.title("Verklaring Omtrent het Gedrag", size=20, after=12),
        look.rows(
            [
                ("Rechtspersoon", party.organisation),
                ("KvK-nummer", party.kvk_number),
                ("Datum afgifte", case.date),
                ("Kenmerk", f"R-{case.number:05}"),
            ],
            label=45,
        ),
        look.text(
            "Justis heeft onderzocht of er bezwaren zijn tegen de integriteit van deze "
            "rechtspersoon en van wie haar besturen. Die zijn er niet."
        ),
        adorn=both(
            issuer("Justis", "Ministerie van Justitie en Veiligheid", "#154273"),
            footer("Proefdocument, geen echte verklaring"),
        ),
    )


@layout("bewijs_van_machtiging", "kvk name signer authorised signed date")
def board_decision(case: Case) -> bytes:
    """A decision of the board that lets somebody sign."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11.5, top=44)
    return look.pdf(
        look.title("Machtiging ondertekening inschrijving", size=15),
        look.text(
            f"Het bestuur van {party.organisation} (KvK {party.kvk_number}) heeft besloten "
            f"{party.authorised} te machtigen om namens het bestuur te tekenen.",
            f"Vastgesteld op {case.date}.",
        ),
        look.signature(label=f"{party.director}, {party.role}"),
        adorn=letterhead_band(party),
    )


@layout("bewijs_van_machtiging", "name signer authorised signed date")
def appointment(case: Case) -> bytes:
    """An authority that says only in its sentence what it is."""
    party = case.party
    look = Look(case, size=11, top=44)
    return look.pdf(
        look.title("Aanwijzing gevolmachtigde", size=15),
        look.text(
            f"Ondergetekende {party.director} geeft hierbij volmacht aan {party.authorised} "
            f"om {party.organisation} te vertegenwoordigen bij de inkoop {case.years}.",
            f"{party.place}, {case.date}",
        ),
        look.signature(),
        adorn=letterhead_left(party),
    )


@layout("onderbouwing", "name")
def work_plan(case: Case) -> bytes:
    """A plan under its own title, with the name of the annex above it."""
    party = case.party
    look = Look(case, size=10.5, top=34, colour=party.colour)
    sections = plan_sections(party.organisation, case.regions, party.since)[:3]
    return look.pdf(
        look.text("Bijlage: documenten ter onderbouwing", small=True),
        look.title("Plan van aanpak", size=22),
        [
            part
            for section in sections
            for part in (look.heading(section.heading), *look.text(*section.paragraphs))
        ],
        adorn=footer(party.organisation),
    )


@layout("format_prognose", "name regions")
def production_estimate(case: Case) -> bytes:
    """Figures under another word for a prognosis."""
    look = Look(case, font="Courier", size=10, top=26)
    rows = [[name, str(70 + 9 * n), str(510 + 40 * n)] for n, name in enumerate(case.regions)]
    return look.pdf(
        look.title("Prognose productie", size=16),
        look.text(case.party.organisation),
        look.table(["Regio", "Verwacht aantal cliënten", "Verwacht aantal uren"], rows),
    )


@layout("overzicht_clientondersteuners", "name")
def staff_list(case: Case) -> bytes:
    """People with the number of their registration, on letterhead."""
    look = Look(case, size=10, top=44)
    people = ("M. Post", "E. van Vugt", "Ö. Kaya", "J. Hendrikx")
    rows = [[name, f"BCMB-{case.number + 310 + n}"] for n, name in enumerate(people)]
    return look.pdf(
        look.title("Overzicht van cliëntondersteuners in het beroepsregister BCMB", size=12),
        look.table(["Naam", "Registratie"], rows, [70, 50]),
        adorn=letterhead_left(case.party),
    )


@layout("ubo_register", "kvk name date")
def ubo_registration(case: Case) -> bytes:
    """A short proof of entry."""
    party = case.party
    look = Look(case, font="Times-Roman", size=12, top=40)
    return look.pdf(
        look.title("Registratie UBO-register", size=17),
        look.colon(
            [
                ("Rechtspersoon", party.organisation),
                ("KvK-nummer", party.kvk_number),
                ("Ingeschreven belanghebbende", party.director),
                ("Datum", case.date),
            ]
        ),
    )


@layout(None)
def articles_of_association(case: Case) -> bytes:
    """A deed of a notary, which speaks of the board, of powers and of the register."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=32, leading=1.6)
    return look.pdf(
        look.title("AKTE VAN OPRICHTING", size=14, align="centre"),
        look.text(
            f"Heden verscheen voor mij, notaris te {party.place}: {party.director}, "
            "die verklaarde een rechtspersoon op te richten met de volgende statuten.",
            "Het bestuur kan volmacht verlenen aan een of meer bestuurders. De bestuurders "
            "worden ingeschreven in het handelsregister.",
            align="full",
        ),
    )


@layout(None)
def change_of_address(case: Case) -> bytes:
    """A form by which a change is reported to the register."""
    party = case.party
    look = Look(case, font="Vera", size=9)
    return look.pdf(
        look.title("Wijziging adres", size=18),
        look.text("Formulier 14 - Kamer van Koophandel"),
        look.rows([("KVK-nummer", party.kvk_number), ("Naam", party.organisation)], rule="grid"),
        look.text("Ondergetekende verklaart dat dit formulier naar waarheid is ingevuld."),
        look.signature(),
    )


@layout(None)
def registration_pass(case: Case) -> bytes:
    """The pass of one professional."""
    look = Look(case, size=12, top=60)
    return look.pdf(
        look.title("Registerplein", size=24),
        look.stacked(
            [
                ("Naam", case.party.authorised),
                ("Register", "Cliëntondersteuners"),
                ("Geldig tot", "31-12-2026"),
            ]
        ),
    )
