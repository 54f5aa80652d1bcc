"""What an outage says for or against an extension of a deadline.

In Dutch for staff, who decide on it, and in English for whoever runs the service.
"""

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
        "geen antwoord, of de dienst zelf stond stil, of de klok van de dienst is vooruitgezet. "
        "Wat het was, weet de dienst niet zeker. Vraag na of de mailserver voor anderen "
        "bereikbaar was. Was dat niet zo, dan kan dat een reden zijn voor uitstel."
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

IN_ENGLISH = {
    LossReason.UNREACHABLE: (
        "The mail server gave the service no answer. If nobody else could reach it either, mail "
        "of providers could not arrive. That can be a reason for an extension."
    ),
    LossReason.LOGIN_REFUSED: (
        "The mail server was there, but refused the login of the service. Mail of providers "
        "could arrive as ever. By itself this is no reason for an extension."
    ),
    LossReason.MISCONFIGURED: (
        "A folder or a setting of the service was wrong. This says nothing of the mail server. "
        "By itself it is no reason for an extension."
    ),
    LossReason.OWN_STORAGE: (
        "The service could not store anything. This says nothing of the mail server. By itself "
        "it is no reason for an extension."
    ),
    LossReason.NOT_CONFIRMED: (
        "Too much time lay between two looks into the mailbox. The mail server gave no answer "
        "for so long, or the service stood still, or its clock was set forward; it cannot tell "
        "for sure. Ask whether others could reach the mail server. If not, that can be a reason "
        "for an extension."
    ),
    LossReason.FAULT: (
        "Something went wrong in the service. This says nothing of the mail server. By itself "
        "it is no reason for an extension."
    ),
    LossReason.NOT_RUNNING: (
        "The service was not at work. This says nothing of the mail server. By itself it is no "
        "reason for an extension."
    ),
}
"""The same for the command line."""

NOT_WATCHED_IN_DUTCH = (
    "Nog niet bewaakt: de dienst had nog nooit in deze mailbox gekeken. Deze tijd telt niet mee."
)
"""What is to be said of time before the first look, which is no outage."""

NOT_WATCHED_IN_ENGLISH = (
    "Not watched yet: the service had never looked into this mailbox. This time does not count."
)
"""The same for the command line."""
