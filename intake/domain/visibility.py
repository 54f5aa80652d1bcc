"""Whether a mailbox could be seen, from when to when, and why not.

Whoever receives by e-mail has to show that the mailbox was there to be read. A span of
sight reaches from one successful look to the last one; what lies between it and the
next span is time in which the service did not run. What lies before the first look of
all is neither: nobody had asked the service to look. Nothing here claims more than a
look has shown: between the last good look and the first failed one a mailbox counts
as unseen.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Sight(StrEnum):
    """What the service could see of a mailbox."""

    SEEN = "seen"
    UNSEEN = "unseen"
    NOT_RUNNING = "not_running"  # nobody looked; never stored, it is what no span covers
    NOT_WATCHED = "not_watched"  # nobody had looked yet; never stored, it is before all spans


class LossReason(StrEnum):
    """Why a mailbox could not be seen; stable words."""

    UNREACHABLE = "unreachable"  # no connection, no answer, or nonsense
    LOGIN_REFUSED = "login_refused"  # name or password is not taken
    MISCONFIGURED = "misconfigured"  # a watched folder is not there, or a setting is wrong
    OWN_STORAGE = "own_storage"  # the server answered; our database or disk did not
    NOT_CONFIRMED = "not_confirmed"  # by the clock too long without a look, and none failed
    FAULT = "fault"  # an error in the service that nobody foresaw
    NOT_RUNNING = "not_running"  # the service itself did not run


@dataclass(frozen=True)
class VisibleSpan:
    """A time in which a mailbox was seen, or was not.

    Attributes:
        mailbox: Its name in everything that is kept.
        since: Begin, UTC.
        until: The last moment of which it is known, UTC; grows while the span lasts.
        reason: None of a span of sight.
        text: The words of the first failure, empty of a span of sight.
    """

    mailbox: str
    since: datetime
    until: datetime
    sight: Sight
    reason: LossReason | None = None
    text: str = ""

    def lasting(self, until: datetime) -> "VisibleSpan":
        """Return the span with a later end; a clock that was set back shortens nothing."""
        return replace(self, until=max(self.until, until))


@dataclass(frozen=True)
class Changes:
    """What a look changes.

    Attributes:
        going_on: The span that lasted so far, as it is now; None: there was none.
        begun: The span that begins with this look; None: the one that lasted goes on.
        missed: What lies between the two, where the look came too late.
    """

    going_on: VisibleSpan | None
    begun: VisibleSpan | None = None
    missed: VisibleSpan | None = None


def after_good_look(current: VisibleSpan | None, mailbox: str, at: datetime) -> Changes:
    """Return what a successful look changes of the span that lasts."""
    going_on = None if current is None else current.lasting(at)
    if going_on is not None and going_on.sight is Sight.SEEN:
        return Changes(going_on)
    return Changes(going_on, VisibleSpan(mailbox, at, at, Sight.SEEN))


def after_late_look(current: VisibleSpan, at: datetime, gap: timedelta) -> Changes:
    """Return what a successful look changes that came later than the pace allows.

    Args:
        current: The span of sight that lasted until the last good look.
        at: The moment of the look.
        gap: How long ago the last good look was. More than the clock tells, if it was set
            back meanwhile.
    """
    since = min(current.until, at - gap)
    text = f"{gap.total_seconds():.0f} seconds lay between two good looks"
    missed = VisibleSpan(current.mailbox, since, at, Sight.UNSEEN, LossReason.NOT_CONFIRMED, text)
    return Changes(current, VisibleSpan(current.mailbox, at, at, Sight.SEEN), missed)


def after_clock_jump(current: VisibleSpan, at: datetime, jump: timedelta) -> Changes:
    """Return what a successful look in time changes before which the clock was set forward.

    A clock that was corrected and a machine that was paused from outside look the same. So
    what the clock left out was not seen, and nothing else is in doubt.

    Args:
        current: The span of sight that lasted until the last good look.
        at: The moment of the look.
        jump: What the clock left out.
    """
    since = max(current.until, at - jump)
    text = f"the clock was set forward by {jump.total_seconds():.0f} seconds"
    missed = VisibleSpan(current.mailbox, since, at, Sight.UNSEEN, LossReason.NOT_CONFIRMED, text)
    begun = VisibleSpan(current.mailbox, at, at, Sight.SEEN)
    return Changes(current.lasting(since), begun, missed)


def after_failed_look(
    current: VisibleSpan | None, mailbox: str, at: datetime, reason: LossReason, text: str
) -> Changes:
    """Return what a failed look changes of the span that lasts."""
    if current is not None and current.sight is Sight.SEEN:
        # Nobody knows what it was like since the last good look, so it counts as unseen.
        since = min(current.until, at)
        return Changes(current, VisibleSpan(mailbox, since, at, Sight.UNSEEN, reason, text))
    going_on = None if current is None else current.lasting(at)
    if going_on is not None and going_on.reason is reason:
        return Changes(going_on)
    return Changes(going_on, VisibleSpan(mailbox, at, at, Sight.UNSEEN, reason, text))
