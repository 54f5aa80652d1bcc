"""What the stages need from storage. The contract is written here, once.

Every moment that goes in or comes out is aware; storage keeps it in UTC.
"""

from intake.repositories.answers import ReceiptRepository, RegistrationRepository
from intake.repositories.copies import CopyRepository
from intake.repositories.evidence import EvidenceRepository
from intake.repositories.mails import ListedMail, MailRepository, TroubleRepository
from intake.repositories.pieces import PieceRepository
from intake.repositories.providers import ProviderRepository
from intake.repositories.reconciliations import (
    AlreadySignedError,
    ReconciliationRepository,
    SignOff,
    StoredReconciliation,
)
from intake.repositories.staff import (
    CaseFilter,
    CaseRepository,
    DecisionRepository,
    ExtensionRepository,
    KindDecisionRepository,
    Rejudging,
    StaffRepository,
    TimeCase,
)
from intake.repositories.unit import Storage, UnitOfWork
from intake.repositories.watch import (
    ClockRepository,
    FolderMarkRepository,
    FolderRepository,
    VisibilityRepository,
)

__all__ = [
    "AlreadySignedError",
    "CaseFilter",
    "CaseRepository",
    "ClockRepository",
    "CopyRepository",
    "DecisionRepository",
    "EvidenceRepository",
    "ExtensionRepository",
    "FolderMarkRepository",
    "FolderRepository",
    "KindDecisionRepository",
    "ListedMail",
    "MailRepository",
    "PieceRepository",
    "ProviderRepository",
    "ReceiptRepository",
    "ReconciliationRepository",
    "RegistrationRepository",
    "Rejudging",
    "SignOff",
    "StaffRepository",
    "Storage",
    "StoredReconciliation",
    "TimeCase",
    "TroubleRepository",
    "UnitOfWork",
    "VisibilityRepository",
]
