"""The child processes that open what providers sent."""

from config.load import default_limits
from config.settings import LimitSettings
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.domain.bounds import Bounds

_SHARE_FOR_CONTAINERS = 0.6
"""Of the time for one mail; the rest is for the mail itself and for what is in the middle."""


def bounds_of(limits: LimitSettings) -> Bounds:
    """Return how far an installation takes a mail apart."""
    return Bounds(
        mail_bytes=limits.mail_bytes,
        output_bytes=limits.output_bytes,
        ratio=limits.unpack_ratio,
        leaves=limits.files,
        depth=limits.nesting,
        seconds=limits.mail_seconds * _SHARE_FOR_CONTAINERS,
    )


def offline_examiner(slots: int) -> ChildExaminer:
    """Return child processes with the limits an installation has by default."""
    return examiner_of(default_limits(), slots)


def examiner_of(limits: LimitSettings, slots: int) -> ChildExaminer:
    """Return child processes within the limits of an installation."""
    return ChildExaminer(
        ExaminerLimits(
            slots=slots,
            seconds=limits.document_seconds,
            mail_seconds=limits.mail_seconds,
            memory_bytes=limits.document_memory_bytes,
            bounds=bounds_of(limits),
            document_bytes=limits.document_bytes,
        )
    )
