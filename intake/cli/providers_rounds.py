"""Rounds and offices as the commands on the register name them."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.round_file import find_round, list_rounds
from config.settings import Configuration
from intake.domain.errors import ConfigurationError
from intake.domain.office import Office
from intake.domain.round import ProcurementRound
from intake.stages.import_register import ImportReport
from intake.wiring.installation import offices_of


@dataclass(frozen=True)
class UnusedRounds:
    """Rounds of a file by which no mailbox judges now, beside those by which one does."""

    rounds: tuple[str, ...]
    in_use: tuple[str, ...]

    @staticmethod
    def of(configuration: Configuration, report: ImportReport) -> "UnusedRounds":
        """Return those of an import, each once and by name."""
        in_use = {office.round.id for office in offices_of(configuration).values()}
        rounds = {change.round for change in report.changes}
        return UnusedRounds(tuple(sorted(rounds - in_use)), tuple(sorted(in_use)))

    def __str__(self) -> str:
        """Tell it to whoever imports, with what to look at."""
        return (
            f"NOTE no mailbox is of round {', '.join(self.rounds)}, so what the file says of it "
            f"bears on no registration now; mailboxes are of {', '.join(self.in_use)}"
        )


def known_rounds(configuration: Configuration) -> dict[str, ProcurementRound]:
    """Return all rounds there are, by identifier.

    Raises:
        ConfigurationError: The file of one is wrong.
    """
    local = configuration.service.rounds_dir
    return {round_id: find_round(round_id, local) for round_id in list_rounds(local)}


def require_round(round_id: str | None, rounds: Mapping[str, ProcurementRound]) -> None:
    """Return when a round is known, or none is named; raises ConfigurationError."""
    if round_id is not None and round_id not in rounds:
        raise ConfigurationError(f"--round: {round_id!r} is no round; known are {_listed(rounds)}")


def require_zorgkantoor(zorgkantoor: str | None, rounds: Mapping[str, ProcurementRound]) -> None:
    """Return when some round knows an office, or none is named; raises ConfigurationError."""
    known = {office.id for round_ in rounds.values() for office in round_.zorgkantoren}
    if zorgkantoor is not None and zorgkantoor not in known:
        raise ConfigurationError(
            f"--zorgkantoor: no round knows {zorgkantoor!r}; known are {_listed(known)}"
        )


def offices_to_judge_by(
    configuration: Configuration, round_id: str | None, zorgkantoor: str | None
) -> list[Office]:
    """Return the offices of a round, or the one that is named.

    Raises:
        ConfigurationError: No round is named, or it or the office is unknown.
    """
    wanted = round_id or configuration.service.round
    if wanted is None:
        raise ConfigurationError("--round: service.round names none; give --round ID")
    round_ = find_round(wanted, configuration.service.rounds_dir)
    offices = [
        Office.offline(office, round_)
        for office in round_.zorgkantoren
        if zorgkantoor in (None, office.id)
    ]
    if not offices:
        known = _listed({office.id for office in round_.zorgkantoren})
        raise ConfigurationError(
            f"--zorgkantoor: round {wanted} knows no {zorgkantoor!r}; known are {known}"
        )
    return offices


def _listed(names: Mapping[str, object] | set[str]) -> str:
    return ", ".join(sorted(names))
