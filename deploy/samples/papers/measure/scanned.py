"""Which papers of the set are scanned, with what machine and with what text behind them."""

from typing import Final

from deploy.samples.papers import text_layer as layers
from deploy.samples.papers.layouts import Layout
from deploy.samples.papers.measure import (
    authority,
    conduct,
    declarations,
    lists,
    plans,
    proofs,
    registers,
    unasked,
)
from deploy.samples.papers.paper import PageClass
from deploy.samples.papers.scans import Scanner
from deploy.samples.papers.text_layer import Layer

_APP: Final = Layer(
    "line of an app on a scan",
    PageClass.PARTLY,
    words="Scanned with DocuSnap  {page}",
    visible=True,
)
_ARCHIVE: Final = Layer(
    "line of an archive on a scan", PageClass.PARTLY, words="Archief 2023/OCO/{page} - kopie"
)
_SLIPS: Final = Layer("layer with slips", PageClass.OCR, misread=0.02)
_NOISE: Final = Layer("layer of noise", PageClass.GARBLED, misread=0.6)
_PHOTO: Final = Scanner(dpi=200, photographed=True, colour="rgb")

SCANS: Final[tuple[tuple[Layout, Scanner, Layer | None], ...]] = (
    (registers.extract_of_a_legal_person, Scanner(dpi=200, skew=1.2), None),
    (registers.extract_of_a_person, Scanner(dpi=150, quality=40), None),
    (registers.certified_copy, Scanner(dpi=200, colour="rgb"), None),
    (registers.page_of_the_website, Scanner(dpi=300, colour="bilevel", noise=0), None),
    (registers.english_extract, _PHOTO, None),
    (registers.entry_of_owners, Scanner(dpi=200, worn=True), None),
    (registers.confirmation_of_entry, Scanner(dpi=150, skew=2.1), None),
    (registers.table_of_shares, _PHOTO, None),
    (registers.opinion_without_owners, Scanner(dpi=150, stamp="ONTVANGEN 12-07-2023"), None),
    (conduct.with_letters_of_screening, Scanner(dpi=200, colour="rgb"), None),
    (conduct.bare_certificate, _PHOTO, None),
    (conduct.columns_with_reference, Scanner(dpi=150, noise=38), None),
    (conduct.behind_a_letter, Scanner(dpi=200, skew=0.4), None),
    (conduct.of_a_person_by_post, Scanner(dpi=300), None),
    (declarations.form_in_two_pages, Scanner(dpi=200, stamp="INGEKOMEN 17 JUL 2023"), None),
    (declarations.letter_of_the_board, Scanner(dpi=150, worn=True), None),
    (declarations.table_of_agreements, Scanner(dpi=200, turned=90), None),
    (declarations.of_a_combination, _PHOTO, None),
    (declarations.plain_half_page, Scanner(dpi=200, colour="bilevel", noise=0), None),
    (declarations.older_form_of_an_office, Scanner(dpi=150, skew=1.7), None),
    (authority.power_of_attorney, Scanner(dpi=200, skew=1.1), None),
    (authority.form_with_two_names, Scanner(dpi=150, colour="rgb"), None),
    (authority.minutes_that_decide, Scanner(dpi=200, turned=180), None),
    (authority.partners_choose_one, _PHOTO, None),
    (plans.letter_of_motivation, Scanner(dpi=200), None),
    (proofs.auditor_on_continuity, Scanner(dpi=200, colour="rgb"), None),
    (proofs.liable_in_articles, Scanner(dpi=150, stamp="AKKOORD"), None),
    (proofs.consent_to_extension, Scanner(dpi=200, skew=1.4), None),
    (lists.team_in_the_register, Scanner(dpi=200), None),
    (unasked.professional_pass, _PHOTO, None),
    (unasked.statutes, Scanner(dpi=200, skew=1.3), None),
    (unasked.sent_to_the_tax_office, Scanner(dpi=150), None),
    (unasked.receipt_of_an_application, Scanner(dpi=200, worn=True), None),
    (registers.extract_of_a_legal_person, Scanner(dpi=150), layers.GOOD),
    (registers.confirmation_of_entry, Scanner(dpi=150), _SLIPS),
    (conduct.columns_with_reference, Scanner(dpi=150), _SLIPS),
    (declarations.form_in_two_pages, Scanner(dpi=150), layers.FAIR),
    (authority.letter_of_authority, Scanner(dpi=150), layers.FAIR),
    (unasked.annual_report, Scanner(dpi=150), _SLIPS),
    (declarations.letter_of_the_board, Scanner(dpi=150), _APP),
    (plans.by_criterion, Scanner(dpi=150), _ARCHIVE),
    (conduct.with_letters_of_screening, Scanner(dpi=150), _NOISE),
    (authority.director_alone_is_enough, Scanner(dpi=150), _NOISE),
)
"""A layer of None leaves bare pictures."""
