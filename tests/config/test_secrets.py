"""Where secrets come from, and that they never come out."""

import string
import tempfile
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.load import load
from config.settings import Configuration, ImapMailbox
from intake.domain.errors import ConfigurationError
from tests.config.conftest import RIGHT, Write

WITH_FILE = RIGHT.replace('password = "geheim-1"', 'password_file = "pw"')
WITHOUT = RIGHT.replace('password = "geheim-1"\n', "")


def password_of(configuration: Configuration) -> str:
    mailbox = configuration.mailboxes[0]
    assert isinstance(mailbox, ImapMailbox)
    return mailbox.password.get_secret_value()


def told(path: Path, environ: dict[str, str]) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load(path, environ)
    return str(caught.value).removeprefix(f"{path}: ")


def test_a_password_may_stand_in_the_file_itself(right: Path) -> None:
    assert password_of(load(right, {})) == "geheim-1"


@pytest.mark.parametrize(
    ("content", "password"),
    [
        ("p\n", "p"),
        ("p\r\n", "p"),
        ("p", "p"),
        (" p q \n", " p q "),
        ("wachtwöord\n", "wachtwöord"),
    ],
)
def test_a_password_file_loses_its_line_end_alone(
    write: Write, content: str, password: str
) -> None:
    path = write(WITH_FILE)
    (path.parent / "pw").write_bytes(content.encode())
    assert password_of(load(path, {})) == password


@pytest.mark.parametrize("variable", ["INTAKE_MAILBOX_1_PASSWORD", "INTAKE_MAILBOX_VGZ_PASSWORD"])
@pytest.mark.parametrize("text", [RIGHT, WITHOUT, WITH_FILE])
def test_the_environment_wins(write: Write, text: str, variable: str) -> None:
    # The password file does not even exist: nobody needs it.
    assert password_of(load(write(text), {variable: "uit-omgeving"})) == "uit-omgeving"


def test_the_number_wins_over_the_zorgkantoor(right: Path) -> None:
    environ = {"INTAKE_MAILBOX_1_PASSWORD": "een", "INTAKE_MAILBOX_VGZ_PASSWORD": "twee"}
    assert password_of(load(right, environ)) == "een"


def test_a_zorgkantoor_is_written_with_underscores(write: Write) -> None:
    text = WITHOUT.replace('"vgz"', '"zilveren-kruis"')
    environ = {"INTAKE_MAILBOX_ZILVEREN_KRUIS_PASSWORD": "zk"}
    assert password_of(load(write(text), environ)) == "zk"


def test_smtp_passwords_come_from_the_environment(write: Write) -> None:
    text = RIGHT.replace("[smtp]", '[smtp]\nusername = "u"').replace(
        'directory = "Maildir"', 'directory = "Maildir"\nsmtp = {host = "own", username = "v"}'
    )
    environ = {"INTAKE_SMTP_PASSWORD": "een", "INTAKE_MAILBOX_2_SMTP_PASSWORD": "twee"}
    configuration = load(write(text), environ)
    passwords = [configuration.smtp_of(mailbox).password for mailbox in configuration.mailboxes]
    assert [word.get_secret_value() if word else None for word in passwords] == ["een", "twee"]


def test_the_database_url_comes_from_the_environment(right: Path) -> None:
    url = "postgresql+psycopg://oco:geheim@db/oco"
    configuration = load(right, {"INTAKE_DATABASE_URL": url})
    assert configuration.service.database_url.get_secret_value() == url


@pytest.mark.parametrize(
    ("text", "content", "environ", "start"),
    [
        (WITHOUT, None, {}, "mailbox[1].password: is missing; name a file in password_file"),
        (WITH_FILE, None, {}, "mailbox[1].password_file: "),
        (WITH_FILE, b"", {}, "mailbox[1].password_file: "),
        (WITH_FILE, b"\n", {}, "mailbox[1].password_file: "),
        (WITH_FILE, b"een\ntwee\n", {}, "mailbox[1].password_file: "),
        (WITH_FILE, b"\xff\xfe", {}, "mailbox[1].password_file: "),
        (
            RIGHT.replace("password =", 'password_file = "pw"\npassword ='),
            b"x",
            {},
            "mailbox[1].password_file: stands beside password; remove one",
        ),
        (RIGHT.replace('"geheim-1"', '""'), None, {}, "mailbox[1].password: is empty"),
        (RIGHT.replace('"geheim-1"', '"a\\r\\nb"'), None, {}, "mailbox[1].password: is empty or"),
        (RIGHT.replace('"geheim-1"', "12345"), None, {}, "mailbox[1].password: must be text"),
        (RIGHT, None, {"INTAKE_MAILBOX_1_PASSWORD": ""}, "INTAKE_MAILBOX_1_PASSWORD: "),
        (RIGHT, None, {"INTAKE_DATABASE_URL": ""}, "INTAKE_DATABASE_URL: "),
        (RIGHT, None, {"INTAKE_MAILBOX_9_PASSWORD": "x"}, "INTAKE_MAILBOX_9_PASSWORD: "),
        (RIGHT, None, {"INTAKE_MAILBOX_2_PASSWORD": "x"}, "INTAKE_MAILBOX_2_PASSWORD: "),
        (RIGHT, None, {"INTAKE_MAILBOX_VZG_PASSWORD": "x"}, "INTAKE_MAILBOX_VZG_PASSWORD: "),
        (RIGHT, None, {"INTAKE_SMTP_PASSWORD": "x"}, "smtp.username: is missing beside"),
        (
            RIGHT,
            None,
            {"INTAKE_DATABASE_URL": "oracle://x"},
            "service.database_url: is no database",
        ),
    ],
)
def test_a_secret_that_cannot_be_used_is_named(
    write: Write, text: str, content: bytes | None, environ: dict[str, str], start: str
) -> None:
    path = write(text)
    if content is not None:
        (path.parent / "pw").write_bytes(content)
    assert told(path, environ).startswith(start)


SECRETS = st.text(
    string.ascii_letters + string.digits + "!#$%&()*+,-./:;<=>?@[]^_{|}~ ", min_size=3
)

# Places a secret can stand in: right ones, wrong ones, and beside every kind of mistake.
PLACES = (
    'password = "{secret}"',
    'password = "{secret}"\nport = 0',
    'password = "{secret}"\nport = "{secret}"',
    'password = "{secret}"\nhots = "x"',
    'password = "{secret}\\n"',
    'password = ["{secret}"]',
    'password = {{a = "{secret}"}}',
    'password = "{secret}"\npassword_file = "{secret}"',
    'passwrod = "{secret}"',
    'kind = "{secret}"',
    'tls = "{secret}"\npassword = "{secret}"',
    'auth = "{secret}"',
    'folders = "{secret}"',
    'keyword = "{secret}"',
    'after_archiving = "{secret}"',
    'round = "{secret}/"',
    'poll_seconds = "{secret}"',
    'smtp = "{secret}"',
    'smtp = {{host = "h", password = "{secret}"}}',
    'smtp = {{host = "h", username = "u", password = "{secret}", port = 0}}',
    'password = "{secret}',
    'password = {secret}"',
    'password = """{secret}',
)


@given(word=SECRETS, place=st.sampled_from(PLACES), where=st.sampled_from(("toml", "env", "url")))
def test_a_secret_never_comes_out(word: str, place: str, where: str) -> None:
    secret = f"Gehe1m{word}Gehe1m"
    environ = {}
    text = WITHOUT.replace("host =", place.format(secret=secret) + "\nhost =", 1)
    if where == "env":
        environ = {"INTAKE_MAILBOX_1_PASSWORD": secret}
    elif where == "url":
        text = text.replace("[service]", f'[service]\ndatabase_url = "mysql://u:{secret}@h/d"')
        environ = {"INTAKE_MAILBOX_VGZ_PASSWORD": secret}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "intake.toml"
        path.write_text(text, encoding="utf-8")
        (Path(folder) / "Maildir").mkdir()
        try:
            configuration = load(path, environ)
        except ConfigurationError as error:
            shown = "".join(traceback.format_exception(error))
        else:
            shown = f"{configuration!r} {configuration} {configuration.model_dump()}"
            shown += configuration.model_dump_json()
    assert "Gehe1m" not in shown


def test_a_password_file_never_comes_out(write: Write) -> None:
    path = write(WITH_FILE)
    (path.parent / "pw").write_bytes(b"Gehe1m\xff")
    with pytest.raises(ConfigurationError) as caught:
        load(path, {})
    assert "Gehe1m" not in "".join(traceback.format_exception(caught.value))
    (path.parent / "pw").write_bytes(b"Gehe1m")
    assert "Gehe1m" not in repr(load(path, {}))


def test_the_login_of_the_timestamp_authority_comes_from_a_file_or_the_environment(
    write: Write,
) -> None:
    text = RIGHT + '[evidence]\nusername = "ik"\n'
    path = write(text + 'password_file = "pw"\n')
    (path.parent / "pw").write_text("uit-bestand\n")
    for environ, expected in (
        ({}, "uit-bestand"),
        ({"INTAKE_EVIDENCE_PASSWORD": "uit-omgeving"}, "uit-omgeving"),
    ):
        evidence = load(path, environ).evidence
        assert evidence.password is not None
        assert evidence.password.get_secret_value() == expected
        assert expected not in repr(evidence)
