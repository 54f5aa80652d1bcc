"""A run of a loaded program is what a run of the installed one is."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.program.loaded import PROGRAM
from tests.program.started import Started, ended

PATIENCE = 60.0


@pytest.mark.parametrize("words", [("--help",), ("inspect", "nowhere.eml"), ("nothing",)])
def test_status_output_and_errors_are_those_of_the_installed_program(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    installed = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)
    loaded = ended(*words, timeout=PATIENCE)
    assert loaded.returncode == installed.returncode
    assert loaded.stdout == installed.stdout
    assert loaded.stderr == installed.stderr


def test_a_run_has_the_folder_and_environment_of_whoever_starts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "intake.toml").write_text("[service]\n")
    assert "service.data_dir: is missing" in ended("check", timeout=PATIENCE).stderr
    for columns in (60, 90):
        shown = ended("--help", timeout=PATIENCE, environment={"COLUMNS": str(columns)}).stdout
        assert max(map(len, shown.splitlines())) == columns


def test_a_run_leads_its_own_session_and_ends_by_the_signal_it_gets(tmp_path: Path) -> None:
    fifo = tmp_path / "mail.eml"
    os.mkfifo(fifo)
    writing = os.open(fifo, os.O_RDWR)
    with Path(os.devnull).open("r+b") as nothing:
        run = Started(["round", "check", fifo], (nothing, nothing, nothing), session=True)
    assert os.getsid(run.pid) == run.pid
    assert run.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        run.wait(0)
    run.terminate()
    assert run.wait(PATIENCE) == -signal.SIGTERM
    os.close(writing)
