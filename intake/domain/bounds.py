"""How far a mail is taken apart."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """Limits on one mail and all that comes out of it.

    Attributes:
        mail_bytes: A larger mail is not taken apart; only its header is read.
        output_bytes: Written in all, files that were only on the way included.
        ratio: A container may give so many times its own size.
        leaves: In all, at every depth.
        depth: Containers within containers; with 0 none is opened at all.
        seconds: Before nothing further is opened; what is not is kept whole.
        ratio_from_bytes: Below this, `ratio` does not count.
    """

    mail_bytes: int
    output_bytes: int
    ratio: int
    leaves: int
    depth: int
    seconds: float
    ratio_from_bytes: int = 67_108_864
