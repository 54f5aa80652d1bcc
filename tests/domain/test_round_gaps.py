"""What the sources of a round leave open, and that what is filled is no gap any more."""

from dataclasses import replace
from datetime import date

import pytest

from config.round_file import find_round, list_rounds
from intake.domain.round import Region
from intake.domain.round_gaps import can_be_judged_by, gaps, gaps_for


@pytest.mark.parametrize(
    ("round_id", "told"),
    [
        ("2024-2025", []),
        ("2018-2020", ["no mailbox is published of eno:", "no deadline for questions"]),
        (
            "2022",
            [
                "no mailbox is published of vgz:",
                "no regions are known of vgz:",
                "no required documents are known",
                "no deadline for questions",
                "no deadline for objections",
            ],
        ),
        (
            "2023",
            [
                "no regions are known of vgz:",
                "no deadline for questions",
                "no deadline for objections",
            ],
        ),
        (
            "2027-2028",
            [
                "no mailbox is published of zilveren-kruis, vgz, cz,",
                "no regions are known of zilveren-kruis, vgz, cz,",
                "no deadline for objections",
                'withdrawal begins with "Bekendmaking van het nieuwe tarief"',
            ],
        ),
    ],
)
def test_the_gaps_of_the_packaged_rounds(round_id: str, told: list[str]) -> None:
    found = gaps(find_round(round_id, None))
    assert len(found) == len(told)
    assert [
        item for item, start in zip(found, told, strict=True) if not item.startswith(start)
    ] == []


def test_the_rounds_that_know_what_to_look_for() -> None:
    rounds = [find_round(round_id, None) for round_id in list_rounds(None)]
    assert [item.id for item in rounds if can_be_judged_by(item)] == ["2018-2020", "2024-2025"]


def test_only_the_offices_that_are_configured_count() -> None:
    round_ = find_round("2027-2028", None)
    (regions, *_) = gaps_for(round_, (round_.zorgkantoor("vgz"),))
    assert regions.startswith("no regions are known of vgz:")


def test_what_is_filled_is_no_gap() -> None:
    round_ = find_round("2027-2028", None)
    vgz = replace(round_.zorgkantoor("vgz"), regions=(Region("Nijmegen"),))
    window = replace(round_.withdrawals[0], starts_on=date(2026, 10, 1))
    (left,) = gaps_for(replace(round_, withdrawals=(window,)), (vgz,))
    assert left.startswith("no deadline for objections")
