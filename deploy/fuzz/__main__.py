"""`python -m deploy.fuzz`: run for a while, keep findings, end with status 1 if there are any.

The engine is a process of its own, begun again when a library took it down.
"""

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

from deploy.fuzz.findings import FOLDER, Findings
from deploy.fuzz.oracle import Fault, Oracle
from deploy.fuzz.words import dictionary
from deploy.samples.corpus import CORPUS

_SEEDS = (CORPUS / "containers", CORPUS / "broken")
_CRASHED = {"crash": "crash", "timeout": "hangs", "oom": "memory", "leak": "memory"}
_MOST_BYTES, _HANGS_SECONDS, _MEMORY_MEGABYTES = 40_000, 30, 1_536
_FASTEST_DEATH = 5.0


def main() -> int:
    """Return the exit status."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long to look (default: 60)")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run one mail again")
    arguments = parser.parse_args()
    return _replay(arguments.replay) if arguments.replay else _look(arguments.seconds)


def _replay(path: Path) -> int:
    oracle = Oracle()
    oracle.watch_readers()
    faults = oracle.faults_of(path.read_bytes())
    print("\n".join(f"{fault.kind}: {fault.words}" for fault in faults) or "nothing is wrong")
    return 1 if faults else 0


def _look(seconds: int) -> int:
    findings = Findings()
    artifacts, grown = FOLDER / "artifacts", FOLDER / "corpus"
    for folder in (artifacts, grown):
        folder.mkdir(parents=True, exist_ok=True)
    (FOLDER / "words").write_text(dictionary(), "ascii")
    end = time.monotonic() + seconds
    while (left := int(end - time.monotonic())) > 0:
        begun = time.monotonic()
        status = _run(left, artifacts, grown)
        died = collect(artifacts, findings)
        if status and not died and time.monotonic() - begun < _FASTEST_DEATH:
            print(f"the engine did not start; see {FOLDER / 'log'}")
            return 2
    print(_progress())
    lines = findings.lines()
    print("\n".join(lines) or "no findings")
    return 1 if lines else 0


def _run(seconds: int, artifacts: Path, grown: Path) -> int:
    options = {
        "max_total_time": seconds,
        "max_len": _MOST_BYTES,
        "timeout": _HANGS_SECONDS,
        "rss_limit_mb": _MEMORY_MEGABYTES,
        "artifact_prefix": f"{artifacts}/",
        "len_control": 0,
        "dict": FOLDER / "words",
    }
    flags = [f"-{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "deploy.fuzz.engine", *flags, str(grown), *map(str, _SEEDS)]
    with (FOLDER / "log").open("wb") as log:
        return subprocess.run(command, stdout=log, stderr=log, check=False).returncode


def collect(artifacts: Path, findings: Findings) -> int:
    """Keep the mails at which the engine itself died; return their number."""
    count = 0
    for path in artifacts.iterdir():
        kind = _CRASHED.get(path.name.partition("-")[0])
        if kind is not None:
            words = f"the process died ({kind}); see {FOLDER / 'log'}"
            findings.keep(path.read_bytes(), Fault(kind, words, path.name))
            count += 1
        path.unlink()
    return count


def _progress() -> str:
    log = (FOLDER / "log").read_text("utf-8", "replace")
    last = re.findall(r"^#(\d+)\s.*?cov: (\d+) .*?corp: (\d+)", log, re.MULTILINE)
    if not last:
        return "nothing was run"
    runs, coverage, mails = last[-1]
    return f"{runs} mails, {coverage} places of the code reached, {mails} mails kept for next time"


if __name__ == "__main__":
    sys.exit(main())
