"""`intake decide`: a person decides whether a mail was in time, as on the page of the mail."""

from contextlib import closing
from enum import StrEnum
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.output import say
from intake.cli.reference import ReferenceArgument, no_such_mail
from intake.cli.tell_provider import print_whom_to_tell
from intake.domain.deadline import TimeVerdict
from intake.domain.time_decision import TimeDecision, effective_verdict, judgement_sha256
from intake.repositories import Storage
from intake.stages.whom_to_tell import whom_to_tell
from intake.wiring.installation import storage_of
from intake.wiring.staff import decide_of


class VerdictChoice(StrEnum):
    """What can be decided."""

    IN_TIME = "in_time"
    LATE = "late"
    WITHDRAW = "withdraw"


def decide(
    reference: ReferenceArgument,
    verdict: Annotated[
        VerdictChoice, typer.Option(help="`withdraw` undoes the decision before this one.")
    ],
    name: Annotated[str, typer.Option(help="Full name of the person who decides.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence that others understand.")],
    config: ConfigOption = DEFAULT_PATH,
) -> None:
    """Decide whether a mail was in time; what the machine judged stays beside it.

    A registration that was handed over is handed over again as its next version, when the
    verdict is another one. What was decided just so already is refused, with status 1. No
    letter is sent: the provider to tell is printed.

    Example: intake decide OCO-7K3F9-Q2M4T --verdict in_time --name "Jo Smit"
    --reason "De storing van 16.50 uur lag bij onze mailserver."
    """
    with closing(storage_of(configuration_at(config))) as storage:
        with storage.unit(write=False) as unit:
            mail = unit.mails.by_reference(reference.strip().upper())
            latest = unit.decisions.latest(mail.id) if mail else None
        if mail is None or mail.checks is None:
            raise no_such_mail(reference, judged=True)
        before = effective_verdict(mail.checks.judgement, latest)
        decision = decide_of(storage)(
            mail.id,
            None if verdict is VerdictChoice.WITHDRAW else TimeVerdict(verdict.value),
            reason=reason,
            name=name,
            account=None,
            after=latest.number if latest else 0,
            judged=judgement_sha256(mail.checks.judgement),
        )
        after = effective_verdict(mail.checks.judgement, decision)
        change = f"{before} -> {after}" if before is not after else f"stays {after}"
        by = f"decision {decision.number} of {decision.name}"
        say(f"{mail.reference}: {change}, {by}{_handed_over_again(storage, decision)}")
        with storage.unit(write=False) as unit:
            concerned = whom_to_tell(unit, mail.id)
    if concerned is not None and (before is not after or not concerned.knows):
        print_whom_to_tell([concerned])


def _handed_over_again(storage: Storage, decision: TimeDecision) -> str:
    with storage.unit(write=False) as unit:
        rows = unit.registrations.handed_over(decision.mail_id)
    if not rows:
        return ""
    versions = {row.version for row in rows if row.created_at == decision.at}
    return f"; handed over as version {max(versions)}" if versions else "; not handed over again"
