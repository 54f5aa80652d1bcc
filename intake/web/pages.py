"""All pages, as data: a route per line, and which of them may be seen by anybody."""

from intake.web.case_list import show_cases
from intake.web.deadline_pages import extend, show_deadlines, show_extension
from intake.web.decision import decide
from intake.web.mail_page import show_mail
from intake.web.outage_page import show_outages
from intake.web.reconciliation_list import show_reconciliations
from intake.web.reconciliation_page import show_reconciliation, sign_reconciliation
from intake.web.sign_in import show_sign_in, sign_in, sign_out
from intake.web.visit import Page

_DEADLINE = "/deadlines/{round}/{zorgkantoor}/{stream}/extend"

PAGES: tuple[Page, ...] = (
    Page("cases", "GET", "/", show_cases),
    Page("mail", "GET", "/mails/{reference}", show_mail),
    Page("decide", "POST", "/mails/{reference}/decision", decide),
    Page("deadlines", "GET", "/deadlines", show_deadlines),
    Page("extension", "GET", _DEADLINE, show_extension),
    Page("extend", "POST", _DEADLINE, extend),
    Page("reconciliations", "GET", "/reconciliation", show_reconciliations),
    Page("reconciliation", "GET", "/reconciliation/{report}", show_reconciliation),
    Page("sign reconciliation", "POST", "/reconciliation/{report}/sign", sign_reconciliation),
    Page("outages", "GET", "/outages", show_outages),
    Page("sign-in form", "GET", "/sign-in", show_sign_in, is_public=True),
    Page("sign-in", "POST", "/sign-in", sign_in, is_public=True),
    Page("sign-out", "POST", "/sign-out", sign_out),
)
