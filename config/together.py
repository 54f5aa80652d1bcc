"""Checks that need more than one setting: files that must be there, mailboxes that collide.

Two watchers of one folder would answer every mail twice, so they are refused
whether they collide by address or by account.
"""

import errno
import os
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from config.complaint import complain, nearest
from config.mailbox_settings import (
    ImapMailbox,
    MailboxSettings,
    MaildirMailbox,
    account_of,
)
from config.round_file import find_round
from config.settings import Configuration
from intake.domain.errors import ConfigurationError
from intake.domain.folders import AUTO, NO_SPAM_FOLDER
from intake.domain.round import ProcurementRound

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def check_together(configuration: Configuration, file: Path) -> None:
    """Check a configuration whose single values are possible.

    Raises:
        ConfigurationError: One line with file, key, what is wrong and what to do.
    """
    check_data_dir(configuration.service.data_dir, file)
    _check_files(configuration, file)
    rounds: dict[str, ProcurementRound] = {}
    for key, mailbox in _numbered(configuration):
        _check_round(configuration, mailbox, key, file, rounds)
        if mailbox.smtp is None and configuration.smtp is None:
            raise complain(
                file,
                f"{key}.smtp",
                "is missing, and there is no [smtp] either; add a sending server to one of them",
            )
    _check_collisions(configuration, file)


def _numbered(configuration: Configuration) -> Iterator[tuple[str, MailboxSettings]]:
    for number, mailbox in enumerate(configuration.mailboxes, start=1):
        yield f"mailbox[{number}]", mailbox


def check_data_dir(directory: Path, file: Path) -> None:
    """Try the nearest folder that exists; nothing is made that stays.

    Raises:
        ConfigurationError: One line with file, key, what is wrong and what to do.
    """
    nearest_there = next(path for path in (directory, *directory.parents) if _exists(path))
    if not nearest_there.is_dir():
        raise complain(
            file, "service.data_dir", f"{nearest_there} is no directory; name another place"
        )
    try:
        with TemporaryFile(dir=nearest_there):
            return
    except OSError as exc:
        # A full disk is a bad day, not a wrong setting: the daemon starts and waits for room.
        if exc.errno not in _FULL:
            raise complain(
                file,
                "service.data_dir",
                f"{nearest_there} cannot be written ({exc.strerror}); change its owner or name "
                "another place",
            ) from exc


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _check_files(configuration: Configuration, file: Path) -> None:
    servers = [("smtp", configuration.smtp)]
    servers += [(f"{key}.smtp", mailbox.smtp) for key, mailbox in _numbered(configuration)]
    authorities = [(key, server.ca_file) for key, server in servers if server is not None]
    for key, mailbox in _numbered(configuration):
        if isinstance(mailbox, ImapMailbox):
            authorities.append((key, mailbox.ca_file))
        if isinstance(mailbox, MaildirMailbox) and not mailbox.directory.is_dir():
            raise complain(
                file, f"{key}.directory", f"{mailbox.directory} is no directory; make or mount it"
            )
    named = [(f"{key}.ca_file", path) for key, path in authorities]
    named.append(("evidence.timestamp_ca_file", configuration.evidence.timestamp_ca_file))
    for key, path in named:
        if path is not None and not (path.is_file() and os.access(path, os.R_OK)):
            raise complain(file, key, f"{path} cannot be read; name a readable PEM file")


def _check_round(
    configuration: Configuration,
    mailbox: MailboxSettings,
    key: str,
    file: Path,
    rounds: dict[str, ProcurementRound],
) -> None:
    round_key = f"{key}.round" if mailbox.round else "service.round"
    round_id = mailbox.round or configuration.service.round
    if round_id is None:
        raise complain(file, f"{key}.round", "is missing; give it here or as service.round")
    if round_id not in rounds:
        try:
            rounds[round_id] = find_round(round_id, configuration.service.rounds_dir)
        except ConfigurationError as exc:
            raise complain(file, round_key, str(exc)) from exc
    offices = [office.id for office in rounds[round_id].zorgkantoren]
    if mailbox.zorgkantoor not in offices:
        raise complain(
            file,
            f"{key}.zorgkantoor",
            f"is no zorgkantoor of round {round_id}" + nearest(mailbox.zorgkantoor, offices),
        )


def _check_collisions(configuration: Configuration, file: Path) -> None:
    for (first, one), (second, other) in combinations(_numbered(configuration), 2):
        same_account = account_of(one) == account_of(other)
        shared = set(one.folders) & set(other.folders)
        if shared and one.address.casefold() == other.address.casefold():
            raise complain(
                file,
                f"{second}.address",
                f"is that of {first} too, and both watch {min(shared)}; remove one of them",
            )
        if one.address.casefold() == other.address.casefold() and _rules(one) != _rules(other):
            raise complain(
                file,
                f"{second}.address",
                f"is that of {first} too, but zorgkantoor, round, trusted_hosts, trusted_networks "
                "or smtp differ; make them alike",
            )
        if shared and same_account:
            key = "directory" if isinstance(other, MaildirMailbox) else "username"
            raise complain(
                file,
                f"{second}.{key}",
                f"is the account of {first} too, and both watch {min(shared)}; every mail would "
                "be answered twice: remove one of them",
            )
        if same_account:
            _check_spam(first, second, one, other, file)
            _check_move(first, one, other, file)
            _check_move(second, other, one, file)
            _check_clock_folder(first, one, other, file)
            _check_clock_folder(second, other, one, file)


def _check_spam(
    first: str, second: str, one: MailboxSettings, other: MailboxSettings, file: Path
) -> None:
    if other.spam_folder not in (AUTO, NO_SPAM_FOLDER):
        raise complain(
            file,
            f"{second}.spam_folder",
            f"is for the first mailbox of an account only; give it to {first} or remove it",
        )
    if one.spam_folder in other.folders:
        raise complain(
            file,
            f"{first}.spam_folder",
            f"is watched by {second} of the same account; every mail would be answered twice: "
            "remove one of them",
        )


def _check_move(key: str, mailbox: MailboxSettings, neighbour: MailboxSettings, file: Path) -> None:
    if mailbox.move_to is not None and mailbox.move_to in neighbour.folders:
        raise complain(
            file, f"{key}.move_to", "is watched by another mailbox of this account; name another"
        )


def _check_clock_folder(
    key: str, mailbox: MailboxSettings, neighbour: MailboxSettings, file: Path
) -> None:
    folder = mailbox.clock_folder if isinstance(mailbox, ImapMailbox) else None
    if folder is not None and folder in (*neighbour.folders, neighbour.move_to):
        raise complain(
            file,
            f"{key}.clock_folder",
            "is watched or moved to by another mailbox of this account; name another",
        )


def _rules(mailbox: MailboxSettings) -> tuple[object, ...]:
    return (
        mailbox.zorgkantoor,
        mailbox.round,
        mailbox.trusted_hosts,
        mailbox.trusted_networks,
        mailbox.smtp,
    )
