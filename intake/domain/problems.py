"""The stable words for what can be wrong with a mail or a document.

The code is for machines and never changes; the Dutch sentence is what providers
and staff read, and says what it means for them.
"""

from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """A stable word; README lists each with its meaning."""

    LOCKED = "locked"
    DAMAGED = "damaged"
    EMPTY = "empty"
    UNSEARCHABLE = "unsearchable"
    NOT_RECOGNISED = "not_recognised"
    TOO_LARGE = "too_large"
    NOT_EXAMINED = "not_examined"
    TEXT_NOT_READ = "text_not_read"
    NOT_EXPANDED = "not_expanded"
    TRUNCATED = "truncated"
    UNREADABLE_FILE = "unreadable_file"
    NO_DOCUMENTS = "no_documents"
    BROKEN_STRUCTURE = "broken_structure"
    TIME_UNKNOWN = "time_unknown"
    BOMB = "bomb"
    ENCRYPTED_MAIL = "encrypted_mail"
    LINKS_INSTEAD_OF_ATTACHMENTS = "links_instead_of_attachments"
    SIGNATURE_BROKEN = "signature_broken"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"
    TOO_LARGE_TO_SCAN = "too_large_to_scan"
    PARTIAL_MAIL = "partial_mail"
    WRONG_TYPE = "wrong_type"
    SYSTEM_FILE = "system_file"
    NOT_A_FILE = "not_a_file"
    NO_FILES_INSIDE = "no_files_inside"
    TOO_OLD = "too_old"
    UNSIGNED = "unsigned"
    WRONG_ZORGKANTOOR = "wrong_zorgkantoor"
    REPAIRED = "repaired"
    RESTRICTED = "restricted"
    EMPTY_FORM = "empty_form"
    XFA_FORM = "xfa_form"
    ACTIVE_CONTENT = "active_content"


@dataclass(frozen=True)
class Problem:
    """One finding: a code and, where it helps, a detail in plain words without personal data."""

    code: ProblemCode
    text: str = ""


IN_DUTCH: dict[ProblemCode, str] = {
    ProblemCode.LOCKED: "Dit bestand is beveiligd met een wachtwoord. Wij kunnen het niet openen.",
    ProblemCode.DAMAGED: "Dit bestand is beschadigd. Wij kunnen het niet openen.",
    ProblemCode.EMPTY: "Dit bestand is leeg.",
    ProblemCode.UNSEARCHABLE: "De tekst in dit bestand is niet doorzoekbaar.",
    ProblemCode.NOT_RECOGNISED: "Wij herkennen niet automatisch welk document dit is.",
    ProblemCode.TOO_LARGE: "Dit bestand is te groot om automatisch te controleren.",
    ProblemCode.NOT_EXAMINED: "Dit bestand kon niet automatisch worden gecontroleerd.",
    ProblemCode.TEXT_NOT_READ: (
        "De tekst van dit bestand kon niet automatisch worden gelezen. Een medewerker leest die."
    ),
    ProblemCode.NOT_EXPANDED: "Wij pakken dit bestand niet automatisch uit.",
    ProblemCode.TRUNCATED: "Dit bestand is niet heel aangekomen.",
    ProblemCode.UNREADABLE_FILE: "Dit bestand kan niet worden gelezen.",
    ProblemCode.NO_DOCUMENTS: "Bij deze e-mail zaten geen bestanden.",
    ProblemCode.BROKEN_STRUCTURE: "De opbouw van deze e-mail is beschadigd.",
    ProblemCode.TIME_UNKNOWN: "Het tijdstip van ontvangst is niet bekend.",
    ProblemCode.BOMB: "Dit bestand wordt bij het uitpakken veel te groot. Wij pakken het niet uit.",
    ProblemCode.ENCRYPTED_MAIL: "Dit bericht is versleuteld. Wij kunnen het niet openen.",
    ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS: (
        "In de e-mail staat een verwijzing naar bestanden. Die bestanden zijn niet meegestuurd."
    ),
    ProblemCode.SIGNATURE_BROKEN: (
        "De digitale handtekening klopt niet met de inhoud. Wij kijken hiernaar."
    ),
    ProblemCode.INFECTED: "In dit bestand is een virus gevonden. Wij openen het niet.",
    ProblemCode.NOT_SCANNED: "Dit bestand is nog niet op virussen gecontroleerd.",
    ProblemCode.TOO_LARGE_TO_SCAN: (
        "Dit bestand is te groot om automatisch op virussen te controleren."
    ),
    ProblemCode.PARTIAL_MAIL: "Deze e-mail is een deel van een bericht dat in delen is verstuurd.",
    ProblemCode.WRONG_TYPE: "De inhoud van dit bestand past niet bij de bestandsnaam.",
    ProblemCode.SYSTEM_FILE: "Dit is een hulpbestand of een handtekening en geen document.",
    ProblemCode.NOT_A_FILE: "Dit is een verwijzing en geen bestand.",
    ProblemCode.TOO_OLD: "Dit document is te oud.",
    ProblemCode.UNSIGNED: "Wij zien in dit document geen handtekening.",
    ProblemCode.WRONG_ZORGKANTOOR: (
        "In de inschrijving staat een regio van een ander zorgkantoor. Schrijf u daar apart in."
    ),
    ProblemCode.NO_FILES_INSIDE: "In winmail.dat van Outlook zitten geen bestanden.",
    ProblemCode.REPAIRED: "Dit bestand was beschadigd. Wij konden het openen na herstel.",
    ProblemCode.RESTRICTED: (
        "Dit bestand is beveiligd tegen bijvoorbeeld afdrukken of wijzigen. "
        "Wij kunnen het gewoon lezen."
    ),
    ProblemCode.ACTIVE_CONTENT: (
        "In dit bestand zit een opdracht of programma dat vanzelf iets kan doen. "
        "Wij voeren dat niet uit."
    ),
    ProblemCode.EMPTY_FORM: "Dit formulier lijkt niet ingevuld: alle invulvelden zijn leeg.",
    ProblemCode.XFA_FORM: (
        "Dit is een formulier dat alleen in Adobe Reader te zien is. "
        "Als gewone PDF, bijvoorbeeld afgedrukt naar PDF, kunnen wij het wel lezen."
    ),
}
"""What a provider reads for each code."""

MEANINGS: dict[ProblemCode, str] = {
    ProblemCode.LOCKED: "a password is needed to open the document",
    ProblemCode.DAMAGED: "the document does not open, or not as a whole",
    ProblemCode.EMPTY: "the file has no bytes, or no content",
    ProblemCode.UNSEARCHABLE: "pages without text that could be searched",
    ProblemCode.NOT_RECOGNISED: "it is not known which kind of document it is",
    ProblemCode.TOO_LARGE: (
        "over `limits.mail_bytes`, `output_bytes` or `document_bytes`, so not looked into"
    ),
    ProblemCode.NOT_EXAMINED: "a format that is not read, or the child that read it was stopped",
    ProblemCode.TEXT_NOT_READ: (
        "it opens, but the child that read its words was stopped; what it is, and what stands "
        "in it, is for staff"
    ),
    ProblemCode.NOT_EXPANDED: "a container that is kept whole: what is in it was not examined",
    ProblemCode.TRUNCATED: "the mail or the encoded file ends too early",
    ProblemCode.UNREADABLE_FILE: "`inspect` could not read the file it was given",
    ProblemCode.NO_DOCUMENTS: "a registration without any file",
    ProblemCode.BROKEN_STRUCTURE: "the mail or the encoding of a file breaks the rules of MIME",
    ProblemCode.TIME_UNKNOWN: "`inspect` found no evidence of the time of receipt",
    ProblemCode.BOMB: "a container that unpacks to far more than it is; it is kept whole",
    ProblemCode.ENCRYPTED_MAIL: "encrypted with S/MIME or PGP: only the recipient's key opens it",
    ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS: (
        "the text links to a transfer service or a file elsewhere; nothing is fetched"
    ),
    ProblemCode.SIGNATURE_BROKEN: "a signature that does not fit what it signs",
    ProblemCode.INFECTED: "the virus scanner found something; the file is quarantined",
    ProblemCode.NOT_SCANNED: "the virus scanner could not be asked yet",
    ProblemCode.TOO_LARGE_TO_SCAN: "larger than the virus scanner takes, so never scanned",
    ProblemCode.PARTIAL_MAIL: "a piece of a mail that was sent in pieces (`message/partial`)",
    ProblemCode.WRONG_TYPE: "the extension of its name says something else than its content",
    ProblemCode.SYSTEM_FILE: "no document but a signature, a resource fork or the like",
    ProblemCode.TOO_OLD: "it bears a date that is older than the round allows",
    ProblemCode.UNSIGNED: "every place to sign on is empty",
    ProblemCode.WRONG_ZORGKANTOOR: "the registration names a region of another zorgkantoor",
    ProblemCode.NO_FILES_INSIDE: (
        "a `winmail.dat` with the layout of the text and no file; told to staff alone"
    ),
    ProblemCode.NOT_A_FILE: "a link, a device or the like within an archive; it has no bytes",
    ProblemCode.REPAIRED: "a damaged PDF of which all pages it names could be read once mended",
    ProblemCode.RESTRICTED: (
        "a PDF that forbids printing, copying or changing; it opens, and this is no fault"
    ),
    ProblemCode.EMPTY_FORM: "a PDF form of which no field was filled in",
    ProblemCode.XFA_FORM: "a form (dynamic XFA) whose pages only Adobe's programs can show",
    ProblemCode.ACTIVE_CONTENT: "a file with scripts, programs or actions that run by themselves",
}
"""What README says of each code."""
