"""A throwaway certificate authority and a server certificate of it, by trustme."""

from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Certificate:
    """Paths of PEM files: what clients trust, what the server shows, and its private key."""

    ca_file: Path
    chain_file: Path
    key_file: Path


def issue_certificate(directory: Path, *names: str) -> Certificate:
    """Write a new authority's certificate and one of a server called `names` into `directory`."""
    authority = trustme.CA()
    server = authority.issue_cert(*names)
    certificate = Certificate(
        directory / "ca.pem", directory / "server.pem", directory / "server-key.pem"
    )
    authority.cert_pem.write_to_path(certificate.ca_file)
    for blob in server.cert_chain_pems:
        blob.write_to_path(certificate.chain_file, append=True)
    # Postfix refuses a key that others may read.
    certificate.key_file.touch(mode=0o600)
    server.private_key_pem.write_to_path(certificate.key_file)
    return certificate
