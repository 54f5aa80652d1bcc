"""Papers of authorities and of who sells their data, none of which is asked for."""

from typing import Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.third.stationery import (
    agency,
    bar,
    page_foot,
    printed_page,
    register_head,
)

_STATE: Final = ("Dienst Justis", "Ministerie van Justitie en Veiligheid")


_BLUE: Final = "#00529b"


@layout(None)
def conduct_for_tenders(case: Case) -> bytes:
    """Another paper of the same agency: for tenders, not the certificate that is asked for."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=30, top=42)
    return look.pdf(
        look.title("Gedragsverklaring aanbesteden", size=18, align="centre"),
        look.text(
            "De Minister voor Rechtsbescherming verklaart dat voor de onderneming hieronder geen "
            "bezwaar bestaat in verband met inschrijving op overheidsopdrachten (artikel 4.1 "
            "Aanbestedingswet 2012)."
        ),
        look.rows(
            [
                ("Onderneming", us.organisation),
                ("KvK-nummer", us.kvk_number),
                ("Datum", case.date),
            ],
            label=40,
        ),
        adorn=agency(*_STATE),
    )


@layout(None)
def more_is_needed(case: Case) -> bytes:
    """The agency asks for what is missing in an application."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.2, margin=26, top=44)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(4),
        look.rows(
            [("Datum", case.date), ("Betreft", "<b>Uw aanvraag VOG RP is niet compleet</b>")],
            label=24,
        ),
        look.text(
            "Beste aanvrager,",
            "Wij kunnen uw aanvraag voor een Verklaring Omtrent het Gedrag nog niet behandelen. "
            "Stuur ons binnen twee weken een kopie van het identiteitsbewijs van alle bestuurders "
            "en een recent uittreksel uit het Handelsregister.",
        ),
        adorn=agency(*_STATE),
    )


@layout(None)
def how_to_apply(case: Case) -> bytes:
    """A page of the agency's site on how to ask for a certificate."""
    look = Look(case, font="Helvetica", size=10.4, margin=18, top=18)
    return look.pdf(
        look.title("VOG voor rechtspersonen (VOG RP) aanvragen", size=18),
        look.text(
            "Een organisatie vraagt een VOG RP aan in drie stappen. Een VOG RP kost 207 euro."
        ),
        look.bullets(
            "Download het aanvraagformulier.",
            "Laat een bestuurder ondertekenen die in het Handelsregister staat.",
            "Betaal en wacht: de behandeling duurt vier tot acht weken.",
        ),
        look.heading("Zie ook"),
        look.text("VOG voor personen<br/>Gedragsverklaring aanbesteden"),
        adorn=printed_page(f"{case.day:%d-%m-%Y} 13:20", "VOG RP", "https://justis.example/vog-rp"),
    )


@layout(None)
def owners_still_missing(case: Case) -> bytes:
    """The register reminds somebody who has entered no owners."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=26, top=34)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(5),
        look.text(f"Datum: {case.date}", "Onderwerp: <b>herinnering UBO-opgave</b>"),
        look.text(
            f"Uw organisatie (KVK-nummer {us.kvk_number}) staat in het Handelsregister, maar in "
            "het UBO-register staan nog geen uiteindelijk belanghebbenden. Dat is wel verplicht. "
            "Doet u niets, dan kan Bureau Economische Handhaving een boete opleggen.",
        ),
        adorn=register_head("KVK", "#444444", "Postbus 48, 3500 AA Utrecht"),
    )


@layout(None)
def accounts_were_filed(case: Case) -> bytes:
    """The register confirms that yearly accounts were filed."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=32)
    return look.pdf(
        look.title("Ontvangstbevestiging deponering", size=15),
        look.rows(
            [
                ("KVK-nummer", us.kvk_number),
                ("Naam", us.organisation),
                ("Gedeponeerd stuk", f"Jaarrekening boekjaar {case.day.year - 1}"),
                ("Ontvangen op", case.date),
            ],
            rule="grid",
            label=45,
        ),
        look.text("De gegevens zijn binnen een werkdag te zien in het Handelsregister."),
        adorn=register_head("KVK", _BLUE, "Deponeren jaarstukken"),
    )


@layout(None)
def change_was_entered(case: Case) -> bytes:
    """A form by which a director steps down and another one starts."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=30)
    return look.pdf(
        look.title("Formulier 14", "In- en uitschrijving functionaris", size=15),
        bar(look, "1 Gegevens van de rechtspersoon", _BLUE),
        look.rows([("Naam", us.organisation), ("KVK-nummer", us.kvk_number)], label=40),
        bar(look, "2 Wie treedt toe?", _BLUE),
        look.rows([("Naam", us.authorised), ("Functie", "bestuurder")], label=40),
        bar(look, "3 Bevoegdheid", _BLUE),
        look.tick(True, "alleen bevoegd"),
        look.tick(False, "gezamenlijk bevoegd"),
        look.text("Stuur mee: kopie legitimatie en het besluit waarbij hij is benoemd."),
        look.signature(),
        adorn=register_head("KVK", _BLUE, "Handelsregisterwet 2007"),
    )


@layout(None)
def report_of_an_agency(case: Case) -> bytes:
    """A commercial report on a company: figures from the register, but not the register's."""
    us = case.party
    look = Look(case, font="Vera", size=9, margin=20, top=24, colour="#0f766e")
    return look.pdf(
        look.title("Bedrijfsrapport", size=22),
        look.text(f"CrediZeker Handelsinformatie, opgevraagd {case.date}"),
        bar(look, us.organisation, "#0f766e"),
        look.rows(
            [
                ("KvK-nummer", us.kvk_number),
                ("Rechtsvorm", us.legal_form),
                ("Bestuurder volgens Handelsregister", us.director),
                ("Kredietadvies", "EUR 12.500"),
                ("Kans op wanbetaling", "0,8%"),
                ("Betaalervaring", "gemiddeld 27 dagen"),
            ],
            label=60,
        ),
        look.text("Aan dit rapport kunnen geen rechten worden ontleend.", small=True),
        adorn=page_foot("CrediZeker"),
    )
