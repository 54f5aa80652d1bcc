"""How much one mail may ask before nothing further of it is opened."""

import time
from collections.abc import Callable, Iterator

from intake.domain.bounds import Bounds
from intake.domain.problems import Problem, ProblemCode
from intake.parsing.spool import BurstError, Meter

_MOST_BURSTS = 3
"""So often one attachment, and so many attachments of a mail, may burst before it is enough."""

_NONE_OPENED = Problem(ProblemCode.NOT_EXPANDED, "het uitpakken van deze e-mail is mislukt")
_TOO_DEEP = Problem(ProblemCode.NOT_EXPANDED, "er zit te veel in elkaar verpakt")
_TOO_MANY = Problem(ProblemCode.NOT_EXPANDED, "er zitten te veel bestanden in deze e-mail")
_TOO_SLOW = Problem(ProblemCode.NOT_EXPANDED, "het uitpakken duurt te lang")
_BURST_BEFORE = Problem(ProblemCode.NOT_EXPANDED, "eerdere bestanden werden te groot")
_TOO_LARGE = Problem(ProblemCode.TOO_LARGE, "de uitgepakte bestanden worden samen te groot")
_BOMB = Problem(ProblemCode.BOMB)


class EnoughError(Exception):
    """No more is taken out of the container that is being read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Patience:
    """Counts what the bounds limit, except bytes, which the meters count.

    Args:
        bounds: How far.
        watch: Seconds that only go forward.
    """

    def __init__(self, bounds: Bounds, watch: Callable[[], float] = time.monotonic) -> None:
        self._bounds = bounds
        self._watch = watch
        self._end = watch() + bounds.seconds
        self._leaves = 0
        self._bursts = 0
        self._attachments_burst = 0

    def begin(self) -> None:
        """Turn to the next attachment."""
        self._attachments_burst += self._bursts >= _MOST_BURSTS
        self._bursts = 0

    def count(self, leaves: int) -> None:
        """Note that so many leaves were found."""
        self._leaves += leaves

    def hindrance(self, depth: int) -> Problem | None:
        """Return why a container at that depth is not opened; None when it is."""
        if not self._bounds.depth:
            return _NONE_OPENED
        if depth >= self._bounds.depth:
            return _TOO_DEEP
        if self._leaves >= self._bounds.leaves:
            return _TOO_MANY
        if self._watch() > self._end:
            return _TOO_SLOW
        if max(self._bursts, self._attachments_burst) >= _MOST_BURSTS:
            return _BURST_BEFORE
        return None

    def next_member(self) -> None:
        """Count one more leaf; raises EnoughError when there may be no more."""
        if self._bursts >= _MOST_BURSTS:
            raise EnoughError(_BOMB)
        if self._leaves >= self._bounds.leaves:
            raise EnoughError(_TOO_MANY)
        self.in_time()
        self._leaves += 1

    def in_time(self) -> None:
        """Raise EnoughError when the time is over."""
        if self._watch() > self._end:
            raise EnoughError(_TOO_SLOW)

    def timed(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the pieces; raises EnoughError when the time is over."""
        for piece in pieces:
            self.in_time()
            yield piece

    def meter(self, size: int) -> Meter:
        """Return a meter for a container of so many bytes."""
        return Meter(max(size * self._bounds.ratio, self._bounds.ratio_from_bytes))

    def burst(self, error: BurstError, whole_mail: Meter) -> Problem:
        """Note that a meter is over, and return what is told of what burst it."""
        self._bursts += 1
        return _TOO_LARGE if error.meter is whole_mail else _BOMB
