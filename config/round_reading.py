"""Reads the file of a round with the packaged files below it, and tells what is wrong by line."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from config.complaint import explain, key_of, nearest
from config.field_types import is_round_id
from config.round_check import findings_in
from config.round_layers import File, Layers, Misfit, Place
from config.round_model import RoundModel
from config.toml_lines import TomlLines
from intake.domain.errors import ConfigurationError
from intake.domain.round import ProcurementRound

PACKAGED: Final = Path(__file__).with_name("rounds")
SHARED_KINDS: Final = PACKAGED / "shared" / "kinds.toml"


@dataclass(frozen=True)
class Reading:
    """Either a round or at least one finding, each a line for people."""

    round: ProcurementRound | None
    findings: tuple[str, ...] = ()


class _WrongError(Exception):
    """A file that cannot be understood at all, as a finding."""


def read_round(path: Path) -> Reading:
    """Return the round in a file, or everything that is wrong with it.

    Raises:
        ConfigurationError: The file cannot be read at all.
    """
    try:
        file = _file(path)
    except _WrongError as wrong:
        return Reading(None, (str(wrong),))
    layers = _layers(file)
    try:
        model = RoundModel.model_validate(layers.document)
    except ValidationError as exc:
        told = [explain(error, RoundModel) for error in exc.errors(include_url=False)]
    else:
        told = findings_in(model)
        if model.id != path.stem:
            name = f'does not fit the name of the file; call it "{path.stem}"'
            told.insert(0, (("id",), name))
    findings = [_tell(item.place, item.sentence, file) for item in layers.misfits]
    findings += [
        _tell(layers.place(location) or Place(file, location), sentence, file)
        for location, sentence in told
    ]
    if findings or told:
        return Reading(None, tuple(findings))
    return Reading(model.value())


def _file(path: Path) -> File:
    try:
        text = path.read_bytes().decode()
    except OSError as exc:
        raise ConfigurationError(
            f"{path}: cannot be read ({exc.strerror}); name a readable file"
        ) from exc
    except UnicodeDecodeError:
        raise _WrongError("is not UTF-8 text; save it as UTF-8") from None
    try:
        return File(path, tomllib.loads(text), TomlLines(text))
    except (tomllib.TOMLDecodeError, RecursionError) as exc:
        raise _WrongError(f"is no TOML: {exc}; correct it there") from exc


def _layers(file: File) -> Layers:
    """Lay a file over the shared kinds it takes and over the round it is based on."""
    below, misfits = _base(file)
    chosen = file if "kinds" in file.document or below is None else below
    kinds, unknown = _shared_kinds(chosen)
    layers = Layers().over(kinds) if kinds.document["kind"] else Layers()
    if below is not None:
        layers = layers.over(below)
    layers = layers.over(file)
    return replace(layers, misfits=(*misfits, *unknown, *layers.misfits))


def _base(file: File) -> tuple[File | None, list[Misfit]]:
    """Return the packaged file a file is based on, without its name; None when on none."""
    name = file.document.get("based_on")
    if not isinstance(name, str):
        return None, []
    path = PACKAGED / f"{name}.toml"
    if not is_round_id(name) or not path.is_file():
        known = nearest(name, [path.stem for path in PACKAGED.glob("*.toml")])
        return None, [Misfit(Place(file, ("based_on",)), f"is no packaged round{known}")]
    base = _file(path)
    return File(path, {k: v for k, v in base.document.items() if k != "id"}, base.lines), []


def _shared_kinds(file: File) -> tuple[File, list[Misfit]]:
    """Return the file of shared kinds with those alone that a file takes, in its order."""
    shared = _file(SHARED_KINDS)
    there = {item["id"]: number for number, item in enumerate(shared.document["kind"])}
    taken = file.document.get("kinds")
    names = [item for item in taken if isinstance(item, str)] if isinstance(taken, list) else []
    place = Place(file, ("kinds",))
    misfits = [
        Misfit(place, f'"{name}" is no shared kind{nearest(name, there)}')
        for name in names
        if name not in there
    ]
    misfits += [
        Misfit(place, f'"{name}" stands here a second time; remove one')
        for number, name in enumerate(names)
        if name in names[:number]
    ]
    kinds = [shared.document["kind"][there[name]] for name in dict.fromkeys(names) if name in there]
    return File(shared.path, {"kind": kinds}, shared.lines), misfits


def _tell(place: Place, sentence: str, file: File) -> str:
    return ": ".join(_parts(place, sentence, file))


def _parts(place: Place, sentence: str, file: File) -> Iterator[str]:
    if place.file.path != file.path:
        yield f"in {place.file.path.name} of the package"
    if line := place.file.lines.find(place.location):
        yield f"line {line}"
    yield key_of(place.location)
    yield sentence
