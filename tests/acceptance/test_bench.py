"""The benchmarks run to their end; what they measure is for people, not for a test."""

import subprocess
import sys

import pytest


@pytest.mark.slow
@pytest.mark.soak
def test_the_benchmarks_measure_both_figures_and_stop_everything() -> None:
    finished = subprocess.run(
        [
            *(sys.executable, "-m", "deploy.bench"),
            *("--latency-mails", "2", "--mails", "4", "--rounds", "1", "--no-papers"),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "2 mails each in turn" in finished.stdout
    assert "ratio of medians" in finished.stdout
    assert "4 registrations with three PDFs" in finished.stdout
    assert "ratio of mails/s, drain to getmail6" in finished.stdout
    assert "processor cores" in finished.stdout


def test_a_benchmark_of_no_mails_is_refused() -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "deploy.bench", "--mails", "0"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert finished.returncode == 2
    assert "--mails: must be at least 1" in finished.stderr
