"""`intake outages`: how much of a period each mailbox could be seen."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import typer

from config.round_file import find_round
from config.settings import Configuration
from config.watches import watches_of
from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption, ZorgkantoorOption, require_known
from intake.cli.moment_option import moment_of
from intake.cli.outages_view import Watched, as_json, print_watched
from intake.cli.output import EXIT_FINDINGS, print_json, say
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.errors import ConfigurationError
from intake.repositories import UnitOfWork
from intake.stages.outages import KeptSights, near_deadlines
from intake.wiring import deadline_mode_of, storage_of, watch_names


@dataclass(frozen=True)
class _Period:
    """What is asked about; `since` None: as far back as is useful."""

    title: str
    since: datetime | None
    until: datetime


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
            "--round", help="Around every deadline of this round, as wide as deadline mode."
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
    found = False
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        if round_ is None:
            periods = [_period(since, until, now)]
        else:
            extensions = unit.extensions.of_round(round_)
            periods = list(_periods_around_deadlines(configuration, round_, extensions, now))
        for watched in _watched(unit, configuration, zorgkantoor, periods, now):
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
        yield _Period(title, near.since, near.until)


def _watched(
    unit: UnitOfWork,
    configuration: Configuration,
    zorgkantoor: str | None,
    periods: list[_Period],
    now: datetime,
) -> Iterator[Watched]:
    watches = watches_of(configuration.mailboxes, watch_names(configuration))
    kept = {watch.name: KeptSights(unit, watch) for watch in watches}
    for period in periods:
        for watch in watches:
            if zorgkantoor in (None, watch.zorgkantoor):
                seen = kept[watch.name].between(period.since, period.until, now)
                yield Watched(watch.zorgkantoor, watch.name, period.title, seen)
