"""Writing the evidence as plain files, for people who have sha256sum and openssl and not us."""

import hashlib
import shutil
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Final

from intake.domain.chain_check import LogRow, entry_of
from intake.domain.errors import ConfigurationError, PermanentError
from intake.domain.evidence_line import canonical, digest_of, sha256_of
from intake.domain.lifecycle import Event
from intake.domain.moments import in_dutch
from storage.blob_places import BlobPlaces, is_sha256
from storage.durable_files import disk_errors
from storage.evidence_blobs import blobs_of_mails, quarantined_blobs
from storage.evidence_leesmij import leesmij, quarantine
from storage.evidence_parts import ALL_PARTS, Part, value_of
from storage.evidence_snapshot import EvidenceSnapshot, moment_of

_FOLDERS: Final = ("entries", "documents", "blobs", "timestamps")
_DIGITS: Final = 12

Advance = Callable[[int, int], None]


class EvidenceExport:
    """Writes one snapshot into a directory.

    Args:
        snapshot: What to write.
        archive: Where the bytes are.
        certificates: What timestamps are verified with, PEM; None where there is nothing.
        directory: New or empty.
        advance: Told how many entries are written, of how many.

    Raises:
        ConfigurationError: There is something in the directory already.
        TemporaryError: It cannot be written.
    """

    def __init__(
        self,
        snapshot: EvidenceSnapshot,
        archive: BlobPlaces,
        certificates: bytes | None,
        directory: Path,
        advance: Advance,
    ) -> None:
        self._snapshot = snapshot
        self._archive = archive
        self._certificates = certificates
        self._directory = directory
        self._advance = advance
        self._written: set[str] = set()
        self._quarantined: set[str] = set()
        self._left_out: set[str] = set()
        with disk_errors(directory):
            directory.mkdir(parents=True, exist_ok=True)
            if any(directory.iterdir()):
                raise ConfigurationError(f"{directory} is not empty; name a new directory")
            for folder in _FOLDERS:
                (directory / folder).mkdir()
        self._sums = directory / "SHA256SUMS"

    def all(self) -> int:
        """Write the whole log with everything it is about; returns the number of entries."""
        length = self._snapshot.length()
        for mail_ids in self._snapshot.mail_ids():
            self._quarantined |= quarantined_blobs(self._snapshot.connection, mail_ids)
        with disk_errors(self._directory):
            self._write_entries(1, length, None)
            for mail_ids in self._snapshot.mail_ids():
                for mail_id in mail_ids:
                    self._write_mail(mail_id)
            self._finish(None, 1, length, length)
        return length

    def receipt(self, reference: str, mail_ids: Collection[int]) -> int:
        """Write what proves one receipt; returns the number of entries.

        These are the entries of its mail, and all others between the configuration that
        was in force and the next timestamp: without them the chain would not hold. Of the
        others nothing but their lines is written.

        Raises:
            PermanentError: The log has no entry about the mail.
        """
        rows = list(self._snapshot.rows_of_mails(list(mail_ids)))
        if not rows:
            raise PermanentError(
                f"the log has no entry about {reference}; run `intake verify {reference}`"
            )
        self._quarantined |= quarantined_blobs(self._snapshot.connection, list(mail_ids))
        last = rows[-1].seq
        first = max(
            (
                row.seq
                for row in self._snapshot.events_named(Event.CONFIGURED)
                if row.seq < rows[0].seq
            ),
            default=rows[0].seq,
        )
        stamp = next(iter(self._snapshot.timestamps(last)), None)
        end = stamp.seq if stamp is not None else self._snapshot.length()
        with disk_errors(self._directory):
            self._write_entries(first, end, set(mail_ids))
            for mail_id in mail_ids:
                self._write_mail(mail_id)
            self._finish(reference, first, end, last)
        return int(end) - first + 1

    def _write_entries(self, first: int, last: int, mail_ids: Collection[int] | None) -> None:
        total = last - first + 1
        for row in self._snapshot.rows(first, last):
            self._put(f"entries/{_number(row.seq)}.json", row.line.encode(errors="surrogatepass"))
            event = row.event
            is_ours = mail_ids is None or (event is not None and event.mail_id in mail_ids)
            is_rules = event is not None and event.name == Event.CONFIGURED
            if event is not None and event.detail is not None and (is_ours or is_rules):
                self._put_document(event.detail)
            if is_rules:
                self._write_rules(row, whole=mail_ids is None)
            self._advance(row.seq - first + 1, total)

    def _write_rules(self, row: LogRow, *, whole: bool) -> None:
        detail = row.event.detail if row.event else None
        if not isinstance(detail, dict):
            return
        rounds = detail.get("rounds")
        named = list(rounds.values()) if isinstance(rounds, dict) else []
        # Hosts and accounts of the office are nobody else's business.
        named += [detail.get("configuration")] if whole else []
        for sha256 in named:
            self._copy(str(sha256))

    def _write_mail(self, mail_id: int) -> None:
        sealed = {
            digest
            for row in self._snapshot.rows_of_mails([mail_id])
            if (entry := entry_of(row.line)) is not None
            for digest in entry.digests.values()
        }
        for part in sorted(ALL_PARTS):
            self._put_part(part, mail_id, sealed)
        for _, _, sha256 in blobs_of_mails(self._snapshot.connection, [mail_id]):
            self._copy(sha256)

    def _put_part(self, part: Part, mail_id: int, sealed: Collection[str]) -> None:
        try:
            value = value_of(self._snapshot.connection, mail_id, part)
        except (ValueError, TypeError):
            # Somebody made it unreadable: no entry vouches for that, and no bytes are invented.
            return
        if value and digest_of(value) in sealed:
            self._put_document(value)

    def _finish(self, reference: str | None, first: int, last: int, covers: int) -> None:
        covering = None
        count: dict[int, int] = {}
        for row in self._snapshot.timestamps(first):
            if row.seq > last:
                break
            count[row.seq] = count.get(row.seq, 0) + 1
            again = f".{count[row.seq]}" if count[row.seq] > 1 else ""
            self._put(f"timestamps/{_number(row.seq)}{again}.tsr", bytes(row.token))
            if row.seq >= covers and covering is None:
                covering = moment_of(row.gen_time)
        if self._certificates is not None:
            self._put("authority.pem", self._certificates)
        if self._left_out:
            self._put("QUARANTAINE.txt", quarantine(sorted(self._left_out)).encode())
        stamped = in_dutch(covering) if covering is not None else None
        self._put("LEESMIJ.txt", leesmij(reference, first, last, stamped).encode())

    def _put_document(self, value: Any) -> None:
        text = canonical(value)
        self._put(f"documents/{sha256_of(text)}.json", text.encode(errors="surrogatepass"))

    def _copy(self, sha256: str) -> None:
        """Copy archived bytes; those that are gone are left out, and the verification tells."""
        name = f"blobs/{sha256}"
        if not is_sha256(sha256) or name in self._written:
            return
        if sha256 in self._quarantined:
            self._left_out.add(sha256)
            return
        source = self._archive.of(sha256)
        if source.is_file():
            shutil.copyfile(source, self._directory / name)
            self._note(name, self._archive.hash_at(sha256) or "")

    def _put(self, name: str, data: bytes) -> None:
        if name in self._written:
            return
        (self._directory / name).write_bytes(data)
        self._note(name, hashlib.sha256(data).hexdigest())

    def _note(self, name: str, sha256: str) -> None:
        if not name.startswith("entries/"):
            self._written.add(name)
        with self._sums.open("a", encoding="ascii") as sums:
            sums.write(f"{sha256}  {name}\n")


def _number(seq: int) -> str:
    return f"{seq:0{_DIGITS}}"
