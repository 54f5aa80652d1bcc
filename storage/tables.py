"""The tables. A database made by the migrations is the same; a test holds that.

Two rules need more than columns: rows of `event`, `evidence` and `evidence_timestamp`
are never changed or removed, and that is a trigger of the migrations; `mail` has at most
one original per mailbox and content, and that is a partial unique index.
"""

from storage.answer_tables import AssessmentState, assessment, receipt, registration
from storage.copy_tables import copy_wanted, searchable_copy
from storage.evidence_tables import event, evidence, evidence_timestamp
from storage.mail_tables import TroubleState, attachment, fetch_trouble, mail
from storage.piece_tables import joined_mail, mail_piece
from storage.provider_tables import (
    provider_contract,
    provider_import,
    provider_register,
    provider_sender,
)
from storage.staff_tables import (
    deadline_extension,
    kind_decision,
    rejudging,
    sign_in_failure,
    staff,
    staff_session,
    time_case,
    time_decision,
)
from storage.table_parts import metadata
from storage.watch_tables import (
    clock_reading,
    first_look,
    folder_mark,
    reconciliation,
    sign_off,
    visibility,
)

__all__ = [
    "AssessmentState",
    "TroubleState",
    "assessment",
    "attachment",
    "clock_reading",
    "copy_wanted",
    "deadline_extension",
    "event",
    "evidence",
    "evidence_timestamp",
    "fetch_trouble",
    "first_look",
    "folder_mark",
    "joined_mail",
    "kind_decision",
    "mail",
    "mail_piece",
    "metadata",
    "provider_contract",
    "provider_import",
    "provider_register",
    "provider_sender",
    "receipt",
    "reconciliation",
    "registration",
    "rejudging",
    "searchable_copy",
    "sign_in_failure",
    "sign_off",
    "staff",
    "staff_session",
    "time_case",
    "time_decision",
    "visibility",
]
