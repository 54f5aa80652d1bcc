"""The child processes that open what providers sent."""

from collections.abc import Sequence
from pathlib import Path

from config.load import default_limits
from config.settings import Configuration, LimitSettings
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.child_landlock import Reach
from storage.blob_archive import FileArchive


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
            output_bytes=limits.output_bytes,
            document_bytes=limits.document_bytes,
        ),
        reach,
    )
