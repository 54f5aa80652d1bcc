"""Which machines belong to the office, by their names and by their addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

_NEAR = tuple(
    ip_network(network)
    for network in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
        "::1/128", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip


@dataclass(frozen=True)
class OwnHosts:
    """The mail hosts of the office.

    Attributes:
        names: Lower case; each stands for itself and its subdomains.
        networks: Public ranges in which only machines of the office can have an address.
            The machine itself and private networks are always near.
    """

    names: tuple[str, ...] = ()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str], networks: Iterable[str] = ()) -> "OwnHosts":
        """Return the hosts as settings name them.

        Raises:
            ValueError: A network is none.
        """
        return cls(
            tuple(name.strip().lower().strip(".") for name in names if name.strip(" .")),
            tuple(map(ip_network, networks)),
        )

    def names_host(self, host: str) -> bool:
        """Tell whether a name, in lower case, is that of one of our hosts."""
        return any(host == name or host.endswith(f".{name}") for name in self.names)

    def is_near(self, address: IPv4Address | IPv6Address) -> bool:
        """Tell whether an address is of the machine itself, a private or one of our networks."""
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        plain = mapped or address
        return any(
            plain in network
            for network in (*_NEAR, *self.networks)
            if network.version == plain.version
        )
