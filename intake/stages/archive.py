"""Second stage: the bytes are durable before anything else happens.

The order is the promise: download into the archive, make it durable, commit the
row with its first event, and only then touch the copy on the server. Killed
between any two of these, the next look begins again where the last commit was.
"""

from collections.abc import Callable

from intake.domain.errors import ConfigurationError, ServerUnreachableError, TemporaryError
from intake.domain.folder_mark import Newcomers
from intake.domain.receipt import reference_of
from intake.domain.records import ArrivedMail, MailIdentity
from intake.ports import Archive, Blob, Clock, Mailbox, MailDescription
from intake.repositories import Storage


class Archiver:
    """Brings one mail from the server into archive and database.

    Args:
        zorgkantoor: Identifier of the office the mailbox belongs to.
        archive: Where the bytes go.
        storage: Where the row goes.
        clock: Gives the moment first seen.
        arrived: Called after each commit with the id of the new mail; a hint only.
        unsettled: Called with the reason when the server refuses to flag or move a copy,
            which never keeps new mail from being archived.
        settles: Whether server copies are flagged or moved; if not, they stay as they are
            and their rows pending, so that a later change of the setting finds them.
    """

    def __init__(
        self,
        zorgkantoor: str,
        archive: Archive,
        storage: Storage,
        clock: Clock,
        *,
        arrived: Callable[[int], None],
        unsettled: Callable[[str], None],
        settles: bool,
    ) -> None:
        self._zorgkantoor = zorgkantoor
        self._archive = archive
        self._storage = storage
        self._clock = clock
        self._arrived = arrived
        self._unsettled = unsettled
        self._settles = settles

    def archive(
        self,
        mailbox: Mailbox,
        identity: MailIdentity,
        description: MailDescription,
        came: Newcomers | None = None,
    ) -> None:
        """Archive one mail and settle its server copy; safe to run again.

        What somebody else archived meanwhile is not downloaded.

        Args:
            mailbox: Where it is.
            identity: Which it is.
            description: What the server tells of it.
            came: When it came as far as listings tell; None: it is seen only now.

        Raises:
            MailUnavailableError: The server does not deliver it.
            TemporaryError: Connection, archive or database failed; nothing is half done.
        """
        came = came or Newcomers((identity.uid,), None, self._clock.now())
        with self._storage.unit(write=False) as unit:
            if unit.mails.has(identity):
                return
        with self._archive.receive() as writer:
            mailbox.download(identity.folder, identity.uid, description.size, writer)
            blob = writer.keep()
        mail_id = self._enter(identity, description, blob, came)
        if mail_id is None:
            return
        self._arrived(mail_id)
        if self._settles:
            self._settle(mailbox, identity.folder, mail_id, identity.uid)

    def settle_left_over(self, mailbox: Mailbox, name: str, folder: str, uidvalidity: int) -> None:
        """Flag or move server copies that a crash or a lost connection left as they were."""
        if not self._settles:
            return
        with self._storage.unit(write=False) as unit:
            left_over = unit.mails.unsettled(name, folder, uidvalidity)
        for mail_id, uid in left_over:
            if not self._settle(mailbox, folder, mail_id, uid):
                # What it refuses for one it will refuse for all; the next look tries again.
                return

    def _enter(
        self,
        identity: MailIdentity,
        description: MailDescription,
        blob: Blob,
        came: Newcomers,
    ) -> int | None:
        mail = ArrivedMail(
            identity=identity,
            sha256=blob.sha256,
            size=blob.size,
            internaldate=description.internaldate,
            savedate=description.savedate,
            first_seen=came.first_seen,
            announced_size=description.size,
            absent_at=came.absent_at,
        )
        reference = reference_of(identity.mailbox, blob.sha256)
        with self._storage.unit() as unit:
            mail_id = unit.mails.add(mail, zorgkantoor=self._zorgkantoor, reference=reference)
            unit.commit()
        return mail_id

    def _settle(self, mailbox: Mailbox, folder: str, mail_id: int, uid: int) -> bool:
        """Flag or move one server copy; False when the server refuses to.

        Raises:
            ServerUnreachableError: The connection is in doubt.
        """
        try:
            copy = mailbox.settle(folder, uid)
        except ServerUnreachableError:
            raise
        except (ConfigurationError, TemporaryError) as error:
            self._unsettled(str(error))
            return False
        with self._storage.unit() as unit:
            unit.mails.settle(mail_id, copy)
            unit.commit()
        return True
