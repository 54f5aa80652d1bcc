"""The three sets by name."""

from collections.abc import Sequence
from typing import Final

from deploy.samples.papers.develop.catalogue import DEVELOP
from deploy.samples.papers.measure.catalogue import MEASURE
from deploy.samples.papers.recipes import Recipe
from deploy.samples.papers.seen.catalogue import SEEN

SETS: Final[dict[str, Sequence[Recipe]]] = {
    "develop": DEVELOP,
    "measure": MEASURE,
    "seen": SEEN,
}
