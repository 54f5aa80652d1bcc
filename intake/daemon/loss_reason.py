"""What a failed look means for the sight of a mailbox."""

from intake.domain.errors import (
    ConfigurationError,
    IntakeError,
    LoginRefusedError,
    ServerUnreachableError,
)
from intake.domain.visibility import LossReason


def loss_reason(error: BaseException) -> LossReason:
    """Return what a failed look means for the sight of a mailbox."""
    match error:
        case LoginRefusedError():
            return LossReason.LOGIN_REFUSED
        case ServerUnreachableError():
            return LossReason.UNREACHABLE
        case ConfigurationError():
            return LossReason.MISCONFIGURED
        case IntakeError():
            return LossReason.OWN_STORAGE
        case _:
            return LossReason.FAULT
