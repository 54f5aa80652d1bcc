"""Which archived bytes belong to a mail: itself, its attachments, our letters, our copies.

And which of them are given to nobody: files in which a virus was found, with the mails
that they came in, which hold the same bytes in another writing.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, Text, select

from intake.domain.problems import ProblemCode
from storage.tables import attachment, copy_wanted, mail, receipt, searchable_copy


def blobs_of_mails(connection: Connection, mail_ids: Sequence[int]) -> list[tuple[str, int, str]]:
    """Return table, row and SHA-256 of all bytes of some mails.

    An attachment has no number of its own; its mail stands in place of the row.
    """
    queries = (
        ("mail", select(mail.c.id, mail.c.sha256).where(mail.c.id.in_(mail_ids))),
        (
            "attachment",
            select(attachment.c.mail_id, attachment.c.sha256)
            .where(attachment.c.mail_id.in_(mail_ids))
            .order_by(attachment.c.mail_id, attachment.c.ordinal),
        ),
        (
            "receipt",
            select(receipt.c.id, receipt.c.sha256).where(
                receipt.c.mail_id.in_(mail_ids), receipt.c.sha256.is_not(None)
            ),
        ),
        (
            "searchable_copy",
            select(searchable_copy.c.id, searchable_copy.c.sha256)
            .join(copy_wanted, copy_wanted.c.copy_id == searchable_copy.c.id)
            .where(copy_wanted.c.mail_id.in_(mail_ids), searchable_copy.c.sha256.is_not(None))
            .order_by(searchable_copy.c.id),
        ),
    )
    return [
        (table, row[0], str(row[1]))
        for table, query in queries
        for row in connection.execute(query)
    ]


def quarantined_blobs(connection: Connection, mail_ids: Sequence[int]) -> frozenset[str]:
    """Return the SHA-256 of the bytes of some mails that nobody is given.

    Verdicts that somebody made unreadable say nothing here; the verification tells of them.
    """
    ordinals = {
        mail_id: _infected(checks)
        for mail_id, checks in connection.execute(
            select(mail.c.id, mail.c.checks.cast(Text)).where(mail.c.id.in_(mail_ids))
        )
    }
    infected = {mail_id: bad for mail_id, bad in ordinals.items() if bad}
    files = connection.execute(
        select(attachment.c.mail_id, attachment.c.ordinal, attachment.c.sha256).where(
            attachment.c.mail_id.in_(infected)
        )
    )
    found = {row.sha256 for row in files if row.ordinal in infected[row.mail_id]}
    mails = connection.execute(select(mail.c.sha256).where(mail.c.id.in_(infected))).scalars()
    # A scanner may have been away until after the copy was made.
    copies = connection.execute(
        select(searchable_copy.c.sha256).where(
            searchable_copy.c.original.in_(found), searchable_copy.c.sha256.is_not(None)
        )
    ).scalars()
    return frozenset(found.union(mails, copies))


def _infected(checks: str | None) -> frozenset[int]:
    try:
        documents = json.loads(checks or "{}").get("documents", [])
        return frozenset(
            item["ordinal"]
            for item in documents
            if any(problem["code"] == ProblemCode.INFECTED for problem in item["problems"])
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return frozenset()
