"""Every paper of the sets that were measured on earlier; an id begins with the name of its set."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deploy.samples.papers.layouts import Layout
from deploy.samples.papers.recipes import Recipe
from deploy.samples.papers.seen.first import catalogue as first
from deploy.samples.papers.seen.second import catalogue as second
from deploy.samples.papers.seen.third import catalogue as third


def _of(name: str, recipes: Sequence[Recipe]) -> tuple[Recipe, ...]:
    return tuple(replace(item, id=f"{name} {item.id}") for item in recipes)


LAYOUTS: Final[tuple[Layout, ...]] = (*first.LAYOUTS, *second.LAYOUTS, *third.LAYOUTS)
"""Every layout of the three."""

SEEN: Final[tuple[Recipe, ...]] = (
    *_of("first", first.FIRST),
    *_of("second", second.SECOND),
    *_of("third", third.THIRD),
)
