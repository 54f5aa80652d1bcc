"""Which provider can have which paper: one person alone has no board, no RSIN and no owner."""

from datetime import date
from typing import Any, Final

from deploy.samples.papers.case import Party
from deploy.samples.papers.layouts import Layout
from deploy.samples.papers.measure import (
    authority,
    declarations,
    proofs,
    registers,
    unasked,
)
from deploy.samples.papers.measure import providers as who

_LEGAL: Final = tuple(party for party in who.ALL if party not in who.NATURAL)
_BOARDS: Final = (who.DELTA, who.HOFSTAD, who.MIJN)
_OF: Final[dict[Layout, tuple[Party, ...]]] = {
    declarations.letter_of_the_board: (*_BOARDS, who.AMSTEL, who.BRUG, who.KRING),
    declarations.plain_half_page: who.NATURAL,
    authority.minutes_that_decide: (*_BOARDS, who.KRING),
    authority.director_alone_is_enough: (who.AMSTEL, who.DELTA, who.BRUG),
    registers.extract_of_a_legal_person: _LEGAL,
    registers.extract_of_a_person: who.NATURAL,
    registers.certified_copy: _LEGAL,
    registers.english_extract: _LEGAL,
    registers.table_of_shares: (who.BRUG, who.AMSTEL),
    registers.opinion_without_owners: _BOARDS,
    unasked.statutes: _BOARDS,
    unasked.receipt_of_an_application: _LEGAL,
}
_IN_2022: Final = date(2022, 7, 12)
OWN: Final[dict[Layout, dict[str, Any]]] = {
    declarations.of_a_combination: {"party": who.DELTA, "members": (who.HOFSTAD,)},
    authority.partners_choose_one: {"party": who.KRING, "members": (who.SAMEN,)},
    proofs.consent_to_extension: {"day": _IN_2022},
    proofs.consent_by_letter: {"day": _IN_2022},
    unasked.withdrawal: {"day": date(2023, 11, 6)},
}
"""Arguments that a layout is always drawn with."""


def may_have(drawn: Layout, party: Party) -> bool:
    """Tell whether a provider can have such a paper."""
    if drawn in _OF:
        return party in _OF[drawn]
    return party in _LEGAL if drawn.kind in {"vog_rp", "ubo_register"} else True
