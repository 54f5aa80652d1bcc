"""The life of a mail: its states, the only arrows between them, and the events.

Everything that affects the state machine lives in this file. The state is a column
and the truth; the history is the append-only table of events. A state says what
has been *done* with a mail, so the first one is `archived`: a mail that is merely
fetched does not exist for us.
"""

from enum import StrEnum


class MailState(StrEnum):
    """What has been done with a mail."""

    ARCHIVED = "archived"  # its bytes are durable and the row is committed
    PARSED = "parsed"  # every leaf of it is known
    CHECKED = "checked"  # documents are examined and all verdicts are given
    ACKNOWLEDGED = "acknowledged"  # answered, or the answer withheld with its reason
    HANDED_OVER = "handed_over"  # one row per region waits for assessment
    FILED = "filed"  # done, with nothing to hand over
    HELD = "held"  # could not be processed; staff sees stage and reason


class Event(StrEnum):
    """What happened to a mail; an event with an arrow moves the state."""

    ARCHIVED = "archived"  # -> archived
    PARSED = "parsed"  # archived -> parsed
    CHECKED = "checked"  # parsed -> checked
    RECEIPT_QUEUED = "receipt_queued"
    RECEIPT_SENDING = "receipt_sending"
    RECEIPT_SENT = "receipt_sent"
    RECEIPT_UNCERTAIN = "receipt_uncertain"
    RECEIPT_WITHHELD = "receipt_withheld"
    RECEIPT_FAILED = "receipt_failed"
    ACKNOWLEDGED = "acknowledged"  # checked -> acknowledged
    HANDED_OVER = "handed_over"  # acknowledged -> handed_over
    FILED = "filed"  # archived, acknowledged -> filed
    SCANNED = "scanned"  # for viruses, later than the check
    VIRUS_FOUND = "virus_found"  # acknowledged -> checked, so that the provider is written to
    COPY_MADE = "copy_made"  # a searchable copy of a scan, after the receipt
    COPY_FAILED = "copy_failed"
    COPY_RETRIED = "copy_retried"  # somebody had one that was given up tried anew
    JUDGED_BY_TEXT = "judged_by_text"  # again, by what a machine read on scans
    JUDGED_ANEW = "judged_anew"  # by the rules of a later version
    HELD = "held"  # any open state -> held
    RELEASED = "released"  # held -> the state it was held in
    SERVER_COPY_SETTLED = "server_copy_settled"
    # Decisions of staff; each carries a name and a reason.
    TIME_DECIDED = "time_decided"
    KIND_DECIDED = "kind_decided"  # what a document is
    DEADLINE_EXTENDED = "deadline_extended"
    REJUDGED = "rejudged"
    # What happened to the service itself; these belong to no mail.
    SERVICE_STARTED = "service_started"
    SERVICE_STOPPED = "service_stopped"
    CONFIGURED = "configured"
    MAILBOX_SEEN = "mailbox_seen"
    MAILBOX_LOST = "mailbox_lost"
    CLOCK_MEASURED = "clock_measured"
    RECONCILED = "reconciled"
    RECONCILIATION_SIGNED_OFF = "reconciliation_signed_off"
    PROVIDERS_IMPORTED = "providers_imported"
    TIMESTAMPED = "timestamped"
    USER_CHANGED = "user_changed"


class ReceiptState(StrEnum):
    """How far one letter has come."""

    PENDING = "pending"  # written, not yet tried
    SENDING = "sending"  # committed before the SMTP dialogue begins
    SENT = "sent"  # the server took it; its answer is kept
    UNCERTAIN = "uncertain"  # a crash or a broken line after the letter was given
    WITHHELD = "withheld"  # no answer may be given; the reason is kept
    FAILED = "failed"  # refused for good, or given up; staff must phone


OPEN_STATES = (MailState.ARCHIVED, MailState.PARSED, MailState.CHECKED, MailState.ACKNOWLEDGED)

ARROWS: dict[Event, frozenset[tuple[MailState | None, MailState]]] = {
    Event.ARCHIVED: frozenset({(None, MailState.ARCHIVED)}),
    Event.PARSED: frozenset({(MailState.ARCHIVED, MailState.PARSED)}),
    Event.CHECKED: frozenset({(MailState.PARSED, MailState.CHECKED)}),
    Event.ACKNOWLEDGED: frozenset({(MailState.CHECKED, MailState.ACKNOWLEDGED)}),
    Event.HANDED_OVER: frozenset({(MailState.ACKNOWLEDGED, MailState.HANDED_OVER)}),
    Event.FILED: frozenset(
        {(MailState.ARCHIVED, MailState.FILED), (MailState.ACKNOWLEDGED, MailState.FILED)}
    ),
    Event.VIRUS_FOUND: frozenset({(MailState.ACKNOWLEDGED, MailState.CHECKED)}),
    Event.HELD: frozenset({(state, MailState.HELD) for state in OPEN_STATES}),
    Event.RELEASED: frozenset({(MailState.HELD, state) for state in OPEN_STATES}),
}

RECEIPT_ARROWS: frozenset[tuple[ReceiptState, ReceiptState]] = frozenset(
    {
        (ReceiptState.PENDING, ReceiptState.SENDING),
        (ReceiptState.SENDING, ReceiptState.SENT),
        (ReceiptState.SENDING, ReceiptState.PENDING),  # refused for now; nothing was given
        (ReceiptState.SENDING, ReceiptState.UNCERTAIN),
        (ReceiptState.SENDING, ReceiptState.FAILED),
        (ReceiptState.PENDING, ReceiptState.FAILED),  # given up after the configured time
        (ReceiptState.UNCERTAIN, ReceiptState.SENDING),  # the same letter again, by policy
        (ReceiptState.UNCERTAIN, ReceiptState.FAILED),
    }
)


def allows(event: Event, before: MailState | None, after: MailState) -> bool:
    """Tell whether an event may move a mail from one state to another."""
    return (before, after) in ARROWS.get(event, frozenset())


def receipt_allows(before: ReceiptState, after: ReceiptState) -> bool:
    """Tell whether a letter may move from one state to another."""
    return (before, after) in RECEIPT_ARROWS
