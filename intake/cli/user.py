"""`intake user`: the accounts of staff."""

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from config.settings import Configuration
from intake.adapters.argon2_passwords import Argon2Passwords
from intake.adapters.system_clock import SystemClock
from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption, require_known
from intake.cli.output import Column, Width, print_json, print_table, say
from intake.domain.errors import ConfigurationError
from intake.domain.staff import (
    StaffMember,
    as_password,
    as_sign_in_name,
    is_sign_in_name,
    password_fault,
)
from intake.domain.time_decision import name_fault
from intake.repositories import UnitOfWork
from intake.wiring.installation import storage_of

user_app = typer.Typer(
    no_args_is_help=True, help="The accounts of staff.\n\nExample: intake user list"
)

PasswordFile = Annotated[
    Path | None,
    typer.Option(help="File whose only line is the password; without, it is asked for twice."),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="What one signs in with.")]

_HEADINGS = (
    Column("name", Width.WHOLE),
    Column("full name", Width.CUT),
    Column("zorgkantoren", Width.CUT),
    Column("state", Width.WHOLE),
)


@user_app.command("add")
def add_user(
    name: Name,
    full_name: Annotated[str, typer.Option(help="Of the person; stands in every decision.")],
    config: ConfigOption = DEFAULT_PATH,
    zorgkantoor: Annotated[
        list[str] | None, typer.Option(help="May see this one; may be repeated.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="May see every zorgkantoor.")] = False,
    password_file: PasswordFile = None,
) -> None:
    """Add an account.

    Example: intake user add jsmit --full-name "Jo Smit" --zorgkantoor vgz
    """
    configuration = configuration_at(config)
    zorgkantoren = _zorgkantoren(zorgkantoor or [], configuration, all_=all_)
    account = as_sign_in_name(name)
    if not is_sign_in_name(account):
        raise ConfigurationError(
            f"NAME: {name!r} cannot be signed in with; use 2 to 64 letters, digits and . _ @ -"
        )
    if name_fault(full_name):
        raise ConfigurationError("--full-name: is no name; give that of the person, on one line")
    password_hash = _password_hash(account, password_file)
    member = StaffMember(0, account, " ".join(full_name.split()), zorgkantoren, disabled=False)
    with closing(storage_of(configuration)) as storage, storage.unit() as unit:
        added = unit.staff.add(member, password_hash, SystemClock().now())
        if added is None:
            raise ConfigurationError(
                f"NAME: {account} has an account already; see `intake user list`"
            )
        unit.commit()
    say(f"{account} may sign in and see {_seen(added)}")


@user_app.command("list")
def list_users(config: ConfigOption = DEFAULT_PATH, json_: JsonOption = False) -> None:
    """List all accounts.

    Example: intake user list
    """
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        members = unit.staff.all()
    if not json_:
        print_table("Accounts", _HEADINGS, map(_cells, members))
        return
    for member in members:
        seen = None if member.zorgkantoren is None else list(member.zorgkantoren)
        shown = {"name": member.account, "full_name": member.full_name, "zorgkantoren": seen}
        print_json(shown | {"disabled": member.disabled})


@user_app.command("password")
def change_password(
    name: Name, config: ConfigOption = DEFAULT_PATH, password_file: PasswordFile = None
) -> None:
    """Give an account another password; whoever is signed in with it has to do so again.

    Example: intake user password jsmit
    """
    with closing(storage_of(configuration_at(config))) as storage:
        with storage.unit(write=False) as unit:
            member = _known(unit, name)
        password_hash = _password_hash(member.account, password_file)
        with storage.unit() as unit:
            unit.staff.set_password(member.id, password_hash)
            unit.commit()
    say(f"{member.account} has another password")


@user_app.command("disable")
def disable_user(name: Name, config: ConfigOption = DEFAULT_PATH) -> None:
    """Let an account in no more, and end its sessions; what it decided stays.

    Example: intake user disable jsmit
    """
    _set_disabled(name, config, disabled=True)


@user_app.command("enable")
def enable_user(name: Name, config: ConfigOption = DEFAULT_PATH) -> None:
    """Let a disabled account in again.

    Example: intake user enable jsmit
    """
    _set_disabled(name, config, disabled=False)


def _set_disabled(name: str, config: Path, *, disabled: bool) -> None:
    with closing(storage_of(configuration_at(config))) as storage, storage.unit() as unit:
        member = _known(unit, name)
        unit.staff.set_disabled(member.id, SystemClock().now() if disabled else None)
        unit.commit()
    say(f"{member.account} may {'no longer sign in' if disabled else 'sign in again'}")


def _known(unit: UnitOfWork, name: str) -> StaffMember:
    member = unit.staff.by_account(as_sign_in_name(name))
    if member is None:
        raise ConfigurationError(f"NAME: {name!r} has no account; see `intake user list`")
    return member


def _zorgkantoren(
    named: list[str], configuration: Configuration, *, all_: bool
) -> tuple[str, ...] | None:
    if all_ == bool(named):
        raise ConfigurationError(
            "--zorgkantoor: say whose mail may be seen: --zorgkantoor ID, repeated, or --all"
        )
    for zorgkantoor in named:
        require_known(zorgkantoor, configuration)
    return None if all_ else tuple(sorted(set(named)))


def _password_hash(account: str, file: Path | None) -> str:
    password = as_password(_from_file(file) if file else _asked())
    fault = password_fault(password, account)
    if fault:
        raise ConfigurationError(f"password: {fault}")
    return Argon2Passwords().hash(password)


def _asked() -> str:
    if not sys.stdin.isatty():
        raise ConfigurationError("password: there is no terminal to ask on; give --password-file")
    typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed


def _from_file(file: Path) -> str:
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        # The cause is cut off: a decoding error carries the bytes of the password.
        raise ConfigurationError(
            f"--password-file: {file} cannot be read; name a readable UTF-8 file"
        ) from None
    if len(lines) != 1:
        raise ConfigurationError(f"--password-file: {file} must hold one line, the password")
    return lines[0]


def _seen(member: StaffMember) -> str:
    return "every zorgkantoor" if member.zorgkantoren is None else ", ".join(member.zorgkantoren)


def _cells(member: StaffMember) -> tuple[object, ...]:
    state = "disabled" if member.disabled else "active"
    return (member.account, member.full_name, _seen(member), state)
