"""Which provider a mail is from, by what the register knows and the mail shows.

The address counts, the domain of an organisation counts, and so does the number in the
trade register (KvK) on a recognised extract. A number that is only told makes nobody an
existing provider, since anybody can look it up; it can only raise a doubt. A display name
counts for nothing. Two answers are no answer: then a colleague decides, never the machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from intake.domain.mail_domain import comparable_address, domain_and_above, is_public
from intake.domain.provider import Provider


class Basis(StrEnum):
    """What the answer to "who is it" rests on; a stable word."""

    ADDRESS = "address"
    DOMAIN = "domain"
    KVK_NUMBER = "kvk_number"
    NUMBER_ONLY_TOLD = "number_only_told"
    NOT_LISTED = "not_listed"
    NO_REGISTER = "no_register"
    INCOMPLETE_REGISTER = "incomplete_register"
    PART_OF_PERIOD = "part_of_period"
    NO_CLUE = "no_clue"
    SEVERAL_PROVIDERS = "several_providers"
    SEVERAL_NUMBERS = "several_numbers"
    OTHER_NUMBER = "other_number"
    STATED = "stated"


MEANINGS: dict[Basis, str] = {
    Basis.ADDRESS: "the register lists the address the mail comes from",
    Basis.DOMAIN: "the register lists the mail domain the mail comes from",
    Basis.KVK_NUMBER: "the register lists the one KvK number, which an extract proves",
    Basis.NUMBER_ONLY_TOLD: "the register lists the KvK number that the mail tells, but neither "
    "address nor domain, and no extract proves the number",
    Basis.NOT_LISTED: "the register lists no provider with the KvK number of the extract",
    Basis.NO_REGISTER: "no register was in force for this round and zorgkantoor",
    Basis.INCOMPLETE_REGISTER: "contracts with other offices count, and not all their registers "
    "were imported",
    Basis.PART_OF_PERIOD: "its contract lasted only a part of the period that counts",
    Basis.NO_CLUE: "the register lists neither address nor domain, nor a KvK number that is told",
    Basis.SEVERAL_PROVIDERS: "address, domain and KvK numbers point to different providers",
    Basis.SEVERAL_NUMBERS: "several KvK numbers are told, and not all are of the same provider",
    Basis.OTHER_NUMBER: "the extract has another KvK number than the provider of that address",
    Basis.STATED: "stated by whoever asked",
}
"""What is said of each in English, to ops."""

IN_DUTCH: dict[Basis, str] = {
    Basis.ADDRESS: "Het e-mailadres van de afzender staat in het register.",
    Basis.DOMAIN: "Het maildomein van de afzender staat in het register.",
    Basis.KVK_NUMBER: "Het KvK-nummer op het uittreksel staat in het register.",
    Basis.NUMBER_ONLY_TOLD: "Het KvK-nummer in de e-mail of de documenten staat in het register, "
    "maar het adres en het maildomein van de afzender niet. Er is ook geen uittreksel met dat "
    "nummer.",
    Basis.NOT_LISTED: "Het KvK-nummer op het uittreksel staat niet in het register.",
    Basis.NO_REGISTER: "Voor deze inkoopronde en dit zorgkantoor was er toen geen register.",
    Basis.INCOMPLETE_REGISTER: "Ook contracten met andere zorgkantoren tellen mee, maar nog niet "
    "van elk zorgkantoor is er een register.",
    Basis.PART_OF_PERIOD: "Het contract van deze aanbieder liep maar een deel van de periode "
    "die telt.",
    Basis.NO_CLUE: "Het adres, het maildomein en een KvK-nummer uit de e-mail staan niet in het "
    "register.",
    Basis.SEVERAL_PROVIDERS: "Het adres, het maildomein en de KvK-nummers horen bij verschillende "
    "aanbieders.",
    Basis.SEVERAL_NUMBERS: "In de e-mail of de documenten staan verschillende KvK-nummers. "
    "Niet duidelijk is welk nummer van de afzender is.",
    Basis.OTHER_NUMBER: "Op het uittreksel staat een ander KvK-nummer dan het register bij deze "
    "afzender noemt.",
    Basis.STATED: "Opgegeven bij het controleren.",
}
"""What staff reads for each."""


@dataclass(frozen=True)
class Clues:
    """What a mail shows of who sent it.

    Attributes:
        address: Bare address in `From:`; None when there is none.
        told: KvK numbers told in the mail's own text and in its documents.
        proven: Those of them that stand in a recognised extract of the trade register.
    """

    address: str | None
    told: tuple[str, ...] = ()
    proven: tuple[str, ...] = ()


@dataclass(frozen=True)
class Identity:
    """Who it is, and what that rests on.

    Attributes:
        provider: As the register lists it; None: not listed, or not known.
        is_new: Proven to be a provider that the register does not list.
        kvk_number: Of the provider, or of the extract that proves it; None otherwise.
    """

    basis: Basis
    provider: Provider | None = None
    is_new: bool = False
    kvk_number: str | None = None


def sender_words(clues: Clues, public_domains: frozenset[str]) -> tuple[str, ...]:
    """Return what the register may list of the sender: the address, and the domains it is of.

    Args:
        clues: Of the mail.
        public_domains: Further domains that show nothing, see `is_public`.
    """
    address = comparable_address(clues.address or "")
    if address is None:
        return ()
    domain = address.rpartition("@")[2]
    above = [item for item in domain_and_above(domain) if not is_public(item, public_domains)]
    return (address, *above)


def identify(
    clues: Clues, listed: Iterable[Provider], public_domains: frozenset[str] = frozenset()
) -> Identity:
    """Return which provider a mail is from.

    Args:
        clues: What the mail shows.
        listed: Every provider of the round's register to which a clue points; more do no harm.
        public_domains: Further domains that show nothing, see `is_public`.
    """
    listed = tuple(listed)
    address, *domains = sender_words(clues, public_domains) or ("",)
    by_address = {item.kvk_number for item in listed if address in item.addresses}
    by_domain = {item.kvk_number for item in listed if item.domains & set(domains)}
    known = {item.kvk_number: item for item in listed}
    by_number = {number for number in (*clues.told, *clues.proven) if number in known}
    by_sender = by_address | by_domain
    if len(by_sender | by_number) > 1:
        return Identity(Basis.SEVERAL_PROVIDERS)
    if by_sender:
        (number,) = by_sender
        if clues.proven and number not in clues.proven:
            return Identity(Basis.OTHER_NUMBER)
        basis = Basis.ADDRESS if by_address else Basis.DOMAIN
        return Identity(basis, known[number], kvk_number=number)
    return _by_number(clues, known, by_number)


def _by_number(clues: Clues, known: dict[str, Provider], by_number: set[str]) -> Identity:
    """Return who a mail is from whose address the register does not know."""
    told = {*clues.told, *clues.proven}
    if by_number:
        (number,) = by_number
        # The listed one may be a subcontractor of a provider that is new.
        if told != by_number:
            return Identity(Basis.SEVERAL_NUMBERS)
        # Anybody can name the number of another; existing providers send fewer documents.
        if number not in clues.proven:
            return Identity(Basis.NUMBER_ONLY_TOLD)
        return Identity(Basis.KVK_NUMBER, known[number], kvk_number=number)
    if clues.proven:
        only = clues.proven[0] if len(set(clues.proven)) == 1 else None
        return Identity(Basis.NOT_LISTED, is_new=True, kvk_number=only)
    return Identity(Basis.NO_CLUE)
