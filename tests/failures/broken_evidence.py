"""Whether the evidence of an intake is whole, whatever it went through."""

from contextlib import closing
from pathlib import Path

from storage.blob_places import BlobPlaces
from storage.evidence_verification import EvidenceVerification
from storage.unit_of_work import SqlStorage


def broken_evidence(url: str, archive: Path) -> list[str]:
    """Return what `intake verify` finds in a database and an archive."""
    with closing(SqlStorage(url)) as storage, storage.snapshot() as snapshot:
        verification = EvidenceVerification(
            snapshot, BlobPlaces(archive), None, lambda _done, _total: None
        )
        return [finding.text for finding in verification.all()]
