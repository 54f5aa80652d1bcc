"""The files of rounds: those of the package, and local ones that override them."""

from pathlib import Path

from config.complaint import nearest
from config.field_types import is_round_id
from config.round_reading import PACKAGED, read_round
from intake.domain.errors import ConfigurationError
from intake.domain.round import ProcurementRound

__all__ = ["PACKAGED"]


def load_round(path: Path) -> ProcurementRound:
    """Return the round in a file.

    Raises:
        ConfigurationError: One line with the first thing that is wrong, its line and
            how many more there are.
    """
    reading = read_round(path)
    if reading.round is None:
        more = len(reading.findings) - 1
        rest = f" (and {more} more; `intake round check` shows all)" if more else ""
        raise ConfigurationError(f"{path}: {reading.findings[0]}{rest}")
    return reading.round


def check_round(path: Path) -> list[str]:
    """Return everything that is wrong with a file, each with its line; empty when nothing is.

    Raises:
        ConfigurationError: The file cannot be read at all.
    """
    return list(read_round(path).findings)


def find_round(round_id: str, local: Path | None) -> ProcurementRound:
    """Return a round by its identifier.

    Args:
        round_id: E.g. `2024-2025`.
        local: Directory whose files override those of the package; it need not exist.

    Raises:
        ConfigurationError: There is no such round, or its file is wrong.
    """
    path = round_path(round_id, local)
    if path is None:
        known = nearest(round_id, list_rounds(local))
        raise ConfigurationError(f"round {round_id!r} is not known{known}")
    return load_round(path)


def round_bytes(round_id: str, local: Path | None) -> bytes:
    """Return the exact bytes of the file that holds for a round, to be kept as evidence.

    Raises:
        ConfigurationError: There is no such round, or its file cannot be read.
    """
    path = round_path(round_id, local)
    if path is None:
        known = nearest(round_id, list_rounds(local))
        raise ConfigurationError(f"round {round_id!r} is not known{known}")
    try:
        return path.read_bytes()
    except OSError as exc:
        raise ConfigurationError(
            f"{path}: cannot be read ({exc.strerror}); name a readable file"
        ) from exc


def round_path(round_id: str, local: Path | None) -> Path | None:
    """Return the file that holds for a round; None when there is none."""
    if not is_round_id(round_id):
        return None
    for directory in (local, PACKAGED):
        if directory is not None and (path := directory / f"{round_id}.toml").is_file():
            return path
    return None


def list_rounds(local: Path | None) -> tuple[str, ...]:
    """Return the identifiers of all rounds there are, oldest first."""
    directories = [PACKAGED] if local is None else [PACKAGED, local]
    found = {path.stem for directory in directories for path in directory.glob("*.toml")}
    return tuple(sorted(name for name in found if is_round_id(name)))
