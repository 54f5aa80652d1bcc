"""`intake outages`: how much of a period each mailbox could be seen."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Annotated

import typer

from config.round_file import find_round
from config.settings import Configuration
from config.watches import watches_of
from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption, ZorgkantoorOption, require_known
from intake.cli.moment_option import moment_of
from intake.cli.outages_view import Watched, as_json, print_heading, print_watched
from intake.cli.output import EXIT_FINDINGS, complain, print_json, say
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.errors import ConfigurationError
from intake.repositories import UnitOfWork
from intake.stages.no_longer_watched import names_no_longer_watched, seen_while_watched
from intake.stages.outages import KeptSights, Watch, near_deadlines
from intake.wiring.installation import storage_of
from intake.wiring.mailboxes import watch_names
from intake.wiring.pollers import deadline_mode_of


@dataclass(frozen=True)
class _Period:
    """What is asked about; `since` None: as far back as is useful."""

    title: str
    since: datetime | None
    until: datetime
    extension: DeadlineExtension | None = None

    def concerns(self, zorgkantoor: str) -> bool:
        """Tell whether a mailbox of a zorgkantoor is asked about."""
        return self.extension is None or self.extension.zorgkantoor in (None, zorgkantoor)


def outages(
    config: ConfigOption = DEFAULT_PATH,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="Begin, ISO 8601; without an offset it is Dutch time. Without: seven days before "
            "the end, or since anything is known.",
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="End, in the same way. Without: now.")
    ] = None,
    zorgkantoor: ZorgkantoorOption = None,
    round_: Annotated[
        str | None,
        typer.Option(
            "--round",
            help="Around every deadline of this round, as wide as deadline mode; of the mailboxes "
            "that serve it.",
        ),
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Show how much of a period each mailbox could be seen, and every outage with its reason.

    Evidence for or against an extension of a deadline. Time before the first look into a mailbox
    does not count. Exit status 1 when there were outages.

    Example: intake outages --round 2027-2028 --zorgkantoor vgz
    """
    configuration = configuration_at(config)
    require_known(zorgkantoor, configuration)
    now = datetime.now(UTC)
    if round_ is not None and (since is not None or until is not None):
        raise ConfigurationError("--round: brings its own periods; leave out --from and --until")
    watches = _watches(configuration, zorgkantoor, round_)
    found = False
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        if round_ is None:
            periods = [_period(since, until, now)]
        else:
            extensions = unit.extensions.of_round(round_)
            periods = list(_periods_around_deadlines(configuration, round_, extensions, now))
        if periods and not json_:
            print_heading()
        gone = names_no_longer_watched(unit, _all_watches(configuration))
        asked = periods if zorgkantoor is None and round_ is None else []
        if not asked:
            _complain_of(gone)
        told = chain(
            _watched(unit, watches, periods, now), _no_longer_watched(unit, gone, asked, now)
        )
        for watched in told:
            found = found or bool(watched.availability.outages)
            if json_:
                print_json(as_json(watched))
            else:
                print_watched(watched)
    if not periods and not json_:
        say(f"No deadline of round {round_} has come near yet.")
    if found:
        raise typer.Exit(EXIT_FINDINGS)


def _period(since: str | None, until: str | None, now: datetime) -> _Period:
    begin = moment_of(since, "--from") if since else None
    end = moment_of(until, "--until") if until else now
    if begin is not None and begin >= now:
        raise ConfigurationError("--from: lies ahead; give a moment that has passed")
    if begin is not None and begin >= end:
        raise ConfigurationError("--until: does not lie after --from; give a later moment")
    return _Period("", begin, min(end, now))


def _periods_around_deadlines(
    configuration: Configuration,
    round_id: str,
    extensions: Iterable[DeadlineExtension],
    now: datetime,
) -> Iterator[_Period]:
    deadlines = find_round(round_id, configuration.service.rounds_dir).deadlines
    for near in near_deadlines(deadlines, extensions, deadline_mode_of(configuration), now):
        title = f"{round_id}, {near.stream}"
        if near.extension:
            title += f" extended for {near.extension.zorgkantoor or 'all'}"
        yield _Period(title, near.since, near.until, near.extension)


def _all_watches(configuration: Configuration) -> tuple[Watch, ...]:
    return watches_of(configuration.mailboxes, watch_names(configuration))


def _watches(
    configuration: Configuration, zorgkantoor: str | None, round_id: str | None
) -> list[Watch]:
    """Return the mailboxes that are asked about; those that serve another round are told.

    Raises:
        ConfigurationError: The round is not known, or none of the mailboxes serves it.
    """
    asked = [
        (configuration.round_of(mailbox), watch)
        for mailbox, watch in zip(configuration.mailboxes, _all_watches(configuration), strict=True)
        if zorgkantoor in (None, mailbox.zorgkantoor)
    ]
    if round_id is None:
        return [watch for _, watch in asked]
    find_round(round_id, configuration.service.rounds_dir)
    served = [watch for served, watch in asked if served == round_id]
    if not served:
        whose = f" of {zorgkantoor}" if zorgkantoor else ""
        rounds = ", ".join(sorted({served for served, _ in asked}))
        raise ConfigurationError(
            f"--round: no mailbox{whose} serves {round_id}; give one that is served: {rounds}"
        )
    for other, watch in asked:
        if other != round_id:
            complain(f"left out: {watch.zorgkantoor}  {watch.name}, which serves {other}")
    return served


def _watched(
    unit: UnitOfWork, watches: Sequence[Watch], periods: Sequence[_Period], now: datetime
) -> Iterator[Watched]:
    kept = {watch.name: KeptSights(unit, watch) for watch in watches}
    for period in periods:
        for watch in watches:
            if period.concerns(watch.zorgkantoor):
                seen = kept[watch.name].between(period.since, period.until, now)
                yield Watched(watch.zorgkantoor, watch.name, period.title, seen)


def _no_longer_watched(
    unit: UnitOfWork, names: Iterable[str], periods: Sequence[_Period], now: datetime
) -> Iterator[Watched]:
    for name in names:
        for period in periods:
            seen = seen_while_watched(unit, name, period.since, period.until, now)
            yield Watched(None, name, period.title, seen)


def _complain_of(names: Iterable[str]) -> None:
    """Tell which mailboxes are not watched any more, so that nobody knows whose they were."""
    for name in names:
        complain(
            f"left out: {name}, which is no longer watched; leave out --zorgkantoor and --round "
            "to see it"
        )
