"""The files of a mail as staff sees them: what each is, what is wrong, what is not there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from intake.domain.documents import JudgedDocument
from intake.domain.ledger import left_in, refusals
from intake.domain.mail import Attachment, ParsedMail
from intake.domain.mail_signature import MailSignature, SignatureState
from intake.domain.one_line import on_one_line
from intake.domain.problems import IN_DUTCH, Problem
from intake.domain.searchable_copy import CopyOfDocument
from intake.domain.virus_scan import without_scan
from intake.web.copy_words import copy_in_dutch
from intake.web.document_words import Title, document_words

SIGNATURES: Final = {
    SignatureState.VALID: "past bij de inhoud",
    SignatureState.BROKEN: "past niet bij de inhoud",
    SignatureState.UNKNOWN: "kon niet worden gecontroleerd",
}
_MOST = 200
"""Lines of a kind on a page; a mail may hold thousands of files."""


@dataclass(frozen=True)
class FileLine:
    """One document: where it was packed in, what is wrong with it, what stayed in it, its copy."""

    attachment: Attachment
    document: JudgedDocument
    inside: str
    problems: tuple[str, ...]
    left_in: tuple[str, ...]
    known: tuple[str, ...]
    copy: str = ""


def file_view(
    parsed: ParsedMail,
    documents: Sequence[JudgedDocument],
    title: Title = str,
    copies: Sequence[CopyOfDocument] = (),
) -> dict[str, Any]:
    """Return what the page shows of the files.

    Args:
        parsed: As read.
        documents: As judged.
        title: Of a kind of document, by its identifier.
        copies: Of documents, made or on their way.
    """
    by_ordinal = {item.ordinal: item.copy for item in copies}
    refused = [
        f"{on_one_line(entry.origin)}: {_words(reason)}"
        for entry, reason in refusals(parsed.ledger)
    ]
    return {
        "documents": [
            replace(
                _line(parsed, attachment, document, title),
                copy=copy_in_dutch(by_ordinal.get(attachment.ordinal)),
            )
            for attachment, document in zip(parsed.attachments, documents, strict=True)
        ],
        "mail_problems": _each(parsed.problems),
        "was_opened": parsed.was_opened,
        "refused": refused[:_MOST],
        "refused_more": max(0, len(refused) - _MOST),
        "signatures": [_signature(item) for item in parsed.signatures[:_MOST]],
    }


def _line(
    parsed: ParsedMail, attachment: Attachment, document: JudgedDocument, title: Title
) -> FileLine:
    return FileLine(
        attachment=attachment,
        document=document,
        inside=" > ".join(map(on_one_line, attachment.inside)),
        # What the scanner found is told by itself, in other words.
        problems=_each(without_scan(document.problems)),
        left_in=_names(left_in(parsed.ledger, attachment.ordinal)),
        known=tuple(map(on_one_line, document_words(document, title))),
    )


def _names(entries: Sequence[Any]) -> tuple[str, ...]:
    return tuple(on_one_line(entry.name) for entry in entries[:_MOST])


def _each(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_words, problems)))


def _words(problem: Problem) -> str:
    """Return the sentence of a code with its detail, where there is one in Dutch."""
    sentence = IN_DUTCH[problem.code]
    return f"{sentence} ({on_one_line(problem.text)})" if " " in problem.text else sentence


def _signature(signature: MailSignature) -> str:
    who = ", ".join(filter(None, (signature.signer, signature.address)))
    state = SIGNATURES[signature.state]
    is_news = signature.words and state not in signature.words
    detail = f" ({signature.words})" if is_news else ""
    return on_one_line(
        f"Onderdeel {signature.origin}{f', ondertekend door {who}' if who else ''}: {state}{detail}"
    )
