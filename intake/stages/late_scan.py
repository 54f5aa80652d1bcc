"""Before the hand-over: what the virus scanner could not be asked about is scanned now.

The receipt did not wait for it; the hand-over does, for as long as it takes. When
something is found, the mail goes back to where its verdicts are given, so that the
stage after that writes to the provider; then it comes here again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.domain.errors import TemporaryError
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import ParsedMail
from intake.domain.office import Office
from intake.domain.records import Checks, StoredMail
from intake.domain.virus_scan import ScanResult, ScanState, awaits_scan
from intake.ports import Archive, Scanner
from intake.repositories import Storage, UnitOfWork
from intake.stages.judge_scans import judge_scans


@dataclass(frozen=True)
class _Scans:
    """Results by ordinal, and what kept the scanner from more of them."""

    results: Mapping[int, ScanResult]
    trouble: TemporaryError | None


class LateScan:
    """Scans what is unscanned.

    Safe to run again: a document with a result is not asked about, and one find moves the
    mail once. What was scanned before the scanner went away again is kept.
    """

    def __init__(
        self, storage: Storage, archive: Archive, scanner: Scanner, offices: Mapping[str, Office]
    ) -> None:
        self._storage = storage
        self._archive = archive
        self._scanner = scanner
        self._offices = offices

    def __call__(self, mail: StoredMail) -> bool:
        """Tell whether the mail may be handed over; False when it went back for a letter.

        Raises:
            TemporaryError: The scanner does not answer; the hand-over waits.
        """
        if mail.parsed is None or mail.checks is None:
            return True
        waiting = {item.ordinal for item in mail.checks.documents if awaits_scan(item)}
        if not waiting:
            return True
        scans = self._scan(mail.parsed, waiting)
        went_back = self._keep(mail.id, scans) if scans.results else False
        if scans.trouble is not None:
            raise scans.trouble
        return not went_back

    def _scan(self, parsed: ParsedMail, waiting: set[int]) -> _Scans:
        known: dict[str, ScanResult] = {}
        results: dict[int, ScanResult] = {}
        for item in parsed.attachments:
            if item.ordinal not in waiting:
                continue
            if item.sha256 not in known:
                try:
                    known[item.sha256] = self._scanner.scan(self._archive.path(item.sha256))
                except TemporaryError as error:
                    return _Scans(results, error)
            results[item.ordinal] = known[item.sha256]
        return _Scans(results, None)

    def _keep(self, mail_id: int, scans: _Scans) -> bool:
        """Keep the results in one unit; tell whether the mail went back for a letter."""
        with self._storage.unit() as unit:
            # Judged again or decided meanwhile, it keeps what that changed.
            mail = unit.mails.get(mail_id, to_change=True)
            office = self._offices.get(mail.arrived.identity.mailbox)
            if mail.parsed is None or mail.checks is None:
                return False
            checks = judge_scans(mail.checks, mail.parsed, scans.results, office)
            unit.mails.store_checks(mail_id, checks)
            unit.registrations.judged_again(mail_id, checks)
            detail = _detail(mail.parsed, checks, scans.results)
            is_told = scans.trouble is None and self._has_found(unit, mail_id, scans)
            if not is_told:
                unit.mails.record(mail_id, Event.SCANNED, detail)
                unit.commit()
            elif unit.mails.move(mail_id, Event.VIRUS_FOUND, MailState.CHECKED, detail):
                unit.commit()
        return is_told

    def _has_found(self, unit: UnitOfWork, mail_id: int, scans: _Scans) -> bool:
        """Tell whether a late scan found something, now or before the scanner went away."""
        return any(item.state is ScanState.FOUND for item in scans.results.values()) or any(
            document["result"] == ScanState.FOUND
            for event in unit.mails.events(mail_id)
            if event.name == Event.SCANNED
            for document in event.detail["scans"]
        )


def _detail(
    parsed: ParsedMail, checks: Checks, results: Mapping[int, ScanResult]
) -> dict[str, Any]:
    return {
        "flags": list(checks.flags),
        "scans": [
            {
                "ordinal": item.ordinal,
                "sha256": item.sha256,
                "result": str(results[item.ordinal].state),
                "signature": results[item.ordinal].signature or None,
            }
            for item in parsed.attachments
            if item.ordinal in results
        ],
    }
