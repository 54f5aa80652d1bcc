"""Every route: nobody gets in unsigned, sees another office, or posts a form that is not ours."""

from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest

from intake.web.pages import PAGES
from intake.web.visit import Page
from tests.web.conftest import arrived, reconciled
from tests.web.office import Office
from tests.web.staff_client import StaffClient, words_of

# Each worker of a test run makes an office of its own for these.

MINUTE = timedelta(minutes=1)
A_MINUTE = 60
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PRIVATE = [page for page in PAGES if not page.is_public]
FORMS = [page for page in PAGES if page.method == "POST"]
OF_AN_OFFICE = [page for page in PRIVATE if "{" in page.path]


@dataclass(frozen=True)
class Things:
    """A late mail and a report of a reconciliation of one office."""

    reference: str
    report: int


NOTHING = Things("OCO-00000-00000", 999_999_999)


@pytest.fixture(scope="session")
def things(office: Office) -> dict[str, Things]:
    """Of each office something that another one must not see."""
    senders = {name: office.deliver(MINUTE, office=name) for name in ("vgz", "dsw")}
    references = {name: arrived(office, sender) for name, sender in senders.items()}
    return {name: Things(references[name], report) for name, report in reconciled(office).items()}


def path_of(page: Page, thing: Things, zorgkantoor: str) -> str:
    """Return a path of a route that leads to something of an office."""
    return page.path.format(
        reference=thing.reference,
        report=thing.report,
        round="2024-2025",
        zorgkantoor=zorgkantoor,
        stream="registration",
    )


def names(page: Page) -> str:
    return page.name


@pytest.mark.parametrize("page", PRIVATE, ids=names)
def test_nobody_gets_in_without_signing_in(
    nobody: httpx.Client, things: dict[str, Things], page: Page
) -> None:
    answer = nobody.request(page.method, path_of(page, things["vgz"], "vgz"))
    if page.method == "POST":
        assert answer.status_code == httpx.codes.FORBIDDEN
    else:
        assert answer.status_code == httpx.codes.SEE_OTHER
        assert answer.headers["location"].startswith("/sign-in")
    assert "aanbieder.test" not in answer.text


@pytest.mark.parametrize("page", FORMS, ids=names)
@pytest.mark.parametrize("token", ["", "0" * 64, "x"])
def test_a_form_without_its_token_is_refused(
    vera: StaffClient, things: dict[str, Things], page: Page, token: str
) -> None:
    fields = {"csrf": token} if token else {}
    answer = vera.http.post(path_of(page, things["vgz"], "vgz"), data=fields)
    assert answer.status_code == httpx.codes.FORBIDDEN
    assert "niets opgeslagen" in words_of(answer)


@pytest.mark.parametrize("page", FORMS, ids=names)
def test_a_form_of_another_site_or_person_is_refused(
    vera: StaffClient, dirk: StaffClient, things: dict[str, Things], page: Page
) -> None:
    path = path_of(page, things["vgz"], "vgz")
    theirs = vera.http.post(path, data={"csrf": dirk.token()})
    foreign = {"Origin": "https://elders.example"}
    other = vera.http.post(path, data={"csrf": vera.token()}, headers=foreign)
    assert {theirs.status_code, other.status_code} == {httpx.codes.FORBIDDEN}


@pytest.mark.parametrize("page", OF_AN_OFFICE, ids=names)
def test_what_belongs_to_another_office_is_not_there(
    vera: StaffClient, dirk: StaffClient, things: dict[str, Things], page: Page
) -> None:
    fields = {
        "verdict": "in_time",
        "reason": "De storing lag bij ons.",
        "after": "0",
        "remark": "x",
    }
    for client, other in ((vera, "dsw"), (dirk, "vgz")):
        path = path_of(page, things[other], other)
        answer = client.get(path) if page.method == "GET" else client.post(path, **fields)
        assert answer.status_code == httpx.codes.NOT_FOUND
        # It looks exactly like what never existed.
        unknown = path_of(page, NOTHING, "salland")
        absent = client.get(unknown) if page.method == "GET" else client.post(unknown, **fields)
        assert (
            words_of(answer).rpartition("Deze pagina is gemaakt")[0]
            == (words_of(absent).rpartition("Deze pagina is gemaakt")[0])
        )


def test_lists_hold_nothing_of_another_office(
    vera: StaffClient, dirk: StaffClient, things: dict[str, Things]
) -> None:
    for path in (
        "/", "/?tab=decided", "/?zorgkantoor=dsw", "/?zorgkantoor=vgz", "/deadlines",
        "/reconciliation", "/outages",
    ):  # fmt: skip
        assert things["dsw"].reference not in vera.text(path)
        assert things["vgz"].reference not in dirk.text(path)
        assert "DSW" not in vera.text(path)
        assert "VGZ" not in dirk.text(path)
        assert "oco@dsw.test" not in vera.text(path)
        assert "oco@vgz.test" not in dirk.text(path)
    assert things["vgz"].reference in vera.text("/")
    assert things["dsw"].reference in dirk.text("/")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 303),
        ("/sign-in", 200),
        ("/nergens", 404),
        ("/sign-out", 405),
        ("/static/style.css", 200),
        ("/static/..%2fpages.py", 404),
        ("/healthz", 200),
        ("/readyz", 200),
    ],
)
def test_every_answer_keeps_itself_to_itself(nobody: httpx.Client, path: str, status: int) -> None:
    answer = nobody.get(path)
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "server" not in answer.headers


def test_pages_have_no_script_no_inline_style_and_nothing_from_elsewhere(
    vera: StaffClient, things: dict[str, Things]
) -> None:
    for page in PAGES:
        if page.method == "GET":
            html = vera.get(path_of(page, things["vgz"], "vgz")).text
            assert "<script" not in html
            assert " style=" not in html
            assert "http://" not in html.replace("http://www.w3.org", "")
            assert "https://" not in html


def test_the_pages_answer_under_their_own_name_alone(nobody: httpx.Client) -> None:
    answer = nobody.get("/sign-in", headers={"Host": "elders.example"})
    assert answer.status_code == httpx.codes.MISDIRECTED_REQUEST
    assert "csrf" not in answer.text


def test_health_is_told_to_whoever_asks(nobody: httpx.Client) -> None:
    assert nobody.get("/healthz", headers={"Host": "10.0.0.1"}).text == "ok\n"
    told = nobody.get("/readyz").json()
    looks = told.pop("mailboxes")
    assert told == {"database": "ok", "archive": "ok"}
    assert [look["zorgkantoor"] for look in looks] == ["vgz", "dsw"]
    # They are looked into each second, and that is written down every few.
    assert all(0 <= look["seconds_since_last_look"] <= A_MINUTE for look in looks)
    assert "@" not in nobody.get("/readyz").text


def test_a_form_that_is_too_large_is_refused(vera: StaffClient) -> None:
    answer = vera.http.post("/sign-out", content=b"x=" + b"y" * 70_000)
    assert answer.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE


@pytest.mark.parametrize("content", [b"\xff\xfe", b"csrf", b"&" * 1000, b"a=1&" * 500, b"{}"])
def test_what_is_no_form_is_refused_in_words(vera: StaffClient, content: bytes) -> None:
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data", "application/json"):
        answer = vera.http.post("/sign-out", content=content, headers={"Content-Type": kind})
        assert answer.status_code == httpx.codes.FORBIDDEN


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=9999999999", "page=99999", "verdict=zzz", "kind=%00",
     "tab=%3Cscript%3E", "zorgkantoor=%27%20OR%201=1"],
)  # fmt: skip
def test_odd_questions_to_the_list_give_a_list(vera: StaffClient, query: str) -> None:
    answer = vera.get(f"/?{query}")
    assert answer.status_code == httpx.codes.OK
    assert "<script>" not in answer.text
