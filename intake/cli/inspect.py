"""`intake inspect`: judge mails or documents offline."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from config.load import default_ocr
from config.round_file import find_round, list_rounds
from intake.cli.inspect_view import print_inspected
from intake.cli.inspection import Inspection, office_for
from intake.cli.moment_option import moment_of
from intake.cli.output import EXIT_FINDINGS, print_json
from intake.cli.sources import items
from intake.domain.errors import ConfigurationError
from intake.domain.office import Office
from intake.domain.own_hosts import OwnHosts
from intake.domain.problems import ProblemCode
from intake.domain.round import ProcurementRound, ProviderStatus
from intake.domain.round_gaps import can_be_judged_by
from intake.ports import Ocr
from intake.wiring.examiner import offline_examiner
from intake.wiring.ocr import ocr_of

_AHEAD_PER_SLOT = 4


class Provider(StrEnum):
    """Whether the provider had a contract, by the round's own definition."""

    NEW = "new"
    EXISTING = "existing"


def inspect(
    paths: Annotated[
        list[Path], typer.Argument(help="Mails (.eml), Maildirs, mbox files, or documents.")
    ],
    round_: Annotated[
        str | None,
        typer.Option(
            "--round",
            help="Round to judge by; without, the latest whose regions and documents are known.",
        ),
    ] = None,
    zorgkantoor: Annotated[
        str | None, typer.Option(help="Zorgkantoor the mails were sent to.")
    ] = None,
    received_at: Annotated[
        str | None,
        typer.Option(help="Time of receipt, ISO 8601; without an offset it is Dutch time."),
    ] = None,
    trusted_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST",
            help="Mail host of the office, whose Received lines are believed; may be repeated. "
            "Without, the topmost line is taken, whoever wrote it.",
        ),
    ] = None,
    trusted_network: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RANGE",
            help="Public address range of the office's own machines, such as 2001:db8:5::/48; "
            "may be repeated.",
        ),
    ] = None,
    provider: Annotated[
        Provider | None,
        typer.Option(
            help="Judge completeness for a new or existing provider; without, by what is asked "
            "of either."
        ),
    ] = None,
    extract: Annotated[
        Path | None,
        typer.Option(help="Write every attachment to DIR/<mail sha256>/<ordinal>-<name>."),
    ] = None,
    ocr: Annotated[
        bool,
        typer.Option("--ocr", help="Read scans by a machine first, and judge by their text too."),
    ] = False,
    rounds_dir: Annotated[
        Path | None, typer.Option(help="Folder of local rounds, which override the others.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Tell of every document what each page counts as, and which words of which rule "
            "spoke for which kind.",
        ),
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Judge mails or single documents offline; the input is never changed.

    Status 0 whatever is found in the mails and documents, 1 when a path does not exist or
    cannot be read; the others are judged all the same.

    Example: intake inspect mail.eml --round 2024-2025 --zorgkantoor vgz --json
    """
    office = _office(_round(round_, rounds_dir), zorgkantoor)
    slots = os.cpu_count() or 1
    with (
        tempfile.TemporaryDirectory(prefix="oco-inspect-") as folder,
        closing(offline_examiner(slots, paths, Path(folder))) as examiner,
    ):
        inspection = Inspection(
            examiner=examiner,
            office=office,
            status=ProviderStatus(provider.value) if provider else ProviderStatus.UNKNOWN,
            received_at=moment_of(received_at, "--received-at") if received_at else None,
            trusted=_own_hosts(trusted_host or (), trusted_network or ()),
            extract=extract,
            folder=Path(folder),
            ocr=_reader() if ocr else None,
            explain=explain,
        )
        all_read = True
        for result in _in_order(inspection, paths, slots):
            all_read = all_read and _could_be_read(result)
            if json_:
                print_json(result)
            else:
                print_inspected(result, trusts_hosts=bool(trusted_host))
    if not all_read:
        raise typer.Exit(EXIT_FINDINGS)


def _reader() -> Ocr:
    reader = ocr_of(default_ocr())
    reader.require()
    return reader


def _own_hosts(names: Sequence[str], networks: Sequence[str]) -> OwnHosts:
    try:
        return OwnHosts.of(names, networks)
    except ValueError as error:
        raise typer.BadParameter(f"{error}", param_hint="--trusted-network") from error


def _round(round_id: str | None, local: Path | None) -> ProcurementRound:
    if round_id is not None:
        return find_round(round_id, local)
    known = list_rounds(local)
    if not known:
        raise ConfigurationError("--round: there is no round; give one, or --rounds-dir")
    # The latest may leave open what a mail is judged by, until a local file fills it in.
    rounds = (find_round(name, local) for name in sorted(known, reverse=True))
    return next(filter(can_be_judged_by, rounds), None) or find_round(max(known), local)


def _office(round_: ProcurementRound, zorgkantoor: str | None) -> Office:
    try:
        return office_for(round_, zorgkantoor)
    except KeyError as error:
        known = ", ".join(office.id for office in round_.zorgkantoren)
        raise ConfigurationError(
            f"--zorgkantoor: round {round_.id} knows no {zorgkantoor!r}; it knows {known}"
        ) from error


def _in_order(inspection: Inspection, paths: list[Path], slots: int) -> Iterator[dict[str, Any]]:
    """Judge several at a time and yield in the order of the paths, a bounded way ahead."""
    waiting = items(paths)
    pending: list[Future[dict[str, Any]]] = []
    with ThreadPoolExecutor(slots) as pool:
        while True:
            room = slots * _AHEAD_PER_SLOT - len(pending)
            pending += [pool.submit(inspection.judge, item) for item in islice(waiting, room)]
            if not pending:
                return
            yield pending.pop(0).result()


def _could_be_read(result: dict[str, Any]) -> bool:
    """Tell whether the object of an item is about what was in it, or why it was not read."""
    return all(
        problem["code"] != ProblemCode.UNREADABLE_FILE
        for problem in result["problems"]
        if isinstance(problem, dict)
    )
