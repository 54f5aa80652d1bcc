"""Every request passes here: who asks, is the form one of ours, and may the answer be framed.

A page is a plain function that gets a `Visit`; nothing reaches it that is not signed in,
unless its route says that it is public, and no form without the token of its page.
"""

import hmac
import secrets
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from intake.domain.errors import TemporaryError
from intake.domain.staff import client_of
from intake.web.answers import go_to, trouble
from intake.web.visit import NoSuchPageError, Page, Visit, Workplace, token_sha256

_LARGEST_FORM: Final = 65_536
_MOST_FIELDS: Final = 40
_TOKEN_BYTES: Final = 32
_LONGEST_TOKEN: Final = 200
_FORM: Final = "application/x-www-form-urlencoded"
_NEW_TOKEN: Final = "x-new-token"  # noqa: S105 - the name of a header that never leaves

Fault = Callable[[str, BaseException], None]


class FormTooLargeError(Exception):
    """More was posted than any form of ours holds."""


class Gate:
    """Turns requests into visits and visits into answers.

    Args:
        work: What the pages share.
        fault: Told of what nobody foresaw; the visitor gets a plain page.
    """

    def __init__(self, work: Workplace, fault: Fault) -> None:
        self._work = work
        self._fault = fault
        self._is_secure = work.origin.startswith("https:")
        self._host = urlsplit(work.origin).netloc
        # A cookie of this name is taken from no other host, and from none without TLS.
        self._cookie = "__Host-oco-intake" if self._is_secure else "oco-intake"

    async def answer(self, page: Page, request: Request) -> Response:
        """Answer a request for a page; never raises."""
        if request.headers.get("host", "").lower() != self._host:
            return trouble(self._work, self.stranger(request), HTTPStatus.MISDIRECTED_REQUEST)
        try:
            form = await _form(request)
        except FormTooLargeError:
            stranger = self.stranger(request)
            return trouble(self._work, stranger, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return await run_in_threadpool(self._answer, page, request, form)

    def _answer(self, page: Page, request: Request, form: Mapping[str, str]) -> Response:
        visit, is_known = self.stranger(request), False
        try:
            visit, is_known = self._visit(request, form), True
            response = self._admit(page, visit, request)
        except NoSuchPageError:
            response = trouble(self._work, visit, HTTPStatus.NOT_FOUND)
        except TemporaryError:
            response = trouble(self._work, visit, HTTPStatus.SERVICE_UNAVAILABLE)
        except Exception as error:  # noqa: BLE001 - one page must not end the service
            self._fault(f"page {page.name}", error)
            response = trouble(self._work, visit, HTTPStatus.INTERNAL_SERVER_ERROR)
        if is_known:
            # Otherwise the database is away, and nobody is to be signed out by that.
            self._keep_token(request, response, visit.token)
        return response

    def _admit(self, page: Page, visit: Visit, request: Request) -> Response:
        if page.method == "POST" and not self._is_ours(request, visit):
            return trouble(self._work, visit, HTTPStatus.FORBIDDEN)
        if visit.member is None and not page.is_public:
            return go_to(f"/sign-in?next={quote(visit.path)}" if visit.path != "/" else "/sign-in")
        return page.handler(self._work, visit)

    def _is_ours(self, request: Request, visit: Visit) -> bool:
        origin = request.headers.get("origin")
        from_here = origin is None or origin.lower() == self._work.origin
        return from_here and hmac.compare_digest(
            visit.form.get("csrf", "").encode(), visit.csrf.encode()
        )

    def _visit(self, request: Request, form: Mapping[str, str]) -> Visit:
        token = request.cookies.get(self._cookie, "")
        member = None
        now = self._work.clock.now()
        if 0 < len(token) <= _LONGEST_TOKEN:
            with self._work.storage.unit(write=False) as unit:
                member = unit.staff.of_session(token_sha256(token), now)
        else:
            token = new_token()
        return Visit(
            member=member,
            token=token,
            path=request.url.path,
            query=dict(request.query_params),
            now=now,
            form=form,
            places=dict(request.path_params),
            client=self._client(request),
        )

    def _client(self, request: Request) -> str:
        """Return who asks; a proxy is believed only where web.public_url says there is one."""
        connection = request.client.host if request.client else ""
        forwarded = request.headers.getlist("x-forwarded-for")
        # Without a public_url the origin is plain HTTP of this machine.
        return client_of(connection, ",".join(forwarded) if self._is_secure else None)

    def stranger(self, request: Request) -> Visit:
        """Return a visit of nobody in particular, for answers that need no database."""
        return Visit(None, new_token(), request.url.path, {}, self._work.clock.now())

    def _keep_token(self, request: Request, response: Response, token: str) -> None:
        """Give a visitor the token that belongs to the forms of the page; see `with_new_token`."""
        token = response.headers.get(_NEW_TOKEN, token)
        if _NEW_TOKEN in response.headers:
            del response.headers[_NEW_TOKEN]
        if request.cookies.get(self._cookie) == token:
            return
        response.set_cookie(
            self._cookie, token, path="/", secure=self._is_secure, httponly=True, samesite="strict"
        )


def with_new_token(response: Response, token: str) -> Response:
    """Make the browser use another token from now on: at signing in and out."""
    response.headers[_NEW_TOKEN] = token
    return response


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a posted form; of others, which no page of ours posts, none."""
    if request.method != "POST":
        return {}
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST_FORM:
            raise FormTooLargeError
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return {}
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}
    return dict(fields)
