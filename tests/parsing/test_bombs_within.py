"""Small mails that hold far too much: what burst is told, and its neighbour comes out."""

from dataclasses import replace

import pytest

from deploy.samples.containers.pdf_with_files import bomb as pdf_bomb
from deploy.samples.containers.tar_files import gzip_file
from deploy.samples.containers.zip_files import STORED, Entry, overlapping_bomb, zip_file
from deploy.samples.corpus_mails.case import OCTETS, PLAN, as_mail, attached, forwarded, letter
from intake.domain.problems import ProblemCode
from tests.fakes.examiner import WIDE_BOUNDS
from tests.parsing.taking_apart import taken_apart

BOUNDS = replace(WIDE_BOUNDS, output_bytes=4_000_000, leaves=500, depth=8, ratio_from_bytes=100_000)
NOT_OPENED = {ProblemCode.BOMB, ProblemCode.NOT_EXPANDED, ProblemCode.TOO_LARGE}
ZEROS = bytes(3_000_000)


def nested(levels: int, width: int) -> bytes:
    """A zip of zips of zips, all of them the same, as 42.zip is."""
    data = zip_file(Entry(b"nullen", bytes(200_000)))
    for _ in range(levels):
        data = zip_file(*(Entry(b"%d.zip" % number, data) for number in range(width)))
    return data


BOMBS = {
    "a zip of zips of zips": (nested(4, 16), "42.zip"),
    "a zip within zips without end": (nested(60, 1), "diep.zip"),
    "files that overlap": (overlapping_bomb(100, 100_000), "overlap.zip"),
    "a zip that lies about sizes": (
        zip_file(Entry(b"klein.pdf", ZEROS, declared_size=10)), "leugen.zip"),
    "packed again and again": (gzip_file(gzip_file(ZEROS), b"nullen.gz"), "nullen.gz.gz"),
    "a file within a PDF": (pdf_bomb(3_000_000), "brief.pdf"),
    "a zip of a mail of a zip": (
        zip_file(Entry(b"a.eml", letter(attached(nested(0, 1), "a.zip", OCTETS), attached(
            zip_file(Entry(b"b", ZEROS)), "b.zip", OCTETS)), STORED)), "post.zip"),
}  # fmt: skip


@pytest.mark.parametrize("case", BOMBS)
def test_a_bomb_costs_itself_and_not_its_neighbour(case: str) -> None:
    data, name = BOMBS[case]
    mail, kept = taken_apart(
        letter(attached(data, name, OCTETS), attached(PLAN, "plan.pdf")), BOUNDS
    )
    assert (mail.attachments[-1].name, kept[-1]) == ("plan.pdf", PLAN)
    assert sum(map(len, kept)) <= BOUNDS.output_bytes
    whole = [
        data
        for item, data in zip(mail.attachments, kept, strict=True)
        if {problem.code for problem in item.problems} & NOT_OPENED
    ]
    # What was not brought out is there as it was packed.
    assert whole
    assert all(whole)


def test_a_thousand_small_files_all_come_out() -> None:
    parts = [attached(PLAN + b"%d" % number, f"{number}.pdf") for number in range(1_000)]
    mail, kept = taken_apart(letter(*parts))
    assert [item.name for item in mail.attachments] == [f"{number}.pdf" for number in range(1_000)]
    assert kept == [PLAN + b"%d" % number for number in range(1_000)]


def test_forty_mails_of_forty_mails_lose_nothing_beyond_the_number_of_leaves() -> None:
    inner = forwarded(*(as_mail(forwarded(attached(PLAN, "plan.pdf"))) for _ in range(40)))
    bounds = replace(WIDE_BOUNDS, leaves=1_000)
    mail, kept = taken_apart(letter(*(as_mail(inner) for _ in range(40))), bounds)
    opened = sum(data == PLAN for data in kept)
    unopened = sum(data.count(b"JVBERi") for data in kept)
    assert opened
    assert opened + unopened == 1_600
    assert len(mail.ledger) < 1_200
