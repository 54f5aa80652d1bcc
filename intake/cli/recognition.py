"""`intake recognition`: what people say documents are, and how often the machine was wrong."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption, ZorgkantoorOption, require_known
from intake.cli.output import Column, Width, print_json, print_table, say
from intake.cli.recognition_rejudge import rejudge
from intake.cli.reference import ReferenceArgument, no_such_mail
from intake.domain.documents import JudgedDocument
from intake.domain.kind_decision import NO_KIND, KindDecision, in_force
from intake.domain.mail import MailKind
from intake.domain.recognition_report import NOT_RECOGNISED, recognition_report
from intake.repositories import ListedMail, Storage, UnitOfWork
from intake.stages.decide_kind import KindWish
from intake.wiring.installation import storage_of
from intake.wiring.staff import decide_kind_of

recognition_app = typer.Typer(
    no_args_is_help=True,
    help="What people say documents are, and how often the machine was wrong.\n\n"
    "Example: intake recognition report",
)

_HEADINGS = (
    Column("kind", Width.WHOLE),
    Column("recognised", Width.WHOLE),
    Column("right", Width.WHOLE),
    Column("wrong", Width.WHOLE),
    Column("corrected", Width.WHOLE),
)
_CASE_HEADINGS = (
    Column("reference", Width.WHOLE),
    Column("file", Width.WHOLE),
    Column("machine", Width.WHOLE),
    Column("sure", Width.WHOLE),
    Column("people", Width.WHOLE),
    "words the machine went by",
)
_REGISTRATION_KINDS = (MailKind.REGISTRATION, MailKind.SUPPLEMENT)
_WITHDRAW = "withdraw"
_PAGES = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)


@recognition_app.command("decide")
def decide(
    reference: ReferenceArgument,
    ordinal: Annotated[int, typer.Argument(help="Number of the file in the mail.")],
    kind: Annotated[
        str,
        typer.Argument(
            help=f"A kind of the round; `{NO_KIND}`: none of them; `{_WITHDRAW}` undoes a decision."
        ),
    ],
    name: Annotated[str, typer.Option(help="Full name of the person who decides.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence that others understand.")],
    pages: Annotated[
        str | None, typer.Option(help="Only these pages of the file, e.g. 2-4.")
    ] = None,
    config: ConfigOption = DEFAULT_PATH,
) -> None:
    """Say what a document is; the registration is judged anew by it.

    What the machine took it for is kept beside it. A registration that was handed over is
    handed over again as its next version, where this changes what assessors were told.

    Example: intake recognition decide OCO-7K3F9-Q2M4T 3 vog_rp --name "Jo Smit"
    --reason "Op de scan staat Verklaring Omtrent het Gedrag RP."
    """
    configuration = configuration_at(config)
    with closing(storage_of(configuration)) as storage:
        with storage.unit(write=False) as unit:
            mail = unit.mails.by_reference(reference.strip().upper())
            made = unit.kind_decisions.of_mail(mail.id) if mail else []
        if mail is None or mail.checks is None:
            raise no_such_mail(reference, judged=True)
        wish = KindWish(ordinal, None if kind == _WITHDRAW else kind, _pages(pages), reason, name)
        with decide_kind_of(configuration, storage) as decide_kind:
            decision = decide_kind(mail.id, wish, after=made[-1].number if made else 0)
        say(f"{mail.reference}, file {ordinal}: {_told(decision)}")
        _print_standing(storage, mail.id)


def _pages(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    found = _PAGES.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter("give a page or a range, e.g. 3 or 2-4", param_hint="--pages")
    return int(found[1]), int(found[2] or found[1])


def _told(decision: KindDecision) -> str:
    now = decision.kind or "as the machine took it"
    machine = decision.machine_kind or NOT_RECOGNISED
    return f"{now} (the machine: {machine}), decision {decision.number} of {decision.name}"


def _print_standing(storage: Storage, mail_id: int) -> None:
    with storage.unit(write=False) as unit:
        checks = unit.mails.get(mail_id).checks
    for item in checks.requirements if checks else ():
        say(f"  {item.requirement.kind}: {item.state}")


recognition_app.command("rejudge")(rejudge)


@recognition_app.command("report")
def report(
    round_: Annotated[str | None, typer.Option("--round", help="Only of this round.")] = None,
    zorgkantoor: ZorgkantoorOption = None,
    cases: Annotated[
        bool, typer.Option("--cases", help="List each document the machine was wrong about.")
    ] = False,
    config: ConfigOption = DEFAULT_PATH,
    json_: JsonOption = False,
) -> None:
    """Count per kind what the machine recognised, and where people say it was right or wrong.

    `right` and `wrong` are of the documents that people looked at; `corrected` are those that
    people say are of the kind and that the machine did not take for it. With --cases the words
    the machine went by are shown, so that the rules of the round can be improved.

    Example: intake recognition report --cases
    """
    configuration = configuration_at(config)
    require_known(zorgkantoor, configuration)
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        mails = {
            mail.id: mail
            for mail in unit.mails.listed(_REGISTRATION_KINDS)
            if mail.checks is not None
            and round_ in (None, mail.checks.round)
            and zorgkantoor in (None, mail.zorgkantoor)
        }
        decisions = _in_force(unit, mails)
    if cases:
        _print_cases(mails, decisions, json_=json_)
        return
    counts = recognition_report(_documents(mails), decisions)
    if json_:
        for item in counts:
            print_json(asdict(item))
        return
    print_table(
        "Recognised documents", _HEADINGS, (tuple(asdict(item).values()) for item in counts)
    )


def _in_force(unit: UnitOfWork, mails: dict[int, ListedMail]) -> list[KindDecision]:
    """Return the decisions that hold; those on all mails are read in one go."""
    made = groupby(unit.kind_decisions.all(), key=attrgetter("mail_id"))
    return [item for mail_id, group in made if mail_id in mails for item in in_force(group)]


def _documents(mails: dict[int, ListedMail]) -> Iterator[JudgedDocument]:
    for mail in mails.values():
        yield from mail.checks.documents if mail.checks else ()


def _print_cases(
    mails: dict[int, ListedMail], decisions: list[KindDecision], *, json_: bool
) -> None:
    wrong = [item for item in decisions if item.kind != item.machine_kind]
    if json_:
        for item in wrong:
            print_json(
                {
                    "reference": mails[item.mail_id].reference,
                    "document": item.ordinal,
                    "sha256": item.sha256,
                    "pages": None if item.first is None else [item.first, item.last],
                    "machine": item.machine_kind,
                    "confidence": item.machine_confidence,
                    "evidence": item.machine_evidence,
                    "people": item.kind,
                    "reason": item.reason,
                }
            )
        return
    rows = (
        (
            mails[item.mail_id].reference,
            item.ordinal,
            item.machine_kind or NOT_RECOGNISED,
            item.machine_confidence,
            item.kind,
            item.machine_evidence,
        )
        for item in wrong
    )
    print_table("Documents the machine was wrong about", _CASE_HEADINGS, rows)
