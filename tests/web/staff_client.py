"""A signed-in person who reads pages and posts forms, as a browser does without JavaScript."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import httpx

from tests.web.office import PASSWORD, Office

_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
_JUDGEMENT = re.compile(r'name="judgement" value="([0-9a-f]{64})"')
_TAGS = re.compile(r"<[^>]+>")


class StaffClient:
    """One browser."""

    def __init__(self, client: httpx.Client) -> None:
        self.http = client

    def get(self, path: str) -> httpx.Response:
        """Read a page."""
        return self.http.get(path)

    def text(self, path: str) -> str:
        """Read the words of a page."""
        return words_of(self.get(path))

    def token(self, path: str = "/") -> str:
        """Return the token that the forms of a page have."""
        return token_in(self.get(path).text)

    def post(self, path: str, **fields: str) -> httpx.Response:
        """Post a form with the token of this person."""
        return self.http.post(path, data={"csrf": self.token(), **fields})

    def judgement(self, reference: str) -> str:
        """Return which judgement the page of a mail shows."""
        found = _JUDGEMENT.search(self.get(f"/mails/{reference}").text)
        assert found is not None, reference
        return found[1]


def token_in(html: str) -> str:
    """Return the token of the first form."""
    found = _TOKEN.search(html)
    assert found is not None, html
    return found[1]


def words_of(response: httpx.Response) -> str:
    """Return what stands on a page, on one line."""
    return " ".join(unescape(_TAGS.sub(" ", response.text)).split())


def sign_in(client: httpx.Client, account: str, password: str = PASSWORD) -> httpx.Response:
    """Fill in the form."""
    token = token_in(client.get("/sign-in").text)
    fields = {"csrf": token, "account": account, "password": password, "next": "/"}
    return client.post("/sign-in", data=fields)


@contextmanager
def signed_in(office: Office, account: str) -> Iterator[StaffClient]:
    """Sign somebody in."""
    with httpx.Client(base_url=office.url) as client:
        assert sign_in(client, account).status_code == httpx.codes.SEE_OTHER
        yield StaffClient(client)
