"""Papers told by how their heading is set: a logo above it, small words, a subject line."""

from deploy.samples.papers.adornments import letterhead_band
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look


@layout("ubo_register", "kvk name date")
def ubo_below_sender(case: Case) -> bytes:
    """An extract of the owners whose title makes other words with the name of the sender."""
    party = case.party
    look = Look(case, font="Helvetica", size=10, top=24)
    return look.pdf(
        look.text("<b>KVK</b>"),
        look.title("Uittreksel uiteindelijk belanghebbenden", size=15),
        look.rows(
            [
                ("KvK-nummer", party.kvk_number),
                ("Statutaire naam", party.organisation),
                ("Rechtsvorm", party.legal_form),
                ("Uiteindelijk belanghebbende", party.director),
                ("Omvang van het belang", "meer dan 75%"),
            ]
        ),
        look.text(f"Uittreksel is vervaardigd op {case.date}.", small=True),
    )


@layout("vog_rp", "kvk name date")
def vog_with_small_words(case: Case) -> bytes:
    """A certificate whose title has other small words than the usual one."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11, top=40)
    return look.pdf(
        look.title("Verklaring omtrent gedrag van een rechtspersoon", size=15),
        look.text(f"Afgegeven aan {party.organisation}, KvK-nummer {party.kvk_number}."),
        look.text(f"Datum afgifte: {case.date}"),
    )


@layout("bewijs_van_machtiging", "kvk name signer authorised signed date")
def authority_by_subject(case: Case) -> bytes:
    """A letter whose subject line alone says what it is."""
    party = case.party
    look = Look(case, size=10.5, top=42)
    return look.pdf(
        look.text(f"{case.office}<br/>Afdeling zorginkoop"),
        look.text(f"{party.place}, {case.date}"),
        look.text("<b>Onderwerp: bewijs van machtiging</b>"),
        look.text(
            "Geachte heer, mevrouw,",
            f"{party.authorised} mag voor {party.organisation} (KvK {party.kvk_number}) alle "
            "stukken van de inkoop tekenen.",
            "Hoogachtend,",
        ),
        look.signature(label=party.director),
        adorn=letterhead_band(party),
    )


@layout(None)
def question_as_title(case: Case) -> bytes:
    """A page of advice, headed by a question."""
    look = Look(case, size=11, top=30)
    return look.pdf(
        look.title("Bewijs van machtiging nodig?", size=20),
        look.text("Wij leggen uit wanneer u iemand anders voor uw organisatie laat tekenen."),
    )


@layout(None)
def mail_named_after_document(case: Case) -> bytes:
    """A printed mail whose subject is the name of a document and nothing else."""
    look = Look(case, size=10, margin=18, top=18)
    return look.pdf(
        look.text(f"<b>{case.party.director}</b>"),
        look.colon(
            [
                ("Van", f"{case.party.director} &lt;info@{case.party.domain}&gt;"),
                ("Verzonden", case.date),
                ("Aan", "oco@zorgkantoor.example"),
                ("Onderwerp", "Uittreksel Handelsregister"),
            ]
        ),
        look.gap(),
        look.text("Goedemiddag,", "Volgende week krijgt u het van ons.", case.party.director),
    )
