"""What a right configuration becomes: defaults, paths and secrets filled in."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from config.load import load, rounds_dir
from config.round_file import PACKAGED, list_rounds
from config.settings import ImapMailbox, MaildirMailbox
from intake.domain.errors import ConfigurationError
from intake.wiring.installation import offices_of
from tests.config.conftest import RIGHT, Write


def test_a_short_configuration_gets_its_defaults(right: Path) -> None:
    configuration = load(right, {})
    first, second = configuration.mailboxes
    assert isinstance(first, ImapMailbox)
    assert isinstance(second, MaildirMailbox)
    assert (first.port, first.tls, first.folders) == (993, "implicit", ("INBOX",))
    assert first.username == "oco@vgz.test"
    assert first.poll_seconds == second.poll_seconds == 60
    assert configuration.smtp_of(first).port == 587
    assert configuration.receipts.max_per_address_per_day == 20
    assert configuration.limits.min_free_bytes == 512 * 1024 * 1024
    assert configuration.service.clock_tolerance_seconds == 0


def test_relative_paths_begin_at_the_file(right: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    configuration = load(right, {})
    folder = right.parent
    second = configuration.mailboxes[1]
    assert isinstance(second, MaildirMailbox)
    assert second.directory == folder / "Maildir"
    assert configuration.service.data_dir == folder / "data"
    assert configuration.service.archive_dir == folder / "data" / "archive"
    assert configuration.service.rounds_dir == folder / "rounds"


def test_a_file_named_relatively_gives_absolute_paths(
    right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(right.parent)
    assert load(Path("intake.toml"), {}) == load(right, {})


def test_the_database_is_sqlite_in_data_dir_without_a_url(right: Path) -> None:
    url = load(right, {}).service.database_url.get_secret_value()
    assert url == f"sqlite:///{right.parent}/data/intake.db"


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///var/x.db", "sqlite:///{folder}/var/x.db"),
        ("sqlite:////var/x.db", "sqlite:////var/x.db"),
        ("sqlite:///x.db?timeout=5", "sqlite:///{folder}/x.db?timeout=5"),
        ("postgresql+psycopg://oco@db/oco", "postgresql+psycopg://oco@db/oco"),
    ],
)
def test_database_urls_that_are_possible(write: Write, given: str, used: str) -> None:
    path = write(RIGHT.replace("[service]", f'[service]\ndatabase_url = "{given}"'))
    url = load(path, {}).service.database_url.get_secret_value()
    assert url == used.format(folder=path.parent)


@pytest.mark.parametrize(
    ("tls", "imap", "smtp"), [("implicit", 993, 465), ("starttls", 143, 587), ("none", 143, 25)]
)
def test_the_port_follows_the_protection(write: Write, tls: str, imap: int, smtp: int) -> None:
    text = RIGHT.replace("host =", f'tls = "{tls}"\nhost =')
    configuration = load(write(text), {})
    first = configuration.mailboxes[0]
    assert isinstance(first, ImapMailbox)
    assert (first.port, configuration.smtp_of(first).port) == (imap, smtp)


def test_a_port_that_is_given_stays(write: Write) -> None:
    first = load(write(RIGHT.replace("host =", "port = 1430\nhost =")), {}).mailboxes[0]
    assert isinstance(first, ImapMailbox)
    assert first.port == 1430


def test_a_mailbox_overrides_round_and_smtp(write: Write) -> None:
    text = RIGHT.replace('round = "2024-2025"\n', "").replace(
        "zorgkantoor =", 'round = "2024-2025"\nzorgkantoor ='
    )
    text += '[receipts]\nfrom_address = "noreply@zk.test"\n'
    text = text.replace(
        'directory = "Maildir"', 'directory = "Maildir"\nsmtp = {host = "own.test", tls = "none"}'
    )
    configuration = load(write(text), {})
    first, second = configuration.mailboxes
    assert configuration.round_of(first) == "2024-2025"
    assert configuration.smtp_of(first).host == "smtp.vgz.test"
    assert (configuration.smtp_of(second).host, configuration.smtp_of(second).port) == (
        "own.test",
        25,
    )
    assert configuration.from_address_of(second) == "noreply@zk.test"
    assert configuration.message_id_domain_of(second) == "zz.test"


def test_one_mailbox_may_be_watched_in_parts(write: Write) -> None:
    text = RIGHT.replace(
        'kind = "maildir"\ndirectory = "Maildir"',
        'host = "imap.vgz.test"\npassword = "x"\nfolders = ["Junk"]',
    )
    text = text.replace("zorg-en-zekerheid", "vgz").replace("oco@zz.test", "oco@vgz.test")
    assert [mailbox.folders for mailbox in load(write(text), {}).mailboxes] == [
        ("INBOX",),
        ("Junk",),
    ]


def test_inbox_has_one_spelling(write: Write) -> None:
    path = write(RIGHT.replace("host =", 'folders = ["Inbox", "OCO/nieuw"]\nhost =', 1))
    assert load(path, {}).mailboxes[0].folders == ("INBOX", "OCO/nieuw")


def test_a_local_round_is_found_beside_the_file(right: Path) -> None:
    rounds = right.parent / "rounds"
    rounds.mkdir()
    packaged = (PACKAGED / "2024-2025.toml").read_text(encoding="utf-8")
    (rounds / "local.toml").write_text(
        packaged.replace('id = "2024-2025"', 'id = "local"'), encoding="utf-8"
    )
    right.write_text(RIGHT.replace("2024-2025", "local"), encoding="utf-8")
    assert load(right, {}).service.round == "local"


def test_a_configuration_cannot_be_changed(right: Path) -> None:
    configuration = load(right, {})
    with pytest.raises(ValidationError, match="frozen"):
        configuration.limits.work_slots = 3  # type: ignore[misc]  # that it fails is the point


def test_loading_writes_nothing(right: Path) -> None:
    before = sorted(right.parent.rglob("*"))
    load(right, {})
    assert sorted(right.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "folder"),
    [(None, "rounds"), ("x = 1\n", "rounds"), ('[service]\nrounds_dir = "r"\n', "r")],
)
def test_local_rounds_are_found_without_a_whole_configuration(
    tmp_path: Path, text: str | None, folder: str
) -> None:
    path = tmp_path / "intake.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert rounds_dir(path) == tmp_path / folder


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"absent\.toml: cannot be read .No such file"):
        load(tmp_path / "absent.toml", {})


@pytest.mark.parametrize("round_id", list_rounds(None))
def test_every_packaged_round_can_be_watched_whatever_its_sources_leave_open(
    write: Write, round_id: str
) -> None:
    # The second mailbox is of an office that not every round has.
    head, _, rest = RIGHT.partition('[[mailbox]]\nzorgkantoor = "zorg-en-zekerheid"')
    text = head.replace("2024-2025", round_id) + "[smtp]" + rest.partition("[smtp]")[2]
    configuration = load(write(text), {})
    assert [mailbox.address for mailbox in configuration.mailboxes] == ["oco@vgz.test"]
    (office,) = offices_of(configuration).values()
    assert (office.round.id, office.mailbox) == (round_id, "oco@vgz.test")


def test_a_local_round_that_is_wrong_stops_the_start_with_its_line(right: Path) -> None:
    (right.parent / "rounds").mkdir()
    local = right.parent / "rounds" / "2024-2025.toml"
    local.write_text('id = "2024-2025"\nbased_on = "2024-2025"\nnaam = "x"\n', "utf-8")
    with pytest.raises(ConfigurationError, match=r"2024-2025\.toml: line 3: naam: is no known key"):
        load(right, {})
