"""Fourth stage: documents are examined, and every verdict is given."""

import time
from collections.abc import Callable, Mapping

from intake.domain.errors import PermanentError, TemporaryError
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import MailKind
from intake.domain.office import Office
from intake.domain.records import StoredMail
from intake.domain.verdict_detail import verdict_as_detail
from intake.ports import Archive, Clock, Examiner
from intake.repositories import Storage
from intake.stages.ask_register import register_of
from intake.stages.deadlines_in_force import in_force
from intake.stages.first_scan import FirstScan
from intake.stages.judge import judge_mail
from intake.stages.read_documents import ReadDocuments
from intake.stages.rejudge import rejudged_if_extended
from intake.stages.time_of_pieces import arrivals_of, evidence_of_last


class Check:
    """Examines each attachment in a child process and judges the mail as a whole.

    What could not be opened or read is told to the provider and to staff, and neighbours go
    on, see `ReadDocuments`. Before a document is opened it is scanned for viruses, where there
    is a scanner: one in which something is found stays closed, and one that could not be
    scanned now is opened, since the receipt does not wait for the scanner.
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
        self._offices = offices
        self._clock = clock
        self._public_domains = public_domains
        self._read = ReadDocuments(
            archive, examiner, seconds=seconds, first_scan=first_scan, watch=watch
        )

    def __call__(self, mail: StoredMail) -> None:
        """See `Step`. Raises PermanentError for a mailbox that is no longer configured."""
        parsed = mail.parsed
        office = self._offices.get(mail.arrived.identity.mailbox)
        if parsed is None or office is None:
            raise PermanentError(
                f"mail {mail.id} belongs to a mailbox that is not configured; "
                "add its [[mailbox]] again and release the mail"
            )
        with self._storage.unit(write=False) as unit:
            decisions = unit.kind_decisions.of_mail(mail.id)
        read = self._read(parsed.attachments, office, decisions)
        with self._storage.unit(write=False) as unit:
            arrivals = arrivals_of(unit, mail, parsed)
            extended = in_force(unit, office)
        last, evidence, around = evidence_of_last(arrivals, parsed, extended, self._clock.now())
        register = register_of(self._storage, office, self._public_domains)
        checks = judge_mail(
            parsed,
            read,
            evidence,
            extended,
            register,
            circumstances=around,
            decisions=decisions,
        )
        with self._storage.unit() as unit:
            # Whoever extends a deadline now waits, and then finds this mail to judge again.
            unit.extensions.keep_still()
            if unit.kind_decisions.of_mail(mail.id) != decisions:
                raise TemporaryError("somebody decided what a document is meanwhile; read it anew")
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
