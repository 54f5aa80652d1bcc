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

_WIDEST = {4: 8, 6: 19}
"""Length of the widest range that may be somebody's own, by version of IP."""

_MAPPED = IPv6Network("::ffff:0:0/96")


def network_of(text: str) -> IPv4Network | IPv6Network:
    """Return a range of addresses that may be the office's own.

    Raises:
        ValueError: It is none; with the remedy, and without the text.
    """
    try:
        network = ip_network(text)
    except ValueError as error:
        raise ValueError(
            "is no range of addresses; write its first address and its length, such as "
            "2001:db8:5::/48"
        ) from error
    if isinstance(network, IPv6Network) and network.subnet_of(_MAPPED):
        raise ValueError("is a range of IPv4 written as IPv6; write it as 203.0.113.0/24")
    if network.prefixlen < _WIDEST[network.version]:
        raise ValueError("is wider than one office can own; name the ranges of your own machines")
    return network


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
            ValueError: A network is none, see `network_of`.
        """
        return cls(
            tuple(name.strip().lower().strip(".") for name in names if name.strip(" .")),
            tuple(map(network_of, networks)),
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
