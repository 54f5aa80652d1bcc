"""The sample registrations: one function each, with its file names and its letter."""

from dataclasses import replace
from typing import Final

from deploy.samples.covering_letter import (
    PLAIN_NAMES,
    covering_letter,
    files,
    registration,
)
from deploy.samples.documents import (
    damaged,
    encrypted,
    hoofdelijke_aansprakelijkheid,
    overig,
    owner_locked,
    padded,
    scanned,
    word_document,
)
from deploy.samples.dossier import SIGNED_BEFORE, dossier, register_papers
from deploy.samples.letter import Attachment
from deploy.samples.mail_programs import apple_mail, gmail, outlook, thunderbird
from deploy.samples.plan_text import plan_sections
from deploy.samples.providers import DE_VLIET, DE_WAALBRUG, NAAST_U, PEEL_EN_MAAS
from deploy.samples.sample import Occasion, Sample

HUGE_WIRE_SIZE: Final = 40 * 1024 * 1024
"""Bytes of the huge sample as it travels, base64 included."""

WIRE_BYTES_PER_LINE: Final = 78
DATA_BYTES_PER_LINE: Final = 57
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def complete(occasion: Occasion) -> Sample:
    """Everything there, from Outlook, with a logo in the signature; delivered in time."""
    regions = ["Nijmegen", "Midden-Brabant"]
    letter = covering_letter("complete", occasion, DE_WAALBRUG, regions)
    attached = files(dossier(DE_WAALBRUG, regions, occasion.day), PLAIN_NAMES)
    return registration("complete", outlook, letter, attached, pictures=("image001.png",))


def late(occasion: Occasion) -> Sample:
    """Everything there, from Gmail; the caller delivers it after the deadline."""
    regions = ["Midden-Holland"]
    letter = covering_letter("late", occasion, DE_VLIET, regions)
    attached = files(dossier(DE_VLIET, regions, occasion.day), PLAIN_NAMES)
    sample = registration("late", gmail, letter, attached)
    return replace(sample, expectation=replace(sample.expectation, verdict="late"))


def scanned_pages(occasion: Occasion) -> Sample:
    """Everything printed and put through the copier: no page has a text layer."""
    regions = ["Noord- en Midden-Limburg"]
    papers = dossier(PEEL_EN_MAAS, regions, occasion.day)
    copies = {kind: scanned(pdf, seed=occasion.seed) for kind, pdf in papers.items()}
    letter = covering_letter("scanned", occasion, PEEL_EN_MAAS, regions)
    sample = registration("scanned", thunderbird, letter, files(copies, PLAIN_NAMES))
    longer = ("bestuursverklaring", "uittreksel_kvk", "onderbouwing")
    unsearchable = tuple(PLAIN_NAMES[kind] for kind in longer)
    return replace(sample, expectation=replace(sample.expectation, unsearchable=unsearchable))


def encrypted_pdf(occasion: Occasion) -> Sample:
    """The VOG RP asks for a password; the KvK extract is only locked against changes."""
    regions = ["Midden-Brabant"]
    papers = dossier(NAAST_U, regions, occasion.day)
    papers["vog_rp"] = encrypted(papers["vog_rp"], "NaastU-2023!")
    papers["uittreksel_kvk"] = owner_locked(papers["uittreksel_kvk"])
    letter = covering_letter("encrypted_pdf", occasion, NAAST_U, regions)
    sample = registration(
        "encrypted_pdf", outlook, letter, files(papers, PLAIN_NAMES), pictures=("image001.png",)
    )
    unreadable = (PLAIN_NAMES["vog_rp"],)
    return replace(sample, expectation=replace(sample.expectation, unreadable=unreadable))


def damaged_pdf(occasion: Occasion) -> Sample:
    """The documents ter onderbouwing broke off while they were being saved."""
    regions = ["Nijmegen"]
    papers = dossier(DE_WAALBRUG, regions, occasion.day)
    papers["onderbouwing"] = damaged(papers["onderbouwing"])
    letter = covering_letter("damaged_pdf", occasion, DE_WAALBRUG, regions)
    sample = registration("damaged_pdf", gmail, letter, files(papers, PLAIN_NAMES))
    unreadable = (PLAIN_NAMES["onderbouwing"],)
    return replace(sample, expectation=replace(sample.expectation, unreadable=unreadable))


def missing_documents(occasion: Occasion) -> Sample:
    """No KvK extract and no UBO extract, but a folder that nobody asked for."""
    regions = ["Midden-Brabant"]
    papers = dossier(NAAST_U, regions, occasion.day)
    absent = ("uittreksel_kvk", "ubo_register")
    attached = files({k: pdf for k, pdf in papers.items() if k not in absent}, PLAIN_NAMES)
    folder = overig(
        NAAST_U.organisation,
        place=NAAST_U.place,
        telephone=NAAST_U.telephone,
        colour=NAAST_U.colour,
    )
    letter = covering_letter("missing_documents", occasion, NAAST_U, regions)
    sample = registration(
        "missing_documents", gmail, letter, (*attached, Attachment("Folder cliënten.pdf", folder))
    )
    return replace(sample, expectation=replace(sample.expectation, missing=absent))


def huge(occasion: Occasion) -> Sample:
    """40 MB on the wire: the onderbouwing carries the working files of its pictures."""
    regions = ["Noord- en Midden-Limburg"]
    papers = dossier(PEEL_EN_MAAS, regions, occasion.day)
    letter = covering_letter("huge", occasion, PEEL_EN_MAAS, regions)
    small = registration("huge", thunderbird, letter, files(papers, PLAIN_NAMES))
    lines = (HUGE_WIRE_SIZE - len(small.raw)) // WIRE_BYTES_PER_LINE
    plan = papers["onderbouwing"]
    papers["onderbouwing"] = padded(
        plan, len(plan) + lines * DATA_BYTES_PER_LINE, seed=occasion.seed
    )
    return registration("huge", thunderbird, letter, files(papers, PLAIN_NAMES))


def apple_mail_inline(occasion: Occasion) -> Sample:
    """PDFs dropped between the paragraphs: inline parts that are documents all the same.

    One name has its accents as a Mac stores them: letter and accent apart.
    """
    regions = ["Midden-Holland"]
    names = PLAIN_NAMES | {"onderbouwing": "Onderbouwing clie\N{COMBINING DIAERESIS}nten.pdf"}
    letter = covering_letter("apple_mail", occasion, DE_VLIET, regions)
    attached = files(dossier(DE_VLIET, regions, occasion.day), names)
    return registration("apple_mail", apple_mail, letter, attached)


def consortium(occasion: Occasion) -> Sample:
    """A samenwerkingsverband of two providers for two regions, with both sets of extracts."""
    regions = ["Nijmegen", "Noord- en Midden-Limburg"]
    partner = PEEL_EN_MAAS
    papers = dossier(DE_WAALBRUG, regions, occasion.day, members=[partner.organisation])
    parties = [(p.organisation, p.kvk_number, p.director) for p in (DE_WAALBRUG, partner)]
    papers["hoofdelijke_aansprakelijkheid"] = hoofdelijke_aansprakelijkheid(
        parties,
        regions,
        occasion.day - SIGNED_BEFORE,
        name="Samenwerkingsverband Maas en Waal",
    )
    names = PLAIN_NAMES | {
        "vog_rp": "VOG RP De Waalbrug.pdf",
        "uittreksel_kvk": "Uittreksel KvK De Waalbrug.pdf",
        "ubo_register": "UBO-register De Waalbrug.pdf",
    }
    partner_names = {
        "vog_rp": "VOG RP Wegwijs Peelland.pdf",
        "uittreksel_kvk": "Uittreksel KvK Wegwijs Peelland.pdf",
        "ubo_register": "UBO-register Wegwijs Peelland.pdf",
    }
    attached = (
        *files(papers, names),
        *files(register_papers(partner, occasion.day), partner_names),
    )
    letter = covering_letter("consortium", occasion, DE_WAALBRUG, regions)
    return registration("consortium", outlook, letter, attached, pictures=("image001.png",))


def word_documents(occasion: Occasion) -> Sample:
    """The onderbouwing as a Word file, the rest as PDF."""
    regions = ["Nijmegen"]
    papers = dossier(DE_WAALBRUG, regions, occasion.day)
    del papers["onderbouwing"]
    plan = word_document(
        "Onderbouwing van de inschrijving onafhankelijke cliëntondersteuning Wlz 2024-2025",
        plan_sections(DE_WAALBRUG.organisation, regions, DE_WAALBRUG.since),
    )
    attached = (
        *files(papers, PLAIN_NAMES),
        Attachment("Onderbouwing inschrijving 2024-2025.docx", plan, WORD_TYPE),
    )
    letter = covering_letter("word_documents", occasion, DE_WAALBRUG, regions)
    return registration("word_documents", outlook, letter, attached, pictures=("image001.png",))
