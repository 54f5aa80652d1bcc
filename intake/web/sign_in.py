"""Signing in and out. Tries are counted in the database, so that a restart forgets none."""

import hashlib
import re
from datetime import timedelta
from http import HTTPStatus
from typing import Final

from starlette.responses import Response

from intake.domain.durations import duration_in_dutch
from intake.domain.staff import (
    MOST_PASSWORD,
    SIGN_IN_WINDOW,
    StaffMember,
    as_password,
    as_sign_in_name,
    sign_in_from,
)
from intake.web.answers import go_to, page
from intake.web.gate import new_token, with_new_token
from intake.web.visit import Visit, Workplace, token_sha256

_OWN_PATH: Final = re.compile(r"/(?:[A-Za-z0-9_-]+/?)*")
_WRONG: Final = "De naam of het wachtwoord klopt niet."


def show_sign_in(work: Workplace, visit: Visit) -> Response:
    """Show the form, or go on when somebody is signed in already."""
    if visit.member is not None:
        return go_to(_next(visit.query.get("next", "")))
    return _form(work, visit, next_=visit.query.get("next", ""))


def sign_in(work: Workplace, visit: Visit) -> Response:
    """Begin a session, or say that it was not right."""
    account = as_sign_in_name(visit.form.get("account", ""))
    password = as_password(visit.form.get("password", ""))
    wait = _claim_try(work, visit, account)
    next_ = visit.form.get("next", "")
    if wait > timedelta(0):
        words = f"Te veel pogingen. Probeer het over {duration_in_dutch(wait)} opnieuw."
        return _form(work, visit, next_, words, HTTPStatus.TOO_MANY_REQUESTS)
    member = _verified(work, account, password)
    if member is None:
        return _form(work, visit, next_, _WRONG, HTTPStatus.UNPROCESSABLE_ENTITY)
    token = new_token()
    with work.storage.unit() as unit:
        # The token of before ends: nobody who knew it comes in by it.
        unit.staff.end_session(token_sha256(visit.token))
        unit.staff.forget_failures(_named(account, visit.client))
        unit.staff.start_session(
            member.id, token_sha256(token), visit.now, visit.now + work.session
        )
        unit.commit()
    return with_new_token(go_to(_next(next_)), token)


def sign_out(work: Workplace, visit: Visit) -> Response:
    """End the session."""
    with work.storage.unit() as unit:
        unit.staff.end_session(token_sha256(visit.token))
        unit.commit()
    return with_new_token(go_to("/sign-in"), new_token())


def _claim_try(work: Workplace, visit: Visit, account: str) -> timedelta:
    """Count a try as failed before it is made, so that many at once are counted too.

    Returns how long to wait, which is nothing when the try may be made.
    """
    name = _named(account, visit.client)
    oldest = visit.now - SIGN_IN_WINDOW
    with work.storage.unit() as unit:
        wait = sign_in_from(unit.staff.failures(name, oldest), visit.now) - visit.now
        if wait <= timedelta(0):
            unit.staff.add_failure(name, visit.now, oldest)
            unit.commit()
    return wait


def _verified(work: Workplace, account: str, password: str) -> StaffMember | None:
    """Return whose password it is. Takes as long when there is no such account."""
    with work.storage.unit(write=False) as unit:
        member = unit.staff.by_account(account)
        kept = unit.staff.password_hash(member.id) if member else None
    is_right = len(password) <= MOST_PASSWORD and work.passwords.verify(password, kept)
    if member is None or kept is None or not is_right or member.disabled:
        return None
    if work.passwords.is_outdated(kept):
        with work.storage.unit() as unit:
            unit.staff.rehash(member.id, work.passwords.hash(password))
            unit.commit()
    return member


def _named(account: str, client: str) -> str:
    """Return the name under which tries count; the address itself is not kept."""
    return hashlib.sha256(f"{account}\n{client}".encode()).hexdigest()


def _next(path: str) -> str:
    return path if _OWN_PATH.fullmatch(path) else "/"


def _form(
    work: Workplace,
    visit: Visit,
    next_: str,
    fault: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    account = visit.form.get("account", "")
    values = {"next": _next(next_), "fault": fault, "account": account}
    return page(work, visit, "sign_in.html.j2", values, status)
