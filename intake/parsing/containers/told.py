"""How a reader that reads forward says that a member ends too early, or in damage."""

from collections.abc import Iterator

from intake.domain.problems import Problem
from intake.parsing.containers.member import BrokenMemberError
from intake.parsing.forward import CutOffError, Forward, ReadError


def told(content: Forward, cut_off: Problem, broken: Problem) -> Iterator[bytes]:
    """Give what is left of a stream.

    Raises:
        BrokenMemberError: After the last bytes there are.
    """
    try:
        yield from content.stream(None)
    except CutOffError:
        raise BrokenMemberError(cut_off) from None
    except ReadError:
        raise BrokenMemberError(broken) from None
