"""What a supervisor and a balancer ask: is the process there, can it do its work."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse, PlainTextResponse, Response

from intake.domain.errors import TemporaryError
from intake.ports import Archive
from intake.repositories import Storage
from intake.stages.outages import Watch, last_good_look


def healthz() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


def readyz(storage: Storage, archive: Archive, watches: Sequence[Watch], now: datetime) -> Response:
    """Say whether database and archive can be used now; 503 when one of them cannot.

    How old the last successful look at each mailbox is, is told beside it: pages can be
    served without any mail server.
    """
    looks = _looks(storage, watches, now)
    found = {"database": looks is not None, "archive": archive.reachable()}
    told: dict[str, Any] = {name: "ok" if good else "failed" for name, good in found.items()}
    status = HTTPStatus.OK if all(found.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse(told | {"mailboxes": looks or []}, status)


def _looks(
    storage: Storage, watches: Sequence[Watch], now: datetime
) -> list[dict[str, Any]] | None:
    """Return the age of the last good look at each mailbox; None without the database.

    A mailbox that was never seen has no age.
    """
    if not storage.reachable():
        return None
    try:
        with storage.unit(write=False) as unit:
            looks = [(watch.zorgkantoor, last_good_look(unit, watch)) for watch in watches]
    except TemporaryError:
        return None
    return [
        {
            "zorgkantoor": zorgkantoor,
            "seconds_since_last_look": max(0, round((now - at).total_seconds())) if at else None,
        }
        for zorgkantoor, at in looks
    ]
