"""Fourth stage: documents are examined, and every verdict is given."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from intake.domain.documents import DocumentFacts, Readable
from intake.domain.errors import DocumentExaminationError, PermanentError
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import Attachment, MailKind
from intake.domain.office import Office
from intake.domain.problems import Problem, ProblemCode
from intake.domain.records import StoredMail
from intake.domain.verdict_detail import verdict_as_detail
from intake.domain.virus_scan import CLEAN, ScanResult, ScanState
from intake.ports import Archive, Clock, Examiner
from intake.repositories import Storage
from intake.stages.ask_register import register_of
from intake.stages.deadlines_in_force import in_force
from intake.stages.first_scan import FirstScan
from intake.stages.judge import judge_mail
from intake.stages.rejudge import rejudged_if_extended
from intake.stages.time_of_pieces import arrivals_of, evidence_of_last

_TRIES_PER_DOCUMENT = 2
_TIMEOUT = "timeout"


class Check:
    """Examines each attachment in a child process and judges the mail as a whole.

    A document whose child dies is tried once more and then counts as not examined; so
    does one that takes too long, and whatever is left when the time for the whole mail
    is used up. That is told to the provider and to staff, and neighbours go on.
    Before a document is opened it is scanned for viruses, where there is a scanner: one in
    which something is found stays closed, and one that could not be scanned now is opened,
    since the receipt does not wait for the scanner.
    A mail that was joined of pieces came when the last of them did.
    Safe to run again: verdicts are replaced as a whole.

    Args:
        clock: For when the verdict is given.
        seconds: For all documents of one mail together.
        first_scan: Asks the virus scanner; None: there is none.
        public_domains: Further mail domains that show nothing about who writes.
        watch: Seconds that only go forward.
    """

    def __init__(
        self,
        storage: Storage,
        archive: Archive,
        examiner: Examiner,
        offices: Mapping[str, Office],
        *,
        clock: Clock,
        seconds: float,
        first_scan: FirstScan | None = None,
        public_domains: frozenset[str] = frozenset(),
        watch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._storage = storage
        self._archive = archive
        self._examiner = examiner
        self._offices = offices
        self._clock = clock
        self._seconds = seconds
        self._first_scan = first_scan
        self._public_domains = public_domains
        self._watch = watch

    def __call__(self, mail: StoredMail) -> None:
        """See `Step`. Raises PermanentError for a mailbox that is no longer configured."""
        parsed = mail.parsed
        office = self._offices.get(mail.arrived.identity.mailbox)
        if parsed is None or office is None:
            raise PermanentError(
                f"mail {mail.id} belongs to a mailbox that is not configured; "
                "add its [[mailbox]] again and release the mail"
            )
        facts = self._all_facts(parsed.attachments)
        with self._storage.unit(write=False) as unit:
            arrivals = arrivals_of(unit, mail, parsed)
            extended = in_force(unit, office)
            decisions = unit.kind_decisions.of_mail(mail.id)
        last, evidence, around = evidence_of_last(arrivals, parsed, extended, self._clock.now())
        register = register_of(self._storage, office, self._public_domains)
        checks = judge_mail(
            parsed,
            facts,
            evidence,
            extended,
            register,
            circumstances=around,
            decisions=decisions,
        )
        with self._storage.unit() as unit:
            # Whoever extends a deadline now waits, and then finds this mail to judge again.
            unit.extensions.keep_still()
            checks = rejudged_if_extended(
                checks, extended, in_force(unit, office), self._clock.now()
            )
            unit.mails.store_checks(mail.id, checks)
            if checks.kind in (MailKind.REGISTRATION, MailKind.SUPPLEMENT):
                unit.registrations.add(mail.id, checks)
            detail = verdict_as_detail(checks, parsed.attachments)
            if last != mail.id:
                detail["judged_by_mail"] = last
            if unit.mails.move(mail.id, Event.CHECKED, MailState.CHECKED, detail):
                unit.commit()

    def _all_facts(self, attachments: Sequence[Attachment]) -> dict[int, DocumentFacts]:
        """Examine each content once, as long as there is time, and return facts by ordinal."""
        scan = self._first_scan.of_one_mail() if self._first_scan else _no_scan
        left = self._seconds
        known: dict[tuple[str, str], DocumentFacts] = {}
        for item in attachments:
            content = (item.sha256, item.media_type)
            if content not in known:
                path = self._archive.path(item.sha256)
                scanned = scan(path)
                begin = self._watch()
                known[content] = self._facts(path, item.media_type, scanned, in_time=left > 0)
                # Scanning has a time of its own.
                left -= self._watch() - begin
        return {item.ordinal: known[item.sha256, item.media_type] for item in attachments}

    def _facts(
        self, path: Path, media_type: str, scanned: ScanResult, *, in_time: bool
    ) -> DocumentFacts:
        problems = (scanned.problem,) if scanned.problem else ()
        if scanned.state is ScanState.FOUND:
            return DocumentFacts(Readable.NO, problems=problems)
        facts = self._examined(path, media_type) if in_time else _not_examined(_TIMEOUT)
        return replace(facts, problems=(*facts.problems, *problems))

    def _examined(self, path: Path, media_type: str) -> DocumentFacts:
        reason = ""
        for _ in range(_TRIES_PER_DOCUMENT):
            try:
                return self._examiner.examine(path, media_type)
            except DocumentExaminationError as error:
                reason = error.reason
            if reason == _TIMEOUT:
                # It would take as long again, and neighbours wait for the slot.
                break
        return _not_examined(reason)


def _no_scan(_path: Path) -> ScanResult:
    return CLEAN


def _not_examined(reason: str) -> DocumentFacts:
    return DocumentFacts(Readable.NO, problems=(Problem(ProblemCode.NOT_EXAMINED, reason),))
