"""Extracts of the trade register and entries in the register of owners."""

from typing import Final

from deploy.samples.papers.adornments import both, watermark
from deploy.samples.papers.case import DATE_FORMS, Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.measure.stationery import (
    browser,
    chamber,
    columns,
    panel,
    ruled,
)

_CERTIFIED: Final = "De KvK waarmerkt dit uittreksel digitaal; op papier vervalt het waarmerk."
_SBI: Final = "SBI-code: 88999 - Overig maatschappelijk advies, samenwerking en dienstverlening"


def _short(case: Case) -> str:
    return DATE_FORMS["numbers"](case.day)


def _establishment(case: Case) -> list[tuple[str, str]]:
    us = case.party
    return [
        ("Vestigingsnummer", f"0000{us.kvk_number}"),
        ("Bezoekadres", f"{us.street}, {us.town}"),
        ("Telefoonnummer", us.telephone),
        ("Internetadres", f"www.{us.domain}"),
        ("Datum vestiging", f"01-02-{us.since}"),
        ("Activiteiten", _SBI),
        ("Werkzame personen", f"{5 + us.since % 17}"),
    ]


@layout("uittreksel_kvk", "name kvk rsin signer date")
def extract_of_a_legal_person(case: Case) -> bytes:
    """The extract of a legal person, with its board on a second page."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.4, margin=20, top=32)
    return look.pdf(
        look.title("Uittreksel Handelsregister", size=17, after=8),
        look.text(f"KvK-nummer <b>{us.kvk_number}</b>"),
        ruled(look, "Rechtspersoon", "#5b21b6"),
        look.rows(
            [
                ("RSIN", us.rsin),
                ("Rechtsvorm", us.legal_form),
                ("Statutaire naam", us.organisation),
                ("Statutaire zetel", us.place),
                ("Eerste inschrijving", f"14-02-{us.since}"),
                ("Datum akte van oprichting", f"29-01-{us.since}"),
            ],
            label=52,
        ),
        ruled(look, "Vestiging", "#5b21b6"),
        look.rows(_establishment(case), label=52),
        look.page(),
        ruled(look, "Bestuurders", "#5b21b6"),
        look.rows(
            [
                ("Naam", us.director),
                ("Geboren", "23-11-1966"),
                ("Datum in functie", f"01-03-{us.since + 2}"),
                ("Titel", us.role),
                ("Bevoegdheid", "Alleen/zelfstandig bevoegd"),
            ],
            label=52,
        ),
        look.gap(3),
        look.rows(
            [
                ("Naam", "Vermeulen, Johanna Catharina"),
                ("Geboren", "08-05-1973"),
                ("Datum in functie", f"15-09-{us.since + 4}"),
                ("Titel", "bestuurder"),
                ("Bevoegdheid", "Gezamenlijk bevoegd (met andere bestuurder(s), zie statuten)"),
            ],
            label=52,
        ),
        ruled(look, "Gevolmachtigden", "#5b21b6"),
        look.rows(
            [
                ("Naam", us.authorised),
                ("Functie", "bedrijfsleider"),
                ("Inhoud volmacht", "Beperkte volmacht tot \N{EURO SIGN} 10.000"),
            ],
            label=52,
        ),
        look.gap(6),
        look.text(f"Het uittreksel is gemaakt op {case.date} om 10.27 uur.", small=True),
        adorn=chamber(_CERTIFIED),
    )


@layout("uittreksel_kvk", "name kvk signer date")
def extract_of_a_person(case: Case) -> bytes:
    """The extract of a business of one person or of people together, which are no legal persons."""
    us = case.party
    look = Look(case, font="Vera", size=8.8, margin=20, top=32)
    return look.pdf(
        columns(
            look.title("Handelsregister", "Uittreksel", size=15),
            look.text(f"nummer {us.kvk_number}<br/>afgegeven {case.date}", align="right"),
            widths=(90, 78),
        ),
        look.heading("Onderneming"),
        look.rows([("Handelsnaam", us.organisation), ("Rechtsvorm", us.legal_form)], label=50),
        look.heading("Vestigingsgegevens"),
        look.rows(_establishment(case), label=50),
        look.heading("Eigenaar of vennoten"),
        look.rows(
            [
                ("Naam", us.director),
                ("In functie sinds", f"01-02-{us.since}"),
                ("Bevoegdheid", "Onbeperkt bevoegd"),
            ],
            label=50,
        ),
        adorn=chamber("Waarmerk Kamer van Koophandel; zie kvk.nl/waarmerk", "#0f766e"),
    )


@layout("uittreksel_kvk", "name kvk rsin signer date")
def certified_copy(case: Case) -> bytes:
    """A certified copy of the desk with a sentence that certifies it, across a watermark."""
    us = case.party
    look = Look(case, font="Times-Roman", size=10.5, margin=24, top=34)
    return look.pdf(
        look.title("Gewaarmerkt uittreksel", "uit het Handelsregister", size=16, align="centre"),
        look.text(
            f"De Kamer van Koophandel verklaart dat de volgende gegevens op {case.date} zo in het "
            "Handelsregister stonden."
        ),
        look.table(
            ["Gegeven", "Inhoud"],
            [
                ["Dossiernummer", us.kvk_number],
                ["RSIN", us.rsin],
                ["Naam", us.organisation],
                ["Rechtsvorm en zetel", f"{us.legal_form}, {us.place}"],
                ["Hoofdvestiging", f"{us.street}, {us.town}"],
                ["Bestuurder", f"{us.director}, {us.role}, sinds {us.since + 3}"],
                ["Gemachtigde", "geen"],
            ],
            [50, 108],
        ),
        look.gap(10),
        look.text("Namens de Kamer van Koophandel,<br/>medewerker registratie"),
        adorn=both(watermark("KvK GEWAARMERKT", size=52), chamber("Gewaarmerkte kopie", "#7c2d12")),
    )


@layout("uittreksel_kvk", "name kvk date")
def page_of_the_website(case: Case) -> bytes:
    """The page of an order at the register, printed from a browser."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.5, margin=20, top=20)
    return look.pdf(
        look.text("Home &gt; Mijn producten &gt; Uittreksel", small=True),
        look.title(us.organisation, size=16, after=2),
        look.text(f"KvK-nummer {us.kvk_number} | {us.legal_form} | {us.place}"),
        ruled(look, "Uittreksel Handelsregister KvK", "#0b5394"),
        look.stacked(_establishment(case)),
        look.text(
            f"Datum uittreksel: {case.date}. Dit product is een kopie van de gegevens in het "
            "Handelsregister en is niet gewaarmerkt."
        ),
        adorn=browser("Uittreksel - KVK", "https://mijn.kvk.example/producten", _short(case)),
    )


@layout("uittreksel_kvk", "name kvk signer date")
def english_extract(case: Case) -> bytes:
    """An extract that was ordered in English, as some do by mistake."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.5, margin=20, top=32)
    return look.pdf(
        look.title("Business Register extract", size=17, after=2),
        look.text("Netherlands Chamber of Commerce, Commercial Register"),
        ruled(look, f"CCI number {us.kvk_number}", "#5b21b6"),
        look.rows(
            [
                ("Legal form", f"{us.legal_form} (Dutch legal form)"),
                ("Statutory name", us.organisation),
                ("Corporate seat", us.place),
                ("Visiting address", f"{us.street}, {us.town}"),
                ("Date of registration", f"14-02-{us.since}"),
                ("Board member", us.director),
                ("Powers", "Solely/independently authorised"),
            ],
            label=52,
        ),
        look.gap(5),
        look.text(f"Extract was made on {case.date} at 15.02 hours.", small=True),
        adorn=chamber("A certified extract is an official proof of registration."),
    )


@layout("ubo_register", "name kvk date")
def entry_of_owners(case: Case) -> bytes:
    """The extract of the register of owners."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=32)
    return look.pdf(
        look.title("Uittreksel UBO-register", size=17),
        look.text("Register van uiteindelijk belanghebbenden van de Kamer van Koophandel"),
        look.rows([("KvK-nummer", us.kvk_number), ("Naam", us.organisation)], label=45),
        ruled(look, "Uiteindelijk belanghebbende 1", "#9d174d"),
        look.rows(
            [
                ("Naam", us.director),
                ("Geboortemaand en -jaar", "november 1966"),
                ("Nationaliteit", "Nederlandse"),
                ("Woonstaat", "Nederland"),
                ("Aard van het belang", "Statutair bestuurder (pseudo-UBO)"),
                ("Omvang van het belang", "niet van toepassing"),
            ],
            label=55,
        ),
        look.gap(4),
        look.text(f"Samengesteld op {case.date}, 09.14 uur", small=True),
        adorn=chamber("De UBO-gegevens zijn opgegeven door de organisatie.", "#9d174d"),
    )


@layout("ubo_register", "name kvk date")
def confirmation_of_entry(case: Case) -> bytes:
    """A letter of the register that confirms that the owners were entered."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11, margin=26, top=36)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(5),
        look.text(f"{case.date}<br/><b>Bevestiging inschrijving UBO</b><br/>KvK {us.kvk_number}"),
        look.text(
            "Geachte heer, mevrouw,",
            "U heeft de uiteindelijk belanghebbenden van uw organisatie aan ons opgegeven. Wij "
            "hebben uw opgave verwerkt. De UBO's staan nu ingeschreven in het UBO-register.",
            f"Ingeschreven is: {us.director}, als uiteindelijk belanghebbende van "
            f"{us.organisation}.",
            "Verandert er iets? Geef dit binnen een week door.",
            "Met vriendelijke groet,<br/>Kamer van Koophandel",
        ),
        adorn=chamber("Afdeling UBO, Postbus 48, 3500 AA Utrecht"),
    )


@layout("ubo_register", "name kvk date")
def table_of_shares(case: Case) -> bytes:
    """Several owners with their shares in a table, printed from a browser."""
    us = case.party
    look = Look(case, font="Vera", size=8.8, margin=18, top=20)
    return look.pdf(
        look.title("UBO-gegevens inzien", size=15),
        look.text(f"{us.organisation} - KvK-nummer {us.kvk_number}"),
        look.table(
            ["UBO", "Belang", "Percentage", "Sinds"],
            [
                [us.director, "aandelen", "meer dan 50% t/m 75%", f"01-02-{us.since}"],
                [us.authorised, "aandelen", "meer dan 25% t/m 50%", f"01-02-{us.since + 1}"],
            ],
            [50, 32, 55, 30],
        ),
        look.gap(3),
        look.text(
            f"Stand van het register op {case.date}. U ziet de gegevens van uw eigen organisatie.",
            "Status opgave: volledig. Er loopt geen onderzoek naar een terugmelding.",
        ),
        adorn=browser("UBO-register", "https://mijn.kvk.example/ubo", f"{_short(case)} 13:40"),
    )


@layout("ubo_register", "name kvk date")
def opinion_without_owners(case: Case) -> bytes:
    """The entry of an organisation whose board counts as owner, in plain words."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=34)
    return look.pdf(
        look.title("Bewijs van registratie in het UBO-register", size=15),
        look.text(f"Dit bewijs is gemaakt voor <b>{us.organisation}</b> ({us.kvk_number})."),
        panel(
            look.text(
                "Er is niemand die meer dan 25% belang of zeggenschap heeft. Daarom staat het "
                "hoger leidinggevend personeel als UBO geregistreerd:",
                f"<b>{us.director}</b> (volledig zelfstandig bevoegd)",
            ),
            colour="#f5f3ff",
        ),
        look.gap(4),
        look.text(f"Utrecht, {case.date}", "Kamer van Koophandel, team UBO-registratie"),
        adorn=chamber("Wwft, artikel 10b. Dit bewijs vervalt bij een wijziging."),
    )
