"""Reading the configuration for a command."""

import os
from pathlib import Path
from typing import Annotated

import typer

from config.load import load, load_service
from config.settings import Configuration, ServiceSettings

DEFAULT_PATH = Path("intake.toml")

ConfigOption = Annotated[
    Path, typer.Option("--config", help="The configuration of this installation.")
]


def configuration_at(path: Path) -> Configuration:
    """Return the configuration; raises ConfigurationError with the key and the remedy."""
    return load(path, os.environ)


def service_at(path: Path) -> ServiceSettings:
    """Return `[service]` alone, without the secrets of mail servers; errors as above."""
    return load_service(path, os.environ)
