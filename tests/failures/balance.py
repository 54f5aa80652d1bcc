"""Balancing the books of an intake: what rows, archive and letters must agree on.

Each check returns complaints in words; none is peace.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from intake.domain.lifecycle import (
    ARROWS,
    OPEN_STATES,
    Event,
    MailState,
    ReceiptState,
    receipt_allows,
)
from tests.failures.books import Books, Row

_RECEIPT_STATES = {
    Event.RECEIPT_QUEUED: ReceiptState.PENDING,
    Event.RECEIPT_SENDING: ReceiptState.SENDING,
    Event.RECEIPT_SENT: ReceiptState.SENT,
    Event.RECEIPT_UNCERTAIN: ReceiptState.UNCERTAIN,
    Event.RECEIPT_WITHHELD: ReceiptState.WITHHELD,
    Event.RECEIPT_FAILED: ReceiptState.FAILED,
}
_STARTS = frozenset({ReceiptState.PENDING, ReceiptState.WITHHELD})
_UNANSWERED = frozenset({MailState.ARCHIVED, MailState.PARSED, MailState.CHECKED})
_AT_REST = frozenset({ReceiptState.SENT, ReceiptState.WITHHELD, ReceiptState.FAILED})
_GIVEN = frozenset(ReceiptState) - {ReceiptState.PENDING, ReceiptState.WITHHELD}


class TakenLetter(Protocol):
    """A letter as a mail server took it."""

    @property
    def message_id(self) -> str: ...
    @property
    def raw(self) -> bytes: ...


def broken_promises(books: Books, letters: Sequence[TakenLetter]) -> list[str]:
    """Complain of what may not be at any moment, not even the one after a death."""
    return [
        *_bytes_lack(books),
        *(item for row in books.mails for item in _history_is_wrong(books, row)),
        *_letters_are_unknown(books, letters),
        *(
            f"mail {row['id']} is {row['state']} without an answer or a reason"
            for row in books.mails
            if row["state"] in (MailState.ACKNOWLEDGED, MailState.HANDED_OVER)
            and books.receipt_of(row["id"]) is None
        ),
        *_doubled_rows(books),
    ]


def imbalances(
    books: Books, letters: Sequence[TakenLetter], delivered: Iterable[bytes], *, held: int = 0
) -> list[str]:
    """Complain of what may not be once a run has ended by itself.

    Args:
        books: To balance.
        letters: What the mail server took.
        delivered: The raw mails that were in the mailbox to stay.
        held: How many mails are expected to wait for staff.
    """
    wanted = Counter(hashlib.sha256(raw).hexdigest() for raw in delivered)
    found = Counter(row["sha256"] for row in books.mails)
    states = Counter(row["state"] for row in books.mails)
    complaints = broken_promises(books, letters)
    if wanted != found:
        complaints.append(f"{wanted - found} not archived, {found - wanted} archived too often")
    complaints += [f"mail {row['id']} rests in no end" for row in books.mails if _is_open(row)]
    complaints += [f"several rows for {identity}" for identity in _same(books.mails)]
    if states[MailState.HELD] != held:
        complaints.append(f"{states[MailState.HELD]} mails are held, not {held}")
    complaints += [f"{path} was left behind" for path in _left_over(books.archive)]
    complaints += [f"{row['server_copy']} copy of mail {row['id']}" for row in _unsettled(books)]
    for row in books.mails:
        complaints += _answer_is_wrong(books, row, letters)
        complaints += _queue_is_wrong(books, row)
    return complaints


def _bytes_lack(books: Books) -> Iterator[str]:
    named = {row["sha256"] for row in (*books.mails, *books.attachments, *books.receipts)}
    for sha256 in named - {None}:
        place = books.archive / sha256[:2] / sha256[2:4] / sha256
        if not place.is_file():
            yield f"the archive lacks {sha256}"
        elif hashlib.sha256(place.read_bytes()).hexdigest() != sha256:
            yield f"the archive has other bytes as {sha256}"


def _history_is_wrong(books: Books, row: Row) -> Iterator[str]:
    """Walk the events along the arrows; they must end where the rows stand."""
    state: MailState | None = None
    letter: ReceiptState | None = None
    held_in: MailState | None = None
    history = books.history_of(row["id"])
    who = f"mail {row['id']}, {[item['name'] for item in history]}"
    for item in history:
        name = Event(item["name"])
        if name in _RECEIPT_STATES:
            after = _RECEIPT_STATES[name]
            if after not in _STARTS if letter is None else not receipt_allows(letter, after):
                yield f"{who}: no letter goes from {letter} to {after}"
            letter = after
        elif name in ARROWS:
            ends = [to for before, to in ARROWS[name] if before is state]
            if name is Event.RELEASED:
                ends = [to for to in ends if to is held_in]
            if len(ends) != 1:
                yield f"{who}: {name} after {state}"
                return
            held_in, state = (state, ends[0]) if name is Event.HELD else (held_in, ends[0])
    if state is not row["state"]:
        yield f"{who}: the row is {row['state']}"
    answer = books.receipt_of(row["id"])
    if letter is not (answer["state"] if answer else None):
        yield f"{who}: the letter is {answer and answer['state']}"
    # The poller settles server copies beside the stages, which may have looked at the clock before.
    moments = [item["at"] for item in history if item["name"] != Event.SERVER_COPY_SETTLED]
    if moments != sorted(moments):
        yield f"{who}: time runs backwards"
    # Letters may go to and fro along their arrows, and were checked above.
    once = Counter(item["name"] for item in history if item["name"] not in _RECEIPT_STATES)
    yield from (f"{who}: {name} {count} times" for name, count in once.items() if count > 1)


def _letters_are_unknown(books: Books, letters: Sequence[TakenLetter]) -> Iterator[str]:
    known = {row["message_id"]: row for row in books.receipts if row["message_id"]}
    for message_id, taken in _by_message_id(letters).items():
        row = known.get(message_id)
        if row is None:
            yield f"letter {message_id} went out and no row knows it"
            continue
        if row["state"] not in _GIVEN:
            yield f"letter {message_id} went out and its row says {row['state']}"
        # A death between the server's yes and our commit is only noted at the next start.
        uncertain = books.count_uncertain(row["mail_id"])
        if len(taken) > 1 + uncertain:
            yield f"letter {message_id} went out {len(taken)} times, {uncertain} times uncertain"
        hashes = {hashlib.sha256(letter.raw).hexdigest() for letter in taken}
        if hashes != {row["sha256"]}:
            yield f"letter {message_id} went out in other words than were archived"


def _doubled_rows(books: Books) -> Iterator[str]:
    for name, rows in (("receipts", books.receipts), ("registrations", books.registrations)):
        count = Counter(row["mail_id"] for row in rows)
        yield from (f"{times} {name} of mail {key}" for key, times in count.items() if times > 1)
    queue = Counter(
        (row["registration_id"], row["region"], row["version"]) for row in books.assessments
    )
    yield from (f"{times} rows to assess {key}" for key, times in queue.items() if times > 1)


def _is_open(row: Row) -> bool:
    return row["state"] in OPEN_STATES


def _same(mails: Sequence[Row]) -> list[tuple[Any, ...]]:
    identities = Counter(
        (row["mailbox"], row["folder"], row["uidvalidity"], row["uid"]) for row in mails
    )
    return [identity for identity, count in identities.items() if count > 1]


def _left_over(archive: Path) -> list[Path]:
    return [path for path in (archive / "tmp").rglob("*") if path.name != "door.lock"]


def _unsettled(books: Books) -> list[Row]:
    return [row for row in books.mails if row["server_copy"] == "pending"]


def _answer_is_wrong(books: Books, row: Row, letters: Sequence[TakenLetter]) -> Iterator[str]:
    """A mail of a person has one letter that went out; what is a copy or a machine's has none."""
    who = f"mail {row['id']} ({row['state']})"
    answer = books.receipt_of(row["id"])
    if row["copy_of"] is not None or row["state"] is MailState.HELD:
        if answer is not None and row["copy_of"] is not None:
            yield f"{who} is a copy and has a letter"
        return
    if answer is None:
        yield f"{who} has no letter and no reason why"
        return
    times = len(_by_message_id(letters).get(answer["message_id"], []))
    if answer["state"] is ReceiptState.SENT and not times:
        yield f"{who}: its letter is sent and never came"
    is_automatic = row["checks"].kind == "automatic"
    if is_automatic is not (answer["state"] is ReceiptState.WITHHELD):
        yield f"{who} is {row['checks'].kind} and its letter {answer['state']}"
    sending = [item for item in books.history_of(row["id"]) if item["name"] == "receipt_sending"]
    if len(sending) != answer["attempts"]:
        yield f"{who}: sent {len(sending)} times, counted {answer['attempts']}"


def _queue_is_wrong(books: Books, row: Row) -> Iterator[str]:
    """One row per region that was read, and one without a region where none was; each version."""
    made = [item for item in books.registrations if item["mail_id"] == row["id"]]
    queued = [
        item["region"]
        for item in books.assessments
        if item["registration_id"] in [registered["id"] for registered in made]
    ]
    versions = 1 + [item["name"] for item in books.history_of(row["id"])].count(Event.REJUDGED)
    is_done = row["state"] is MailState.HANDED_OVER
    regions = list(row["checks"].regions or ("",)) * versions if is_done else []
    if bool(made) is not is_done or sorted(queued) != sorted(regions):
        yield (
            f"mail {row['id']} is {row['state']} with {len(made)} registrations "
            f"and rows for {queued} where {regions} were read"
        )


def _by_message_id(letters: Sequence[TakenLetter]) -> dict[str, list[TakenLetter]]:
    found: dict[str, list[TakenLetter]] = {}
    for letter in letters:
        found.setdefault(letter.message_id, []).append(letter)
    return found
