"""The virus scanner, where one is configured."""

from config.settings import Configuration
from intake.adapters.clamd_scanner import ClamdAddress, ClamdScanner
from intake.stages.first_scan import FirstScan
from intake.stages.late_scan import LateScan
from intake.wiring.parts import Parts


def scanner_of(configuration: Configuration) -> ClamdScanner | None:
    """Return the scanner, not yet connected; None where there is none."""
    settings = configuration.antivirus
    if settings.socket is not None:
        address = ClamdAddress(socket=settings.socket)
    elif settings.host is not None:
        address = ClamdAddress(settings.host, settings.port)
    else:
        return None
    return ClamdScanner(address, settings.timeout_seconds, settings.max_stream_bytes)


def first_scan_of(parts: Parts) -> FirstScan | None:
    """Return what the check stage asks."""
    scanner = scanner_of(parts.configuration)
    return FirstScan(scanner, parts.configuration.antivirus.receipt_seconds) if scanner else None


def late_scan_of(parts: Parts) -> LateScan | None:
    """Return what the hand-over asks."""
    scanner = scanner_of(parts.configuration)
    return LateScan(parts.storage, parts.archive, scanner, parts.offices) if scanner else None
