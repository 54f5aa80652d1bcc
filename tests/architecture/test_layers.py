"""The house: what may import what, and what belongs to the distribution."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("intake", "config", "storage")
HOMES = {
    # A third-party client is imported in the modules of one adapter only.
    "imapclient": r"intake/adapters/imap_\w+\.py",
    "aiosmtplib": r"intake/adapters/smtp_\w+\.py",
    "jinja2": r"intake/(adapters/(jinja_letter_writer|letter_\w+)|web/templates)\.py",
    "pypdf": r"intake/parsing/containers/pdf_\w+\.py",
    "pypdfium2": r"intake/(documents/pdf_\w+|adapters/ocr_(work|drawing|whole_picture))\.py",
    "pyhanko": r"intake/documents/pdf_signatures\.py",
    "pikepdf": r"intake/(documents/pdf|adapters/ocr)_\w+\.py",
    "PIL": r"intake/(documents/(picture_(frames|facts)|pdf_page_look)|adapters/ocr_\w+)\.py",
    "pi_heif": r"intake/(documents/picture_frames|adapters/ocr_pictures)\.py",
    "ocrmypdf": r"intake/adapters/ocr_\w+\.py",
    "img2pdf": r"intake/adapters/ocr_pictures\.py",
    "libarchive": r"intake/parsing/containers/libarchive_reading\.py",
    "magic": r"intake/parsing/media_type\.py",
    "mailparser": r"intake/parsing/second_reading\.py",
    "ntplib": r"intake/adapters/ntp_clock\.py",
    "httpx": r"intake/adapters/timestamp_http\.py",
    "rfc3161_client": r"intake/adapters/rfc3161_\w+\.py",
    "cryptography": (
        r"intake/(adapters/rfc3161_\w+|parsing/(signature_algorithms|signer_certificate))\.py"
    ),
    "argon2": r"intake/adapters/argon2_passwords\.py",
    "starlette": r"intake/web/\w+\.py",
    "uvicorn": r"intake/web/server\.py",
    "sqlalchemy": r"storage/.*\.py",
    "alembic": r"storage/.*\.py",
    "tenacity": r"intake/daemon/poller\.py",
    "typer": r"intake/cli/\w+\.py",
    "rich": r"intake/cli/\w+\.py",
    "structlog": r"intake/(cli/log|daemon/log_progress)\.py",
}


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the product as it stands in the sources."""
    return {
        path: ast.parse(path.read_text("utf-8"))
        for package in PRODUCT
        for path in sorted((ROOT / package).rglob("*.py"))
    }


@cache
def imports() -> dict[Path, set[str]]:
    """What each module imports."""
    return {path: imported(tree) for path, tree in modules().items()}


def imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_every_import_points_in_the_one_direction() -> None:
    told = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout


def test_the_product_imports_only_what_it_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[\[><=]", line)[0].lower() for line in project["dependencies"]}
    modules_of = packages_distributions()
    foreign = {
        name
        for names in imports().values()
        for name in names
        if name not in sys.stdlib_module_names and name not in PRODUCT
    }
    # A name is the same with a dash and with an underscore.
    owners = {
        name: {owner.lower().replace("_", "-") for owner in modules_of[name]} for name in foreign
    }
    # pydantic itself pins the core it comes with.
    assert {name for name in owners if not owners[name] & declared} == {"pydantic_core"}


@pytest.mark.parametrize("library", HOMES)
def test_a_third_party_client_lives_in_one_place(library: str) -> None:
    users = {str(path.relative_to(ROOT)) for path, names in imports().items() if library in names}
    assert users, f"nobody uses {library}; drop the dependency"
    assert not [path for path in users if not re.fullmatch(HOMES[library], path)]


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in modules().items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_the_distribution_lists_exactly_our_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    ours = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for package in PRODUCT
        for path in (ROOT / package).rglob("__init__.py")
    }
    assert listed == ours


def test_the_lock_names_no_address_and_has_hashes() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
        assert not re.search(r"^[a-z].*==.*[^\\]$", text, re.MULTILINE)
