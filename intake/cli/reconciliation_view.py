"""One report of a reconciliation, for people and as JSON."""

from typing import Any

from intake.cli.output import local_time, say, say_wrapped
from intake.domain.moments import iso
from intake.repositories import StoredReconciliation

_INDENT = 4


def report_as_json(found: StoredReconciliation) -> dict[str, Any]:
    """Return the report with what is kept beside it."""
    return {
        "id": found.id,
        "complete": found.complete,
        "sha256": found.sha256,
        **found.report,
        "sign_offs": [
            {"at": iso(item.at), "name": item.name, "remark": item.remark}
            for item in found.sign_offs
        ],
    }


def print_report(found: StoredReconciliation) -> None:
    """Print one report."""
    report = found.report
    began = local_time(found.started)
    say(f"{found.zorgkantoor}: {report['verdict']} (verslag {found.id}, {began})")
    for item in report["folders"]:
        say_wrapped(f"  {_folder(item)}", _INDENT)
    for item in report["searched"]:
        references = item["references"]
        say_wrapped(
            f"  {item['folder']} (doorzocht): {item['mails']} berichten, "
            f"{len(references)} alsnog opgehaald",
            _INDENT,
        )
    say_wrapped(f"  mails: {_mails(report['mails'])}", _INDENT)
    for item in report["findings"]:
        say_wrapped(f"  ! {item['text']}", _INDENT)
    for note in report["notes"]:
        say_wrapped(f"  - {note}", _INDENT)
    for signed in found.sign_offs:
        at = local_time(signed.at)
        say_wrapped(f"  afgetekend {at} door {signed.name}: {signed.remark}", _INDENT)
    say(f"  sha256 {found.sha256}")


def _folder(item: dict[str, Any]) -> str:
    spam = " (spam)" if item["spam"] else ""
    words = {
        "al gearchiveerd": item["archived"],
        "nu opgehaald": item["fetched"],
        "gearchiveerd en weg": item["removed"],
        "niet geleverd": len(item["unfetched"]),
        "elders gevonden": item["found_elsewhere"],
        "afgetekend": item["signed_off"],
        "verdwenen": item["missing"],
    }
    return f"{item['folder']}{spam}: {item['total']} berichten{_counted(words)}"


def _mails(counts: dict[str, int]) -> str:
    words = {
        "beantwoord": counts["answered"],
        "bewust niet beantwoord": counts["withheld"],
        "kopie": counts["copy"],
        "in behandeling": counts["in_work"],
        "vastgelopen": counts["held"],
        "antwoord geweigerd": counts["failed"],
        "antwoord onzeker": counts["uncertain"],
        "zonder antwoord": counts["unanswered"],
    }
    return f"{counts['total']} gearchiveerd{_counted(words)}"


def _counted(words: dict[str, int]) -> str:
    told = ", ".join(f"{number} {word}" for word, number in words.items() if number)
    return f", waarvan {told}" if told else ""
