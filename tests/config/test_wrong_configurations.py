"""Every wrong configuration: one line that names file, key, mistake and remedy."""

import re
from pathlib import Path

import pytest

from config.load import load
from config.reference import every_field
from intake.domain.errors import ConfigurationError
from tests.config.conftest import RIGHT, Write

MAILBOX = "[[mailbox]]\n"
SERVICE = "[service]\n"
SMTP = "[smtp]\n"


def told(path: Path, environ: dict[str, str] | None = None) -> str:
    """Load a wrong configuration and return what is said, without the name of the file."""
    with pytest.raises(ConfigurationError) as caught:
        load(path, environ or {})
    line = str(caught.value)
    assert len(line.splitlines()) == 1
    assert line.startswith(f"{path}: ")
    return line.removeprefix(f"{path}: ")


def changed(old: str, new: str, *, text: str = RIGHT) -> str:
    """Return the right configuration with the first occurrence of something replaced."""
    assert old in text
    return text.replace(old, new, 1)


SHARED = """\
[[mailbox]]
zorgkantoor = "vgz"
address = "vragen@vgz.test"
username = "oco@vgz.test"
host = "imap.vgz.test"
password = "geheim-1"
folders = ["Vragen"]
{}
"""

WRONG = {
    # name: (text, key, words of the remedy or mistake)
    "unknown key": (changed("host =", "hots ="), "mailbox[1].hots", 'did you mean "host"'),
    "unknown key of the second kind": (
        changed("directory =", "directroy ="),
        "mailbox[2].directroy",
        'did you mean "directory"',
    ),
    "unknown table": (RIGHT + "[limit]\n", "limit", 'did you mean "limits"'),
    "unknown key, nothing near": (
        changed(SERVICE, f"{SERVICE}zzzz = 1\n"),
        "service.zzzz",
        "known are archive_url",
    ),
    "unknown key in a mailbox's smtp": (
        changed('password = "geheim-1"', 'password = "x"\n[mailbox.smtp]\nhost = "h"\nprot = 1'),
        "mailbox[1].smtp.prot",
        'did you mean "port"',
    ),
    "unknown key with odd letters": (RIGHT + '"a\\nb" = 1\n', 'smtp."a\\nb"', "is no known key"),
    **{
        f"evidence: {name}": (f"{RIGHT}[evidence]\n{lines}\n", f"evidence.{key}", words)
        for name, (lines, key, words) in {
            "no certificates": (
                'timestamp_url = "https://tsa.test/"',
                "timestamp_ca_file",
                "is missing beside timestamp_url; name the PEM file",
            ),
            "certificates that are not there": (
                'timestamp_url = "https://tsa.test/"\ntimestamp_ca_file = "nowhere.pem"',
                "timestamp_ca_file",
                "cannot be read; name a readable PEM file",
            ),
            "no address": ('timestamp_url = "tsa.test"', "timestamp_url", "write https://host"),
            "another scheme": ('timestamp_url = "ftp://tsa/"', "timestamp_url", "write https://"),
            "an address without host": ('timestamp_url = "https://:1/"', "timestamp_url", "host"),
            "an impossible port": (
                'timestamp_url = "https://h:99999/"',
                "timestamp_url",
                "is no address of a server",
            ),
            "a login in the address": (
                'timestamp_url = "https://ik:geheim@tsa.test/"',
                "timestamp_url",
                "holds a login; give username and password_file",
            ),
            "a name without a password": ('username = "ik"', "password", "is missing; give"),
            "a password without a name": ('password = "p"', "username", "is missing beside"),
            "a password in the open": (
                (
                    'timestamp_url = "http://tsa.test/"\ntimestamp_ca_file = "Maildir"\n'
                    'username = "ik"\npassword = "p"'
                ),
                "timestamp_url",
                "would send the password unencrypted; write https://",
            ),
            "two passwords": (
                'username = "ik"\npassword = "p"\npassword_file = "pw"',
                "password_file",
                "stands beside password",
            ),
            "no time between two": (
                "timestamp_interval_seconds = 0",
                "timestamp_interval_seconds",
                "give at least 1",
            ),
            "no time to answer": (
                "timestamp_timeout_seconds = 0.5",
                "timestamp_timeout_seconds",
                "give at least 1",
            ),
            "clocks that never differ": (
                "timestamp_clock_seconds = 0",
                "timestamp_clock_seconds",
                "give more than 0",
            ),
            "a misspelt key": ("timestamp_uri = 1", "timestamp_uri", 'did you mean "timestamp_url'),
        }.items()
    },
    "scans in a language by its English name": (
        RIGHT + '[ocr]\nlanguages = ["Dutch"]\n',
        "ocr.languages",
        "such as nld",
    ),
    "scans with less time for a document than for a page": (
        RIGHT + "[ocr]\npage_seconds = 60\ndocument_seconds = 30\n",
        "ocr.document_seconds",
        "at least as long",
    ),
    "virus scanner in two places": (
        RIGHT + '[antivirus]\nhost = "localhost"\nsocket = "/run/clamav/clamd.ctl"\n',
        "antivirus.socket",
        "keep one of them",
    ),
    "virus scanner by its address": (
        RIGHT + '[antivirus]\nhost = "tcp://localhost"\n',
        "antivirus.host",
        "write the bare name or number",
    ),
    "virus scanner that must answer at once": (
        RIGHT + "[antivirus]\ntimeout_seconds = 0\n",
        "antivirus.timeout_seconds",
        "at least 1",
    ),
    "pages for a whole network without TLS": (
        RIGHT + '[web]\nhost = "0.0.0.0"\n',
        "web.host",
        "put a proxy with TLS before it",
    ),
    "pages under a name without TLS": (
        RIGHT + '[web]\nhost = "oco.vgz.test"\n',
        "web.host",
        "set web.public_url",
    ),
    "a public address without TLS": (
        RIGHT + '[web]\npublic_url = "http://oco.vgz.test"\n',
        "web.public_url",
        "write https://NAME",
    ),
    "a public address with a path": (
        RIGHT + '[web]\npublic_url = "https://oco.vgz.test/oco"\n',
        "web.public_url",
        "without a path",
    ),
    "a public address with a password": (
        RIGHT + '[web]\npublic_url = "https://x:y@oco.vgz.test"\n',
        "web.public_url",
        "write https://NAME",
    ),
    "a public address with an impossible port": (
        RIGHT + '[web]\npublic_url = "https://oco.vgz.test:99999"\n',
        "web.public_url",
        "write https://NAME",
    ),
    "port 0 of the pages": (RIGHT + "[web]\nport = 0\n", "web.port", "port"),
    "a session without end": (
        RIGHT + "[web]\nsession_hours = 1000\n",
        "web.session_hours",
        "168",
    ),
    "handover": (RIGHT + "[handover]\n", "handover", "not there yet"),
    "retention": (RIGHT + "[retention]\n", "retention", "not there yet"),
    "the only mailbox has no password": (
        (
            '[service]\ndata_dir = "data"\nround = "2024-2025"\n[smtp]\nhost = "h"\n'
            '[[mailbox]]\nzorgkantoor = "vgz"\naddress = "oco@vgz.test"\nhost = "imap.vgz.test"\n'
        ),
        "mailbox[1].password",
        "is missing; name a file in password_file",
    ),
    "no mailbox": (
        RIGHT[: RIGHT.index("[[")] + RIGHT[RIGHT.index(SMTP) :],
        "mailbox",
        "is missing; give it",
    ),
    "empty list of mailboxes": (
        "mailbox = []\n" + RIGHT[: RIGHT.index("[[")] + RIGHT[RIGHT.index(SMTP) :],
        "mailbox",
        "must not be empty",
    ),
    "mailbox in single brackets": (
        RIGHT[: RIGHT.index("[[")] + '[mailbox]\naddress = "a@b"\n',
        "mailbox",
        "must be a list; write [[mailbox]]",
    ),
    "smtp in double brackets": (
        changed(SMTP, "[[smtp]]\n"),
        "smtp",
        "must be a table; write [smtp]",
    ),
    "service is a number": (
        "service = 3\n" + RIGHT[RIGHT.index("[[") :],
        "service",
        "must be a table; write [service]",
    ),
    "mailbox is a list of numbers": (
        "mailbox = [1]\n" + RIGHT[: RIGHT.index("[[")] + RIGHT[RIGHT.index(SMTP) :],
        "mailbox[1]",
        "must be a table",
    ),
    # Reconciliation.
    "interval of no time": (
        RIGHT + "[reconcile]\ninterval_minutes = 0\n",
        "reconcile.interval_minutes",
        "give at least 1",
    ),
    "reconciliation before the deadline": (
        RIGHT + "[reconcile]\nafter_deadline_minutes = [-5]\n",
        "reconcile.after_deadline_minutes[1]",
        "give at least 0",
    ),
    "reconciliation twice at one moment": (
        RIGHT + "[reconcile]\nafter_deadline_minutes = [2, 15, 2]\n",
        "reconcile.after_deadline_minutes",
        "names a moment twice",
    ),
    "no day to look back": (
        RIGHT + "[reconcile]\nlook_back_days = 0\n",
        "reconcile.look_back_days",
        "give at least 1",
    ),
    "waiting for less than nothing": (
        RIGHT + "[reconcile]\nwait_for_answers_seconds = -1\n",
        "reconcile.wait_for_answers_seconds",
        "give at least 0",
    ),
    "unknown key of reconciliation": (
        RIGHT + "[reconcile]\ninterval_minuts = 9\n",
        "reconcile.interval_minuts",
        'did you mean "interval_minutes"',
    ),
    "empty spam folder": (
        changed("host =", 'spam_folder = ""\nhost ='),
        "mailbox[1].spam_folder",
        "is empty",
    ),
    "moving to the spam folder": (
        changed(
            "host =",
            'spam_folder = "Spam"\nafter_archiving = "move"\nmove_to = "Spam"\nhost =',
        ),
        "mailbox[1].move_to",
        "is the spam folder",
    ),
    "spam folder of a second mailbox of one account": (
        changed(SMTP, SHARED.format('spam_folder = "Spam"') + SMTP),
        "mailbox[3].spam_folder",
        "is for the first mailbox of an account only",
    ),
    "spam folder that another mailbox watches": (
        changed(
            SMTP,
            SHARED.format("") + SMTP,
            text=changed("host =", 'spam_folder = "Vragen"\nhost ='),
        ),
        "mailbox[1].spam_folder",
        "is watched by mailbox[3]",
    ),
    # The daemon.
    "no data_dir": (changed('data_dir = "data"\n', ""), "service.data_dir", "is missing"),
    "empty data_dir": (changed('"data"', '""'), "service.data_dir", "is empty"),
    "data_dir with ~": (changed('"data"', '"~/data"'), "service.data_dir", "write the whole path"),
    "data_dir in a file": (
        changed('"data"', '"intake.toml/data"'),
        "service.data_dir",
        "intake.toml is no directory",
    ),
    "data_dir where nothing can be made": (
        changed('"data"', '"/proc/data"'),
        "service.data_dir",
        "/proc cannot be written",
    ),
    "data_dir with a question mark": (
        changed('"data"', '"da?ta"'),
        "service.data_dir",
        "question mark",
    ),
    "data_dir is a number": (changed('"data"', "1"), "service.data_dir", "must be a path"),
    "no round": (changed('round = "2024-2025"\n', ""), "mailbox[1].round", "or as service.round"),
    "unknown round": (
        changed("2024-2025", "2024-2052"),
        "service.round",
        'did you mean "2024-2025"',
    ),
    "round that leaves its folder": (
        changed("2024-2025", "../../etc/passwd"),
        "service.round",
        "is no name of a round",
    ),
    "unknown round of a mailbox": (
        changed(MAILBOX, f'{MAILBOX}round = "2026"\n'),
        "mailbox[1].round",
        "is not known",
    ),
    "other database": (
        changed(SERVICE, f'{SERVICE}database_url = "mysql://u:p@h/d"\n'),
        "service.database_url",
        "postgresql+psycopg://USER@HOST/NAME are possible",
    ),
    "database of the wrong driver": (
        changed(SERVICE, f'{SERVICE}database_url = "postgresql://u:p@h/d"\n'),
        "service.database_url",
        "are possible",
    ),
    "database in memory": (
        changed(SERVICE, f'{SERVICE}database_url = "sqlite:///:memory:"\n'),
        "service.database_url",
        "name a file on disk",
    ),
    "database without a name": (
        changed(SERVICE, f'{SERVICE}database_url = "sqlite:///"\n'),
        "service.database_url",
        "name a file on disk",
    ),
    "database is a number": (
        changed(SERVICE, f"{SERVICE}database_url = 5\n"),
        "service.database_url",
        "must be text",
    ),
    "archive in a bucket": (
        changed(SERVICE, f'{SERVICE}archive_url = "s3://bucket/x"\n'),
        "service.archive_url",
        "only file:///PATH within data_dir is possible in this version",
    ),
    "archive outside data_dir": (
        changed(SERVICE, f'{SERVICE}archive_url = "file:///srv/x"\n'),
        "service.archive_url",
        "lies outside data_dir",
    ),
    "unknown zone": (
        changed(SERVICE, f'{SERVICE}timezone = "Europe/Utrecht"\n'),
        "service.timezone",
        "Europe/Amsterdam",
    ),
    "zone that leaves its folder": (
        changed(SERVICE, f'{SERVICE}timezone = "../../etc/passwd"\n'),
        "service.timezone",
        "is no time zone",
    ),
    "other language": (changed(SERVICE, f'{SERVICE}language = "en"\n'), "service.language", "'nl'"),
    "negative tolerance": (
        changed(SERVICE, f"{SERVICE}clock_tolerance_seconds = -1\n"),
        "service.clock_tolerance_seconds",
        "give at least 0",
    ),
    "tolerance without end": (
        changed(SERVICE, f"{SERVICE}clock_tolerance_seconds = inf\n"),
        "service.clock_tolerance_seconds",
        "inf and nan are none",
    ),
    "unknown log format": (
        changed(SERVICE, f'{SERVICE}log_format = "xml"\n'),
        "service.log_format",
        "'console' or 'json'",
    ),
    # Mailboxes.
    "unknown zorgkantoor": (
        changed('"vgz"', '"vzg"'),
        "mailbox[1].zorgkantoor",
        'no zorgkantoor of round 2024-2025; did you mean "vgz"',
    ),
    "no zorgkantoor": (
        changed('zorgkantoor = "vgz"\n', ""),
        "mailbox[1].zorgkantoor",
        "is missing",
    ),
    "address without @": (
        changed("oco@vgz.test", "vgz.test"),
        "mailbox[1].address",
        "write name@domain",
    ),
    "address with two @": (
        changed("oco@vgz.test", "a@b@c"),
        "mailbox[1].address",
        "write name@domain",
    ),
    "address with a line break": (
        changed("oco@vgz.test", "a@b\\r\\nBcc: c@d"),
        "mailbox[1].address",
        "write name@domain",
    ),
    "address with a name": (
        changed("oco@vgz.test", "OCO <oco@vgz.test>"),
        "mailbox[1].address",
        "without brackets",
    ),
    "unknown kind": (
        changed('kind = "maildir"', 'kind = "pop3"'),
        "mailbox[2].kind",
        "must be 'imap' or 'maildir'",
    ),
    "imap without host": (changed('host = "imap.vgz.test"\n', ""), "mailbox[1].host", "is missing"),
    "host with scheme": (
        changed("imap.vgz.test", "imaps://imap.vgz.test"),
        "mailbox[1].host",
        "without scheme",
    ),
    "directory of an imap mailbox": (
        changed("host =", 'directory = "Maildir"\nhost ='),
        "mailbox[1].directory",
        "is no known key",
    ),
    "host of a maildir mailbox": (
        changed("directory =", 'host = "h"\ndirectory ='),
        "mailbox[2].host",
        "is no known key",
    ),
    "maildir without directory": (
        changed('directory = "Maildir"\n', ""),
        "mailbox[2].directory",
        "is missing",
    ),
    "maildir that is not there": (
        changed('"Maildir"', '"Mialdir"'),
        "mailbox[2].directory",
        "is no directory",
    ),
    "port 0": (changed("host =", "port = 0\nhost ="), "mailbox[1].port", "give at least 1"),
    "port too large": (
        changed("host =", "port = 70000\nhost ="),
        "mailbox[1].port",
        "is 70000, which is impossible; give at most 65535",
    ),
    "port in quotes": (
        changed("host =", 'port = "993"\nhost ='),
        "mailbox[1].port",
        "without quotes",
    ),
    "port true": (changed("host =", "port = true\nhost ="), "mailbox[1].port", "whole number"),
    "port with a point": (
        changed("host =", "port = 99.5\nhost ="),
        "mailbox[1].port",
        "whole number",
    ),
    "port of smtp": (changed(SMTP, f"{SMTP}port = -25\n"), "smtp.port", "give at least 1"),
    "unknown tls": (
        changed("host =", 'tls = "ssl"\nhost ='),
        "mailbox[1].tls",
        "must be 'implicit', 'starttls' or 'none'",
    ),
    "oauth2": (
        changed("host =", 'auth = "oauth2"\nhost ='),
        "mailbox[1].auth",
        'not possible in this version; use "password"',
    ),
    "no folders": (
        changed("host =", "folders = []\nhost ="),
        "mailbox[1].folders",
        "must not be empty",
    ),
    "an empty folder": (
        changed("host =", 'folders = ["INBOX", ""]\nhost ='),
        "mailbox[1].folders[2]",
        "is empty",
    ),
    "a folder twice": (
        changed("host =", 'folders = ["INBOX", "inbox"]\nhost ='),
        "mailbox[1].folders",
        "twice",
    ),
    "folders no list": (
        changed("host =", 'folders = "INBOX"\nhost ='),
        "mailbox[1].folders",
        "square brackets",
    ),
    "trusted host with a wildcard": (
        changed("host =", 'trusted_hosts = ["mx1.vgz.test", "*.vgz.test"]\nhost ='),
        "mailbox[1].trusted_hosts[2]",
        "is no host name",
    ),
    "own networks no list": (
        changed("host =", 'trusted_networks = "2001:db8:5::/48"\nhost ='),
        "mailbox[1].trusted_networks",
        "square brackets",
    ),
    "an own network that is a name": (
        changed("host =", 'trusted_networks = ["mx.vgz.test"]\nhost ='),
        "mailbox[1].trusted_networks[1]",
        "no range of addresses",
    ),
    "an own network with a bit too many": (
        changed("host =", 'trusted_networks = ["2001:db8:5::1/48"]\nhost ='),
        "mailbox[1].trusted_networks[1]",
        "its first address and its length",
    ),
    "all addresses as own network": (
        changed("host =", 'trusted_networks = ["203.0.113.0/24", "0.0.0.0/0"]\nhost ='),
        "mailbox[1].trusted_networks[2]",
        "wider than one office can own",
    ),
    "an own network of half the world": (
        changed("host =", 'trusted_networks = ["2600::/12"]\nhost ='),
        "mailbox[1].trusted_networks[1]",
        "wider than one office can own",
    ),
    "own networks without own hosts": (
        changed("host =", 'trusted_networks = ["2001:db8:5::/48"]\nhost ='),
        "mailbox[1].trusted_networks",
        "says nothing without trusted_hosts",
    ),
    "poll 0": (
        changed("host =", "poll_seconds = 0\nhost ="),
        "mailbox[1].poll_seconds",
        "give more than 0",
    ),
    "poll negative": (
        changed("host =", "poll_seconds = -60\nhost ="),
        "mailbox[1].poll_seconds",
        "give more than 0",
    ),
    "poll for ever": (
        changed("host =", "poll_seconds = 1e9\nhost ="),
        "mailbox[1].poll_seconds",
        "give at most",
    ),
    "read timeout too short": (
        changed("host =", "read_timeout_seconds = 0.5\nhost ="),
        "mailbox[1].read_timeout_seconds",
        "give at least 1",
    ),
    "connect timeout too short": (
        changed("host =", "connect_timeout_seconds = 0\nhost ="),
        "mailbox[1].connect_timeout_seconds",
        "give at least 1",
    ),
    "idle in quotes": (
        changed("host =", 'idle = "yes"\nhost ='),
        "mailbox[1].idle",
        "true or false",
    ),
    "missing authorities": (
        changed("host =", 'ca_file = "ca.pem"\nhost ='),
        "mailbox[1].ca_file",
        "ca.pem cannot be read",
    ),
    "missing authorities of smtp": (
        changed(SMTP, f'{SMTP}ca_file = "ca.pem"\n'),
        "smtp.ca_file",
        "ca.pem cannot be read",
    ),
    # What becomes of the server's copy.
    "unknown way": (
        changed("host =", 'after_archiving = "delete"\nhost ='),
        "mailbox[1].after_archiving",
        "'leave', 'flag' or 'move'",
    ),
    "flag without keyword": (
        changed("host =", 'after_archiving = "flag"\nhost ='),
        "mailbox[1].keyword",
        "is missing",
    ),
    "move without folder": (
        changed("host =", 'after_archiving = "move"\nhost ='),
        "mailbox[1].move_to",
        "is missing",
    ),
    "move into a watched folder": (
        changed("host =", 'after_archiving = "move"\nmove_to = "Inbox"\nhost ='),
        "mailbox[1].move_to",
        "is one of the watched folders",
    ),
    "keyword without flag": (
        changed("host =", 'keyword = "Done"\nhost ='),
        "mailbox[1].keyword",
        'only for after_archiving = "flag"',
    ),
    "keyword with a space": (
        changed("host =", 'after_archiving = "flag"\nkeyword = "al gedaan"\nhost ='),
        "mailbox[1].keyword",
        "is no IMAP keyword",
    ),
    "keyword that is a system flag": (
        changed("host =", 'after_archiving = "flag"\nkeyword = "\\\\Seen"\nhost ='),
        "mailbox[1].keyword",
        "is no IMAP keyword",
    ),
    "keyword with an accent": (
        changed("host =", 'after_archiving = "flag"\nkeyword = "geärchiveerd"\nhost ='),
        "mailbox[1].keyword",
        "is no IMAP keyword",
    ),
    "empty keyword": (
        changed("host =", 'after_archiving = "flag"\nkeyword = ""\nhost ='),
        "mailbox[1].keyword",
        "is no IMAP keyword",
    ),
    # Mailboxes together.
    "two mailboxes of one address": (
        changed("oco@zz.test", "OCO@vgz.test").replace("zorg-en-zekerheid", "vgz"),
        "mailbox[2].address",
        "is that of mailbox[1] too, and both watch INBOX",
    ),
    "one address for two offices": (
        changed(
            "oco@zz.test", "oco@vgz.test", text=changed("directory", 'folders=["x"]\ndirectory')
        ),
        "mailbox[2].address",
        "make them alike",
    ),
    "two addresses on one account": (
        changed(
            'kind = "maildir"\ndirectory = "Maildir"',
            'host = "IMAP.vgz.test"\nusername = "oco@vgz.test"\npassword = "x"',
        ),
        "mailbox[2].username",
        "answered twice",
    ),
    "two mailboxes in one directory": (
        changed(
            'host = "imap.vgz.test"\npassword = "geheim-1"',
            'kind = "maildir"\ndirectory = "./Maildir"',
        ),
        "mailbox[2].directory",
        "answered twice",
    ),
    "move into a folder a neighbour watches": (
        changed(
            'kind = "maildir"\ndirectory = "Maildir"',
            'host = "imap.vgz.test"\nusername = "oco@vgz.test"\npassword = "x"\nfolders = ["B"]',
            text=changed("host =", 'after_archiving = "move"\nmove_to = "B"\nhost ='),
        ),
        "mailbox[1].move_to",
        "watched by another mailbox",
    ),
    "no smtp at all": (RIGHT[: RIGHT.index(SMTP)], "mailbox[1].smtp", "there is no [smtp] either"),
    "smtp of the first mailbox only": (
        changed('"geheim-1"', '"x"\nsmtp = {host = "h"}', text=RIGHT[: RIGHT.index(SMTP)]),
        "mailbox[2].smtp",
        "there is no [smtp] either",
    ),
    # Sending servers.
    "smtp without host": (changed('host = "smtp.vgz.test"\n', ""), "smtp.host", "is missing"),
    "smtp user without password": (
        changed(SMTP, f'{SMTP}username = "u"\n'),
        "smtp.password",
        "is missing",
    ),
    "smtp password without user": (
        changed(SMTP, f'{SMTP}password = "p"\n'),
        "smtp.username",
        "is missing beside a password",
    ),
    "smtp timeout": (
        changed(SMTP, f"{SMTP}timeout_seconds = 0\n"),
        "smtp.timeout_seconds",
        "give at least 1",
    ),
    # Receipts.
    "sender name with a line break": (
        RIGHT + '[receipts]\nsender_name = "Zorgkantoor\\nBcc: x@y"\n',
        "receipts.sender_name",
        "line break",
    ),
    "from address": (
        RIGHT + '[receipts]\nfrom_address = "zorgkantoor"\n',
        "receipts.from_address",
        "write name@domain",
    ),
    "envelope sender": (
        RIGHT + '[receipts]\nenvelope_sender = "<>"\n',
        "receipts.envelope_sender",
        "or leave it empty",
    ),
    "domain of message ids": (
        RIGHT + '[receipts]\nmessage_id_domain = "a b"\n',
        "receipts.message_id_domain",
        "is no host name",
    ),
    "no receipts at all": (
        RIGHT + "[receipts]\nmax_per_address_per_day = 0\n",
        "receipts.max_per_address_per_day",
        "give at least 1",
    ),
    "retry hours": (
        RIGHT + "[receipts]\nretry_hours = 0\n",
        "receipts.retry_hours",
        "give more than 0",
    ),
    "uncertain": (
        RIGHT + '[receipts]\non_uncertain = "maybe"\n',
        "receipts.on_uncertain",
        "'resend' or 'leave'",
    ),
    # Limits.
    "longest pause shorter than the first": (
        RIGHT + "[limits]\nretry_first_seconds = 60\nretry_most_seconds = 5\n",
        "limits.retry_most_seconds",
        "at least as long",
    ),
    # Clocks.
    "time server with a scheme": (
        RIGHT + '[clock]\nntp_servers = ["ntp://tijd.test"]\n',
        "clock.ntp_servers",
        "write HOST or HOST:PORT",
    ),
    "time server with an impossible port": (
        RIGHT + '[clock]\nntp_servers = ["tijd.test:70000"]\n',
        "clock.ntp_servers",
        "write HOST or HOST:PORT",
    ),
    "time server with a word for a port": (
        RIGHT + '[clock]\nntp_servers = ["tijd.test:ntp"]\n',
        "clock.ntp_servers",
        "write HOST or HOST:PORT",
    ),
    "one time server twice": (
        RIGHT + '[clock]\nntp_servers = ["tijd.test", "TIJD.test:123"]\n',
        "clock.ntp_servers",
        "names a server twice",
    ),
    "time servers as one text": (
        RIGHT + '[clock]\nntp_servers = "tijd.test"\n',
        "clock.ntp_servers",
        "must be a list",
    ),
    "clocks never compared": (
        RIGHT + "[clock]\ninterval_seconds = 0\n",
        "clock.interval_seconds",
        "give more than 0",
    ),
    "clock folder that is watched": (
        changed("host =", 'clock_folder = "inbox"\nhost ='),
        "mailbox[1].clock_folder",
        "is one of the watched folders",
    ),
    "clock folder that mail is moved to": (
        changed(
            "host =",
            'after_archiving = "move"\nmove_to = "B"\nclock_folder = "B"\nhost =',
        ),
        "mailbox[1].clock_folder",
        "where archived mail is moved to",
    ),
    "clock folder of a neighbour's mail": (
        changed(
            'kind = "maildir"\ndirectory = "Maildir"',
            'host = "imap.vgz.test"\nusername = "oco@vgz.test"\npassword = "x"\nfolders = ["B"]',
            text=changed("host =", 'clock_folder = "B"\nhost ='),
        ),
        "mailbox[1].clock_folder",
        "by another mailbox of this account",
    ),
    "clock folder of a directory": (
        changed("directory =", 'clock_folder = "B"\ndirectory ='),
        "mailbox[2].clock_folder",
        "known",
    ),
    # The register of contracted providers.
    "public domain with an @": (
        RIGHT + '[providers]\npublic_domains_extra = ["@ziggo.nl"]\n',
        "providers.public_domains_extra[1]",
        "is no host name",
    ),
    "public domain that is a mere word": (
        RIGHT + '[providers]\npublic_domains_extra = ["ziggo.nl", "ziggo"]\n',
        "providers.public_domains_extra[2]",
        "is no mail domain; write it as provider.nl",
    ),
    # Deadline mode.
    "no time at all between two looks": (
        RIGHT + "[deadline]\npoll_seconds = 0\n",
        "deadline.poll_seconds",
        "give more than 0",
    ),
    "a window that ends before it begins": (
        RIGHT + "[deadline]\nafter_minutes = -1\n",
        "deadline.after_minutes",
        "give at least 0",
    ),
    "a window of months": (
        RIGHT + "[deadline]\nbefore_minutes = 100_000\n",
        "deadline.before_minutes",
        "give at most 10080",
    ),
    "no pause between two tries near a deadline": (
        RIGHT + "[deadline]\nretry_seconds = 0\n",
        "deadline.retry_seconds",
        "give more than 0",
    ),
    "unknown key of deadline mode": (
        RIGHT + "[deadline]\nbefore_minute = 5\n",
        "deadline.before_minute",
        'did you mean "before_minutes"',
    ),
    "limits no table": ("limits = 1\n" + RIGHT, "limits", "must be a table; write [limits]"),
}

TOO_LITTLE = {
    "min_free_bytes": "-1",
    "piece_bytes": "0",
    "document_seconds": "0",
    "document_memory_bytes": "1_000_000",
    "document_bytes": "0",
    "output_bytes": "0",
    "mail_seconds": "-5",
    "work_slots": "0",
    "send_slots": "0",
    "max_attempts": "0",
    "retry_first_seconds": "0",
    "retry_most_seconds": "nan",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_configuration_is_one_line_with_key_and_remedy(write: Write, name: str) -> None:
    text, key, words = WRONG[name]
    line = told(write(text))
    assert line.startswith(f"{key}: ")
    assert words in line


@pytest.mark.parametrize("key", TOO_LITTLE)
def test_a_limit_that_is_too_small_is_refused(write: Write, key: str) -> None:
    line = told(write(f"{RIGHT}[limits]\n{key} = {TOO_LITTLE[key]}\n"))
    assert line.startswith(f"limits.{key}: ")


VALUES = ("1", "-1", "1.5", "nan", "true", '""', '"x"', '"\\u0000"', "[]", "[1]", "{a = 1}")
PLACES = {
    "service": "[service]\n",
    "mailbox": "[[mailbox]]\n",
    "smtp": "[smtp]\n",
    "receipts": "[receipts]\n",
    "evidence": "[evidence]\n",
    "deadline": "[deadline]\n",
    "limits": "[limits]\n",
    "antivirus": "[antivirus]\n",
    "ocr": "[ocr]\n",
    "clock": "[clock]\n",
    "providers": "[providers]\n",
    "reconcile": "[reconcile]\n",
    "web": "[web]\n",
}
PLAIN_KEYS = sorted({key for key, _ in every_field() if key.count(".") == 1})


@pytest.mark.parametrize("key", PLAIN_KEYS)
def test_any_value_of_any_key_is_taken_or_told_in_one_line(write: Write, key: str) -> None:
    table, _, name = key.partition(".")
    text = (
        RIGHT + "[receipts]\n[evidence]\n[deadline]\n[limits]\n[antivirus]\n[ocr]\n[clock]\n"
        "[providers]\n[reconcile]\n[web]\n"
    )
    # The line that is there already would make the key stand twice.
    start = text.index(PLACES[table])
    before, after = text[:start], text[start:]
    after = re.sub(rf"^{name} = .*\n", "", after, count=1, flags=re.MULTILINE)
    for value in (*VALUES, "2023-08-01", "2023-08-01T17:00:00"):
        path = write(before + after.replace(PLACES[table], f"{PLACES[table]}{name} = {value}\n", 1))
        try:
            load(path, {})
        except ConfigurationError as error:
            told_line = str(error)
        else:
            continue
        assert len(told_line.splitlines()) == 1
        assert told_line.startswith(f"{path}: ")


def test_a_mistake_of_syntax_is_told_with_its_line(write: Write) -> None:
    line = told(write(RIGHT.replace('round = "2024-2025"', "round = 2024-2025x")))
    assert "is no TOML" in line
    assert "line 3" in line


def test_a_file_that_is_no_text_is_named(write: Write) -> None:
    path = write(RIGHT)
    path.write_bytes(b'x = "\xff"')
    assert told(path) == "is not UTF-8 text; save it as UTF-8"


def test_a_directory_is_no_configuration(tmp_path: Path) -> None:
    assert "Is a directory" in told(tmp_path)


def test_a_broken_local_round_is_told_with_its_own_line(write: Write) -> None:
    path = write(RIGHT)
    (path.parent / "rounds").mkdir()
    (path.parent / "rounds" / "2024-2025.toml").write_text('id = "x"\n', encoding="utf-8")
    line = told(path)
    assert line.startswith("service.round: ")
    assert "rounds/2024-2025.toml: title: is missing" in line
