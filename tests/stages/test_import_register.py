"""A list of contracted providers is put in force as a whole, or not at all."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from intake.domain.errors import StorageFullError
from intake.domain.provider import Contract
from intake.domain.provider_import import ListedContract
from intake.stages.import_register import AtOdds, ImportRegister, ImportReport, Wish
from storage.blob_archive import FileArchive
from tests.world import World

A, B = "99104237", "99218805"


def row(number: str, *, office: str = "vgz", region: str = "Nijmegen") -> ListedContract:
    return ListedContract(2, "2024-2025", Contract(office, region), number, f"Aanbieder {number}")


@dataclass
class Register:
    world: World

    def wish(
        self, *rows: ListedContract, replace_: bool = False, dry: bool = False
    ) -> ImportReport:
        wish = Wish(repr(rows).encode(), "lijst.csv", "ik", rows, may_replace=replace_, dry_run=dry)
        world = self.world
        return ImportRegister(world.storage, world.archive, world.clock)(wish)

    def in_force(self) -> list[str]:
        with self.world.storage.unit(write=False) as unit:
            return [item.kvk_number for item in unit.providers.listed()]

    def imports(self) -> int:
        with self.world.storage.unit(write=False) as unit:
            return len(unit.providers.imports())


@pytest.fixture
def register(world: World) -> Register:
    return Register(world)


def test_a_first_list_is_imported_and_its_file_archived(register: Register) -> None:
    report = register.wish(row(A), row(A, region="Waardenland"), row(B))
    (change,) = report.changes
    assert (change.providers, change.contracts, change.replaces) == (2, 3, None)
    assert (change.added, change.removed, change.gone) == (3, 0, ())
    assert register.in_force() == [A, A, B]
    with register.world.storage.unit(write=False) as unit:
        (kept,) = unit.providers.imports()
    assert kept.id == report.import_id
    assert register.world.archive.path(kept.sha256).stat().st_size == kept.size


def test_a_list_in_force_is_not_replaced_unasked(register: Register) -> None:
    first = register.wish(row(A), row(B))
    refused = register.wish(row(B))
    assert refused.import_id is None
    (change,) = refused.in_the_way
    assert (change.replaces, change.added, change.removed) == (first.import_id, 0, 1)
    assert change.gone == ((A, f"Aanbieder {A}"),)
    assert register.in_force() == [A, B]
    assert register.imports() == 1
    assert register.wish(row(B), replace_=True).import_id is not None
    assert register.in_force() == [B]


def test_the_same_list_again_changes_nothing(register: Register) -> None:
    register.wish(row(A), row(B))
    again = register.wish(row(B), replace(row(A), line=7), replace_=True)
    assert again.is_nothing
    assert again.import_id is None
    assert register.imports() == 1


@pytest.mark.parametrize(
    "changed",
    [
        replace(row(A), name="Andere naam"),
        replace(row(A), domains=("a.example",)),
        replace(row(A), addresses=("a@a.example",)),
        row(A, region="Waardenland"),
    ],
)
def test_whatever_is_different_in_a_row_is_a_change(
    register: Register, changed: ListedContract
) -> None:
    register.wish(row(A))
    (change,) = register.wish(changed).in_the_way
    assert (change.added, change.removed, change.gone) == (1, 1, ())


def test_a_list_of_another_office_is_in_nobodys_way(register: Register) -> None:
    register.wish(row(A))
    report = register.wish(row(A), row(B, office="cz", region="Zeeland"))
    assert report.import_id is not None
    assert report.in_the_way == ()
    assert register.in_force() == [B, A]


def test_a_domain_that_another_office_gives_to_another_is_told(register: Register) -> None:
    shared = ("gedeeld.example",)
    register.wish(replace(row(A, office="cz", region="Zeeland"), domains=shared))
    same = register.wish(replace(row(A), domains=shared), dry=True)
    assert same.at_odds == ()
    other = replace(row(B), domains=shared)
    report = register.wish(other, replace(other, contract=Contract("vgz", "Waardenland")))
    assert report.import_id is not None
    assert report.at_odds == (AtOdds(2, "gedeeld.example", B, "cz", A),)
    # The list that is replaced is not in anybody's way.
    mended = register.wish(replace(row(B, office="cz", region="Zeeland"), domains=shared), dry=True)
    assert mended.at_odds == ()


def test_a_dry_run_tells_and_does_nothing(register: Register) -> None:
    report = register.wish(row(A), dry=True)
    assert report.changes[0].added == 1
    assert (report.import_id, register.imports()) == (None, 0)
    register.wish(row(A))
    assert register.wish(row(B), replace_=True, dry=True).in_the_way
    assert register.in_force() == [A]


def test_without_room_for_the_file_nothing_is_imported(register: Register, tmp_path: Path) -> None:
    register.world.archive = FileArchive(tmp_path / "archive", 1 << 62)
    with pytest.raises(StorageFullError):
        register.wish(row(A))
    assert (register.imports(), register.in_force()) == (0, [])
