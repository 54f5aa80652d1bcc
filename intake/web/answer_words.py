"""What became of a receipt in words of our own, in Dutch; words of mail servers stay theirs."""

from types import MappingProxyType
from typing import Final

from intake.domain.receipt import (
    AUTOMATIC_MAIL,
    GIVEN_UP,
    INTERRUPTED,
    OVER_BUDGET,
    SPAM_FOLDER,
)
from intake.domain.recipient import (
    NO_ADDRESS,
    NO_REPLY_ADDRESS,
    OWN_ADDRESS,
    UNUSABLE_ADDRESS,
)

ANSWERS: Final = MappingProxyType(
    {
        NO_ADDRESS: "de mail noemt geen adres waaraan een antwoord kan",
        UNUSABLE_ADDRESS: "het adres van de afzender is niet bruikbaar",
        OWN_ADDRESS: "het adres van de afzender is een mailbox van ons",
        NO_REPLY_ADDRESS: "op het adres van de afzender leest niemand antwoorden",
        SPAM_FOLDER: "de mail stond in de map met spam en is niet zeker een inschrijving",
        INTERRUPTED: "het versturen werd onderbroken",
    }
)
BEGINNINGS: Final = MappingProxyType(
    {
        AUTOMATIC_MAIL: "de mail is door een computer gemaakt, te zien aan",
        OVER_BUDGET: "dit adres kreeg in een dag al genoeg bevestigingen",
        GIVEN_UP: "na lang proberen opgegeven; laatste antwoord",
    }
)
"""How an answer begins that goes on in words of machines."""


def answer_in_dutch(answer: str) -> str:
    """Return what became of a receipt; what a mail server said stays as it is."""
    for beginning, words in BEGINNINGS.items():
        if answer.startswith(beginning):
            rest = answer.removeprefix(beginning)
            if beginning == OVER_BUDGET:
                return words
            return f"{words}: {ANSWERS.get(rest, rest)}"
    return ANSWERS.get(answer, answer)
