"""The evidence of the time of one mail, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intake.domain.chain_words import worth_words
from intake.domain.own_hosts import OwnHosts
from intake.domain.received_chain import ChainHop
from intake.domain.time_decision import effective_verdict
from intake.domain.time_finding_words import flaw_words
from intake.domain.time_table import time_table
from intake.domain.time_words import explain_in_parts
from intake.parsing.received import chain_of
from intake.web.case_file import CaseFile
from intake.web.drawing import drawing_of
from intake.web.file_view import file_view
from intake.web.requirement_words import requirement_words


@dataclass(frozen=True)
class RouteLine:
    """One `Received:` line with what it is worth, and what is wrong with its time, in Dutch."""

    line: ChainHop
    worth: str
    flaw: str


def time_view(file: CaseFile, header_date: datetime | None) -> dict[str, Any]:
    """Return what the page says of time.

    Args:
        file: Of the mail.
        header_date: The `Date:` as it stands in the mail, for mails that were judged by a
            version that did not keep it.
    """
    mail, deadline = file.mail, file.deadline
    if mail.checks is None or mail.parsed is None:
        return {"judged": False}
    judgement = mail.checks.judgement
    around = judgement.circumstances
    sent = header_date if around.judged_at is None else around.sent_at
    boundary = deadline.boundary if deadline else None
    rows = time_table(judgement, mail.arrived, sent, boundary)
    tolerance = file.office.tolerance if file.office else None
    wide = narrow = None
    if tolerance is not None:
        wide = drawing_of(rows, tolerance, name="breed", width=920, line=30, gutter=275)
        narrow = drawing_of(rows, tolerance, name="smal", width=340, line=44, gutter=0)
    title = file.office.round.kind_title if file.office else str
    return {
        "judged": True,
        "judgement": judgement,
        "effective": effective_verdict(judgement, file.latest),
        "told": explain_in_parts(judgement),
        "rows": rows,
        "drawings": [drawing for drawing in (wide, narrow) if drawing],
        "route": _route(file),
        **file_view(mail.parsed, mail.checks.documents, title, file.copies),
        "requirements": requirement_words(mail.checks.requirements, title),
    }


def _route(file: CaseFile) -> list[RouteLine]:
    """Return every line as it was judged; of older mails, as it is judged by the hosts of now."""
    mail = file.mail
    if mail.checks is None or mail.parsed is None:
        return []
    hops = mail.checks.judgement.circumstances.chain.hops
    if not hops:
        headers = mail.parsed.headers
        trusted = file.office.own_hosts if file.office else OwnHosts()
        hops = chain_of(headers.received, trusted, headers.received_lines).hops
    return [
        RouteLine(line, worth_words(line), flaw_words(line.hop.flaw) if line.hop.flaw else "")
        for line in hops
    ]
