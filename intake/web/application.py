"""The web application: the pages behind their gate, static files, and what supervisors ask."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.web.answers import trouble
from intake.web.gate import Fault, Gate
from intake.web.health import healthz, readyz
from intake.web.pages import PAGES
from intake.web.visit import Page, Workplace

_STATIC: Final = Path(__file__).with_name("static")
_STATIC_FILES: Final = {"style.css": "text/css", "icon.svg": "image/svg+xml"}
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
_ONE_YEAR: Final = 31_536_000

Endpoint = Callable[[Request], Awaitable[Response]]


def application(work: Workplace, fault: Fault) -> ASGIApp:
    """Return the application; `fault` is told of what nobody foresaw."""
    gate = Gate(work, fault)

    async def on_trouble(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return trouble(work, gate.stranger(request), HTTPStatus(status))

    async def live(_request: Request) -> Response:
        return healthz()

    async def ready(_request: Request) -> Response:
        return await run_in_threadpool(
            readyz, work.storage, work.archive, work.watches, work.clock.now()
        )

    routes = [Route(page.path, _endpoint(gate, page), methods=[page.method]) for page in PAGES]
    routes.append(Route("/static/{name}", _static, methods=["GET"]))
    routes.append(Route("/healthz", live, methods=["GET"]))
    routes.append(Route("/readyz", ready, methods=["GET"]))
    handlers: dict[Any, Any] = {HTTPException: on_trouble, Exception: on_trouble}
    plain = Starlette(routes=routes, exception_handlers=handlers)
    return _WithHeaders(plain, is_secure=work.origin.startswith("https:"))


def _endpoint(gate: Gate, page: Page) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await gate.answer(page, request)

    return endpoint


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC_FILES:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    headers = {"cache-control": "public, max-age=3600"}
    return FileResponse(_STATIC / name, media_type=_STATIC_FILES[name], headers=headers)


class _WithHeaders:
    """Puts the headers on every answer, errors included, that keep a page to itself."""

    def __init__(self, inner: ASGIApp, *, is_secure: bool) -> None:
        self._inner = inner
        headers = dict(_HEADERS)
        if is_secure:
            headers["strict-transport-security"] = f"max-age={_ONE_YEAR}"
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                added = [item for item in self._headers if item[0] not in own]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self._inner(scope, receive, send_with_headers)
