"""For whom the register takes the sender of a registration, in one line."""

from typing import Final

from intake.domain.provider_identity import IN_DUTCH
from intake.domain.provider_standing import ProviderStanding, the_one_status
from intake.domain.round import ProviderStatus
from intake.web.code_words import PROVIDER_STATUSES

_DIFFERS: Final = "in de ene regio nieuw, in de andere bestaand"


def provider_in_dutch(standing: ProviderStanding | None) -> str:
    """Return who it is, what that provider is, and why; empty where nobody asked the register."""
    if standing is None:
        return ""
    differs = standing.statuses >= {ProviderStatus.NEW, ProviderStatus.EXISTING}
    status = _DIFFERS if differs else PROVIDER_STATUSES[the_one_status(standing.statuses)]
    number = f"KvK {standing.kvk_number}" if standing.kvk_number else ""
    named = f"{standing.name} ({number})" if standing.name and number else standing.name or number
    who = f"{named}, {status}" if named else f"{status[:1].upper()}{status[1:]}"
    return f"{who}. {IN_DUTCH[standing.basis]}"
