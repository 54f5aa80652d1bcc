"""Signing in: throttled, remembered in the database, and over when it is over."""

import hashlib
from datetime import UTC, datetime

import httpx
import pytest

from intake.adapters.argon2_passwords import Argon2Passwords
from tests.web.office import PASSWORD, Office, Person
from tests.web.staff_client import StaffClient, sign_in, token_in, words_of

# Each worker of a test run makes an office of its own for these.

WRONG = "De naam of het wachtwoord klopt niet."


@pytest.fixture
def newcomer(office: Office) -> Person:
    """Somebody whose account no other test uses."""
    name = f"nieuw-{datetime.now(UTC).timestamp():.6f}"
    person = Person(name, "Nina Nieuw", ("vgz",))
    office.hire(person)
    return person


def test_a_session_is_a_cookie_that_no_script_and_no_other_site_gets(
    nobody: httpx.Client, newcomer: Person
) -> None:
    before = nobody.get("/sign-in").cookies["oco-intake"]
    answer = sign_in(nobody, newcomer.account)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "Path=/" in cookie
    # On plain HTTP of this machine a secure cookie would never come back.
    assert "Secure" not in cookie
    assert answer.cookies["oco-intake"] != before
    assert nobody.get("/").status_code == httpx.codes.OK


def test_the_token_is_not_in_the_database(
    office: Office, nobody: httpx.Client, newcomer: Person
) -> None:
    sign_in(nobody, newcomer.account)
    token = nobody.cookies["oco-intake"]
    files = list(office.installation.data.glob("intake.db*"))
    assert files
    for file in files:
        content = file.read_bytes()
        assert token.encode() not in content
        assert PASSWORD.encode() not in content


def test_signing_out_ends_the_session_for_whoever_has_its_token(
    office: Office, nobody: httpx.Client, newcomer: Person
) -> None:
    sign_in(nobody, newcomer.account)
    token = nobody.cookies["oco-intake"]
    StaffClient(nobody).post("/sign-out")
    assert nobody.get("/").status_code == httpx.codes.SEE_OTHER
    with httpx.Client(base_url=office.url, cookies={"oco-intake": token}) as thief:
        assert thief.get("/").status_code == httpx.codes.SEE_OTHER


def test_wrong_name_and_wrong_password_sound_alike(nobody: httpx.Client, newcomer: Person) -> None:
    for account, password in ((newcomer.account, "iets heel anders"), ("niemand-x", PASSWORD)):
        answer = sign_in(nobody, account, password)
        assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        assert WRONG in words_of(answer)
        assert PASSWORD not in answer.text


def test_guessing_is_slowed_even_for_the_right_password(
    nobody: httpx.Client, newcomer: Person
) -> None:
    for _ in range(5):
        assert WRONG in words_of(sign_in(nobody, newcomer.account, "iets heel anders"))
    refused = sign_in(nobody, newcomer.account)
    assert refused.status_code == httpx.codes.TOO_MANY_REQUESTS
    assert "Te veel pogingen. Probeer het over" in words_of(refused)


def test_a_restart_forgets_no_guess(own_office: Office) -> None:
    with httpx.Client(base_url=own_office.url) as client:
        for _ in range(5):
            sign_in(client, "vera", "iets heel anders")
    with own_office.storage.unit() as unit:
        # What a new process finds.
        key = hashlib.sha256(b"vera\n127.0.0.1").hexdigest()
        assert len(unit.staff.failures(key, datetime.fromtimestamp(0, UTC))) == 5


def test_guesses_from_elsewhere_keep_nobody_out(nobody: httpx.Client, newcomer: Person) -> None:
    port = nobody.base_url.port
    elsewhere = httpx.HTTPTransport(local_address="127.0.0.9")
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=elsewhere) as guesser:
        for _ in range(6):
            answer = sign_in(guesser, newcomer.account, "iets heel anders")
        assert answer.status_code == httpx.codes.TOO_MANY_REQUESTS
    assert sign_in(nobody, newcomer.account).status_code == httpx.codes.SEE_OTHER


def test_mistakes_are_forgotten_once_one_is_in(nobody: httpx.Client, newcomer: Person) -> None:
    for _ in range(2):
        for _ in range(4):
            sign_in(nobody, newcomer.account, "iets heel anders")
        assert sign_in(nobody, newcomer.account).status_code == httpx.codes.SEE_OTHER
        StaffClient(nobody).post("/sign-out")


def test_a_disabled_account_is_out_at_once_and_stays_out(
    office: Office, nobody: httpx.Client, newcomer: Person
) -> None:
    sign_in(nobody, newcomer.account)
    assert office.installation.intake("user", "disable", newcomer.account).status == 0
    assert nobody.get("/").status_code == httpx.codes.SEE_OTHER
    assert WRONG in words_of(sign_in(nobody, newcomer.account))


@pytest.mark.parametrize(
    ("next_", "goes_to"),
    [
        ("/mails/OCO-00000-00000", "/mails/OCO-00000-00000"),
        ("//elders.example", "/"),
        ("https://elders.example", "/"),
        ("/\\elders.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/%0d%0aSet-Cookie: x", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_to_our_own_pages_alone(
    nobody: httpx.Client, newcomer: Person, next_: str, goes_to: str
) -> None:
    token = token_in(nobody.get("/sign-in").text)
    fields = {"csrf": token, "account": newcomer.account, "password": PASSWORD, "next": next_}
    answer = nobody.post("/sign-in", data=fields)
    assert answer.headers["location"] == goes_to


def test_a_password_is_kept_as_a_slow_hash_and_nothing_else_fits() -> None:
    passwords = Argon2Passwords()
    kept = passwords.hash(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert passwords.hash(PASSWORD) != kept
    assert passwords.verify(PASSWORD, kept)
    assert not passwords.verify(PASSWORD + " ", kept)
    assert not passwords.verify(PASSWORD, None)
    assert not passwords.verify(PASSWORD, "geen hash")
    assert not passwords.is_outdated(kept)
    assert passwords.is_outdated(kept.replace("t=3", "t=1"))
