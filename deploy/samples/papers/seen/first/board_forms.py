"""Forms on which a board declares, signs and says for which regions."""

from typing import TYPE_CHECKING, Final

from deploy.samples.papers.adornments import both, footer, letterhead_right, received_stamp
from deploy.samples.papers.case import Case
from deploy.samples.papers.form_fields import CheckBox, TextField
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_EVERYTHING: Final = "date signed signer subs parties standing regions name kvk"
_PROMISES: Final = (
    "ons advies onafhankelijk is van wie zorg levert, indiceert of betaalt;",
    "wij gedurende de contractperiode voldoende medewerkers per regio inzetten;",
    "medewerkers vakbekwaam zijn, bijscholing volgen en een geldige VOG hebben;",
    "wij over een klachtenregeling beschikken die voor iedereen te vinden is;",
    "er geen uitsluitingsgronden op ons van toepassing zijn;",
    "alle bijlagen bij deze inschrijving juist en volledig zijn.",
)


def _partners(case: Case) -> str:
    return ", ".join(one.organisation for one in case.members) or "n.v.t."


@layout("bestuursverklaring", _EVERYTHING)
def questions_and_answers(case: Case) -> bytes:
    """Questions by number with the answers below them, in a narrow sans."""
    look = Look(case, font="Vera", size=8.8, margin=21, top=27)
    us = case.party
    known = case.standing == "existing"
    shares = [f"{name} ({share} %)" for name, share in case.subcontractors]
    return look.pdf(
        look.text(f"Inkoop {case.years} | Onafhankelijke cliëntondersteuning"),
        look.title("Bestuursverklaring zorgaanbieder", size=15, after=10),
        look.stacked(
            [
                (
                    "Vraag 1. Hoe heet uw organisatie volgens de statuten?",
                    look.value(us.organisation),
                ),
                ("Vraag 2. Onder welk KvK-nummer staat u ingeschreven?", look.value(us.kvk_number)),
                ("Vraag 3. Wie tekent namens de organisatie?", look.value(us.director)),
            ]
        ),
        look.text("Vraag 4. Had u het afgelopen jaar een overeenkomst met een zorgkantoor?"),
        look.tick(case.filled and known, "ja, wij zijn een bestaande aanbieder"),
        look.tick(case.filled and not known, "nee, wij zijn een nieuwe aanbieder"),
        look.text("Vraag 5. Met wie vormt u een combinatie (samenwerkingsverband)?"),
        look.text(look.value(_partners(case))),
        look.text("Vraag 6. Welk deel laat u door onderaannemers doen?"),
        look.text(look.value("; ".join(shares) or "geen onderaannemers")),
        look.page(),
        look.text("Vraag 7. Voor welke zorgkantoorregio('s) schrijft u in? Kruis aan."),
        [
            look.tick(case.filled and one in case.regions, one)
            for one in sorted((*case.regions, *case.other_regions))
        ],
        look.gap(4),
        look.text("Het bestuur staat er met zijn handtekening voor in dat:"),
        look.bullets(*_PROMISES, mark="\N{EN DASH}"),
        look.rows([("Getekend op", look.value(case.date)), ("te", look.value(us.place))], label=30),
        look.signature(label="Handtekening van de bestuurder"),
        adorn=footer("Bestuursverklaring", total=2),
    )


@layout("bestuursverklaring", "kvk name regions signer signed date")
def solemn_letter(case: Case) -> bytes:
    """A declaration in numbered clauses, justified, in a book face."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.8, margin=30, top=30, leading=1.55)
    where = (
        f"de regio {case.regions[0]}"
        if len(case.regions) == 1
        else "de regio's " + ", ".join(case.regions[:-1]) + " en " + case.regions[-1]
    )
    return look.pdf(
        look.title("BESTUURSVERKLARING", size=17, align="right", after=4),
        look.text(f"{case.office}, contractperiode {case.years}", align="right"),
        look.gap(10),
        look.text(
            f"{us.organisation}, met zetel te {us.place} en in het handelsregister bekend onder "
            f"{us.kvk_number}, rechtsgeldig vertegenwoordigd door {us.director}, {us.role}, doet "
            f"hierbij een inschrijving voor {where} en verklaart het volgende.",
            align="full",
        ),
        look.text(*(f"{n}. Dat {clause}" for n, clause in enumerate(_PROMISES, 1)), align="full"),
        look.gap(8),
        look.text(f"Plaats: {us.place}", f"Datum: {case.date}"),
        look.signature(label=us.director),
    )


def _given(look: Look, text: str) -> str:
    return look.value(text) if look.case.filled else ""


@layout("bestuursverklaring", _EVERYTHING)
def wide_grid(case: Case) -> bytes:
    """Everything in one grid with the questions as headings of columns."""
    look = Look(case, font="Helvetica", size=9, margin=15, top=20)
    us = case.party
    marks = [
        [one, "X" if case.filled and one in case.regions else ""]
        for one in (*case.regions, *case.other_regions)
    ]
    new = "X" if case.filled and case.standing == "new" else ""
    old = "X" if case.filled and case.standing == "existing" else ""
    subs = [[name, f"{share}%"] for name, share in case.subcontractors if case.filled] or [
        ["-", "-"]
    ]
    return look.pdf(
        look.title("Bestuursverklaring", size=12, align="centre"),
        look.table(
            ["Aanbieder", "KvK-nr.", "Nieuw", "Bestaand"],
            [[_given(look, us.organisation), _given(look, us.kvk_number), new, old]],
            [80, 40, 25, 30],
        ),
        look.gap(4),
        look.table(["Regio", "Inschrijving"], marks, [80, 40]),
        look.gap(4),
        look.table(["Onderaannemer", "Percentage"], subs, [80, 40]),
        look.gap(4),
        look.text(f"Combinanten: {look.value(_partners(case))}"),
        look.text("Wij verklaren dat:"),
        look.bullets(*_PROMISES),
        look.table(
            ["Naam", "Functie", "Datum"],
            [[_given(look, us.director), _given(look, us.role), _given(look, case.date)]],
            [70, 60, 45],
        ),
        look.signature(),
    )


@layout("bestuursverklaring", _EVERYTHING)
def fields_to_type_in(case: Case) -> bytes:
    """A form of another office with fields by other names, all on one page."""
    look = Look(case, font="Times-Roman", size=10, margin=24, top=16)
    us, full = case.party, case.filled
    typed: list[Flowable] = [
        TextField("Aanbieder", "Aanbieder", us.organisation if full else ""),
        TextField("KvK", "Inschrijfnummer KvK", us.kvk_number if full else ""),
        TextField("Bestuurder", "Bestuurder(s)", us.director if full else ""),
    ]
    boxes: list[Flowable] = [
        CheckBox(f"Regio {one}", one, on=full and one in case.regions)
        for one in (*case.other_regions, *case.regions)
    ]
    shares = ", ".join(f"{name} {share}%" for name, share in case.subcontractors)
    return look.pdf(
        look.title("Bestuursverklaring Wlz", size=19, align="centre"),
        typed,
        look.heading("Regio's"),
        boxes,
        CheckBox("Bestaand", "Wij hebben nu een contract", on=full and case.standing == "existing"),
        CheckBox("Nieuw", "Wij hebben nu geen contract", on=full and case.standing == "new"),
        TextField("Combinatie", "Combinatie met", _partners(case) if full and case.members else ""),
        TextField("Onderaanneming", "Onderaannemers en aandeel", shares if full else ""),
        look.bullets(*_PROMISES[:3]),
        TextField("Datum ondertekening", "Datum ondertekening", case.date if full else ""),
        look.signature(label="Handtekening"),
        title="Bestuursverklaring Wlz",
    )


@layout("bestuursverklaring", "kvk name regions standing signer signed date")
def stamped_copy(case: Case) -> bytes:
    """An older form with a stamp across it and the title in a box at the right."""
    look = Look(case, font="Courier", size=10, margin=22, top=52)
    us = case.party
    state = {"new": "NIEUW", "existing": "BESTAAND"}.get(case.standing or "", "")
    return look.pdf(
        look.rows(
            [("Formulier", "<b>BESTUURSVERKLARING</b>"), ("Ronde", case.years)],
            rule="grid",
            label=40,
        ),
        look.gap(5),
        look.colon(
            [
                ("1. NAAM", look.value(us.organisation)),
                ("2. NUMMER HANDELSREGISTER", look.value(us.kvk_number)),
                ("3. NIEUW OF BESTAAND", look.value(state)),
                ("4. REGIO", look.value(" / ".join(case.regions))),
                ("5. GETEKEND DOOR", look.value(us.director)),
                ("6. DATUM", look.value(case.date)),
            ]
        ),
        look.signature(),
        adorn=both(letterhead_right(us), received_stamp("ZORGINKOOP")),
    )


@layout("bestuursverklaring", "name regions signer signed date")
def declaration_behind_logo(case: Case) -> bytes:
    """The name of the office fills the top; the title over three lines."""
    look = Look(case, font="Helvetica", size=10.5, top=70, colour="#00457c")
    us = case.party
    return look.pdf(
        look.title("Bestuursverklaring", "onafhankelijke", "cliëntondersteuning", size=22),
        look.text(f"Regio: {look.value(' en '.join(case.regions))}"),
        look.text(f"Aanbieder: {look.value(us.organisation)}"),
        look.page(),
        look.text("De aanbieder bevestigt dat:"),
        look.bullets(*_PROMISES),
        look.text(f"Aldus naar waarheid, {look.value(case.date)}"),
        look.signature(label=f"{us.director} ({us.role})"),
        adorn=footer(f"Zorgkantoor {case.office}"),
    )


@layout("bestuursverklaring", "kvk name regions parties subs signer signed date")
def crossed_out(case: Case) -> bytes:
    """Choices made by striking out what does not apply."""
    look = Look(case, font="Times-Roman", size=11, margin=25, top=25)
    us = case.party
    together = (
        "<strike>zelfstandig</strike> / in combinatie"
        if case.members
        else "zelfstandig / <strike>in combinatie</strike>"
    )
    return look.pdf(
        look.title("Bestuursverklaring inschrijving", size=14),
        look.text(
            f"Naam: {us.organisation}",
            f"Handelsregister: {us.kvk_number}",
            f"Schrijft zich * {together} in (* doorhalen wat niet van toepassing is).",
            f"Combinanten: {_partners(case)}",
            "Onderaannemers: "
            + (" en ".join(f"{n} voor {p}%" for n, p in case.subcontractors) or "geen"),
            f"Zorgkantoorregio: {'; '.join(case.regions)}",
        ),
        look.text("Ondertekenaar verklaart dat " + _PROMISES[4]),
        look.text(f"{us.place}, d.d. {case.date}"),
        look.signature(label=us.director),
    )


_DEMANDS: Final = (
    ("E1", "Cliëntondersteuning is gratis voor de cliënt en begint zonder wachtlijst."),
    ("E2", "De organisatie neemt deel aan evaluaties door het zorgkantoor."),
    ("E3", "Klachten worden binnen zes weken afgehandeld en jaarlijks geteld."),
    ("E4", "Voor elke cliënt is er een vast gezicht en een vervanger."),
    ("E5", "De website noemt openingstijden, werkgebied en namen van medewerkers."),
)


@layout("bestuursverklaring", _EVERYTHING)
def three_pages_of_demands(case: Case) -> bytes:
    """Demands first, who declares last; the enclosures are named in the middle."""
    look = Look(case, font="Helvetica", size=9.6, margin=21, top=34)
    us, full = case.party, case.filled
    told = {"new": "een nieuwe", "existing": "een bestaande"}.get(case.standing or "", "een")
    shares = " en ".join(f"{name} ({share}%)" for name, share in case.subcontractors)
    return look.pdf(
        look.text(f"Zorgkantoor {case.office} - inschrijfdocument {case.years}"),
        look.title("Bijlage 3: Bestuursverklaring", size=15),
        look.text("Aan de volgende eisen voldoet de inschrijver vanaf de eerste dag."),
        look.rows(_DEMANDS, rule="line", label=14),
        look.page(),
        look.text("Bij deze verklaring horen: volmacht, VOG RP, KvK-uittreksel, UBO-uittreksel."),
        look.text("De inschrijver kiest voor:"),
        [
            look.tick(full and one in case.regions, one)
            for one in (*case.other_regions, *case.regions)
        ],
        look.text(f"Wij zijn {look.value(told + ' aanbieder')}."),
        look.text(f"Partners: {look.value(_partners(case))}"),
        look.text(f"Uitbesteed aan: {look.value(shares or 'niemand')}"),
        look.page(),
        look.rows(
            [
                ("Inschrijver", look.value(us.organisation)),
                ("KvK", look.value(us.kvk_number)),
                ("Bestuurder", look.value(us.director)),
                ("Dagtekening", look.value(case.date)),
            ],
            rule="grid",
        ),
        look.signature(),
        adorn=footer("Bijlage 3"),
    )
