"""What reads scans beside the stages, where that is switched on."""

from datetime import timedelta
from typing import Final

from intake.daemon.scan_reader import ScanReader
from intake.ports import Examiner
from intake.stages.judge_by_text import JudgeByText
from intake.stages.read_scans import ReadingPace, ReadScans
from intake.wiring.installation import public_domains_of, serves_one_process
from intake.wiring.ocr import ocr_of
from intake.wiring.parts import Parts

_KEPT_PAGES: Final = "ocr"  # within the data directory
_BEYOND: Final = timedelta(minutes=5)  # what a document may take beside the time of its pages


def scan_reader_of(parts: Parts, examiner: Examiner) -> ScanReader | None:
    """Return what reads scans beside the stages; None where it is switched off."""
    configuration = parts.configuration
    if not configuration.ocr.enabled:
        return None
    ocr = ocr_of(configuration.ocr, configuration.service.data_dir / _KEPT_PAGES)
    judge = JudgeByText(
        parts.storage,
        parts.archive,
        examiner,
        parts.offices,
        clock=parts.clock,
        public_domains=public_domains_of(configuration),
    )
    pace = ReadingPace(timedelta(seconds=configuration.ocr.document_seconds) + _BEYOND)
    read = ReadScans(parts.storage, parts.archive, ocr, judge, clock=parts.clock, pace=pace)
    alone = serves_one_process(configuration)
    return ScanReader(read, parts.progress, ocr.close, is_alone=alone)
