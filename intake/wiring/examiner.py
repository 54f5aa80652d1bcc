"""The child processes that open what providers sent."""

from config.load import default_limits
from config.settings import LimitSettings
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits


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
            output_bytes=limits.output_bytes,
            document_bytes=limits.document_bytes,
        )
    )
