"""Papers of a provider's own that nobody asks for: minutes, letters, rules, rosters."""

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.third.stationery import (
    foot_alone,
    head_monogram,
    head_with_rule,
    listed,
    lying,
    mail_head,
    page_foot,
)


@layout(None)
def letter_in_front(case: Case) -> bytes:
    """The letter that goes with a registration, in a few warm words."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=42)
    return look.pdf(
        look.text(f"Zorgkantoor {case.office}<br/>t.a.v. de inkoper cliëntondersteuning"),
        look.text(f"{us.place}, {case.date}"),
        look.text(
            "Beste inkoper,",
            f"Met plezier schrijven wij ons in voor {listed(case.regions)}. Als bijlage bij deze "
            "brief sturen wij de ondertekende bestuursverklaring, de volmacht, de VOG RP, de "
            "uittreksels van KvK en UBO-register en onze onderbouwing.",
            "Mocht er iets ontbreken, dan horen wij dat graag voor de sluitingsdatum.",
            f"Hartelijke groet,<br/>{us.director}",
        ),
        adorn=head_monogram(us),
    )


@layout(None)
def minutes_without_mandate(case: Case) -> bytes:
    """Minutes that speak of papers, and let nobody sign."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=34)
    return look.pdf(
        look.title("Verslag overleg bestuur en directie", size=16),
        look.text(f"{us.organisation}, {case.date}. Aanwezig: {us.director}, {us.authorised}."),
        look.heading("1. Inschrijving zorgkantoor"),
        look.text(
            "De VOG RP is binnen. Het uittreksel van de KvK is verouderd en wordt opnieuw besteld. "
            "Wie de bestuursverklaring tekent, bespreken we volgende keer; dan beslissen we ook "
            "over een machtiging."
        ),
        look.heading("2. Jaarrekening"),
        look.text("De accountant komt op 9 mei. De conceptcijfers zien er goed uit."),
        look.heading("3. Rondvraag"),
        look.text(
            "De koffiemachine is stuk. De teamdag is op 14 september; Ilse en Rachid zoeken een "
            "plek. Volgende vergadering: eerste maandag van de maand."
        ),
        look.heading("Actielijst"),
        look.table(
            ["Wie", "Wat", "Wanneer"],
            [
                [us.director, "uittreksel KvK bestellen", "deze week"],
                [us.authorised, "conceptonderbouwing rondsturen", "voor de 15e"],
            ],
            [50, 75, 35],
        ),
        adorn=head_with_rule(us),
    )


@layout(None)
def objection(case: Case) -> bytes:
    """A letter of objection to a result."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=42)
    return look.pdf(
        look.text(f"Zorgkantoor {case.office}", f"{us.place}, {case.date}"),
        look.text("<b>Bezwaar tegen de voorgenomen gunning</b>"),
        look.text(
            "Geachte heer, mevrouw,",
            f"{us.organisation} is het niet eens met uw besluit. U schrijft dat in onze "
            "inschrijving het bewijs van machtiging ontbrak. Dat zat bij onze mail als derde "
            "bijlage. Wij verzoeken u onze inschrijving alsnog te beoordelen.",
        ),
        look.signature(us.director, label=us.director),
        adorn=head_monogram(us),
    )


@layout(None)
def withdrawal(case: Case) -> bytes:
    """A provider takes its registration back."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.4, margin=24, top=36)
    return look.pdf(
        look.title("Intrekking inschrijving", size=16),
        look.text(
            f"{us.organisation} trekt haar inschrijving voor {listed(case.regions)} in. Het nieuwe "
            "tarief is voor ons te laag om de kwaliteit te leveren die wij in de "
            "bestuursverklaring hebben beloofd.",
            f"{us.place}, {case.date}",
        ),
        look.signature(us.director, label=us.director),
        adorn=head_with_rule(us),
    )


@layout(None)
def questions_for_the_office(case: Case) -> bytes:
    """Questions on the policy, for the nota van inlichtingen."""
    look = Look(case, font="Vera", size=8.8)
    rows = [
        ["1", "4.1", "Mag de VOG RP ouder zijn dan zes maanden als er niets is veranderd?"],
        ["2", "Bijlage 2", "Moet elke deelnemer een eigen bestuursverklaring tekenen?"],
        ["3", "6", "Volstaat een jaarrekening als bewijs van financiële continuïteit?"],
        ["4", "4.5", "Tellen zzp'ers als onderaannemers?"],
    ]
    return lying(
        look.title("Vragen over het inkoopbeleid", size=16),
        look.text(f"Ingediend door {case.party.organisation} op {case.date}"),
        look.table(["Nr.", "Paragraaf", "Vraag"], rows, [12, 35, 180]),
    )


@layout(None)
def each_for_a_part(case: Case) -> bytes:
    """An agreement between two providers, each of whom answers for its own part."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.3, margin=28, top=30)
    return look.pdf(
        look.title("Samenwerkingsovereenkomst waarneming", size=15),
        look.text(
            f"{us.organisation} en Stichting Buurhuis nemen bij ziekte en vakantie voor elkaar "
            "waar. Partijen blijven ieder zelf verantwoordelijk en aansprakelijk voor hun eigen "
            "cliënten. Van een gezamenlijke inschrijving is geen sprake.",
            f"Overeengekomen op {case.date}",
        ),
        look.signature(us.director, label=us.organisation),
        adorn=page_foot("waarneming"),
    )


@layout(None)
def production_so_far(case: Case) -> bytes:
    """A monthly report of what was done: numbers, but no forecast."""
    look = Look(case, font="Helvetica", size=9.8)
    rows = [
        [month, str(30 + 3 * n), str(270 + 14 * n), str(4 + n % 3)]
        for n, month in enumerate(("januari", "februari", "maart", "april", "mei", "juni"))
    ]
    return lying(
        look.title(f"Maandrapportage cliëntondersteuning {case.day.year}", size=16),
        look.text(f"{case.party.organisation} - gerealiseerde productie"),
        look.table(["Maand", "Cliënten", "Uren", "Wachtenden"], rows, [50, 40, 40, 40]),
    )


@layout(None)
def summer_roster(case: Case) -> bytes:
    """Who works when in summer: names of client supporters without a number."""
    look = Look(case, font="Vera", size=9, margin=20, top=34)
    return look.pdf(
        look.title("Vakantierooster cliëntondersteuners", size=15),
        look.table(
            ["Week", "Aanwezig", "Bereikbaarheidsdienst"],
            [
                ["29", "Annet, Rachid", "Annet"],
                ["30", "Rachid, Gerda", "Gerda"],
                ["31", "Gerda, Ilse", "Ilse"],
                ["32", "Annet, Ilse", "Annet"],
            ],
            [20, 70, 60],
        ),
        adorn=head_with_rule(case.party),
    )


@layout(None)
def rules_of_the_house(case: Case) -> bytes:
    """By-laws, with an article on who represents the union."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.2, margin=28, top=30)
    return look.pdf(
        look.title("Huishoudelijk reglement", size=18),
        look.text(us.organisation),
        look.heading("Artikel 6. Vergaderingen"),
        look.text("Het bestuur vergadert zo vaak als de voorzitter dat nodig vindt."),
        look.heading("Artikel 7. Vertegenwoordiging"),
        look.text(
            "Het bestuur kan een medewerker een schriftelijke volmacht geven. De volmacht wordt in "
            "het handelsregister ingeschreven als zij doorlopend is."
        ),
        look.heading("Artikel 8. Verklaringen"),
        look.text("Van elke medewerker en vrijwilliger wordt een VOG gevraagd."),
        look.heading("Artikel 9. Geld"),
        look.text(
            "De penningmeester legt elk voorjaar de jaarrekening en de begroting voor aan de "
            "leden. Twee leden vormen de kascommissie."
        ),
        look.heading("Artikel 10. Wijziging"),
        look.text("Dit reglement wordt gewijzigd met twee derde van de uitgebrachte stemmen."),
        adorn=page_foot("vastgesteld door de leden"),
    )


@layout(None)
def who_owns_whom(case: Case) -> bytes:
    """A chart of a group in words, made by the provider itself."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.4)
    return lying(
        look.title("Organogram en eigendomsstructuur", size=18),
        look.table(
            ["Laag", "Entiteit", "Zeggenschap"],
            [
                ["1", f"{us.director} (UBO)", "100% van de aandelen of stemmen"],
                ["2", us.organisation, "uitvoering cliëntondersteuning"],
                ["3", "Steunfonds", "beheer van reserves"],
            ],
            [20, 120, 90],
        ),
        look.text("Gemaakt door de afdeling communicatie."),
    )


@layout(None)
def mail_about_papers(case: Case) -> bytes:
    """A printed mail that announces papers; its subject names two of them."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=20, top=18)
    return look.pdf(
        mail_head(
            look,
            [
                ("Van:", f"secretariaat@{us.domain}"),
                ("Verzonden:", f"{case.date} 15:22"),
                ("Aan:", "inkoop zorgkantoor"),
                ("Onderwerp:", "VOG RP en UBO volgen nog"),
            ],
        ),
        look.gap(4),
        look.text(
            "Goedemiddag,",
            "De VOG RP is nog niet binnen en ons UBO-uittreksel is in aanvraag. Wij sturen beide "
            "na zodra wij ze hebben, in elk geval voor de sluitingsdatum. De rest zit hierbij.",
            f"Namens {us.director},<br/>het secretariaat",
        ),
    )


@layout(None)
def agreement_on_data(case: Case) -> bytes:
    us = case.party
    look = Look(case, font="Times-Roman", size=11.2, margin=28, top=32)
    return look.pdf(
        look.title("Verwerkersovereenkomst", size=18),
        look.text(
            f"1. {us.organisation} (verantwoordelijke, KvK {us.kvk_number}) laat dossiers beheren "
            "door SoftZorg B.V. (verwerker).",
            "2. De verwerker meldt een datalek binnen 24 uur en helpt de verantwoordelijke om het "
            "bij de Autoriteit Persoonsgegevens te melden.",
            "2a. Medewerkers van de verwerker hebben een VOG en een plicht tot geheimhouding.",
            "3. De aansprakelijkheid van de verwerker is beperkt tot de jaarvergoeding.",
            f"Ondertekend op {case.date}",
        ),
        look.signature(us.director, label=us.organisation),
        adorn=foot_alone(us),
    )
