"""How measured figures are put into lines: as measured, and as a ratio against the peer."""

import math
import os
import statistics
from collections.abc import Sequence

from deploy.bench.drain import Throughput
from deploy.bench.latency import Latencies
from deploy.bench.ocr import ReadingCompared
from deploy.bench.pages import PageSpeed

_LATENCY_AIM = 0.2
_READING_AIM = 1.25
_MEGABYTE = 1e6
_LEAST_SECONDS_OF_A_PAGE = 1e-4


def machine_line() -> str:
    """Return on what the figures were measured."""
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    return f"{cores} processor cores, load {load:.1f} at the start; ratios tell more than seconds"


def latency_lines(latencies: Latencies) -> list[str]:
    """Return the table of the latency."""
    ours, bare = _spread(latencies.daemon), _spread(latencies.bare_loop)
    difference = tuple(mine - theirs for mine, theirs in zip(ours, bare, strict=True))
    return [
        "Latency: mail in the mailbox (LMTP says 250) to receipt accepted (SMTP server says 250),",
        f"{len(latencies.daemon)} mails each in turn, three small PDFs, Dovecot and aiosmtpd",
        f"  {'seconds':<14}{'median':>9}{'p90':>9}{'max':>9}",
        _row("oco-intake", ours),
        _row("bare loop", bare),
        _row("difference", difference) + f"   aim: median at most {_LATENCY_AIM:.3f} more",
        f"  ratio of medians {ours[0] / bare[0]:.2f}",
    ]


def throughput_lines(measured: Throughput) -> list[str]:
    """Return the table of the throughput."""
    megabytes = measured.size / _MEGABYTE
    ours, theirs = statistics.median(measured.drain), statistics.median(measured.getmail)
    return [
        f"Throughput: {measured.mails} registrations with three PDFs, {megabytes:.0f} MB,",
        f"median of {len(measured.drain)} whole runs each in turn, each from a fresh state",
        f"  {'':<14}{'seconds':>9}{'mails/s':>9}{'MB/s':>9}   each run",
        _run("intake drain", ours, measured, measured.drain),
        _run("getmail6", theirs, measured, measured.getmail),
        f"  ratio of mails/s, drain to getmail6 {theirs / ours:.2f}   aim: at least 1",
    ]


def reading_lines(measured: ReadingCompared) -> list[str]:
    """Return the table of the reading of scans; of the processor, since a wall is shared."""
    ours = statistics.median(item.processor for item in measured.ours)
    bare = statistics.median(item.processor for item in measured.bare)
    walls = [
        statistics.median(item.wall for item in items) for items in (measured.ours, measured.bare)
    ]
    return [
        f"Reading scans: {measured.pages} pages at {measured.dpi} dpi into a searchable copy,",
        f"median of {len(measured.ours)} each in turn, one thread, process starts included",
        f"  {'':<14}{'processor s':>12}{'s/page':>9}{'wall s':>9}",
        f"  {'oco-intake':<14}{ours:>12.1f}{ours / measured.pages:>9.2f}{walls[0]:>9.1f}",
        f"  {'tesseract':<14}{bare:>12.1f}{bare / measured.pages:>9.2f}{walls[1]:>9.1f}",
        f"  ratio {ours / bare:.2f} (wall {walls[0] / walls[1]:.2f})   aim: at most {_READING_AIM}",
    ]


def page_lines(measured: Sequence[PageSpeed]) -> list[str]:
    """Return the table of pages per second; no ratio where pdftotext finds nothing to read."""
    head = f"  {'':<18}{'pages':>7}{'check':>12}{'all facts':>12}{'pdftotext':>12}{'ratio':>8}"
    return [
        "Searchability: pages judged in a second of processor time, beside pdftotext",
        f"{head}   aim: at least 1",
        *map(_page_row, measured),
    ]


def _page_row(speed: PageSpeed) -> str:
    ours = speed.pages / speed.ours
    row = f"  {speed.name:<18}{speed.pages:>7}{ours:>12.0f}{speed.pages / speed.all_facts:>12.0f}"
    if speed.pdftotext / speed.pages < _LEAST_SECONDS_OF_A_PAGE:
        return f"{row}{'-':>12}{'-':>8}"
    return f"{row}{speed.pages / speed.pdftotext:>12.0f}{speed.pdftotext / speed.ours:>8.2f}"


def _spread(seconds: Sequence[float]) -> tuple[float, float, float]:
    ordered = sorted(seconds)
    nearest_rank = math.ceil(0.9 * len(ordered)) - 1
    return statistics.median(ordered), ordered[nearest_rank], ordered[-1]


def _row(name: str, figures: Sequence[float]) -> str:
    return f"  {name:<14}" + "".join(f"{figure:>9.3f}" for figure in figures)


def _run(name: str, seconds: float, measured: Throughput, runs: Sequence[float]) -> str:
    rate, speed = measured.mails / seconds, measured.size / _MEGABYTE / seconds
    each = ", ".join(f"{run:.1f}" for run in runs)
    return f"  {name:<14}{seconds:>9.1f}{rate:>9.1f}{speed:>9.1f}   {each}"
