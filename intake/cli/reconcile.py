"""`intake reconcile`: is everything that ever was in the mailboxes archived and answered?"""

from contextlib import closing
from typing import Annotated

import typer

from intake.adapters.system_clock import SystemClock
from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import (
    JsonOption,
    LimitOption,
    Page,
    ZorgkantoorOption,
    require_known,
)
from intake.cli.output import (
    EXIT_DONE,
    EXIT_FINDINGS,
    EXIT_UNREACHABLE,
    Column,
    Width,
    complain,
    local_time,
    print_json,
    print_table,
    say,
)
from intake.cli.reconcile_progress import ReconcileProgress
from intake.cli.reconciliation_view import print_report, report_as_json, verdict_of
from intake.domain.errors import ConfigurationError
from intake.domain.reconcile_moments import Cause
from intake.repositories import AlreadySignedError, SignOff, StoredReconciliation
from intake.wiring.installation import storage_of
from intake.wiring.reconciliations import reconciliations_of

reconcile_app = typer.Typer(invoke_without_command=True)

_HEADINGS = (
    Column("id", Width.WHOLE),
    Column("began", Width.WHOLE),
    Column("zorgkantoor", Width.CUT),
    Column("cause", Width.WHOLE),
    Column("verdict", Width.WHOLE),
    Column("mails", Width.WHOLE),
    Column("signed off by", Width.CUT),
)

ReportArgument = Annotated[
    int, typer.Argument(metavar="ID", min=1, help="Number of the report, as `list` shows it.")
]


@reconcile_app.callback()
def reconcile(
    context: typer.Context,
    config: ConfigOption = DEFAULT_PATH,
    zorgkantoor: ZorgkantoorOption = None,
    json_: JsonOption = False,
) -> None:
    """Hold every mailbox against the archive, fetch what is missing, and report.

    Status 1 when something is missing, undelivered or not answered, 3 when a mailbox could
    not be looked into. May run while the daemon does; without it, what was fetched waits
    for it.

    Example: intake reconcile --zorgkantoor vgz
    """
    if context.invoked_subcommand is not None:
        return
    configuration = configuration_at(config)
    require_known(zorgkantoor, configuration)
    done: list[StoredReconciliation] = []
    progress = ReconcileProgress()
    with reconciliations_of(
        configuration, zorgkantoor, progress, progress.look_into
    ) as reconciliations:
        for reconciliation in reconciliations:
            with progress:
                progress.begin(reconciliation.scope.zorgkantoor)
                done.append(reconciliation.run(Cause.COMMAND))
            _print(done[-1], json=json_)
    raise typer.Exit(_status(done))


def _print(found: StoredReconciliation, *, json: bool) -> None:
    if json:
        print_json(report_as_json(found))
    else:
        print_report(found)


def _status(done: list[StoredReconciliation]) -> int:
    if not all(item.complete for item in done):
        return EXIT_UNREACHABLE
    return EXIT_DONE if all(item.in_order for item in done) else EXIT_FINDINGS


@reconcile_app.command("list")
def list_reports(
    config: ConfigOption = DEFAULT_PATH,
    zorgkantoor: ZorgkantoorOption = None,
    limit: LimitOption = None,
    json_: JsonOption = False,
) -> None:
    """List the reports there are, the latest first.

    Example: intake reconcile list --zorgkantoor vgz --limit 24
    """
    configuration = configuration_at(config)
    require_known(zorgkantoor, configuration)
    page = Page(limit, json=json_)
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        found = unit.reconciliations.list(zorgkantoor=zorgkantoor, limit=page.to_read)
    shown = list(page.shown(found))
    if json_:
        for item in shown:
            print_json(report_as_json(item))
        return
    print_table("Reconciliations", _HEADINGS, map(_cells, shown))
    page.tell_more()


def _cells(item: StoredReconciliation) -> tuple[object, ...]:
    names = ", ".join(signed.name for signed in item.sign_offs)
    mails = item.report["mails"]["total"]
    return (item.id, item.started, item.zorgkantoor, item.cause, verdict_of(item), mails, names)


@reconcile_app.command("show")
def show_report(
    report: ReportArgument, config: ConfigOption = DEFAULT_PATH, json_: JsonOption = False
) -> None:
    """Show one report.

    Example: intake reconcile show 42
    """
    configuration = configuration_at(config)
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        try:
            found = unit.reconciliations.get(report)
        except KeyError:
            raise _unknown(report) from None
    _print(found, json=json_)


@reconcile_app.command("sign")
def sign_report(
    report: ReportArgument,
    name: Annotated[str, typer.Option(help="Who signs.")],
    remark: Annotated[str, typer.Option(help="What was found out, or done about it.")],
    config: ConfigOption = DEFAULT_PATH,
) -> None:
    """Sign a report off, with a name and a remark; both stay in the evidence.

    What it names as missing, and letters that failed, are told no more in later reports. A
    colleague may sign as well; nobody signs twice, which is refused with status 1.

    Example: intake reconcile sign 42 --name "J. de Vries" --remark "was an advertisement"
    """
    for option, text in (("--name", name), ("--remark", remark)):
        if not text.strip():
            raise ConfigurationError(f"{option} is empty; a signature needs a name and a remark")
    configuration = configuration_at(config)
    with closing(storage_of(configuration)) as storage, storage.unit() as unit:
        try:
            before = unit.reconciliations.get(report).sign_offs
            unit.reconciliations.sign(report, name.strip(), remark.strip(), SystemClock().now())
        except KeyError:
            raise _unknown(report) from None
        except AlreadySignedError as error:
            raise _signed_twice(report, error.signed) from None
        unit.commit()
    others = ", ".join(f"{item.name} at {local_time(item.at)}" for item in before)
    earlier = f"; signed off before by {others}" if others else ""
    say(f"report {report} is signed off by {name.strip()}{earlier}")


def _signed_twice(report: int, signed: SignOff) -> typer.Exit:
    complain(
        f"intake: report {report} was signed off by {signed.name} already, at "
        f"{local_time(signed.at)}; `intake reconcile show {report}` shows it"
    )
    return typer.Exit(EXIT_FINDINGS)


def _unknown(report: int) -> typer.Exit:
    complain(f"intake: there is no report {report}; `intake reconcile list` shows them")
    return typer.Exit(EXIT_FINDINGS)
