"""A provider that the register knows, from the file of an office to receipt and queue."""

import email
import email.policy
import mailbox
from datetime import UTC, datetime
from pathlib import Path

from deploy.samples.mails import sample
from tests.acceptance.installation import Installation
from tests.acceptance.smtp_sink import SmtpSink

ADDRESS = "oco@zorgkantoor.test"
HEADER = "round;zorgkantoor;region;name;kvk_number;domains"
# As Excel in the Netherlands saves it: semicolons, and the letters of Windows.
ROW = "proef;VGZ;Nijmegen;Cliëntondersteuning De Waalbrug;99104237;dewaalbrug.example"
LIST = f"{HEADER}\r\n{ROW}\r\n"


def test_an_existing_provider_is_told_so_and_queued_as_one(tmp_path: Path) -> None:
    folder = mailbox.Maildir(tmp_path / "mails")
    listed = tmp_path / "lijst.csv"
    listed.write_bytes(LIST.encode("cp1252"))
    table = {
        "kind": "maildir",
        "directory": str(tmp_path / "mails"),
        "zorgkantoor": "vgz",
        "address": ADDRESS,
    }
    with SmtpSink() as sink:
        installation = Installation(tmp_path / "intake", [table], sink.table)
        installation.make_database()
        assert installation.intake("providers", "import", str(listed)).status == 0
        folder.add(sample("complete", ADDRESS, at=datetime.now(UTC)).raw)
        assert installation.drain().status == 0
        (letter,) = sink.letters
        rows = installation.shown("assessments", "list", "--json").rows()
        (registration,) = installation.shown("registrations", "list", "--json").rows()
        shown = installation.shown("registrations", "show", registration["reference"])
    body = email.message_from_bytes(letter.raw, policy=email.policy.default).get_body(("plain",))
    assert body is not None
    told = " ".join(str(body.get_content()).split())
    assert "Volgens onze gegevens bent u een bestaande aanbieder." in told
    assert "VOG RP: " not in told
    assert {row["data"]["region"] for row in rows} == {"Nijmegen", "Midden Brabant"}
    for row in rows:
        provider = row["data"]["provider"]
        assert provider["status"] == "existing"
        assert provider["register"]["name"] == "Cliëntondersteuning De Waalbrug"
        assert "provider_status_unknown" not in row["data"]["flags"]
    assert "provider  99104237 Cliëntondersteuning De Waalbrug: the register lists" in shown.out
    assert "status    existing: Nijmegen, Midden Brabant" in shown.out
