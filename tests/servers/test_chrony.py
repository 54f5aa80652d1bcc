"""The throwaway time server itself."""

import ntplib

from deploy.servers.chrony import Chrony
from deploy.servers.throwaway import throwaway_directory


def test_it_gives_the_time_and_ends_with_all_its_processes() -> None:
    with throwaway_directory("chrony") as directory:
        server = Chrony(directory)
        with server:
            answer = ntplib.NTPClient().request(server.host, version=4, port=server.port)
            assert answer.stratum == 5
            assert abs(answer.offset) < 1
            assert "Disabled control of system clock" in server.log_text()
        assert server.pids() == set()
