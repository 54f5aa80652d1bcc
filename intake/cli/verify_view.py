"""What was proven, or not, at the end of `intake verify`."""

from dataclasses import asdict, dataclass
from typing import Any

from intake.cli.output import counted, local_time, print_json, say
from intake.domain.evidence_findings import Coverage
from intake.domain.moments import iso
from intake.domain.records import SealedEntry
from storage.evidence_subject import Subject, SubjectReceipt


@dataclass(frozen=True)
class OfReceipt:
    """What a verification of one receipt looked at.

    Attributes:
        reference: Of the mail; as it was asked for where its row is gone.
        seqs: Numbers of the entries that are about it.
        followed: First and last entry of the chain that was followed; None when none was.
        subject: None where anything is broken, since the rows are then no witness.
    """

    reference: str
    seqs: tuple[int, ...]
    followed: tuple[int, int] | None
    subject: Subject | None


def print_result(
    broken: int,
    coverage: Coverage,
    head: SealedEntry | None,
    about: OfReceipt | None,
    *,
    json: bool,
) -> None:
    """Print the result; `about` is None where everything was verified."""
    if json:
        print_json(_as_json(broken, coverage, head, about))
        return
    say(f"BROKEN: {counted(broken, 'finding')}" if broken else "whole")
    if about is None:
        say(f"{coverage.entries} entries, {_covered(coverage)}")
    else:
        _print_receipt(about, coverage)
    if head is not None:
        say(f"head of the log: entry {head.seq}, sha256 {head.sha256}")


def _print_receipt(about: OfReceipt, coverage: Coverage) -> None:
    subject = about.subject
    if subject is None:
        say(f"{about.reference}: what its rows say is not proven")
    else:
        say(f"{about.reference}: {_verdict(subject)}")
        say(f"mail: sha256 {subject.sha256}{_copies(subject)}")
        say(f"receipt: {_letter(subject.receipt)}")
    if about.followed is None:
        return
    first, last = about.followed
    own = "1 entry" if len(about.seqs) == 1 else f"{len(about.seqs)} entries"
    say(f"{own} about it; the chain followed from {first} to {last} of {coverage.entries}")
    say(_stamp(coverage))


def _verdict(subject: Subject) -> str:
    if subject.received_at is None:
        return "not judged yet"
    words = f"received {local_time(subject.received_at)}, {subject.verdict or 'no deadline'}"
    if subject.decision is not None:
        words += f" by decision {subject.decision}; judged {subject.judged}"
    return words


def _copies(subject: Subject) -> str:
    copies = f"{subject.copies} copies" if subject.copies > 1 else "1 copy"
    return f", with {copies} of the same bytes" if subject.copies else ""


def _letter(letter: SubjectReceipt | None) -> str:
    if letter is None:
        return "none yet"
    when = f" {local_time(letter.sent_at)}" if letter.sent_at else ""
    which = f", Message-ID {letter.message_id}" if letter.message_id else ""
    return f"{letter.state}{when}{which}"


def _stamp(coverage: Coverage) -> str:
    if coverage.since is None:
        return "not covered by a timestamp yet"
    return f"covered by the timestamp of {local_time(coverage.since)} over entry {coverage.covered}"


def _covered(coverage: Coverage) -> str:
    if coverage.since is None:
        return "none covered by a timestamp that was verified"
    told = f"up to {coverage.covered} covered by a timestamp since {local_time(coverage.since)}"
    rest = coverage.entries - coverage.covered
    return f"{told}, {rest} not yet" if rest else told


def _as_json(
    broken: int, coverage: Coverage, head: SealedEntry | None, about: OfReceipt | None
) -> dict[str, Any]:
    told: dict[str, Any] = {"result": "broken" if broken else "whole", "findings": broken}
    told["reference"] = about.reference if about else None
    if about is not None:
        told |= _receipt_as_json(about)
    return told | {
        "entries": coverage.entries,
        "timestamps": coverage.timestamps,
        "covered": coverage.covered,
        "covered_since": iso(coverage.since) if coverage.since else None,
        "head": {"entry": head.seq, "sha256": head.sha256} if head else None,
    }


def _receipt_as_json(about: OfReceipt) -> dict[str, Any]:
    mail = letter = None
    if about.subject is not None:
        mail = asdict(about.subject)
        letter = mail.pop("receipt")
        del mail["reference"]
        mail["received_at"] = iso(mail["received_at"]) if mail["received_at"] else None
    if letter is not None:
        letter["sent_at"] = iso(letter["sent_at"]) if letter["sent_at"] else None
    return {
        "mail": mail,
        "receipt": letter,
        "own_entries": list(about.seqs),
        "followed": list(about.followed) if about.followed else None,
    }
