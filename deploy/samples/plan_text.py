"""The prose of the documents ter onderbouwing, as text that a PDF and a Word file share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Section:
    """A heading with its paragraphs; plain text without markup."""

    heading: str
    paragraphs: tuple[str, ...]


REGION_NOTES: Final = {
    "Nijmegen": (
        (
            "In Nijmegen en de gemeenten daaromheen (Beuningen, Druten, Wijchen, Heumen, Berg en "
            "Dal) wonen veel mensen die vanuit de ggz in de Wlz zijn gekomen. Zij hebben vaak "
            "een indicatie, maar geen vaste plek. Onze collega's kennen de toegangsteams van de "
            "aanbieders in de stad bij naam en zitten aan bij het maandelijkse "
            "wachtlijstoverleg."
        ),
        (
            "In het Land van Maas en Waal is de afstand het probleem: met de bus van Dreumel "
            "naar Nijmegen duurt het ruim een uur. Daarom houden wij op dinsdag spreekuur in het "
            "gezondheidscentrum in Druten en komen wij verder bij mensen thuis."
        ),
    ),
    "Midden-Brabant": (
        (
            "In Tilburg-Noord en Tilburg-West spreken wij cliënten in het Turks, Arabisch en "
            "Tarifit. Dat scheelt een tolk, en het scheelt vooral uitleg: dat langdurige zorg "
            "geen gunst is maar een recht, moet je soms drie keer rustig kunnen bespreken."
        ),
        (
            "In Waalwijk, Loon op Zand en Dongen komen de meeste vragen van mantelzorgers van "
            "ouderen met dementie. Zij willen weten wat er thuis nog kan en wanneer verhuizen "
            "verstandiger is. Wij werken daar samen met de casemanagers en de huisartsen."
        ),
    ),
    "Noord- en Midden-Limburg": (
        (
            "Van Gennep tot Echt is het negentig kilometer. Wij hebben daarom drie kleine teams, "
            "in Venray, Panningen en Roermond, die ieder hun eigen verwijzers kennen. Een cliënt "
            "hoeft nooit verder dan een half uur te reizen en meestal komen wij aan huis."
        ),
        (
            "In de Peelgemeenten leven veel ouders met een volwassen kind met een verstandelijke "
            "beperking op hetzelfde erf. De vraag wat er gebeurt als zij het zelf niet meer "
            "kunnen, stellen ze laat. Wij zoeken hen op via de dorpsondersteuners."
        ),
    ),
    "Midden-Holland": (
        (
            "Gouda heeft een breed aanbod voor ouderen, maar voor jongvolwassenen met niet "
            "aangeboren hersenletsel is er binnen de regio bijna niets. Wij bemiddelen voor hen "
            "naar Leiden en Rotterdam en houden contact tot de verhuizing rond is."
        ),
        (
            "In de Krimpenerwaard en Zuidplas zijn de kernen klein en kent iedereen elkaar. "
            "Juist daarom vragen mensen om iemand van buiten. Onze drie cliëntondersteuners in "
            "dit gebied wonen er zelf niet, maar zijn er wel elke week."
        ),
    ),
}


def _region_section(region: str) -> Section:
    notes = REGION_NOTES.get(
        region,
        (
            (
                f"In de regio {region} werken wij met vier vaste cliëntondersteuners. Zij kennen "
                "de zorgaanbieders, de wijkteams en de cliëntenorganisaties, en weten waar op "
                "dit moment plek is en waar niet."
            ),
        ),
    )
    return Section(f"De regio {region}", notes)


def plan_sections(organisation: str, regions: Sequence[str], since: int) -> tuple[Section, ...]:
    """The whole plan: who we are, experience, expertise, each region, quality."""
    years = 2023 - since
    where = " en ".join(regions)
    return (
        Section(
            "Wie wij zijn",
            (
                (
                    f"{organisation} helpt sinds {since} mensen die langdurige zorg nodig hebben, "
                    "en hun naasten. Wij geven informatie, denken mee, gaan mee naar gesprekken "
                    "en bemiddelen als het vastloopt. Wij leveren zelf geen zorg en krijgen van "
                    "geen enkele zorgaanbieder geld."
                ),
                (
                    "Ons bureau is met opzet klein gebleven. De bestuurder doet zelf nog twee "
                    "trajecten per jaar, omdat je anders na een tijdje alleen nog over cijfers "
                    "praat. De raad van toezicht telt vier leden; twee van hen hebben een kind "
                    "in de langdurige zorg."
                ),
            ),
        ),
        Section(
            "Onze ervaring",
            (
                (
                    f"In de afgelopen {years} jaar werkten wij vooral voor gemeenten, op grond "
                    "van de Wmo, in dezelfde regio's als waarvoor wij ons nu inschrijven: "
                    f"{where}. In 2022 rondden wij 418 trajecten af. Bij 137 daarvan kreeg de "
                    "cliënt tijdens het traject een Wlz-indicatie. Wij weten dus wat er op dat "
                    "moment verandert: een ander loket, een andere taal, een andere eigen "
                    "bijdrage."
                ),
                (
                    "Een voorbeeld. Een vrouw van 58 met de ziekte van Huntington woonde bij "
                    "haar zus. De gemeente wilde de huishoudelijke hulp stoppen omdat de Wlz nu "
                    "voorging, terwijl de zorg vanuit de Wlz pas na elf weken kon beginnen. Onze "
                    "collega bracht beide partijen aan tafel. De hulp liep door tot de eerste "
                    "dag van de nieuwe zorg. Niemand hoefde in bezwaar."
                ),
                (
                    "Over elk traject vragen wij na zes weken aan de cliënt of het geholpen "
                    "heeft. Over 2022 gaf men ons gemiddeld een 8,4. De laagste cijfers gingen "
                    "over de wachttijd voor een eerste gesprek; die was in het voorjaar "
                    "opgelopen tot twaalf werkdagen. Sinds september is dat weer vijf."
                ),
            ),
        ),
        Section(
            "Kennis en expertise",
            (
                (
                    "Al onze cliëntondersteuners hebben een hbo-opleiding in het sociaal domein "
                    "of de verpleegkunde en zijn ingeschreven in het beroepsregister. Nieuwe "
                    "collega's lopen de eerste drie maanden mee met een vaste maat. Iedere twee "
                    "weken is er casuïstiek, onder leiding van iemand van buiten."
                ),
                (
                    "Binnen het team heeft iedereen een eigen onderwerp. Er is kennis van "
                    "dementie op jonge leeftijd, van ernstige meervoudige beperkingen, van ggz "
                    "en wonen, van het pgb en van zorg voor mensen die slecht Nederlands "
                    "spreken. Wie een vraag krijgt buiten het eigen onderwerp, belt een collega "
                    "of gaat samen op pad."
                ),
                (
                    "Met de regionale onderwijsinstellingen hebben wij afspraken over stages. "
                    "Daarnaast volgt iedere medewerker per jaar ten minste veertig uur scholing. "
                    "In 2023 gaat die over de overgang van jeugdhulp naar Wlz en over het voeren "
                    "van moeilijke gesprekken met families."
                ),
            ),
        ),
        *(_region_section(region) for region in regions),
        Section(
            "De leemte die wij vullen",
            (
                (
                    "Uit gesprekken met verwijzers horen wij steeds dezelfde drie dingen: voor "
                    "mensen met een ggz-achtergrond is er te weinig ondersteuning, naasten "
                    "worden pas laat betrokken, en in het weekend is er niemand. Op de eerste "
                    "twee punten zijn wij sterk. Voor het derde beginnen wij in januari 2024 met "
                    "een telefonisch spreekuur op zaterdagochtend, voorlopig als proef voor een "
                    "half jaar."
                ),
                (
                    "Wij willen andere aanbieders in de regio niet overdoen wat zij al goed "
                    "doen. Voor mensen met een zintuiglijke beperking verwijzen wij door, en zij "
                    "naar ons als het om psychiatrie gaat. Die afspraak staat al op papier."
                ),
            ),
        ),
        Section(
            "Kwaliteit, registratie en privacy",
            (
                (
                    "Wij leggen vast wat nodig is en niet meer. Uren en diensten gaan aan het "
                    "eind van iedere maand in het landelijke formaat naar het zorgkantoor. "
                    "Signalen die wij vaker dan twee keer horen, komen in de rapportage van het "
                    "kwartaal, met een voorstel erbij."
                ),
                (
                    "De klachtenregeling en het privacyreglement staan op onze website. In 2022 "
                    "kregen wij drie klachten. Twee zijn opgelost in een gesprek, een is door de "
                    "onafhankelijke commissie deels gegrond verklaard: wij hadden een afspraak "
                    "afgezegd zonder een nieuwe datum te geven. Sindsdien gaat er geen afzegging "
                    "meer de deur uit zonder nieuw voorstel."
                ),
                (
                    "Ziekte vangen wij op binnen het team. Iedere cliënt heeft een vaste "
                    "cliëntondersteuner en weet ook de naam van de tweede. Wil iemand een ander, "
                    "dan regelen wij dat binnen een week, zonder naar de reden te vragen."
                ),
            ),
        ),
    )


TEAM_HEADING: Final = "Ons team in cijfers"
TEAM: Final = (
    ("Functie", "Personen", "Fte", "Werkgebied"),
    ("Cliëntondersteuner ouderen", "5", "3,9", "hele regio"),
    ("Cliëntondersteuner gehandicaptenzorg", "4", "3,1", "hele regio"),
    ("Cliëntondersteuner ggz", "3", "2,4", "stad en omgeving"),
    ("Kwaliteit en registratie", "2", "1,2", "kantoor"),
    ("Telefonische bereikbaarheid", "3", "1,6", "kantoor"),
)
