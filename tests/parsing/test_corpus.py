"""What comes out of each mail of `tests/corpus/containers/`, and of what is left of it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.corpus import CORPUS, FOLDER, README, differences
from deploy.samples.corpus_mails.case import KVK, PLAN, TEXT, VOG
from intake.domain.bounds import Bounds
from intake.domain.mail import ParsedMail
from tests.fakes.examiner import WIDE_BOUNDS
from tests.parsing.taking_apart import taken_apart

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((CORPUS / "containers.toml").read_text("utf-8"))
FILES = sorted(path.name for path in FOLDER.iterdir())
KNOWN = {PLAN: "PLAN", VOG: "VOG", KVK: "KVK"}
ROOT = CORPUS.parents[1]
STEPS = 24
"""Prefixes that are tried of each file."""


@cache
def raw(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@dataclass(frozen=True)
class Found:
    """Each thing as `containers.toml` writes it."""

    documents: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    text: str = TEXT


def found_in(mail: ParsedMail, kept: list[bytes]) -> Found:
    documents = [
        f"{item.name} = {KNOWN.get(data, len(data))} @ {item.origin}"
        + "".join(
            f"{' !' * (not number)} {problem.code}" for number, problem in enumerate(item.problems)
        )
        for item, data in zip(mail.attachments, kept, strict=True)
    ]
    return Found(
        documents,
        [f"{entry.origin} ! {entry.reason.code}" for entry in mail.ledger if entry.reason],
        [problem.code.value for problem in mail.problems],
        [signature.state.value for signature in mail.signatures],
        mail.body if len(mail.body) < 80 else f"{mail.body[:40]}…",
    )


def test_the_files_are_what_the_script_makes_and_the_readme_tells_of_each() -> None:
    assert differences() == []
    assert list(EXPECTED)
    assert set(EXPECTED) == set(FILES)
    sizes = [len(raw(name)) for name in FILES]
    assert max(sizes) < 20_000
    assert sum(sizes) < 1_000_000


@pytest.mark.parametrize("name", FILES)
def test_every_document_comes_out(name: str) -> None:
    assert found_in(*taken_apart(raw(name))) == Found(**EXPECTED[name])


@pytest.mark.parametrize("name", FILES)
def test_a_mail_that_was_cut_off_keeps_its_ledger(name: str) -> None:
    data = raw(name)
    for end in range(0, len(data), max(1, len(data) // STEPS)):
        taken_apart(data[:end])


@given(st.data())
@settings(max_examples=250, suppress_health_check=list(HealthCheck))
def test_a_spoiled_mail_keeps_its_ledger(data: st.DataObject) -> None:
    spoiled = bytearray(raw(data.draw(st.sampled_from(FILES))))
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(spoiled)))
        length = data.draw(st.integers(0, 80))
        how = data.draw(st.sampled_from(("drop", "double", "noise", "flip", "other")))
        if how == "drop":
            del spoiled[start : start + length]
        elif how == "double":
            spoiled[start:start] = spoiled[start : start + length]
        elif how == "noise":
            spoiled[start : start + length] = data.draw(st.binary(max_size=30))
        elif how == "flip" and spoiled[start:]:
            spoiled[start] ^= 1 << data.draw(st.integers(0, 7))
        else:
            # What follows is the rest of another mail.
            spoiled[start:] = raw(data.draw(st.sampled_from(FILES)))[start:]
    taken_apart(bytes(spoiled))


@given(st.sampled_from(FILES), st.integers(0, 4), st.integers(1, 12), st.integers(0, 4_000))
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
def test_narrow_bounds_lose_nothing(name: str, depth: int, leaves: int, size: int) -> None:
    bounds = Bounds(
        mail_bytes=WIDE_BOUNDS.mail_bytes,
        output_bytes=len(raw(name)) + size,
        ratio=2,
        leaves=leaves,
        depth=depth,
        seconds=600,
        ratio_from_bytes=0,
    )
    mail, kept = taken_apart(raw(name), bounds)
    assert mail.leaves
    assert sum(map(len, kept)) <= bounds.output_bytes


def named_tests() -> Iterator[tuple[str, str, str]]:
    """Yield file, function and parameter of every test that the README names."""
    yield from re.findall(
        r"`(tests/[a-z_/]+\.py)::([a-z0-9_]+)(?:\[([^\]]+)\])?`", README.read_text("utf-8")
    )


def test_every_test_that_the_readme_names_is_there() -> None:
    broken = {path.stem for path in (CORPUS / "broken").iterdir()}
    for path, function, parameter in named_tests():
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        there = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert function in there, f"{path}::{function}"
        assert not parameter or parameter in EXPECTED or parameter in broken, parameter


def test_every_case_of_a_peer_has_a_test() -> None:
    rows = re.findall(r"^\| (\d+) \|.*\| `tests/", README.read_text("utf-8"), re.MULTILINE)
    told = [*range(1, 16), *range(41, 66), *range(96, 99)]
    assert [int(number) for number in rows] == told
