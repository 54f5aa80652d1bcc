"""The reference of a mail as an argument, and what is said where no mail has it."""

from typing import Annotated

import typer

from intake.cli.output import EXIT_FINDINGS, complain

ReferenceArgument = Annotated[str, typer.Argument(help="As in the receipt, e.g. OCO-7K3F9-Q2M4T.")]


def no_such_mail(reference: str, *, judged: bool = False) -> typer.Exit:
    """Say that no mail has a reference, or none that was judged; return the end of the command."""
    which = "mail that was judged" if judged else "mail"
    complain(
        f"intake: no {which} has the reference {reference}; "
        "look in `intake registrations list --kind all`"
    )
    return typer.Exit(EXIT_FINDINGS)
