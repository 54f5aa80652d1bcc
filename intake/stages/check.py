"""Fourth stage: documents are examined, and every verdict is given."""

from collections.abc import Mapping

from intake.domain.documents import DocumentFacts, Readable
from intake.domain.errors import DocumentExaminationError, PermanentError
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import Attachment, MailKind
from intake.domain.office import Office, evidence_of
from intake.domain.problems import Problem, ProblemCode
from intake.domain.records import StoredMail
from intake.domain.round import ProviderStatus
from intake.parsing.received import boundary_hop
from intake.ports import Archive, Examiner
from intake.repositories import Storage
from intake.stages.judge import judge_mail

_TRIES_PER_DOCUMENT = 2


class Check:
    """Examines each attachment in a child process and judges the mail as a whole.

    A document whose child dies is tried once more and then counts as not examined:
    it is told to the provider and to staff, and the rest of the mail goes on.
    Safe to run again: verdicts are replaced as a whole.
    """

    def __init__(
        self,
        storage: Storage,
        archive: Archive,
        examiner: Examiner,
        offices: Mapping[str, Office],
    ) -> None:
        self._storage = storage
        self._archive = archive
        self._examiner = examiner
        self._offices = offices

    def __call__(self, mail: StoredMail) -> None:
        """See `Step`. Raises PermanentError for a mailbox that is no longer configured."""
        parsed = mail.parsed
        office = self._offices.get(mail.arrived.identity.mailbox)
        if parsed is None or office is None:
            raise PermanentError(
                f"mail {mail.id} belongs to a mailbox that is not configured; "
                "add its [[mailbox]] again and release the mail"
            )
        hop = boundary_hop(parsed.headers.received, office.trusted_hosts)
        facts = {item.ordinal: self._facts(item) for item in parsed.attachments}
        evidence = evidence_of(mail.arrived, hop)
        checks = judge_mail(parsed, facts, evidence, office, ProviderStatus.UNKNOWN)
        with self._storage.unit() as unit:
            unit.mails.store_checks(mail.id, checks)
            if checks.kind in (MailKind.REGISTRATION, MailKind.SUPPLEMENT):
                unit.registrations.add(mail.id, checks)
            judgement = checks.judgement
            detail = {
                "kind": str(checks.kind),
                "verdict": str(judgement.verdict),
                "source": str(judgement.source),
                "reason": judgement.reason,
                "flags": list(checks.flags),
            }
            if unit.mails.move(mail.id, Event.CHECKED, MailState.CHECKED, detail):
                unit.commit()

    def _facts(self, attachment: Attachment) -> DocumentFacts:
        path = self._archive.path(attachment.sha256)
        problem = Problem(ProblemCode.NOT_EXAMINED)
        for _ in range(_TRIES_PER_DOCUMENT):
            try:
                return self._examiner.examine(path, attachment.media_type)
            except DocumentExaminationError as error:
                problem = Problem(ProblemCode.NOT_EXAMINED, error.reason)
        return DocumentFacts(Readable.NO, problems=(problem,))
