"""Which papers of the set are scanned, and on what kind of machine."""

from typing import Final

from deploy.samples.papers import text_layer as layers
from deploy.samples.papers.layouts import Layout
from deploy.samples.papers.paper import PageClass
from deploy.samples.papers.scans import Scanner
from deploy.samples.papers.seen.third import (
    authority,
    conduct,
    declarations,
    issued,
    lists,
    own_papers,
    owners,
    plans,
    proofs,
    registers,
    unasked,
)
from deploy.samples.papers.text_layer import Layer

_APP: Final = Layer(
    "line of a scan program on a scan",
    PageClass.PARTLY,
    words="Gescand met ScanMaatje - blad {page}",
    visible=True,
)
_MAILED: Final = Layer(
    "line of a copier on a scan",
    PageClass.PARTLY,
    words="MFP-2e-verdieping 07-07-2023 11:4{page} ingekomen post",
)
_BATES: Final = Layer(
    "number of a file on a scan", PageClass.PARTLY, words="OCO-2023-00{page}7", visible=True
)
_CLEAN: Final = Layer("layer with a slip here and there", PageClass.OCR, misread=0.015)
_SCRIBBLE: Final = Layer("layer nobody can read", PageClass.GARBLED, misread=0.65)
_PHONE: Final = Scanner(dpi=190, photographed=True, colour="rgb")

SCANS: Final[tuple[tuple[Layout, Scanner, Layer | None], ...]] = (
    (registers.usual_extract, Scanner(dpi=200, skew=1.0), None),
    (registers.board_in_a_table, Scanner(dpi=150, colour="rgb", quality=45), None),
    (registers.of_one_person, Scanner(dpi=300, colour="bilevel", noise=0), None),
    (registers.of_two_partners, Scanner(dpi=200, worn=True), None),
    (registers.across_a_watermark, Scanner(dpi=180), None),
    (owners.owners_in_blocks, Scanner(dpi=150, skew=1.9), None),
    (owners.letter_of_entry, _PHONE, None),
    (owners.proof_for_third_parties, Scanner(dpi=200, stamp="KOPIE CONFORM"), None),
    (conduct.in_a_frame, Scanner(dpi=200, colour="rgb"), None),
    (conduct.capitals_of_old, Scanner(dpi=150, noise=40), None),
    (conduct.letter_that_certifies, _PHONE, None),
    (conduct.front_and_back, Scanner(dpi=200, skew=1.4), None),
    (conduct.person_in_a_frame, Scanner(dpi=200), None),
    (conduct.sent_with_a_letter, Scanner(dpi=150), None),
    (declarations.form_of_four_pages, Scanner(dpi=200, stamp="INGEKOMEN 10 JULI 2023"), None),
    (declarations.statement_of_one_director, Scanner(dpi=150, worn=True), None),
    (declarations.one_tight_page, _PHONE, None),
    (declarations.last_page_alone, Scanner(dpi=200, skew=1.6), None),
    (declarations.of_governors_together, Scanner(dpi=200, colour="bilevel", noise=0), None),
    (declarations.printed_sheet, Scanner(dpi=200, turned=270), None),
    (authority.letter_to_the_office, Scanner(dpi=150, skew=1.5), None),
    (authority.form_of_the_office, Scanner(dpi=200, colour="rgb"), None),
    (authority.decision_outside_a_meeting, Scanner(dpi=150, turned=180), None),
    (authority.two_who_are_needed, _PHONE, None),
    (plans.short_answer_by_letter, Scanner(dpi=200), None),
    (plans.vision_of_the_region, Scanner(dpi=150, colour="rgb"), None),
    (proofs.form_for_members, Scanner(dpi=200, stamp="GEZIEN"), None),
    (proofs.consent_on_own_paper, Scanner(dpi=150), None),
    (proofs.accountant_reviews, Scanner(dpi=200, colour="rgb"), None),
    (lists.people_with_memberships, Scanner(dpi=150, skew=1.3), None),
    (issued.conduct_for_tenders, Scanner(dpi=200), None),
    (unasked.power_over_account, Scanner(dpi=150), None),
    (own_papers.minutes_without_mandate, Scanner(dpi=200, skew=1.7), None),
    (unasked.diploma, _PHONE, None),
    (registers.usual_extract, Scanner(dpi=150), layers.GOOD),
    (owners.certified_owners, Scanner(dpi=150), _CLEAN),
    (conduct.capitals_of_old, Scanner(dpi=150), layers.FAIR),
    (declarations.form_of_four_pages, Scanner(dpi=150), _CLEAN),
    (authority.one_speaks_for_all, Scanner(dpi=150), layers.FAIR),
    (proofs.liable_by_article, Scanner(dpi=150), _CLEAN),
    (own_papers.rules_of_the_house, Scanner(dpi=150), _CLEAN),
    (declarations.statement_of_one_director, Scanner(dpi=150), _APP),
    (registers.board_in_a_table, Scanner(dpi=150), _MAILED),
    (plans.criteria_in_bars, Scanner(dpi=150), _BATES),
    (conduct.in_a_frame, Scanner(dpi=150), _SCRIBBLE),
    (authority.rules_on_signing, Scanner(dpi=150), _SCRIBBLE),
)
"""A layer of None leaves bare pictures."""
