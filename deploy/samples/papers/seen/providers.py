"""The providers of the sets that were measured on earlier."""

from typing import Final

from deploy.samples.papers.case import Party
from deploy.samples.papers.seen.first import providers as first
from deploy.samples.papers.seen.second import providers as second
from deploy.samples.papers.seen.third import providers as third

ALL: Final[tuple[Party, ...]] = (*first.ALL, *second.ALL, *third.ALL)
