"""What several tests of adapters ask of an error."""

import traceback
from collections.abc import Callable

import pytest


@pytest.fixture
def everything_told() -> Callable[[BaseException], str]:
    """Everything a log could show of an error: its causes and the variables of their frames.

    The frames of tests are left out: they hold the secrets that are looked for.
    """

    def tell(error: BaseException) -> str:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        link: traceback.TracebackException | None = told
        while link is not None:
            frames = [frame for frame in link.stack if "/tests/" not in frame.filename]
            link.stack = traceback.StackSummary.from_list(frames)
            link = link.__cause__ or link.__context__
        return "".join(told.format())

    return tell
