"""The full set of documents one provider needs for a registration."""

from collections.abc import Sequence
from datetime import date, timedelta

from deploy.samples.documents import (
    bestuursverklaring,
    bewijs_van_machtiging,
    onderbouwing,
    ubo_register,
    uittreksel_kvk,
    vog_rp,
)
from deploy.samples.providers import Provider

SIGNED_BEFORE = timedelta(days=6)
EXTRACTS_BEFORE = timedelta(days=33)
CONDUCT_BEFORE = timedelta(days=51)


def dossier(
    provider: Provider, regions: Sequence[str], sent_on: date, *, members: Sequence[str] = ()
) -> dict[str, bytes]:
    """Document kind -> PDF, all well within the age limits on the day `sent_on`."""
    who, kvk = provider.organisation, provider.kvk_number
    signed_on = sent_on - SIGNED_BEFORE
    stationery = {"place": provider.place, "colour": provider.colour}
    return {
        "bestuursverklaring": bestuursverklaring(
            who,
            kvk,
            regions,
            signed_on,
            signatory=provider.authorised,
            role="gemachtigde",
            place=provider.place,
            members=members,
        ),
        "bewijs_van_machtiging": bewijs_van_machtiging(
            who,
            kvk,
            signed_on,
            signatory=provider.director,
            role=provider.role,
            authorised=provider.authorised,
            **stationery,
        ),
        **register_papers(provider, sent_on),
        "onderbouwing": onderbouwing(who, kvk, regions, since=provider.since, **stationery),
    }


def register_papers(provider: Provider, sent_on: date) -> dict[str, bytes]:
    """The three papers that others issue about the provider."""
    who, kvk = provider.organisation, provider.kvk_number
    address = {"street": provider.street, "town": provider.town}
    extracted_on = sent_on - EXTRACTS_BEFORE
    share = "Meer dan 75% van de aandelen" if "vennootschap" in provider.legal_form else ""
    return {
        "vog_rp": vog_rp(who, kvk, sent_on - CONDUCT_BEFORE, **address),
        "uittreksel_kvk": uittreksel_kvk(
            who,
            kvk,
            extracted_on,
            legal_form=provider.legal_form,
            director=provider.director,
            role=provider.role,
            since=provider.since,
            **address,
        ),
        "ubo_register": ubo_register(
            who, kvk, extracted_on, owners=[provider.director], share=share
        ),
    }
