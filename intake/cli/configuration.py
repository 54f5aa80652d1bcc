"""Reading the configuration for a command."""

import os
from pathlib import Path
from typing import Annotated

import typer

from config.load import load
from config.settings import Configuration

DEFAULT_PATH = Path("intake.toml")

ConfigOption = Annotated[
    Path, typer.Option("--config", help="The configuration of this installation.")
]


def configuration_at(path: Path) -> Configuration:
    """Return the configuration; raises ConfigurationError with the key and the remedy."""
    return load(path, os.environ)
