"""Every stable word that staff can meet on a page, in Dutch: one table for each set of words."""

from types import MappingProxyType
from typing import Final

from intake.domain.clock_reading import ClockReference
from intake.domain.completeness import RequirementState
from intake.domain.documents import Readable, Searchable
from intake.domain.evidence import TimeVerdict
from intake.domain.lifecycle import Event, MailState, ReceiptState
from intake.domain.mail import MailKind
from intake.domain.records import ServerCopy
from intake.domain.round import ProviderStatus, Stream
from intake.domain.time_findings import FindingCode
from intake.domain.virus_scan import ScanState

VERDICTS: Final = {
    TimeVerdict.IN_TIME: "Op tijd",
    TimeVerdict.LATE: "Te laat",
    TimeVerdict.DISPUTED: "Betwist",
}
KINDS: Final = {
    MailKind.REGISTRATION: "Inschrijving",
    MailKind.SUPPLEMENT: "Aanvulling",
    MailKind.QUESTION: "Vraag",
    MailKind.OBJECTION: "Bezwaar",
    MailKind.WITHDRAWAL: "Intrekking",
    MailKind.AUTOMATIC: "Automatisch bericht",
    MailKind.OTHER: "Andere mail",
}
STREAMS: Final = {
    Stream.REGISTRATION: "Inschrijvingen",
    Stream.QUESTION: "Vragen",
    Stream.OBJECTION: "Bezwaren",
    Stream.WITHDRAWAL: "Intrekkingen",
}
PROVIDER_STATUSES: Final = {
    ProviderStatus.NEW: "nieuwe aanbieder",
    ProviderStatus.EXISTING: "bestaande aanbieder",
    ProviderStatus.UNKNOWN: "nieuw of bestaand is niet bekend",
}
EVENTS: Final = {
    Event.ARCHIVED: "Mail veilig opgeslagen",
    Event.PARSED: "Bijlagen gevonden",
    Event.CHECKED: "Automatisch beoordeeld",
    Event.RECEIPT_QUEUED: "Ontvangstbevestiging geschreven",
    Event.RECEIPT_SENDING: "Ontvangstbevestiging wordt verstuurd",
    Event.RECEIPT_SENT: "Ontvangstbevestiging verstuurd",
    Event.RECEIPT_UNCERTAIN: "Onzeker of de ontvangstbevestiging is aangekomen",
    Event.RECEIPT_WITHHELD: "Geen ontvangstbevestiging gestuurd",
    Event.RECEIPT_FAILED: "Ontvangstbevestiging kwam niet aan",
    Event.ACKNOWLEDGED: "Bevestiging afgerond",
    Event.HANDED_OVER: "Klaargezet voor beoordeling",
    Event.FILED: "Opgeborgen",
    Event.SCANNED: "Later op virussen gecontroleerd",
    Event.VIRUS_FOUND: "Virus gevonden na de ontvangstbevestiging",
    Event.COPY_MADE: "Doorzoekbare kopie gemaakt",
    Event.COPY_FAILED: "Doorzoekbare kopie maken is niet gelukt",
    Event.COPY_RETRIED: "Doorzoekbare kopie maken wordt opnieuw geprobeerd",
    Event.JUDGED_BY_TEXT: "Opnieuw beoordeeld met de gelezen tekst van scans",
    Event.JUDGED_ANEW: "Opnieuw beoordeeld door een nieuwere versie",
    Event.HELD: "Apart gezet voor een medewerker",
    Event.RELEASED: "Weer in behandeling genomen",
    Event.SERVER_COPY_SETTLED: "Kopie in de mailbox afgehandeld",
    Event.TIME_DECIDED: "Beslissing over de tijd",
    Event.KIND_DECIDED: "Beslissing over de soort van een document",
    Event.DEADLINE_EXTENDED: "Termijn verlengd",
    Event.REJUDGED: "Opnieuw beoordeeld na verlenging van de termijn",
    Event.SERVICE_STARTED: "Dienst gestart",
    Event.SERVICE_STOPPED: "Dienst gestopt",
    Event.CONFIGURED: "Instellingen vastgelegd",
    Event.MAILBOX_SEEN: "Mailbox weer bereikbaar",
    Event.MAILBOX_LOST: "Mailbox niet bereikbaar",
    Event.CLOCK_MEASURED: "Klok gemeten",
    Event.RECONCILED: "Mailbox gecontroleerd",
    Event.RECONCILIATION_SIGNED_OFF: "Verslag van de controle afgetekend",
    Event.PROVIDERS_IMPORTED: "Register van aanbieders ingelezen",
    Event.TIMESTAMPED: "Tijdstempel gekregen",
    Event.USER_CHANGED: "Account gewijzigd",
}
STATES: Final = {
    MailState.ARCHIVED: "opgeslagen",
    MailState.PARSED: "bijlagen gevonden",
    MailState.CHECKED: "automatisch beoordeeld",
    MailState.ACKNOWLEDGED: "bevestiging afgerond",
    MailState.HANDED_OVER: "klaargezet voor beoordeling",
    MailState.FILED: "opgeborgen",
    MailState.HELD: "apart gezet",
}
STAGES: Final = MappingProxyType(
    {
        "fetch": "ophalen uit de mailbox",
        "archive": "opslaan",
        "parse": "bijlagen zoeken",
        "check": "automatisch beoordelen",
        "acknowledge": "ontvangstbevestiging sturen",
        "hand over": "klaarzetten voor beoordeling",
    }
)
RECEIPT_STATES: Final = {
    ReceiptState.PENDING: "Geschreven, nog niet verstuurd",
    ReceiptState.SENDING: "Wordt nu verstuurd",
    ReceiptState.SENT: "Verstuurd",
    ReceiptState.UNCERTAIN: "Onzeker of de bevestiging is aangekomen",
    ReceiptState.WITHHELD: "Bewust niet verstuurd",
    ReceiptState.FAILED: "Niet aangekomen",
}
SERVER_COPIES: Final = {
    ServerCopy.PENDING: "nog af te handelen",
    ServerCopy.SETTLED: "afgehandeld zoals ingesteld",
    ServerCopy.GONE: "al weggehaald of verplaatst door iemand anders",
}
REQUIREMENT_STATES: Final = {
    RequirementState.MISSING: "ontbreekt",
    RequirementState.TOO_OLD: "te oud",
    RequirementState.UNREADABLE: "niet te lezen",
    RequirementState.UNSEARCHABLE: "niet doorzoekbaar",
    RequirementState.NOT_ASKED: "niet nodig",
    RequirementState.UNDECIDED: "nog te bekijken door een medewerker",
    RequirementState.CONDITIONAL: "alleen nodig in sommige gevallen",
    RequirementState.SATISFIED: "is erbij",
}
READABLE: Final = {
    Readable.YES: "ja",
    Readable.NO: "nee",
    Readable.LOCKED: "nee, beveiligd met een wachtwoord",
    Readable.DAMAGED: "nee, beschadigd",
}
SEARCHABLE: Final = {
    Searchable.YES: "ja",
    Searchable.PARTIAL: "voor een deel",
    Searchable.NO: "nee",
    Searchable.EXEMPT: "hoeft niet",
    Searchable.NOT_APPLICABLE: "niet van toepassing",
}
FLAGS: Final = MappingProxyType(
    {
        **{f"kind_{kind}": f"soort: {words.lower()}" for kind, words in KINDS.items()},
        "automatic_sign": "teken van een automatisch bericht",
        "late": "te laat",
        "disputed": "betwist",
        "provider_status_unknown": "onbekend of de aanbieder nieuw of bestaand is",
        "region_unknown": "regio onbekend",
        "incomplete": "niet compleet",
        "undecided": "niet alles is herkend",
        "infected": "virus gevonden",
        "not_scanned": "niet alles is op virussen gecontroleerd",
        "unreadable": "niet alles is leesbaar",
        "unsearchable": "niet alles is doorzoekbaar",
        "decided_file_gone": "een beslissing gaat over een bestand dat niet in deze mail zit",
        "signer_not_authorised": "de ondertekenaar is niet gevonden bij wie mag tekenen",
        "too_old": "een document is te oud",
        "signature_to_confirm": "een handtekening moet nog worden gecontroleerd",
        "encrypted_mail": "versleuteld",
        "links_instead_of_attachments": "link in plaats van bijlagen",
        "partial_mail": "deel van een bericht",
        "signature_broken": "handtekening klopt niet met de inhoud",
        "bomb": "wordt bij uitpakken veel te groot",
        "not_expanded": "niet alles is uitgepakt",
        "too_large": "te groot om te bekijken",
        "text_not_read": "tekst is niet automatisch gelezen",
        "wrong_type": "naam past niet bij de inhoud",
        "active_content": "opdracht of programma in een bestand",
        "empty_form": "formulier lijkt niet ingevuld",
        "wrong_zorgkantoor": "noemt een regio van een ander zorgkantoor",
        "xfa_form": "formulier dat alleen Adobe Reader toont",
    }
)
SCANS: Final = {
    ScanState.CLEAN: "geen virus gevonden",
    ScanState.FOUND: "virus gevonden",
    ScanState.TOO_LARGE: "te groot om te controleren",
    ScanState.UNANSWERED: "nog niet gecontroleerd",
}
CLOCKS: Final = {
    ClockReference.NTP: "tijdserver",
    ClockReference.MAIL_SERVER: "mailserver",
    ClockReference.MAILS: "mails in de mailbox",
}
TIME_FINDINGS: Final = {
    FindingCode.BOTH_SIDES: "bewijs aan beide kanten van de sluiting",
    FindingCode.WITHIN_TOLERANCE: "binnen de marge voor klokken",
    FindingCode.DELAY_IN_OWN_RELAY: "vertraging bij onze eigen mailservers",
    FindingCode.SENT_BEFORE_BOUNDARY: "volgens de verzender vóór de sluiting verstuurd",
    FindingCode.INTERNALDATE_BEFORE_ENTRY: "INTERNALDATE ligt vóór de binnenkomst",
    FindingCode.INTERNALDATE_BEFORE_ABSENCE: "toen nog niet in de map, volgens INTERNALDATE wel",
    FindingCode.SAVED_LATER: "SAVEDATE ligt duidelijk na INTERNALDATE",
    FindingCode.NO_OWN_LINE: "geen regel van onze eigen mailserver",
    FindingCode.NO_LOOK_BEFORE: "niet eerder in de map gekeken",
    FindingCode.IN_FUTURE: "tijdstip in de toekomst",
    FindingCode.LONG_BEFORE_ROUND: "meer dan een jaar vóór de sluiting",
    FindingCode.ENTRY_TIME_UNUSABLE: "geen bruikbaar tijdstip van binnenkomst",
    FindingCode.OWN_TIME_UNUSABLE: "regel van onze mailserver zonder bruikbaar tijdstip",
    FindingCode.TIME_WRITTEN_ODDLY: "tijdstip ongewoon geschreven",
    FindingCode.CLAIMS_OWN_HOST: "regel noemt onze mailserver, maar is niet van ons",
    FindingCode.CHAIN_UNORDERED: "regels niet op volgorde van tijd",
    FindingCode.CHAIN_CUT: "meer dan honderd Received-regels",
    FindingCode.CHAIN_INCOMPLETE: "regel van een computer van ons ontbreekt",
    FindingCode.LINE_IN_FUTURE: "regel met een tijdstip in de toekomst",
    FindingCode.SECOND_READING_DIFFERS: "een ander programma leest de regel anders",
    FindingCode.CLOCK_OFF: "onze eigen klok wijkt af",
}
