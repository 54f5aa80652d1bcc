"""All that is kept, as one unit of work sees it."""

from contextlib import AbstractContextManager
from typing import Protocol

from intake.repositories.answers import ReceiptRepository, RegistrationRepository
from intake.repositories.copies import CopyRepository
from intake.repositories.evidence import EvidenceRepository
from intake.repositories.mails import MailRepository, TroubleRepository
from intake.repositories.pieces import PieceRepository
from intake.repositories.providers import ProviderRepository
from intake.repositories.reconciliations import ReconciliationRepository
from intake.repositories.staff import (
    CaseRepository,
    DecisionRepository,
    ExtensionRepository,
    KindDecisionRepository,
    StaffRepository,
)
from intake.repositories.watch import (
    ClockRepository,
    FolderMarkRepository,
    FolderRepository,
    VisibilityRepository,
)


class UnitOfWork(Protocol):
    """One transaction; leaving it without `commit` undoes everything.

    Raises StorageFullError or TemporaryError when the database cannot be written.
    """

    @property
    def mails(self) -> MailRepository: ...
    @property
    def pieces(self) -> PieceRepository: ...
    @property
    def copies(self) -> CopyRepository: ...
    @property
    def troubles(self) -> TroubleRepository: ...
    @property
    def folder_marks(self) -> FolderMarkRepository: ...
    @property
    def visibility(self) -> VisibilityRepository: ...
    @property
    def receipts(self) -> ReceiptRepository: ...
    @property
    def registrations(self) -> RegistrationRepository: ...
    @property
    def clocks(self) -> ClockRepository: ...
    @property
    def providers(self) -> ProviderRepository: ...
    @property
    def evidence(self) -> EvidenceRepository: ...
    @property
    def folders(self) -> FolderRepository: ...
    @property
    def reconciliations(self) -> ReconciliationRepository: ...
    @property
    def cases(self) -> CaseRepository: ...
    @property
    def decisions(self) -> DecisionRepository: ...
    @property
    def kind_decisions(self) -> KindDecisionRepository: ...
    @property
    def extensions(self) -> ExtensionRepository: ...
    @property
    def staff(self) -> StaffRepository: ...

    def commit(self) -> None:
        """Make everything of this unit durable at once."""
        ...


class Storage(Protocol):
    """Where units of work come from."""

    def unit(self, *, write: bool = True) -> AbstractContextManager[UnitOfWork]:
        """Begin a unit; a reading one takes no write lock."""
        ...

    def reachable(self) -> bool:
        """Tell whether the database answers."""
        ...
