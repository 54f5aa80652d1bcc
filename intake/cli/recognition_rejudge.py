"""`intake recognition rejudge`: mails that an earlier version judged are judged by this one."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption
from intake.cli.output import EXIT_FINDINGS, complain, counted, print_json, say
from intake.cli.reference import no_such_mail
from intake.domain.errors import PermanentError, TemporaryError
from intake.domain.mail import MailKind
from intake.domain.records import JUDGED_BY
from intake.repositories import Storage
from intake.stages.judge_by_text import Anew
from intake.wiring.installation import offices_of, storage_of
from intake.wiring.staff import judge_anew_of

_KINDS = (MailKind.REGISTRATION, MailKind.SUPPLEMENT)
_FAILED = "failed"
_WORDS = {
    Anew.CHANGED: "judged anew",
    Anew.SAME: "the same as before",
    Anew.NOT_NOW: "left as it is: not answered yet, of a round that no mailbox has now, or taken "
    "for another kind of mail by this version",
}


def rejudge(
    references: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REFERENCE]...", help="Only these, whichever version judged them."),
    ] = None,
    config: ConfigOption = DEFAULT_PATH,
    json_: JsonOption = False,
) -> None:
    """Judge anew the registrations that an earlier version judged, of the rounds of mailboxes.

    Documents are read again, decisions of people hold, and the verdict on time stays. Assessors
    get the next version of what changed, scans that nobody read are queued, and nobody is
    written to. May be run beside the daemon, and again after it was ended. Status 1 when a mail
    could not be judged.

    Example: intake recognition rejudge
    """
    configuration = configuration_at(config)
    with closing(storage_of(configuration)) as storage:
        rounds = {office.round.id for office in offices_of(configuration).values()}
        mails = _named(storage, references) if references else _older(storage, rounds)
        counts: Counter[str] = Counter()
        with judge_anew_of(configuration, storage) as judge:
            for mail_id, reference in mails.items():
                try:
                    outcome: str = judge.anew(mail_id)
                    words = _WORDS[Anew(outcome)]
                except (TemporaryError, PermanentError) as error:
                    outcome, words = _FAILED, f"failed, and left as it is: {error}"
                counts[outcome] += 1
                if json_:
                    print_json({"reference": reference, "outcome": str(outcome)})
                else:
                    say(f"{reference}: {words}")
    if not json_:
        say(f"{counted(counts[Anew.CHANGED], 'mail')} of {len(mails)} judged anew")
    if counts[_FAILED]:
        complain("intake: some mails could not be judged; mend what is said of them, and run again")
        raise typer.Exit(EXIT_FINDINGS)


def _named(storage: Storage, references: Sequence[str]) -> dict[int, str]:
    found = {}
    with storage.unit(write=False) as unit:
        for reference in references:
            mail = unit.mails.by_reference(reference.strip().upper())
            if mail is None or mail.checks is None:
                raise no_such_mail(reference, judged=True)
            found[mail.id] = mail.reference
    return found


def _older(storage: Storage, rounds: set[str]) -> dict[int, str]:
    """Return the mails that rules before these judged, the oldest first."""
    with storage.unit(write=False) as unit:
        found = {
            mail.id: mail.reference
            for mail in unit.mails.listed(_KINDS)
            if mail.checks is not None
            and mail.checks.judged_by < JUDGED_BY
            and mail.checks.round in rounds
        }
    return dict(sorted(found.items()))
