"""What a page gets to see, and what it works with."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from starlette.responses import Response

from intake.domain.office import Office
from intake.domain.pace import DeadlineMode
from intake.domain.staff import StaffMember
from intake.ports import Archive, Clock, Passwords
from intake.repositories import Storage
from intake.stages.decide import Decide
from intake.stages.extend import Extend
from intake.stages.outages import Watch
from intake.web.templates import Templates


@dataclass(frozen=True)
class Workplace:
    """What all pages share.

    Attributes:
        offices: By mailbox, with the deadlines of the files.
        origin: Scheme, host and port under which staff reaches the pages.
        session: How long a session lasts.
        watches: Every mailbox as it is looked into.
        deadline_mode: How wide the time around a deadline is.
    """

    storage: Storage
    archive: Archive
    clock: Clock
    offices: Mapping[str, Office]
    passwords: Passwords
    decide: Decide
    extend: Extend
    templates: Templates
    origin: str
    session: timedelta
    watches: tuple[Watch, ...]
    deadline_mode: DeadlineMode

    def offices_of(self, member: StaffMember) -> tuple[Office, ...]:
        """Return the offices that a person may see, by name and round; each once."""
        seen = {
            (office.zorgkantoor.id, office.round.id): office
            for office in self.offices.values()
            if member.may_see(office.zorgkantoor.id)
        }
        return tuple(
            seen[key] for key in sorted(seen, key=lambda key: (seen[key].zorgkantoor.name, key))
        )


@dataclass(frozen=True)
class Visit:
    """One request.

    Attributes:
        token: Of the session, or of the visit where nobody is signed in.
        query: As in the address.
        form: As posted; empty otherwise.
        places: The parts of the path that vary.
        now: When it came in, UTC.
        client: Whose tries to sign in count together, see `client_of`; never logged.
    """

    member: StaffMember | None
    token: str
    path: str
    query: Mapping[str, str]
    now: datetime
    form: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    client: str = ""

    @property
    def csrf(self) -> str:
        """What a form has to bring along to be from one of our own pages."""
        return hashlib.sha256(f"form of {self.token}".encode()).hexdigest()

    @property
    def person(self) -> StaffMember:
        """Who is signed in; only for pages that nobody else gets to.

        Raises:
            PermissionError: Nobody is.
        """
        if self.member is None:
            raise PermissionError(self.path)
        return self.member


class NoSuchPageError(Exception):
    """There is no such thing, or it is none of this person's business: nobody is told which."""


Handler = Callable[[Workplace, Visit], Response]


@dataclass(frozen=True)
class Page:
    """One route.

    Attributes:
        name: Of the handler's purpose, unique.
        is_public: Whether it may be seen without signing in.
    """

    name: str
    method: str
    path: str
    handler: Handler
    is_public: bool = False


def token_sha256(token: str) -> str:
    """Return what is kept of a token, from which nobody gets back."""
    return hashlib.sha256(token.encode()).hexdigest()
