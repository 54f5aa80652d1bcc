"""Who writes the receipts, and who takes them away."""

from datetime import timedelta

from config.settings import AnyMailbox, SmtpSettings
from intake.adapters.jinja_letter_writer import JinjaLetterWriter, LetterSettings
from intake.adapters.smtp_sender import SmtpAccount, SmtpSender
from intake.stages.acknowledge import Correspondence
from intake.wiring.parts import Parts

_MEGABYTE = 1_048_576


def sender_of(server: SmtpSettings, connections: int) -> SmtpSender:
    """Return the way to a mail server that sends receipts, not yet connected."""
    return SmtpSender(
        SmtpAccount(
            host=server.host,
            port=server.port,
            tls=server.tls,
            username=server.username,
            password=server.password.get_secret_value() if server.password else None,
            ca_file=server.ca_file,
            timeout=server.timeout_seconds,
        ),
        connections=connections,
    )


def correspondence_of(parts: Parts) -> dict[str, Correspondence]:
    """Return who writes and sends the receipts of each mailbox, by its address."""
    configuration = parts.configuration
    senders: dict[SmtpSettings, SmtpSender] = {}
    letters = {}
    for mailbox in configuration.mailboxes:
        server = configuration.smtp_of(mailbox)
        if server not in senders:
            senders[server] = sender_of(server, configuration.limits.send_slots)
            parts.open_things.callback(senders[server].close)
        letters[mailbox.address] = Correspondence(
            writer=JinjaLetterWriter(_letter_settings(parts, mailbox)),
            sender=senders[server],
            max_per_address_per_day=configuration.receipts.max_per_address_per_day,
            give_up_after=timedelta(hours=configuration.receipts.retry_hours),
            resend_uncertain=configuration.receipts.on_uncertain == "resend",
        )
    return letters


def _letter_settings(parts: Parts, mailbox: AnyMailbox) -> LetterSettings:
    receipts = parts.configuration.receipts
    name = parts.offices[mailbox.address].zorgkantoor.name
    return LetterSettings(
        sender_name=receipts.sender_name or f"Zorgkantoor {name}",
        from_address=parts.configuration.from_address_of(mailbox),
        # A reply has to come back to the mailbox that is watched.
        reply_to=mailbox.address,
        envelope_sender=receipts.envelope_sender,
        contact=receipts.contact,
        message_id_domain=parts.configuration.message_id_domain_of(mailbox),
        templates=None,
        most_megabytes=parts.configuration.limits.mail_bytes // _MEGABYTE,
        most_files=parts.configuration.limits.files,
    )
