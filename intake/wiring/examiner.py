"""The child processes that open what providers sent."""

from collections.abc import Sequence
from pathlib import Path

from config.load import default_limits
from config.settings import Configuration, LimitSettings
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.child_landlock import Reach
from intake.domain.bounds import Bounds
from storage.blob_archive import FileArchive

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


def offline_examiner(slots: int, readable: Sequence[Path], folder: Path) -> ChildExaminer:
    """Return child processes with the limits an installation has by default.

    Args:
        slots: Children at work at the same time.
        readable: What they are to read.
        folder: Where they write; all they read beside lies there too.
    """
    return _examiner(default_limits(), slots, Reach((*readable, folder), (folder,)))


def examiner_of(configuration: Configuration, archive: FileArchive) -> ChildExaminer:
    """Return child processes within the limits of an installation, and within its archive."""
    limits = configuration.limits
    reach = Reach((configuration.service.archive_dir,), (archive.staged,))
    return _examiner(limits, limits.work_slots, reach)


def _examiner(limits: LimitSettings, slots: int, reach: Reach) -> ChildExaminer:
    return ChildExaminer(
        ExaminerLimits(
            slots=slots,
            seconds=limits.document_seconds,
            mail_seconds=limits.mail_seconds,
            memory_bytes=limits.document_memory_bytes,
            bounds=bounds_of(limits),
            document_bytes=limits.document_bytes,
        ),
        reach,
    )
