"""Run a timestamp authority for a trial: `python -m deploy.timestamp_trial DIR`.

Its stamps prove nothing to others, since whoever has DIR can stamp any moment.
"""

import argparse
import signal
import sys
from pathlib import Path
from typing import Final

from deploy.servers.timestamp_authority import TimestampAuthorityServer

DEFAULT_PORT: Final = 3161
_ENDS: Final = (signal.SIGINT, signal.SIGTERM)


def main(arguments: list[str] | None = None) -> int:
    """Answer until SIGINT or SIGTERM; exit status 0. The certificates of DIR are kept."""
    parser = argparse.ArgumentParser(prog="python -m deploy.timestamp_trial", description=__doc__)
    parser.add_argument("directory", type=Path, metavar="DIR", help="for its certificates")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="on this machine alone")
    options = parser.parse_args(arguments)
    # Blocked before there are threads, so that the signal is there to be waited for.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    with TimestampAuthorityServer(options.directory.absolute(), port=options.port) as server:
        print("[evidence]")
        print(f'timestamp_url = "{server.url}"')
        print(f'timestamp_ca_file = "{server.ca_file}"', flush=True)
        signal.sigwait(_ENDS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
