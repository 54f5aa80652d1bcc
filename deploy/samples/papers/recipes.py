"""A set of papers as recipes: names with the way to make each, and a store of those made."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from deploy.samples.papers.paper import Paper, truth_as_json, truth_from_json

_SAMPLES: Final = Path(__file__).parent.parent


@dataclass(frozen=True)
class Recipe:
    """`id` is unique in its set and stays the same; `make` gives the same paper every time."""

    id: str
    make: Callable[[], Paper]


def made(recipes: Sequence[Recipe], store: Path | None = None) -> Iterator[tuple[str, Paper]]:
    """Yield every paper with its id, from the store where it was made before.

    Args:
        recipes: Of one set.
        store: A folder that is filled as papers are made; None keeps nothing. It may be
            thrown away at any time; papers of changed makers are made anew.
    """
    for recipe in recipes:
        yield recipe.id, _stored(recipe, store) if store else recipe.make()


def _stored(recipe: Recipe, store: Path) -> Paper:
    key = hashlib.sha256(f"{makers_digest()} {recipe.id}".encode()).hexdigest()[:32]
    content, truth = store / f"{key}.bytes", store / f"{key}.json"
    if truth.exists() and content.exists():
        values = json.loads(truth.read_text("utf-8"))
        return Paper(
            values["name"],
            content.read_bytes(),
            values["media_type"],
            truth_from_json(values["truth"]),
        )
    paper = recipe.make()
    store.mkdir(parents=True, exist_ok=True)
    content.write_bytes(paper.content)
    truth.write_text(json.dumps(described(paper)), "utf-8")
    return paper


def described(paper: Paper) -> dict[str, object]:
    """Return all but the bytes as plain values."""
    return {
        "name": paper.name,
        "media_type": paper.media_type,
        "size": len(paper.content),
        "truth": truth_as_json(paper.truth),
    }


@cache
def makers_digest() -> str:
    """Return what changes with any module that makes samples."""
    digest = hashlib.sha256()
    for path in sorted(_SAMPLES.rglob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
