"""The stages of a mail, and what runs them."""

from collections.abc import Collection
from datetime import timedelta

from intake.adapters.child_examiner import ChildExaminer
from intake.daemon.executor import Executor, RetryPolicy
from intake.flow import Role
from intake.stages.acknowledge import Acknowledge
from intake.stages.check import Check
from intake.stages.hand_over import HandOver
from intake.stages.parse import Parse
from intake.stages.step import Step
from intake.wiring.antivirus import first_scan_of, late_scan_of
from intake.wiring.installation import public_domains_of
from intake.wiring.letters import correspondence_of
from intake.wiring.parts import Parts


def executor_of(parts: Parts, roles: Collection[Role], examiner: ChildExaminer) -> Executor:
    """Return what runs the stages that belong to the roles."""
    limits = parts.configuration.limits
    slots = {Role.WORK: limits.work_slots, Role.SEND: limits.send_slots}
    return Executor(
        parts.storage,
        _steps(parts, examiner),
        parts.clock,
        slots={role: count for role, count in slots.items() if role in roles},
        retry=RetryPolicy(
            first=timedelta(seconds=limits.retry_first_seconds),
            most=timedelta(seconds=limits.retry_most_seconds),
            unforeseen_attempts=limits.max_attempts,
        ),
        progress=parts.progress,
        backlog=parts.backlog,
    )


def _steps(parts: Parts, examiner: ChildExaminer) -> dict[str, Step]:
    own_addresses = frozenset(
        address.lower()
        for mailbox in parts.configuration.mailboxes
        for address in (mailbox.address, parts.configuration.from_address_of(mailbox))
    )
    return {
        "parse": Parse(parts.storage, parts.archive, examiner),
        "check": Check(
            parts.storage,
            parts.archive,
            examiner,
            parts.offices,
            clock=parts.clock,
            seconds=parts.configuration.limits.check_seconds,
            first_scan=first_scan_of(parts),
            public_domains=public_domains_of(parts.configuration),
        ),
        "acknowledge": Acknowledge(
            parts.storage,
            parts.archive,
            parts.clock,
            offices=parts.offices,
            correspondence=correspondence_of(parts),
            own_addresses=own_addresses,
            failed=parts.progress.receipt_failed,
        ),
        "hand over": HandOver(parts.storage, parts.clock, parts.offices, late_scan_of(parts)),
    }
