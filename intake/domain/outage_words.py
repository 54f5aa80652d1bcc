"""What an outage says for or against an extension of a deadline, in Dutch, for staff."""

from intake.domain.visibility import LossReason

IN_DUTCH = {
    LossReason.UNREACHABLE: (
        "De mailserver gaf de dienst geen antwoord. Was de server ook voor anderen niet "
        "bereikbaar, dan kon mail van aanbieders niet aankomen. Dat kan een reden zijn voor "
        "uitstel."
    ),
    LossReason.LOGIN_REFUSED: (
        "De mailserver was er, maar liet de dienst niet inloggen. Mail van aanbieders kon "
        "gewoon aankomen. Dit is op zich geen reden voor uitstel."
    ),
    LossReason.MISCONFIGURED: (
        "Een map of een instelling van de dienst klopte niet. Over de mailserver zegt dit "
        "niets. Dit is op zich geen reden voor uitstel."
    ),
    LossReason.OWN_STORAGE: (
        "De dienst kon zelf niets opslaan. Over de mailserver zegt dit niets. Dit is op zich "
        "geen reden voor uitstel."
    ),
    LossReason.NOT_CONFIRMED: (
        "Tussen twee keer kijken in de mailbox zat te veel tijd. De mailserver gaf zo lang "
        "geen antwoord, of de dienst zelf stond stil. Welke van de twee het was, weet de dienst "
        "niet. Vraag na of de mailserver voor anderen bereikbaar was. Was dat niet zo, dan kan "
        "dat een reden zijn voor uitstel."
    ),
    LossReason.FAULT: (
        "In de dienst zelf ging iets fout. Over de mailserver zegt dit niets. Dit is op zich "
        "geen reden voor uitstel."
    ),
    LossReason.NOT_RUNNING: (
        "De dienst zelf was niet aan het werk. Over de mailserver zegt dit niets. Dit is op "
        "zich geen reden voor uitstel."
    ),
}
"""Each reason in words that staff can use when they decide on an extension."""

NOT_WATCHED_IN_DUTCH = (
    "Nog niet bewaakt: de dienst had nog nooit in deze mailbox gekeken. Deze tijd telt niet mee."
)
"""What is to be said of time before the first look, which is no outage."""
