"""Tesseract is tried out before the first scan: what it lacks is named with what to do."""

import shutil
from pathlib import Path

import pytest

from intake.adapters.ocr_trial import told_by
from intake.adapters.ocrmypdf_ocr import PROGRAM, OcrmypdfOcr
from intake.domain.errors import ConfigurationError
from tests.contracts.test_ocr import LIMITS


def data_folder() -> Path:
    """Where tesseract has its models, as it says itself."""
    return Path(told_by(PROGRAM, "--list-langs")[0].split('"')[1])


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data of its own, which tesseract is told to use."""
    folder = tmp_path / "tessdata"
    shutil.copytree(data_folder(), folder, copy_function=lambda old, new: Path(new).symlink_to(old))
    monkeypatch.setenv("TESSDATA_PREFIX", str(folder))
    return folder


def require() -> str:
    return OcrmypdfOcr(("nld", "eng"), LIMITS).require()


def test_with_all_its_data_it_can_be_used(data: Path) -> None:
    assert (data / "configs" / "pdf").is_file()
    assert require().endswith("nld+eng")


@pytest.mark.parametrize("name", ["pdf", "hocr", "txt"])
def test_an_output_that_it_cannot_write_is_named(data: Path, name: str) -> None:
    (data / "configs" / name).unlink()
    with pytest.raises(ConfigurationError, match=f"'{name}'.* install the package tesseract-ocr"):
        require()


def test_a_model_that_is_not_there_is_named_with_its_package(data: Path) -> None:
    (data / "eng.traineddata").unlink()
    with pytest.raises(ConfigurationError, match="tesseract-ocr-eng"):
        require()


@pytest.mark.parametrize("language", ["nld", "eng"])
def test_a_model_that_is_broken_is_found_before_the_first_page(data: Path, language: str) -> None:
    model = data / f"{language}.traineddata"
    model.unlink()
    model.write_bytes(b"half a model")
    with pytest.raises(ConfigurationError, match=language):
        require()
