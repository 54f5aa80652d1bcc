"""What the sources of a round leave open, as far as it matters for intake."""

from collections.abc import Iterator

from intake.domain.round import ProcurementRound, Stream, Zorgkantoor


def gaps(round_: ProcurementRound) -> tuple[str, ...]:
    """Return a sentence for each gap, with what it means and how to fill it."""
    return (*_offices(round_.zorgkantoren), *gaps_for(round_, ()))


def can_be_judged_by(round_: ProcurementRound) -> bool:
    """Tell whether the round knows regions and documents to look for in a registration."""
    return bool(round_.requirements) and any(office.regions for office in round_.zorgkantoren)


def gaps_for(round_: ProcurementRound, offices: tuple[Zorgkantoor, ...]) -> tuple[str, ...]:
    """Return the gaps that matter where mailboxes of these offices are configured."""
    return (*_regions(offices), *_requirements(round_), *_streams(round_), *_withdrawals(round_))


def _offices(offices: tuple[Zorgkantoor, ...]) -> Iterator[str]:
    if silent := [office.id for office in offices if office.address is None]:
        yield (f"no mailbox is published of {', '.join(silent)}: the address in intake.toml holds")
    yield from _regions(offices)


def _regions(offices: tuple[Zorgkantoor, ...]) -> Iterator[str]:
    if silent := [office.id for office in offices if not office.regions]:
        yield (
            f"no regions are known of {', '.join(silent)}: none is recognised in a registration, "
            "so it is queued once, without a region; add them in a local file of the round"
        )


def _requirements(round_: ProcurementRound) -> Iterator[str]:
    if not round_.requirements:
        yield (
            "no required documents are known: none is told to be missing; add them in a local "
            "file of the round"
        )


def _streams(round_: ProcurementRound) -> Iterator[str]:
    for stream, things in ((Stream.QUESTION, "questions"), (Stream.OBJECTION, "objections")):
        if round_.deadline(stream) is None:
            yield (
                f"no deadline for {things} is known: no receipt says whether one is in time; "
                "add it in a local file of the round"
            )


def _withdrawals(round_: ProcurementRound) -> Iterator[str]:
    for window in round_.withdrawals:
        if window.starts_on is None:
            yield (
                f'withdrawal begins with "{window.starts_with}", whose day is not known: give '
                "starts_on in a local file of the round as soon as it is"
            )
