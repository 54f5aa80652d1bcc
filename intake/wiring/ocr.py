"""What reads scans; for commands that need nothing else of an installation."""

from pathlib import Path

from config.settings import OcrSettings
from intake.adapters.ocrmypdf_ocr import OcrLimits, OcrmypdfOcr


def ocr_of(settings: OcrSettings, kept: Path | None = None) -> OcrmypdfOcr:
    """Return what reads scans; nothing runs yet.

    Args:
        settings: As configured.
        kept: Where pages are kept of a document that is not finished; None: nowhere.
    """
    return OcrmypdfOcr(
        settings.languages,
        OcrLimits(
            page_seconds=settings.page_seconds,
            document_seconds=settings.document_seconds,
            memory_bytes=settings.memory_bytes,
            most_pages=settings.most_pages,
            most_pixels=settings.most_pixels,
            parallelism=settings.parallelism,
        ),
        kept=kept,
    )
