"""Which archived bytes belong to a mail: itself, its attachments, our letters."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from storage.tables import attachment, mail, receipt


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
    )
    return [
        (table, row[0], str(row[1]))
        for table, query in queries
        for row in connection.execute(query)
    ]
