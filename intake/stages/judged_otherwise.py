"""Which registrations the register of today would judge otherwise than they were judged.

Nothing is changed by this: a receipt has told the provider what it was judged by, and what
follows is for staff. The verdict on time is not touched, nor looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intake.domain.judge_provider import standing_of
from intake.domain.mail import MailKind
from intake.domain.office import Office
from intake.domain.provider import RegionStatus
from intake.domain.records import Checks
from intake.domain.round import ProviderStatus
from intake.repositories import ListedMail, UnitOfWork
from intake.stages.ask_register import extract_for

_REGISTRATION_KINDS = (MailKind.REGISTRATION, MailKind.SUPPLEMENT)


@dataclass(frozen=True)
class JudgedOtherwise:
    """A registration with what the provider was taken for, and what it would be taken for now."""

    reference: str
    zorgkantoor: str
    before: tuple[RegionStatus, ...]
    now: tuple[RegionStatus, ...]


def judged_otherwise(
    unit: UnitOfWork,
    offices: Mapping[str, Office],
    rounds: Iterable[str],
    public_domains: frozenset[str],
) -> Iterator[JudgedOtherwise]:
    """Yield the registrations of some rounds whose status per region is another now.

    Args:
        unit: May be a reading one.
        offices: By identifier of the zorgkantoor.
        rounds: Whose register changed.
        public_domains: Further mail domains that show nothing about who writes.
    """
    wanted = frozenset(rounds)
    for mail in unit.mails.listed(_REGISTRATION_KINDS):
        office = offices.get(mail.zorgkantoor)
        if mail.checks is None or office is None or office.round.id not in wanted:
            continue
        if mail.checks.round == office.round.id:
            yield from _compared(unit, mail, mail.checks, office, public_domains)


def _compared(
    unit: UnitOfWork,
    mail: ListedMail,
    checks: Checks,
    office: Office,
    public_domains: frozenset[str],
) -> Iterator[JudgedOtherwise]:
    if checks.provider is None:
        return
    clues = checks.provider.clues
    extract = extract_for(unit, office.round.id, clues, public_domains)
    now = standing_of(clues, extract, office, checks.regions).regions
    before = checks.provider.regions
    if _statuses(now) != _statuses(before):
        yield JudgedOtherwise(mail.reference, mail.zorgkantoor, before, now)


def _statuses(regions: Iterable[RegionStatus]) -> dict[str, ProviderStatus]:
    return {item.region: item.status for item in regions}
