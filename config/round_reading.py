"""Reads the file of a round with the packaged files below it, and tells what is wrong by line."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from config.complaint import closest, explain, key_of, nearest
from config.field_types import is_round_id
from config.round_check import Finding, findings_in
from config.round_layers import BASED_ON, File, Layers, Misfit, Place
from config.round_model import RoundModel
from config.round_newcomers import Newcomers
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
    if (wrong_base := _wrong_base(file)) is not None:
        # Without what it is based on, nearly all of a file would be told as missing.
        return Reading(None, (_tell(wrong_base, file),))
    below, unknown = _below(file)
    layers = below.over(file)
    misfits = [*unknown, *layers.misfits]
    model, told = _checked(layers, Newcomers(file, below, layers))
    if model is not None and model.id != path.stem:
        told.append((("id",), f'does not fit the name of the file; call it "{path.stem}"'))
    misfits += [
        Misfit(layers.place(location) or Place(file, location), sentence)
        for location, sentence in told
    ]
    if model is None or misfits:
        ordered = sorted(misfits, key=lambda misfit: _order(misfit, file))
        return Reading(None, tuple(_tell(misfit, file) for misfit in ordered))
    return Reading(model.value())


def _checked(layers: Layers, newcomers: Newcomers) -> tuple[RoundModel | None, list[Finding]]:
    """Return what the files say together, if it can be read, and what is wrong with it."""
    try:
        model = RoundModel.model_validate(layers.document)
    except ValidationError as exc:
        errors = exc.errors(include_url=False)
        told = [explain(error, RoundModel) for error in newcomers.told(errors)]
        return None, [*told, *newcomers.sentences(errors)]
    return model, findings_in(model)


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


def _below(file: File) -> tuple[Layers, list[Misfit]]:
    """Return what a file is laid over: the shared kinds it takes, and the round it is based on."""
    base = _base(file)
    chosen = file if "kinds" in file.document or base is None else base
    kinds, unknown = _shared_kinds(chosen)
    layers = Layers().over(kinds) if kinds.document["kind"] else Layers()
    return (layers if base is None else layers.over(base)), unknown


def _wrong_base(file: File) -> Misfit | None:
    """Return what is wrong with the name of the round a file is based on."""
    place = Place(file, (BASED_ON,))
    name = file.document.get(BASED_ON)
    if name is None:
        misspelt = closest(BASED_ON, file.document)
        sentence = f'is no known key; did you mean "{BASED_ON}"?'
        return Misfit(Place(file, (misspelt,)), sentence) if misspelt else None
    if not isinstance(name, str):
        return Misfit(place, "must be text; put it in quotes")
    if is_round_id(name) and _packaged(name).is_file():
        return None
    known = sorted(path.stem for path in PACKAGED.glob("*.toml"))
    near = closest(name, known)
    hint = f'; did you mean "{near}"? There are' if near else "; there are"
    return Misfit(place, f'"{name}" is no packaged round{hint} {", ".join(known)}')


def _base(file: File) -> File | None:
    """Return the packaged file a file is based on, without its name; None when on none."""
    if BASED_ON not in file.document:
        return None
    base = _file(_packaged(file.document[BASED_ON]))
    document = {key: value for key, value in base.document.items() if key != "id"}
    return File(base.path, document, base.lines)


def _packaged(name: str) -> Path:
    return PACKAGED / f"{name}.toml"


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
    others = {key: value for key, value in shared.document.items() if key != "kind"}
    return File(shared.path, {**others, "kind": kinds}, shared.lines), misfits


def _order(misfit: Misfit, file: File) -> tuple[bool, bool, int]:
    """Order by line; what stands nowhere comes after it, and what the package says last."""
    place = misfit.place
    line = place.file.lines.find(place.location)
    return place.file.path != file.path, line is None, line or 0


def _tell(misfit: Misfit, file: File) -> str:
    return ": ".join(_parts(misfit.place, misfit.sentence, file))


def _parts(place: Place, sentence: str, file: File) -> Iterator[str]:
    if place.file.path != file.path:
        yield f"in {place.file.path.name} of the package"
    if line := place.file.lines.find(place.location):
        yield f"line {line}"
    yield key_of(place.location)
    yield sentence
