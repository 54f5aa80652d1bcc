"""Taking a register of contracted providers away that should never have been imported.

A wrong register is otherwise put right by the corrected one. Where there is no right one, say
for a round or zorgkantoor that was meant otherwise, its providers would stay existing ones.
"""

from intake.domain.provider_import import NewImport
from intake.ports import Archive, Clock
from intake.repositories import Storage


class WithdrawRegister:
    """Withdraws the register of one zorgkantoor in one round; what it was stays kept."""

    def __init__(self, storage: Storage, archive: Archive, clock: Clock) -> None:
        self._storage = storage
        self._archive = archive
        self._clock = clock

    def __call__(self, round_id: str, zorgkantoor: str, *, reason: str, by: str) -> int | None:
        """Return the number of the import whose register no longer counts; None: there was none.

        Args:
            round_id: Of the round.
            zorgkantoor: Its identifier.
            reason: In the person's words; archived as the file of this act.
            by: Who does it.

        Raises:
            StorageFullError: There is no room for it.
            TemporaryError: The database cannot be written now.
        """
        with self._archive.receive() as writer:
            writer.write(f"{reason}\n".encode())
            blob = writer.keep()
        with self._storage.unit() as unit:
            unit.providers.lock()
            before = unit.providers.registers(round_id).get(zorgkantoor)
            if before is not None:
                unit.providers.add(
                    NewImport(
                        at=self._clock.now(),
                        by=by,
                        file_name="",
                        sha256=blob.sha256,
                        size=blob.size,
                        rows=(),
                        withdraws=((round_id, zorgkantoor),),
                    )
                )
                unit.commit()
        return before
