"""Which roles one process alone may have, and how it takes them."""

from collections.abc import Collection

from config.settings import ServiceSettings
from intake.flow import Role
from storage.process_lock import STOP_OR_START_OTHERWISE, RoleLock

ALL_ROLES = frozenset(Role)
LOCKED_ROLES = ALL_ROLES - {Role.WEB}  # pages may be served by as many processes as one likes


def locks_of(
    service: ServiceSettings, roles: Collection[Role], *, remedy: str = STOP_OR_START_OTHERWISE
) -> list[RoleLock]:
    """Return the locks of some roles, not yet taken; `remedy` is for who finds one taken."""
    url = service.database_url.get_secret_value()
    return [
        RoleLock(url, service.data_dir, str(role), remedy=remedy)
        for role in sorted(LOCKED_ROLES.intersection(roles))
    ]
