"""Registrations whose files are packed in something, or are not in the mail at all."""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from deploy.samples.containers.tnef import TnefAttachment, TnefMail, tnef
from deploy.samples.covering_letter import PLAIN_NAMES, covering_letter, files, registration
from deploy.samples.dossier import dossier
from deploy.samples.letter import Attachment, Letter
from deploy.samples.mail_programs import MailProgram, apple_mail, gmail, outlook, thunderbird
from deploy.samples.providers import DE_VLIET, DE_WAALBRUG, NAAST_U, PEEL_EN_MAAS
from deploy.samples.sample import Occasion, Sample

_ASKED: Final = tuple(kind for kind in PLAIN_NAMES if kind != "hoofdelijke_aansprakelijkheid")


def zipped(occasion: Occasion) -> Sample:
    """Everything there, in a folder of one zip."""
    regions = ["Nijmegen"]
    papers = dossier(DE_WAALBRUG, regions, occasion.day)
    names = {kind: f"Inschrijving OCO/{name}" for kind, name in PLAIN_NAMES.items()}
    letter = covering_letter("zipped", occasion, DE_WAALBRUG, regions)
    archive = Attachment("Inschrijving OCO.zip", _zip(papers, names), "application/zip")
    return _packed("zipped", thunderbird, letter, archive, tuple(names[kind] for kind in papers))


def winmail(occasion: Occasion) -> Sample:
    """Everything there, in the winmail.dat of an Outlook that mails rich text."""
    regions = ["Midden-Holland"]
    papers = dossier(DE_VLIET, regions, occasion.day)
    inside = [
        TnefAttachment(title=f"{PLAIN_NAMES[kind]}\0".encode("cp1252"), data=pdf)
        for kind, pdf in papers.items()
    ]
    letter = covering_letter("winmail", occasion, DE_VLIET, regions)
    data = tnef(TnefMail(attachments=inside))
    archive = Attachment("winmail.dat", data, "application/ms-tnef")
    return _packed("winmail", gmail, letter, archive, tuple(PLAIN_NAMES[kind] for kind in papers))


def forwarded(occasion: Occasion) -> Sample:
    """A colleague's mail with everything in it, attached as a file to one that says so."""
    regions = ["Midden-Brabant"]
    papers = dossier(NAAST_U, regions, occasion.day)
    first = covering_letter("forwarded/inner", occasion, NAAST_U, regions)
    inner = outlook(replace(first, attachments=files(papers, PLAIN_NAMES)))
    letter = covering_letter("forwarded", occasion, NAAST_U, regions)
    archive = Attachment("Onze inschrijving.eml", inner, "application/octet-stream")
    names = ("image001.png", *(PLAIN_NAMES[kind] for kind in papers))
    return _packed("forwarded", apple_mail, letter, archive, names, pictures=names[:1])


def linked(occasion: Occasion) -> Sample:
    """Nothing but a link to a transfer service, from which nobody here fetches anything."""
    letter = covering_letter("linked", occasion, PEEL_EN_MAAS, ["Noord- en Midden-Limburg"])
    link = "https://we.tl/t-aB3dE6gH9k"
    text = letter.text.replace("Zou u mij", f"De bestanden staan hier: {link}\n\nZou u mij")
    sample = registration("linked", gmail, replace(letter, text=text), ())
    told = replace(sample.expectation, missing=_ASKED, problems=("links_instead_of_attachments",))
    return replace(sample, expectation=told)


def _packed(
    name: str,
    program: MailProgram,
    letter: Letter,
    archive: Attachment,
    names: tuple[str, ...],
    *,
    pictures: tuple[str, ...] = (),
) -> Sample:
    sample = registration(name, program, letter, (archive,))
    found = replace(
        sample.expectation, documents=names, attached=(archive.name,), pictures=pictures
    )
    return replace(sample, expectation=found)


def _zip(papers: Mapping[str, bytes], names: Mapping[str, str]) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for kind, pdf in papers.items():
            archive.writestr(ZipInfo(names[kind], (2023, 7, 20, 9, 30, 0)), pdf, ZIP_DEFLATED)
    return target.getvalue()
