"""`intake registrations`: what has come in."""

from contextlib import closing
from enum import StrEnum
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import (
    JsonOption,
    LimitOption,
    Page,
    ZorgkantoorOption,
    require_known,
)
from intake.cli.mail_list_view import REGISTRATIONS, listed_as_json, print_mails
from intake.cli.mail_view import mail_as_json, print_mail
from intake.cli.output import print_json
from intake.cli.reference import ReferenceArgument, no_such_mail
from intake.domain.handed_over import HandedOver, handed_over
from intake.domain.mail import MailKind
from intake.domain.receipt import RECEIPT_KIND, VIRUS_KIND
from intake.domain.records import StoredEvent, StoredMail
from intake.repositories import UnitOfWork
from intake.wiring.installation import storage_of

registrations_app = typer.Typer(
    no_args_is_help=True,
    help="What has come in.\n\nExample: intake registrations list --zorgkantoor vgz",
)


class KindChoice(StrEnum):
    """The kinds of mail that can be asked for."""

    ALL = "all"
    REGISTRATION = "registration"
    SUPPLEMENT = "supplement"
    QUESTION = "question"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"
    AUTOMATIC = "automatic"
    OTHER = "other"


@registrations_app.command("list")
def list_registrations(
    config: ConfigOption = DEFAULT_PATH,
    zorgkantoor: ZorgkantoorOption = None,
    kind: Annotated[
        KindChoice | None,
        typer.Option(help="Only mails of this kind; without, registrations and supplements."),
    ] = None,
    limit: LimitOption = None,
    json_: JsonOption = False,
) -> None:
    """List registrations or mails of another kind, latest received first.

    Example: intake registrations list --kind question --zorgkantoor vgz
    """
    configuration = configuration_at(config)
    require_known(zorgkantoor, configuration)
    kinds = _kinds(kind)
    page = Page(limit, json=json_)
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        mails = unit.mails.listed(kinds, zorgkantoor=zorgkantoor, limit=page.to_read)
        if json_:
            for mail in page.shown(mails):
                print_json(listed_as_json(mail))
        else:
            print_mails(page.shown(mails), kinds, one_office=zorgkantoor is not None)
    page.tell_more()


@registrations_app.command("show")
def show_registration(
    reference: ReferenceArgument,
    config: ConfigOption = DEFAULT_PATH,
    json_: JsonOption = False,
) -> None:
    """Show everything about the mail a reference names, of any kind.

    Example: intake registrations show OCO-7K3F9-Q2M4T
    """
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        mail = unit.mails.by_reference(reference.strip().upper())
        receipt = unit.receipts.of_mail(mail.id, RECEIPT_KIND) if mail else None
        virus_letter = unit.receipts.of_mail(mail.id, VIRUS_KIND) if mail else None
        decision = unit.decisions.latest(mail.id) if mail else None
        events = unit.mails.events(mail.id) if mail else []
        versions = _versions(unit, mail, events) if mail else []
        copies = unit.copies.of_mail(mail.id) if mail else []
    if mail is None:
        raise no_such_mail(reference)
    if json_:
        print_json(mail_as_json(mail, receipt, decision, versions, events, virus_letter, copies))
    else:
        print_mail(mail, receipt, decision, versions, events, virus_letter, copies)


def _versions(unit: UnitOfWork, mail: StoredMail, events: list[StoredEvent]) -> list[HandedOver]:
    return list(
        handed_over(
            unit.registrations.handed_over(mail.id),
            unit.decisions.of_mail(mail.id),
            events,
            unit.extensions.of_round(mail.checks.round) if mail.checks else (),
        )
    )


def _kinds(kind: KindChoice | None) -> tuple[MailKind, ...]:
    """Return the kinds to ask for; none stands for all mails, also those not judged yet."""
    if kind is None:
        return REGISTRATIONS
    return () if kind is KindChoice.ALL else (MailKind(kind.value),)
