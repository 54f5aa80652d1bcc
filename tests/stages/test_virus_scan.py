"""What becomes of a mail with a virus in it, with the scanner there, away, and back."""

import io
import zipfile
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from deploy.servers.clamd import EICAR, SIGNATURE, Clamd
from deploy.servers.throwaway import throwaway_directory
from intake.adapters.clamd_scanner import ClamdAddress, ClamdScanner
from intake.domain.documents import JudgedDocument, Readable
from intake.domain.errors import ServerUnreachableError
from intake.domain.lifecycle import MailState, ReceiptState
from intake.domain.problems import ProblemCode
from intake.domain.receipt import VIRUS_KIND, Letter
from intake.domain.records import StoredAssessment, StoredMail
from intake.domain.virus_scan import is_quarantined
from intake.stages.first_scan import FirstScan
from storage.blob_places import BlobPlaces
from storage.evidence_export import EvidenceExport
from storage.evidence_verification import EvidenceVerification
from tests.fakes.letter_sender import Conduct, MemoryLetterSender
from tests.fakes.scanner import MemoryScanner
from tests.world import ADDRESS, World

SENDER = "inkoop@aanbieder.test"
PLAN = "Plan van aanpak.txt"
STATEMENT = "Bestuursverklaring.txt"
PAST_THE_DEADLINE = timedelta(days=3)


@pytest.fixture
def scanner(world: World) -> MemoryScanner:
    world.scanner = MemoryScanner()
    return world.scanner


@pytest.fixture
def sender() -> MemoryLetterSender:
    return MemoryLetterSender()


def registration(plan: bytes = EICAR, name: str = PLAN, *, machine: bool = False) -> bytes:
    """Return a registration with a sound statement and a plan, which is infected by itself."""
    mail = EmailMessage()
    mail["From"] = f"Aanbieder <{SENDER}>"
    mail["To"] = ADDRESS
    mail["Subject"] = "Inschrijving clientondersteuning regio Nijmegen"
    mail["Message-ID"] = "<1@aanbieder.test>"
    if machine:
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("Hierbij onze inschrijving voor de regio Nijmegen.\n")
    mail.add_attachment("Bestuursverklaring\n", filename=STATEMENT)
    kind = "zip" if name.endswith(".zip") else "octet-stream"
    mail.add_attachment(plan, "application", kind, filename=name)
    return mail.as_bytes(policy=policy.SMTP)


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("map/plan.txt", content)
    return out.getvalue()


def document(mail: StoredMail, name: str = PLAN) -> JudgedDocument:
    assert mail.parsed is not None
    assert mail.checks is not None
    pairs = zip(mail.parsed.attachments, mail.checks.documents, strict=True)
    return next(judged for attachment, judged in pairs if attachment.name == name)


def codes(mail: StoredMail, name: str = PLAN) -> set[ProblemCode]:
    return {item.code for item in document(mail, name).problems}


def flags(mail: StoredMail) -> set[str]:
    assert mail.checks is not None
    return set(mail.checks.flags) & {"infected", "not_scanned"}


def assessment(world: World) -> StoredAssessment:
    with world.storage.unit(write=False) as unit:
        (row,) = unit.registrations.assessments()
    return row


def words(letter: Letter, kind: str = "plain") -> str:
    part = message_from_bytes(letter.raw, policy=policy.default).get_body((kind,))
    assert part is not None
    return " ".join(part.get_content().split())


def assert_whole(world: World, tmp_path: Path) -> None:
    """Hold the whole evidence log against what it vouches for."""
    with world.storage.snapshot() as snapshot:
        places = BlobPlaces(tmp_path / "archive")
        check = EvidenceVerification(snapshot, places, None, lambda _done, _total: None)
        assert list(check.all()) == []


def test_what_is_found_stays_closed_and_the_rest_is_handled(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender, tmp_path: Path
) -> None:
    mail = world.take_to_checked(registration())
    assert document(mail).readable is Readable.NO
    assert next(item.text for item in document(mail).problems) == SIGNATURE
    assert codes(mail) >= {ProblemCode.INFECTED}
    assert document(mail, STATEMENT).readable is Readable.YES
    assert flags(mail) == {"infected"}
    assert len(scanner.asked) == 2
    world.acknowledge(mail.id, sender)
    world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.HANDED_OVER
    assert len(sender.delivered) == 1
    assert len(scanner.asked) == 2
    told = {item["name"]: item for item in assessment(world).payload["data"]["documents"]}
    assert told[PLAN]["quarantined"] is True
    assert told[STATEMENT]["quarantined"] is False
    assert "infected" in told[PLAN]["problems"]
    # It is kept as it came.
    assert world.archive.path(told[PLAN]["sha256"]).read_bytes() == EICAR
    assert_whole(world, tmp_path)


def test_the_receipt_names_the_file_and_what_to_do(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender
) -> None:
    del scanner
    mail = world.take_to_checked(registration())
    world.acknowledge(mail.id, sender)
    told = words(sender.delivered[0])
    assert "2. „Plan van aanpak.txt”" in told
    assert "In dit bestand is een virus gevonden. Wij openen het niet." in told
    assert "In bestand 2 is een virus gevonden." in told
    assert "Stuur ons daarna een schone versie van bestand 2." in told
    assert "In bestand 2 is een virus gevonden." in words(sender.delivered[0], "html")


def test_without_a_scanner_nothing_is_said_of_viruses(
    world: World, sender: MemoryLetterSender
) -> None:
    mail = world.take_to_checked(registration())
    world.acknowledge(mail.id, sender)
    world.hand_over(mail.id)
    assert flags(mail) == set()
    assert "virus" not in words(sender.delivered[0]).lower()
    assert world.mail(mail.id).state is MailState.HANDED_OVER


def test_the_receipt_does_not_wait_for_a_scanner_that_is_away(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender
) -> None:
    scanner.is_away = True
    mail = world.take_to_checked(registration())
    assert document(mail).readable is Readable.YES  # in a child process, as ever
    assert codes(mail) >= {ProblemCode.NOT_SCANNED}
    assert flags(mail) == {"not_scanned"}
    world.acknowledge(mail.id, sender)
    told = words(sender.delivered[0])
    assert "De bestanden 1 en 2 zijn nog niet op virussen gecontroleerd. Dat doen wij nog." in told
    for _ in range(3):
        with pytest.raises(ServerUnreachableError):
            world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.ACKNOWLEDGED
    assert "scanned" not in world.events(mail.id)


def test_what_is_clean_when_the_scanner_is_back_is_handed_over(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender, tmp_path: Path
) -> None:
    scanner.is_away = True
    mail = world.take_to_checked(registration(b"een plan"))
    world.acknowledge(mail.id, sender)
    scanner.is_away = False
    world.hand_over(mail.id)
    after = world.mail(mail.id)
    assert after.state is MailState.HANDED_OVER
    assert flags(after) == set()
    assert "not_scanned" not in assessment(world).payload["data"]["flags"]
    assert world.events(mail.id)[-2:] == ["scanned", "handed_over"]
    assert len(sender.delivered) == 1
    with world.storage.unit(write=False) as unit:
        assert "not_scanned" not in unit.registrations.list()[0].flags
    assert_whole(world, tmp_path)


def found_later(world: World, scanner: MemoryScanner, sender: MemoryLetterSender) -> StoredMail:
    """Take a mail to where a virus was found after its receipt."""
    scanner.is_away = True
    mail = world.take_to_checked(registration())
    world.acknowledge(mail.id, sender)
    scanner.is_away = False
    world.hand_over(mail.id)
    return world.mail(mail.id)


def test_what_is_found_after_the_receipt_is_told_in_a_letter_of_its_own(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender, tmp_path: Path
) -> None:
    mail = found_later(world, scanner, sender)
    assert mail.state is MailState.CHECKED
    assert flags(mail) == {"infected"}
    assert document(mail).readable is Readable.NO
    assert codes(mail) >= {ProblemCode.INFECTED}
    assert ProblemCode.NOT_SCANNED not in codes(mail) | codes(mail, STATEMENT)
    world.acknowledge(mail.id, sender)
    receipt, letter = sender.delivered
    assert letter.recipient == SENDER
    assert letter.message_id != receipt.message_id
    headers = message_from_bytes(letter.raw, policy=policy.default)
    assert headers["In-Reply-To"] == "<1@aanbieder.test>"
    assert headers["Auto-Submitted"] == "auto-replied"
    assert headers["Subject"].startswith(f"Virus gevonden {mail.reference}: ")
    for kind in ("plain", "html"):
        told = words(letter, kind)
        assert "In het bestand hieronder is een virus gevonden." in told
        assert PLAN in told
        assert STATEMENT not in told
        assert "dinsdag 1 augustus 2023" in told
        assert mail.reference in told
    world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.HANDED_OVER
    assert world.receipt(mail.id, VIRUS_KIND).state is ReceiptState.SENT
    assert world.receipt(mail.id).state is ReceiptState.SENT
    documents = assessment(world).payload["data"]["documents"]
    assert [item["quarantined"] for item in documents] == [False, True]
    assert_whole(world, tmp_path)


def test_after_the_deadline_the_letter_asks_for_nothing(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender
) -> None:
    mail = found_later(world, scanner, sender)
    world.clock.pass_(PAST_THE_DEADLINE)
    world.acknowledge(mail.id, sender)
    told = words(sender.delivered[-1])
    assert "De termijn om u in te schrijven is voorbij." in told
    assert "schone versie" not in told


def test_the_letter_is_sent_once_however_often_the_stages_run(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender
) -> None:
    mail = found_later(world, scanner, sender)
    sender.conduct = Conduct.BREAKS_AFTER_DATA
    with pytest.raises(Exception, match="uncertain"):
        world.acknowledge(mail.id, sender)
    sender.conduct = Conduct.WELL
    world.acknowledge(mail.id, sender)
    world.acknowledge(mail.id, sender)
    world.hand_over(mail.id)
    world.hand_over(mail.id)
    _, *letters = sender.delivered
    # The one that may have gone out and its resend are the same letter.
    assert len(letters) == 2
    assert letters[0].raw == letters[1].raw
    assert world.events(mail.id).count("virus_found") == 1


def test_a_machine_gets_neither_letter(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender
) -> None:
    scanner.is_away = True
    mail = world.take_to_checked(registration(machine=True))
    world.acknowledge(mail.id, sender)
    scanner.is_away = False
    world.hand_over(mail.id)
    world.acknowledge(mail.id, sender)
    world.hand_over(mail.id)
    assert sender.attempts == []
    assert world.receipt(mail.id, VIRUS_KIND).state is ReceiptState.WITHHELD
    assert world.mail(mail.id).state in (MailState.HANDED_OVER, MailState.FILED)


def test_what_was_scanned_before_the_scanner_went_away_again_is_kept_and_told_once(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender, tmp_path: Path
) -> None:
    scanner.is_away = True
    raw = registration(EICAR, "a.dat")
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    message.add_attachment(b"later", "application", "octet-stream", filename="z.dat")
    mail = world.take_to_checked(message.as_bytes(policy=policy.SMTP))
    world.acknowledge(mail.id, sender)
    scanner.is_away, scanner.answers_left = False, 2
    with pytest.raises(ServerUnreachableError):
        world.hand_over(mail.id)
    between = world.mail(mail.id)
    assert between.state is MailState.ACKNOWLEDGED
    assert flags(between) == {"infected", "not_scanned"}
    assert is_quarantined(document(between, "a.dat"))
    scanner.is_away, scanner.answers_left = False, None
    world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.CHECKED
    world.acknowledge(mail.id, sender)
    world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.HANDED_OVER
    assert len(sender.delivered) == 2
    assert_whole(world, tmp_path)


def test_what_is_too_large_to_scan_is_flagged_and_waits_for_nobody(
    world: World, sender: MemoryLetterSender
) -> None:
    world.scanner = MemoryScanner(max_stream_bytes=len(EICAR))
    mail = world.take_to_checked(registration(EICAR * 2))
    assert codes(mail) >= {ProblemCode.TOO_LARGE_TO_SCAN}
    assert flags(mail) == {"not_scanned"}
    world.acknowledge(mail.id, sender)
    told = words(sender.delivered[0])
    assert "Dit bestand is te groot om automatisch op virussen te controleren." in told
    assert "nog niet op virussen" not in told
    world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.HANDED_OVER
    assert "not_scanned" in assessment(world).payload["data"]["flags"]


def test_a_scanner_that_did_not_answer_is_left_alone_for_a_while(tmp_path: Path) -> None:
    now = [0.0]
    scanner = MemoryScanner()
    scanner.is_away = True
    first = FirstScan(scanner, 20, lambda: now[0])
    file = tmp_path / "x"
    file.write_bytes(b"x")
    assert first.of_one_mail()(file).problem is not None
    scanner.is_away = False
    assert first.of_one_mail()(file).problem is not None
    assert scanner.asked == []
    now[0] = 31.0
    assert first.of_one_mail()(file).problem is None


def test_an_export_leaves_out_what_nobody_is_given_and_says_so(
    world: World, scanner: MemoryScanner, sender: MemoryLetterSender, tmp_path: Path
) -> None:
    del scanner
    mail = world.take_to_checked(registration())
    world.acknowledge(mail.id, sender)
    assert mail.parsed is not None
    by_name = {item.name: item.sha256 for item in mail.parsed.attachments}
    for whole in (True, False):
        directory = tmp_path / f"bewijs-{whole}"
        with world.storage.snapshot() as snapshot:
            places = BlobPlaces(tmp_path / "archive")
            export = EvidenceExport(snapshot, places, None, directory, lambda _done, _total: None)
            export.all() if whole else export.receipt(mail.reference, [mail.id])
        given = {path.name for path in (directory / "blobs").iterdir()}
        assert by_name[STATEMENT] in given
        assert not given & {by_name[PLAN], mail.arrived.sha256}
        told = (directory / "QUARANTAINE.txt").read_text("utf-8")
        assert by_name[PLAN] in told
        assert mail.arrived.sha256 in told
        assert EICAR not in b"".join(
            path.read_bytes() for path in directory.rglob("*") if path.is_file()
        )


def test_debians_clamd_is_away_at_the_check_and_back_before_the_hand_over(
    world: World, sender: MemoryLetterSender, tmp_path: Path
) -> None:
    with throwaway_directory("clamd") as directory:
        clamd = Clamd(directory)
        world.scanner = ClamdScanner(ClamdAddress(clamd.host, clamd.port), 60.0, 10_000_000)
        mail = world.take_to_checked(registration(zipped(EICAR), "plan.zip"))
        assert flags(mail) == {"not_scanned"}
        world.acknowledge(mail.id, sender)
        with pytest.raises(ServerUnreachableError):
            world.hand_over(mail.id)
        with clamd:
            world.hand_over(mail.id)
            assert flags(world.mail(mail.id)) == {"infected"}
            world.acknowledge(mail.id, sender)
            world.hand_over(mail.id)
            again = world.take_to_checked(registration(zipped(EICAR) + b" ", "plan.zip"))
            # Whether it is taken apart or kept whole.
            assert flags(again) == {"infected"}
    assert world.mail(mail.id).state is MailState.HANDED_OVER
    assert len(sender.delivered) == 2
    assert_whole(world, tmp_path)
