"""What ran and by which rules, as evidence: start, end and the configuration in force.

A verdict can only be followed by who knows the deadlines and settings it was given
under. So the configuration without its secrets and the file of every round in force are
archived, and an event names their hashes whenever they differ from the last ones.
"""

from collections.abc import Collection, Mapping
from typing import Any

from intake.domain.lifecycle import Event
from intake.ports import Archive
from intake.repositories import Storage


class ServiceRecord:
    """Notes the life of one process.

    Args:
        storage: Where the events go.
        archive: Where the documents go.
        configuration: The whole configuration without secrets, as JSON.
        rounds: The bytes of each round's file, by the identifier of the round.
        roles: What the process does.
        version: Of the program.
    """

    def __init__(
        self,
        storage: Storage,
        archive: Archive,
        *,
        configuration: bytes,
        rounds: Mapping[str, bytes],
        roles: Collection[str],
        version: str,
    ) -> None:
        self._storage = storage
        self._archive = archive
        self._configuration = configuration
        self._rounds = rounds
        self._process = {"roles": sorted(roles), "version": version}
        self._command: str | None = None

    @property
    def has_begun(self) -> bool:
        """Whether the start is noted."""
        return self._command is not None

    def begin(self, command: str) -> None:
        """Note the start, and the configuration when it is another one than before.

        Raises:
            TemporaryError: Archive or database could not be written; nothing is noted.
        """
        in_force = self._archived()
        with self._storage.unit() as unit:
            if unit.evidence.last_detail(Event.CONFIGURED) != in_force:
                unit.mails.record(None, Event.CONFIGURED, in_force)
            detail = {**self._process, "command": command}
            unit.mails.record(None, Event.SERVICE_STARTED, detail)
            unit.commit()
        self._command = command

    def end(self) -> None:
        """Note the end, if the start was noted; raises TemporaryError."""
        if self._command is None:
            return
        with self._storage.unit() as unit:
            detail = {**self._process, "command": self._command}
            unit.mails.record(None, Event.SERVICE_STOPPED, detail)
            unit.commit()

    def _archived(self) -> dict[str, Any]:
        return {
            "configuration": self._keep(self._configuration),
            "rounds": {name: self._keep(raw) for name, raw in sorted(self._rounds.items())},
            "version": self._process["version"],
        }

    def _keep(self, data: bytes) -> str:
        with self._archive.receive() as writer:
            writer.write(data)
            return writer.keep().sha256
