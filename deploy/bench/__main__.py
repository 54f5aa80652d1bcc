"""`python -m deploy.bench`: the figures of the product, beside a peer in the same run.

Latency beside a bare loop of IDLE, fetch, answer; throughput beside getmail6, which merely
downloads; reading scans beside bare tesseract (`--ocr-only`). On real servers in a throwaway
directory, all stopped at the end; needs root for them. Searchability page by page beside
pdftotext (`--pages-only`). Recognition of documents over a set of papers that no rule was
written or changed on (`--papers-only`). Status 1 when something did not run to its end, never
for a figure.
"""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rich.console import Console

from deploy.bench.confusion import confusion_lines
from deploy.bench.drain import measure_throughput
from deploy.bench.figures import (
    latency_lines,
    machine_line,
    page_lines,
    reading_lines,
    throughput_lines,
)
from deploy.bench.judged_papers import judged_papers
from deploy.bench.latency import measure_latency
from deploy.bench.ocr import measure_reading
from deploy.bench.pages import measure_pages
from deploy.bench.scan_reading import ScanReader
from deploy.servers.throwaway import throwaway_directory

_INTERRUPTED: Final = 130

console = Console(highlight=False, soft_wrap=True)


def main() -> int:
    """Run the benchmarks that are asked for and print their figures."""
    arguments = _arguments()
    # Stopped from outside, everything is to be ended and removed as on Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    console.print(machine_line())
    try:
        with throwaway_directory("bench") as directory:
            _measure(directory, arguments)
    except KeyboardInterrupt:
        console.print("\nstopped")
        return _INTERRUPTED
    except (RuntimeError, TimeoutError) as error:
        console.print(f"not measured: {error}")
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--mails", type=_positive, default=1000, help="to drain (1000)")
    parser.add_argument("--rounds", type=_positive, default=2, help="drains and downloads (2)")
    parser.add_argument("--latency-mails", type=_positive, default=50, help="to answer (50)")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--latency-only", action="store_true", help="no throughput, no scans")
    only.add_argument("--drain-only", action="store_true", help="no latency, no scans")
    only.add_argument("--ocr-only", action="store_true", help="the reading of scans alone")
    only.add_argument("--papers-only", action="store_true", help="recognition of documents alone")
    only.add_argument("--pages-only", action="store_true", help="searchability of pages alone")
    parser.add_argument("--no-papers", action="store_true", help="no recognition of documents")
    parser.add_argument(
        "--set", choices=["measure", "seen", "develop"], default="measure", dest="which"
    )
    parser.add_argument("--read-scans", action="store_true", help="by tesseract: minutes")
    parser.add_argument("--store", type=Path, help="keep made papers here for the next time")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _measure(directory: Path, arguments: argparse.Namespace) -> None:
    if arguments.ocr_only:
        _measure_reading(directory, arguments)
        return
    if not (arguments.drain_only or arguments.latency_only or arguments.papers_only):
        with _progress() as tell:
            pages = measure_pages(directory / "pages", tell)
        console.print("", *page_lines(pages), sep="\n")
    if arguments.pages_only:
        return
    if not (arguments.drain_only or arguments.latency_only or arguments.no_papers):
        _measure_papers(arguments.store or directory / "papers", arguments)
    if arguments.papers_only:
        return
    if not arguments.drain_only:
        with _progress() as tell:
            latencies = measure_latency(directory / "latency", arguments.latency_mails, tell)
        console.print("", *latency_lines(latencies), sep="\n")
    if not arguments.latency_only:
        with _progress() as tell:
            measured = measure_throughput(
                directory / "drain", arguments.mails, arguments.rounds, tell
            )
        console.print("", *throughput_lines(measured), sep="\n")
    if not arguments.latency_only and not arguments.drain_only:
        _measure_reading(directory, arguments)


def _measure_reading(directory: Path, arguments: argparse.Namespace) -> None:
    with _progress() as tell:
        compared = measure_reading(directory / "ocr", arguments.rounds, tell)
    console.print("", *reading_lines(compared), sep="\n")


def _measure_papers(store: Path, arguments: argparse.Namespace) -> None:
    reader = ScanReader(store / "words") if arguments.read_scans else None
    with _progress() as tell:
        judged = list(judged_papers(arguments.which, store, reader, tell))
    console.print("", *confusion_lines(judged, arguments.which), sep="\n", markup=False)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Yield what shows progress: moving on a terminal, a line for each new step elsewhere."""
    if console.is_terminal:
        with console.status("starting the servers") as status:
            yield status.update
        return
    steps = [""]

    def tell(words: str) -> None:
        step, _, _ = words.partition(":")
        if step != steps[-1]:
            steps.append(step)
            console.print(step)

    yield tell


if __name__ == "__main__":
    sys.exit(main())
