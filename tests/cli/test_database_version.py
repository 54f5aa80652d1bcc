"""A database that is not there, older, newer or not ours: each command says so and what to do."""

import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import make_url
from typer.testing import CliRunner

from deploy.servers.postgres import Postgres
from intake.cli.commands import all_commands
from intake.cli.main import app
from intake.domain.errors import ConfigurationError
from storage import schema
from storage.engine import make_engine
from storage.process_lock import RoleLock
from storage.schema import current, head, upgrade
from tests.acceptance.daemon import PATIENCE
from tests.acceptance.installation import Installation

# Every command is started as a process against every state of a database.

OLDER = "0005"
WHO = ("--name", "Jo Smit", "--reason", "Storing bij onze mailserver.")
WITHOUT_DATABASE = {"inspect", "round list", "round show", "round check"}
NEED_IT = {
    "assessments list": (),
    "decide": ("OCO-7K3F9-Q2M4T", "--verdict", "late", *WHO),
    "deadline extend": ("--round", "2024-2025", "--until", "2027-08-02T17:00", *WHO),
    "deadline list": (),
    "recognition decide": ("OCO-00000-00000", "1", "vog_rp", *WHO),
    "recognition report": (),
    "recognition rejudge": (),
    "ocr list": (),
    "ocr retry": ("--failed",),
    "ocr show": ("OCO-7K3F9-Q2M4T",),
    "drain": (),
    "evidence export": ("bewijs",),
    "held list": (),
    "held release": ("1",),
    "outages": (),
    "providers import": ("providers.csv",),
    "providers imports": (),
    "providers list": (),
    "providers show": ("12345678",),
    "providers status": ("info@aanbieder.test",),
    "providers withdraw": (
        *("--round", "2024-2025", "--zorgkantoor", "vgz"),
        *("--reason", "Deze lijst was voor een andere ronde."),
    ),
    "reconcile": (),
    "reconcile list": (),
    "reconcile show": ("1",),
    "reconcile sign": ("1", "--name", "Jo Smit", "--remark", "Gezien."),
    "registrations list": (),
    "registrations show": ("OCO-7K3F9-Q2M4T",),
    "user add": ("vera", "--full-name", "Vera", "--all", "--password-file", "password"),
    "user disable": ("vera",),
    "user enable": ("vera",),
    "user list": (),
    "user password": ("vera", "--password-file", "password"),
    "verify": (),
}
TELL_IT_OTHERWISE = {"check", "db current", "db upgrade", "run"}


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """An installation whose database was not made yet."""
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    box = {"kind": "maildir", "directory": str(tmp_path / "box")}
    table = {"zorgkantoor": "vgz", "address": "oco@vgz.test", **box}
    made = Installation(tmp_path / "intake", [table], {"host": "smtp.vgz.test"})
    made.service["round"] = "2024-2025"
    made.write()
    (tmp_path / "password").write_text("drie gewone woorden\n", "utf-8")
    (tmp_path / "providers.csv").write_text(
        "round;zorgkantoor;region;name;kvk_number\n2024-2025;vgz;*;De Waal;12345678\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return made


def missing(_installation: Installation) -> str:
    return "does not exist yet; run `intake db upgrade`"


def empty(installation: Installation) -> str:
    installation.data.mkdir()
    (installation.data / "intake.db").touch()
    return "has no tables yet; run `intake db upgrade`"


def behind(installation: Installation) -> str:
    installation.data.mkdir()
    engine = make_engine(make_url(installation.database_url))
    config = schema._config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, OLDER)
    engine.dispose()
    return (
        f"has the tables of version {OLDER}, and this program needs {head()}; "
        "run `intake db upgrade`"
    )


def ahead(installation: Installation) -> str:
    installation.make_database()
    installation.tamper("UPDATE alembic_version SET version_num = '9999'")
    return (
        f"is at version 9999, newer than this program ({head()}); install the newer program "
        "again, or restore the backup from before its upgrade"
    )


def foreign(installation: Installation) -> str:
    installation.data.mkdir()
    installation.tamper("CREATE TABLE customers (id INTEGER)")
    return "belongs to another program; name another database in service.database_url"


STATES = {state.__name__: state for state in (missing, empty, behind, ahead, foreign)}


def files(installation: Installation) -> list[Path]:
    return sorted(installation.data.rglob("*"))


def every_command(commands: Mapping[str, Any], path: str = "") -> Iterator[str]:
    for name, inner in commands.items():
        full = f"{path} {name}".strip()
        if not hasattr(inner, "commands"):
            yield full
        else:
            if inner.invoke_without_command:
                yield full
            yield from every_command(inner.commands, full)


def test_no_command_is_left_out() -> None:
    commands = set(every_command(all_commands()))
    told = set(NEED_IT) | WITHOUT_DATABASE | TELL_IT_OTHERWISE
    assert commands - {"evidence"} == told


@pytest.mark.parametrize("state", STATES)
def test_every_command_says_what_is_wrong_with_the_database(
    installation: Installation, state: str
) -> None:
    sentence = f"the database {installation.data}/intake.db {STATES[state](installation)}"
    before = files(installation)
    said = {
        name: CliRunner()
        .invoke(app, [*name.split(), *arguments, "--config", str(installation.configuration)])
        .exception
        for name, arguments in NEED_IT.items()
    }
    assert {name: str(error) for name, error in said.items()} == dict.fromkeys(NEED_IT, sentence)
    assert {type(error) for error in said.values()} == {ConfigurationError}
    # To look is not to make.
    after = files(installation)
    assert after == before


@pytest.mark.parametrize("state", STATES)
def test_status_2_and_one_line(installation: Installation, state: str) -> None:
    sentence = STATES[state](installation)
    ended = installation.intake("run")
    assert (ended.status, ended.out) == (2, "")
    assert ended.complaints() == [f"intake: the database {installation.data}/intake.db {sentence}"]


def test_the_check_says_the_same(installation: Installation) -> None:
    told = installation.shown("check")
    wrong = [line for line in told.out.splitlines() if line.startswith("WRONG database: ")]
    assert wrong == [
        (
            f"WRONG database: the database {installation.data}/intake.db does not exist yet; "
            "run `intake db upgrade`"
        )
    ]


def test_upgrading_mends_what_is_missing_empty_or_behind(installation: Installation) -> None:
    behind(installation)
    ended = installation.shown("db", "upgrade")
    assert (ended.status, ended.out) == (0, f"database: {OLDER} -> {head()}\n")
    assert installation.shown("registrations", "list").status == 0


def test_a_newer_database_is_not_upgraded(installation: Installation) -> None:
    sentence = ahead(installation)
    ended = installation.intake("db", "upgrade")
    assert ended.status == 2
    assert ended.complaints() == [f"intake: the database {installation.data}/intake.db {sentence}"]
    now = installation.shown("db", "current")
    assert (now.status, now.out) == (1, f"database: 9999; this program needs {head()}\n")
    assert sentence in now.err


def test_a_database_of_another_program_is_not_upgraded(installation: Installation) -> None:
    sentence = f"intake: the database {installation.data}/intake.db {foreign(installation)}\n"
    for name in ("upgrade", "current"):
        ended = installation.intake("db", name)
        assert (ended.status, ended.out, ended.err) == (2, "", sentence)


def test_the_database_is_upgraded_without_the_secrets_of_mail_servers(
    installation: Installation,
) -> None:
    gone = str(installation.directory / "no-such-file")
    imap = {"zorgkantoor": "vgz", "address": "oco@vgz.test", "host": "imap.vgz.test"}
    installation.mailboxes = [imap | {"password_file": gone}, imap]
    installation.smtp = {"host": "smtp.vgz.test", "username": "u", "password_file": gone}
    installation.write()
    assert installation.shown("db", "upgrade").out == f"database: empty -> {head()}\n"
    assert installation.shown("db", "current").status == 0
    refused = installation.intake("check")
    assert (refused.status, "password_file" in refused.err) == (2, True)


@pytest.fixture(params=["sqlite", "postgresql"])
def behind_here(request: pytest.FixtureRequest, installation: Installation) -> Installation:
    """An installation whose database is of an older version, on each kind of database."""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres_server")
        installation.service["database_url"] = server.create_database()
        installation.write()
    behind(installation)
    return installation


@pytest.mark.parametrize("role", ["poll", "send", "work"])
def test_the_database_is_not_upgraded_under_a_process_that_works_on_it(
    behind_here: Installation, role: str
) -> None:
    with RoleLock(behind_here.database_url, behind_here.data, role):
        ended = behind_here.intake("db", "upgrade")
    (line,) = ended.complaints()
    assert (ended.status, ended.out) == (2, "")
    assert line == (
        f"intake: another intake process (pid {os.getpid()}"
        f"{'' if 'sqlite' in behind_here.database_url else f' on {socket.gethostname()}'}) "
        f"runs the role {role} on this database; stop it first, then run `intake db upgrade` again"
    )
    assert current(behind_here.database_url) == OLDER
    assert behind_here.shown("db", "upgrade").out == f"database: {OLDER} -> {head()}\n"
    with RoleLock(behind_here.database_url, behind_here.data, role):
        # Nothing is left to change, so it keeps nobody from a start that upgrades each time.
        assert behind_here.shown("db", "upgrade").out == f"database: {head()} -> {head()}\n"


@pytest.mark.parametrize("role", [(), ("web",)], ids=["all roles", "pages alone"])
def test_a_daemon_ends_when_its_database_comes_to_another_version(
    installation: Installation, postgres_server: Postgres, role: tuple[str, ...]
) -> None:
    if role:
        # Processes of pages hold no lock, so the upgrade does not see them.
        installation.service["database_url"] = postgres_server.create_database()
        installation.write()
    installation.data.mkdir(exist_ok=True)
    upgrade(installation.database_url)
    with installation.running(*role) as daemon:
        installation.tamper("UPDATE alembic_version SET version_num = '9999'")
        status = daemon.process.wait(PATIENCE)
    name = make_url(installation.database_url).database
    assert status == 2
    assert daemon.complaints() == [
        (
            f"intake: the database {name} came to version 9999 while this program ran, which "
            f"needs {head()}; start the program of that version"
        )
    ]


@pytest.mark.parametrize(
    ("service", "words"),
    [
        ({"data_dirr": "x"}, 'service.data_dirr: is no known key; did you mean "data_dir"?'),
        ({"data_dir": 5}, "service.data_dir: must be a path"),
        ({"data_dir": "intake.toml/data"}, "intake.toml is no directory; name another place"),
        ({"database_url": "mysql://u:geheim@h/d"}, "service.database_url: is no database"),
        ({"database_url": f"sqlite:////{'x' * 300}"}, "cannot be looked at (File name too long)"),
    ],
)
def test_what_the_upgrade_needs_is_checked(
    installation: Installation, service: dict[str, object], words: str
) -> None:
    installation.service |= service
    installation.write()
    ended = installation.intake("db", "upgrade")
    (line,) = ended.complaints()
    assert (ended.status, words in line, "geheim" in line) == (2, True, False), line


def test_a_database_that_the_server_has_not_is_to_be_created(
    installation: Installation, postgres_server: Postgres
) -> None:
    installation.service["database_url"] = postgres_server.url("intake_nergens")
    installation.write()
    sentence = (
        "the database intake_nergens on 127.0.0.1 does not exist; create it, then run "
        "`intake db upgrade`"
    )
    for name in ("db upgrade", "registrations list"):
        ended = installation.intake(*name.split())
        assert (ended.status, ended.err) == (2, f"intake: {sentence}\n")
