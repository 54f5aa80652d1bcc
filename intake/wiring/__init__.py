"""Where the parts meet: the only package that knows every concrete class.

Nothing here opens a connection; what is built connects when it is used, so that a
dead server never keeps the daemon from starting. Outside, only what is named here is used.
"""

from intake.wiring.antivirus import scanner_of
from intake.wiring.clocks import reference_clocks_of
from intake.wiring.evidence import authority_of
from intake.wiring.examiner import offline_examiner
from intake.wiring.installation import (
    archive_of,
    clock,
    offices_of,
    public_domains_of,
    serves_one_process,
    storage_of,
)
from intake.wiring.letters import sender_of
from intake.wiring.mailboxes import mailbox_of, watch_names, wishes_of
from intake.wiring.pollers import deadline_mode_of
from intake.wiring.reconciliations import reconciliations_of
from intake.wiring.roles import ALL_ROLES, locks_of
from intake.wiring.service import service_of
from intake.wiring.staff import decide_of, extend_of, rejudge_of

__all__ = [
    "ALL_ROLES",
    "archive_of",
    "authority_of",
    "clock",
    "deadline_mode_of",
    "decide_of",
    "extend_of",
    "locks_of",
    "mailbox_of",
    "offices_of",
    "offline_examiner",
    "public_domains_of",
    "reconciliations_of",
    "reference_clocks_of",
    "rejudge_of",
    "scanner_of",
    "sender_of",
    "serves_one_process",
    "service_of",
    "storage_of",
    "watch_names",
    "wishes_of",
]
