"""What a supervisor and a balancer ask: is the process there, can it do its work."""

from http import HTTPStatus

from starlette.responses import JSONResponse, PlainTextResponse, Response

from intake.ports import Archive
from intake.repositories import Storage


def healthz() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


def readyz(storage: Storage, archive: Archive) -> Response:
    """Say whether database and archive can be used now; 503 when one of them cannot."""
    found = {"database": storage.reachable(), "archive": archive.reachable()}
    told = {name: "ok" if good else "failed" for name, good in found.items()}
    status = HTTPStatus.OK if all(found.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse(told, status)
