"""The kinds of answer a page gives."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import HTMLResponse, RedirectResponse, Response

from intake.web.visit import Visit, Workplace


def page(
    work: Workplace,
    visit: Visit,
    template: str,
    values: Mapping[str, Any],
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """Return a page with the frame that all pages have."""
    frame = {"visit": visit, "member": visit.member, "csrf": visit.csrf, "now": visit.now}
    html = work.templates.render(template, {**frame, **values})
    return HTMLResponse(html, status)


def go_to(path: str) -> Response:
    """Send the browser on after a form, so that a reload posts nothing twice."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def trouble(work: Workplace, visit: Visit, status: HTTPStatus) -> Response:
    """Return the page that says that something cannot be done."""
    title, words = _TROUBLES.get(status, _TROUBLES[HTTPStatus.INTERNAL_SERVER_ERROR])
    return page(work, visit, "trouble.html.j2", {"title": title, "words": words}, status)


_TROUBLES = {
    HTTPStatus.BAD_REQUEST: (
        "Dit verzoek klopt niet",
        "Ga terug naar het overzicht en probeer het opnieuw.",
    ),
    HTTPStatus.FORBIDDEN: (
        "Dit formulier is niet verwerkt",
        (
            "Het formulier was verlopen of kwam niet van deze pagina's. Er is niets opgeslagen. "
            "Open de pagina opnieuw en vul het formulier nog een keer in."
        ),
    ),
    HTTPStatus.NOT_FOUND: (
        "Deze pagina is er niet",
        "De pagina bestaat niet, of hoort bij een zorgkantoor dat u niet mag zien.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "Dit kan hier niet",
        "Ga terug naar het overzicht en probeer het opnieuw.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "Dit formulier is te groot",
        "Er is niets opgeslagen. Maak de tekst korter en probeer het opnieuw.",
    ),
    HTTPStatus.MISDIRECTED_REQUEST: (
        "Dit adres klopt niet",
        "Open de pagina's met het adres dat u van uw beheerder hebt gekregen.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "Even niet beschikbaar",
        (
            "De gegevens zijn nu niet te bereiken. Er is niets opgeslagen. Probeer het over een "
            "minuut opnieuw."
        ),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "Er ging iets mis",
        (
            "Er is niets opgeslagen. Probeer het opnieuw. Blijft het misgaan? Meld het dan bij "
            "uw beheerder, met de tijd waarop het gebeurde."
        ),
    ),
}
