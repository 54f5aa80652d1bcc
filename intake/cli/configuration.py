"""Reading the configuration for a command."""

import os
from pathlib import Path
from typing import Annotated

import typer

from config.load import load
from config.settings import Configuration

DEFAULT_PATH = Path("intake.toml")

_PRIVATE = 0o027

ConfigOption = Annotated[
    Path, typer.Option("--config", help="The configuration of this installation.")
]


def configuration_at(path: Path) -> Configuration:
    """Return the configuration; raises ConfigurationError with the key and the remedy."""
    # Whatever the command makes from here on holds mails of providers: nobody else reads it.
    os.umask(_PRIVATE)
    return load(path, os.environ)
