"""Papers that give somebody the right to sign, in the ways in which that is done."""

from typing import Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.measure.stationery import (
    centred_head,
    columns,
    counted,
    joined,
    keep,
    numbered,
    office_form,
    panel,
    ruled,
    side_strip,
    slanted_head,
    to_office,
)

_GIVEN: Final = "name kvk authorised signer signed date"


@layout("bewijs_van_machtiging", _GIVEN)
def power_of_attorney(case: Case) -> bytes:
    """A full power in the formal style of a notary's example."""
    look = Look(case, font="Times-Roman", size=11.5, margin=30, top=38, leading=1.5)
    us = case.party
    return look.pdf(
        look.title("VOLMACHT", size=18, align="centre", spaced=True, after=14),
        look.text("De ondergetekende:", align="full"),
        look.text(
            f"<b>{us.organisation}</b>, statutair gevestigd te {us.place}, in het handelsregister "
            f"bekend onder nummer {us.kvk_number}, ten deze vertegenwoordigd door haar "
            f"{us.role}, {us.director}, hierna te noemen: de volmachtgever,",
            "verleent hierbij volmacht aan:",
            f"<b>{us.authorised}</b>, werkzaam bij de volmachtgever, hierna te noemen: de "
            "gevolmachtigde,",
            "om namens de volmachtgever in te schrijven op de inkoop van onafhankelijke "
            f"cliëntondersteuning {case.years}, alle daarvoor benodigde stukken te ondertekenen en "
            "al datgene te doen wat daarmee samenhangt.",
            "Deze volmacht eindigt op de dag waarop de inkoopprocedure is afgerond.",
            align="full",
        ),
        look.text(f"Getekend te {us.place} op {case.date}"),
        columns(
            look.signature(us.director, label="volmachtgever"),
            look.signature(us.authorised, label="gevolmachtigde"),
            widths=(75, 75),
        ),
    )


@layout("bewijs_van_machtiging", _GIVEN)
def form_with_two_names(case: Case) -> bytes:
    """A short form of an office: who authorises, who is authorised, for what."""
    look = Look(case, font="Helvetica", size=10, margin=20, top=22)
    us = case.party
    return look.pdf(
        look.title("Machtigingsformulier inschrijving OCO", size=17),
        look.text("Alleen nodig als een ander dan de bestuurder de inschrijving ondertekent."),
        ruled(look, "Machtiginggever"),
        look.rows(
            [
                ("Organisatie", look.value(us.organisation)),
                ("KvK-nummer", look.value(us.kvk_number)),
                ("Naam bestuurder", look.value(us.director)),
            ],
            rule="line",
        ),
        ruled(look, "Gemachtigde"),
        look.rows(
            [
                ("Naam", look.value(us.authorised) if case.filled else "." * 30),
                ("Functie", look.value("manager cliëntondersteuning")),
            ],
            rule="line",
        ),
        ruled(look, "De gemachtigde mag"),
        look.tick(case.filled, "de bestuursverklaring en bijlagen ondertekenen"),
        look.tick(case.filled, "vragen van het zorgkantoor over de inschrijving beantwoorden"),
        look.tick(False, "de overeenkomst ondertekenen"),
        look.gap(4),
        look.rows([("Datum", look.value(case.date))]),
        look.signature(label="Handtekening machtiginggever"),
        adorn=office_form(case.office, "machtiging"),
    )


@layout("bewijs_van_machtiging", "name authorised signer signed date")
def minutes_that_decide(case: Case) -> bytes:
    """An extract from minutes of the board with the decision in a panel."""
    look = Look(case, font="Helvetica", size=10, margin=24, top=36)
    us = case.party
    return look.pdf(
        look.title("Uittreksel notulen bestuursvergadering", size=15),
        look.rows(
            [
                ("Organisatie", us.organisation),
                ("Vergadering van", case.date),
                ("Aanwezig", f"{us.director} ({us.role}), twee bestuursleden"),
            ],
            label=40,
        ),
        look.heading("Agendapunt 4: begroting"),
        look.text(
            "De penningmeester licht de halfjaarcijfers toe. De reis- en opleidingskosten zijn "
            "hoger dan verwacht. Het bestuur neemt de cijfers voor kennisgeving aan."
        ),
        look.heading("Agendapunt 5: huisvesting"),
        look.text("De huur van de spreekkamer in het gezondheidscentrum wordt verlengd."),
        look.heading("Agendapunt 6: inschrijving zorgkantoor"),
        look.text(
            "De inkoopstukken zijn besproken. Het bestuur wil meedoen. Omdat de voorzitter in "
            "juli afwezig is, wordt het ondertekenen geregeld."
        ),
        panel(
            look.text(
                f"<b>Besluit 6.1</b> Het bestuur machtigt {us.authorised} om de inschrijving "
                f"bij {case.office} namens de organisatie te ondertekenen en in te dienen."
            )
        ),
        look.gap(5),
        look.text("Voor eensluidend uittreksel,"),
        look.signature(label=us.director),
        adorn=side_strip(us),
    )


@layout("bewijs_van_machtiging", "name authorised signer signed date")
def letter_of_authority(case: Case) -> bytes:
    """A letter to the office that says who may act for the provider."""
    look = Look(case, font="Vera", size=9.6, margin=25, top=38)
    us = case.party
    return look.pdf(
        to_office(look, case.office),
        look.rows(
            [("Datum", case.date), ("Betreft", "machtiging tot ondertekenen inschrijving")],
            label=22,
        ),
        look.gap(4),
        look.text(
            "Geachte inkoper,",
            f"Ik ben {us.role} van {us.organisation} en als zodanig bevoegd. Met deze brief "
            f"machtig ik onze collega {us.authorised} om alle stukken voor de inschrijving OCO "
            f"{case.years} in mijn naam te tekenen.",
            f"Handtekeningen van {us.authorised} onder de bestuursverklaring kunt u dus "
            "beschouwen als die van onze organisatie.",
            "Hoogachtend,",
        ),
        look.signature(label=us.director),
        adorn=slanted_head(us),
    )


@layout("bewijs_van_machtiging", "name kvk signer signed date")
def director_alone_is_enough(case: Case) -> bytes:
    """A provider without anybody else states why its director may sign alone."""
    look = Look(case, font="Times-Roman", size=11, margin=26, top=36)
    us = case.party
    return look.pdf(
        look.title("Bevoegdheid van de ondertekenaar", size=17),
        look.text(
            f"Betreft: {us.organisation}, KvK {us.kvk_number}",
            "Het zorgkantoor vraagt bewijs dat de ondertekenaar van de bestuursverklaring "
            "daartoe gemachtigd is. Daarover verklaren wij:",
        ),
        numbered(
            look,
            f"{us.director} is {us.role} en volgens het handelsregister alleen en zelfstandig "
            "bevoegd.",
            "Voor het aangaan van overeenkomsten met een zorgkantoor gelden in onze statuten geen "
            "beperkingen.",
            "Een afzonderlijke volmacht is daarom niet nodig; deze verklaring geldt als bewijs.",
        ),
        look.text(f"{us.place}, {case.date}"),
        look.signature(label=us.director),
        adorn=centred_head(us),
    )


@layout("bewijs_van_machtiging", "name authorised signer signed date parties")
def partners_choose_one(case: Case) -> bytes:
    """All partners or owners let one person sign for them together."""
    look = Look(case, font="Helvetica", size=10, margin=24, top=28)
    us = case.party
    names = [us.organisation, *(item.organisation for item in case.members)]
    return look.pdf(
        look.title("Gezamenlijke machtiging penvoerder", size=16, align="centre"),
        look.text(
            f"{joined(names)} dienen samen een inschrijving in bij zorgkantoor {case.office}."
            if case.members
            else f"Allen die {us.organisation} vertegenwoordigen, hebben samen besloten:",
            f"Zij wijzen {us.authorised} aan als penvoerder. De penvoerder mag namens allen:",
        ),
        look.bullets(
            "de inschrijving en de bestuursverklaringen ondertekenen;",
            "de correspondentie met het zorgkantoor voeren;",
            "een toelichting geven op de ingediende stukken.",
        ),
        keep(
            look.text(f"Voor akkoord, {case.date}"),
            look.signature(us.director, label=f"{us.director} ({us.organisation})"),
            [
                part
                for item in case.members
                for part in look.signature(
                    item.director, label=f"{item.director} ({item.organisation})"
                )
            ],
        ),
        adorn=counted("machtiging penvoerder"),
    )
