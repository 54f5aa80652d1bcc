"""The way of a mail, told once. Read this first.

Six stages in order; each is one file in `intake/stages/`, takes a mail in one state
and leaves it in the next, in one transaction, and may be run twice without harm.
`fetch` and `archive` run in the poller of a mailbox; the rest is moved by the state
column of the mail, which is the truth about how far it has come.
"""

from dataclasses import dataclass
from enum import StrEnum

from intake.domain.lifecycle import MailState


class Role(StrEnum):
    """Which part of the daemon runs a stage; roles may live in processes of their own."""

    POLL = "poll"
    WORK = "work"
    SEND = "send"
    WEB = "web"  # the pages of staff, beside the flow


@dataclass(frozen=True)
class Stage:
    """One step: who runs it, the state it starts from, and what it is for."""

    name: str
    role: Role
    starts_from: MailState | None
    purpose: str


STAGES: tuple[Stage, ...] = (
    # Reads what the server has and we have not, oldest first; flags decide nothing.
    Stage("fetch", Role.POLL, None, "list every mailbox and download what is new, in pieces"),
    # Nothing is promised before the bytes are durable and the row is committed.
    Stage("archive", Role.POLL, None, "make the raw mail durable, then settle the server copy"),
    # Untrusted bytes are opened in a child process with limits.
    Stage("parse", Role.WORK, MailState.ARCHIVED, "find every attachment, its name and its hash"),
    # All findings are collected before anything is decided.
    Stage("check", Role.WORK, MailState.PARSED, "judge time, documents and completeness"),
    # The letter is recorded as being sent before the SMTP dialogue begins.
    Stage("acknowledge", Role.SEND, MailState.CHECKED, "send the receipt that names every file"),
    # Each region is assessed by itself, so each gets a row of its own.
    Stage("hand over", Role.WORK, MailState.ACKNOWLEDGED, "queue one row per region to assess"),
)


def stage_for(state: MailState) -> Stage | None:
    """Return the stage that takes a mail further from a state; None when it is at rest."""
    return next((stage for stage in STAGES if stage.starts_from is state), None)


def stage_after(stage: Stage) -> Stage | None:
    """Return the stage that follows; None after the last."""
    index = STAGES.index(stage) + 1
    return STAGES[index] if index < len(STAGES) else None
