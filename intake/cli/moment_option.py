"""Moments that are given on the command line."""

from datetime import datetime

from intake.domain.errors import ConfigurationError
from intake.domain.moments import AMSTERDAM


def moment_of(text: str, option: str) -> datetime:
    """Return the moment a text names; without an offset it is Dutch time.

    Args:
        text: ISO 8601.
        option: What it was given for, e.g. `--from`.

    Raises:
        ConfigurationError: It is no such text.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigurationError(
            f"{option}: write ISO 8601, e.g. 2023-08-01T16:59:59+02:00"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
