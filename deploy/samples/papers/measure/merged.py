"""Which papers of the set come in one file, and how they were put together."""

from typing import Final

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

MERGES: Final[tuple[tuple[str, tuple[Layout, ...], str], ...]] = (
    (
        "whole registration",
        (
            unasked.covering_letter,
            declarations.form_in_two_pages,
            authority.power_of_attorney,
            conduct.with_letters_of_screening,
            registers.extract_of_a_legal_person,
            registers.entry_of_owners,
            plans.by_criterion,
        ),
        "",
    ),
    (
        "whole registration scanned",
        (
            declarations.letter_of_the_board,
            authority.letter_of_authority,
            conduct.columns_with_reference,
            registers.certified_copy,
        ),
        "scanned",
    ),
    (
        "read by the copier",
        (
            declarations.older_form_of_an_office,
            registers.extract_of_a_legal_person,
            registers.confirmation_of_entry,
        ),
        "layer",
    ),
    ("registers", (registers.certified_copy, registers.opinion_without_owners), ""),
    ("register and bill", (unasked.invoice_of_the_register, registers.page_of_the_website), ""),
    (
        "one of them scanned",
        (
            declarations.table_of_agreements,
            authority.form_with_two_names,
            conduct.digital_certificate,
        ),
        "mixed",
    ),
    (
        "blanks between",
        (conduct.bare_certificate, authority.director_alone_is_enough, registers.english_extract),
        "blanks",
    ),
    ("two of conduct", (conduct.columns_with_reference, conduct.of_a_person_by_post), ""),
    (
        "annexes",
        (
            plans.requirement_by_requirement,
            lists.team_in_the_register,
            lists.contracts_with_towns,
            unasked.quality_certificate,
        ),
        "",
    ),
    ("certificate with letter", (conduct.behind_a_letter, registers.entry_of_owners), ""),
    (
        "combination",
        (
            declarations.form_in_two_pages,
            proofs.annex_for_partners,
            authority.power_of_attorney,
        ),
        "",
    ),
    ("money", (proofs.auditor_on_continuity, unasked.insurance_policy), ""),
    ("plans", (plans.first_hundred_days, plans.answers_to_questions), "scanned"),
)
