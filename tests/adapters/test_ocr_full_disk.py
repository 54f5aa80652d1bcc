"""On a full disk a scan is not to blame: it is told so, and nothing half is taken for read."""

from pathlib import Path

import pytest

from intake.domain.errors import StorageFullError
from intake.domain.searchable_copy import PDF
from tests.acceptance.test_full_disk import fill_up
from tests.contracts.test_ocr import MEBIBYTE, real, scan
from tests.storage.small_disk import small_disk


@pytest.mark.parametrize("left", [0, 8 * MEBIBYTE + 50_000], ids=["before", "in the middle"])
def test_a_disk_that_is_full_or_runs_full_is_told(tmp_path: Path, left: int) -> None:
    document = tmp_path / "original"
    document.write_bytes(scan())
    with small_disk(tmp_path / "disk", megabytes=40) as disk:
        ballast = fill_up(disk, but=left)
        first, second = disk / "first", disk / "second"
        for folder in (first, second):
            folder.mkdir()
        with pytest.raises(StorageFullError, match="make room on its disk"):
            real().make(document, PDF, (1,), first)
        ballast.unlink()
        result = real().make(document, PDF, (1,), second)
    assert "gedrag" in result.pages[0].text.lower()
