"""One report of a reconciliation, for people and as JSON.

Figures and labels are English, as in every command; what was found is told in the Dutch sentences
of the report itself, which staff read as they stand.
"""

from typing import Any

from intake.cli.output import ZONE, counted, local_time, say, say_wrapped
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
    """Print one report; its times are Dutch local time, and it says so."""
    report = found.report
    began = local_time(found.started)
    say(f"{found.zorgkantoor}: {verdict_of(found)} (report {found.id}, {began}). {ZONE}.")
    for item in report["folders"]:
        say_wrapped(f"  {_folder(item)}", _INDENT)
    for item in report["searched"]:
        references = item["references"]
        say_wrapped(
            f"  {item['folder']} (searched): {counted(item['mails'], 'mail')}, "
            f"{len(references)} fetched after all",
            _INDENT,
        )
    say_wrapped(f"  mails: {_mails(report['mails'])}", _INDENT)
    for item in report["findings"]:
        say_wrapped(f"  ! {item['text']}", _INDENT)
    for note in report["notes"]:
        say_wrapped(f"  - {note}", _INDENT)
    for signed in found.sign_offs:
        at = local_time(signed.at)
        say_wrapped(f"  signed off {at} by {signed.name}: {signed.remark}", _INDENT)
    say(f"  sha256 {found.sha256}")


def verdict_of(found: StoredReconciliation) -> str:
    """Return whether all is in order, in English; the report says it in Dutch."""
    return "in order" if found.in_order else "not in order"


def _folder(item: dict[str, Any]) -> str:
    spam = " (spam)" if item["spam"] else ""
    words = {
        "archived before": item["archived"],
        "fetched now": item["fetched"],
        "archived and gone": item["removed"],
        "not delivered": len(item["unfetched"]),
        "found elsewhere": item["found_elsewhere"],
        "signed off": item["signed_off"],
        "missing": item["missing"],
    }
    return f"{item['folder']}{spam}: {counted(item['total'], 'mail')}{_told(words)}"


def _mails(counts: dict[str, int]) -> str:
    words = {
        "answered": counts["answered"],
        "withheld": counts["withheld"],
        "copy": counts["copy"],
        "in work": counts["in_work"],
        "held": counts["held"],
        "receipt failed": counts["failed"],
        "receipt uncertain": counts["uncertain"],
        "unanswered": counts["unanswered"],
    }
    return f"{counts['total']} archived{_told(words)}"


def _told(words: dict[str, int]) -> str:
    told = ", ".join(f"{number} {word}" for word, number in words.items() if number)
    return f", of which {told}" if told else ""
