"""What `intake check` finds of the hosts whose `Received:` lines are believed."""

from collections.abc import Mapping

from intake.domain.own_hosts import OwnHosts
from intake.domain.received_chain import ReceivedChain
from intake.parsing.headers import read_header
from intake.parsing.received import chain_of
from intake.ports import FolderListing, Mailbox

_HEAD_BYTES = 1 << 18  # of the newest mail, to read its Received lines


def trust_note(mailbox: Mailbox, listings: Mapping[str, FolderListing], trusted: OwnHosts) -> str:
    """Return whether the settings fit the newest mail; empty when there is no mail yet."""
    if not trusted.names:
        return "; NOTE trusted_hosts is empty, so INTERNALDATE decides on the time of receipt"
    for folder, listing in listings.items():
        if listing.uids:
            head = _head_of(mailbox, folder, listing.uids[-1])
            headers = read_header(head)
            return trust_words(chain_of(headers.received, trusted, headers.received_lines), trusted)
    return ""


def trust_words(chain: ReceivedChain, trusted: OwnHosts) -> str:
    """Return whether the settings fit a chain, and which one does not."""
    entry = chain.entry
    if entry is None:
        top = chain.hops[0].hop.by if chain.hops else "nobody"
        return (
            f"; NOTE trusted_hosts does not fit the newest mail, which was received by "
            f"{top or 'a host without a name'}: name the host that delivers, too"
        )
    below = chain.below_entry
    if below and below.claims_ours and trusted.names_host(entry.hop.given):
        return (
            f"; NOTE the newest mail counts as received at its line {entry.line} from the top, as "
            f"{entry.hop.given} handed it over from {entry.hop.address or 'no address'}, which is "
            "in no trusted_networks. If that is a machine of yours, add its range: until then a "
            "mail that waits within your own hosts is judged by its last move"
        )
    if below and chain.entry_is_inner:
        return (
            f"; NOTE the newest mail counts as received at its line {entry.line} from the top, "
            f"which tells of a machine of yours, but the line beneath is of "
            f"{below.hop.by or 'a host without a name'}: name that in trusted_hosts if it is yours"
        )
    return "; the newest mail was received by a trusted host"


class _Head:
    """Keeps the beginning of a mail, however large the mail is."""

    def __init__(self) -> None:
        self.kept = b""

    def write(self, data: bytes, /) -> int:
        self.kept += data[: max(0, _HEAD_BYTES - len(self.kept))]
        return len(data)


def _head_of(mailbox: Mailbox, folder: str, uid: int) -> bytes:
    head = _Head()
    mailbox.download(folder, uid, None, head)
    return head.kept.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n\n"
