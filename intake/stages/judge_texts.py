"""The verdicts on a mail again, once a machine read its scans."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from intake.documents.sender_clues import clues_of
from intake.domain.document_words import ReadDocument
from intake.domain.judge_provider import LookUp
from intake.domain.kind_decision import KindDecision
from intake.domain.mail import ParsedMail
from intake.domain.office import Office
from intake.domain.provider_standing import ProviderStanding
from intake.domain.records import Checks
from intake.domain.time_decision import time_flags
from intake.stages.judge import judge_mail


def judge_texts(
    checks: Checks,
    parsed: ParsedMail,
    read: Mapping[int, ReadDocument],
    office: Office,
    register: LookUp,
    *,
    decisions: Sequence[KindDecision] = (),
) -> Checks:
    """Return the verdicts on a mail by all that can be read in it now.

    The verdict on time stays, and so does what the provider was taken for, unless the text
    of a scan shows who that is or which regions are meant: then the register is asked anew.

    Args:
        checks: As they are.
        parsed: As read.
        read: By ordinal, with the text of scans put in, and what the virus scanner said.
        office: With the rules; of the round that the mail was judged by.
        register: To ask.
        decisions: What people said that documents of this mail are; it stays.
    """

    def judged(provider: LookUp | ProviderStanding) -> Checks:
        return judge_mail(
            parsed,
            read,
            checks.judgement.evidence,
            office,
            provider,
            circumstances=checks.judgement.circumstances,
            decisions=decisions,
        )

    before = checks.provider
    after = judged(before or register)
    if before is not None and (
        after.regions != checks.regions or clues_of(parsed, read, after.documents) != before.clues
    ):
        after = judged(register)
    return replace(
        after,
        judgement=checks.judgement,
        flags=time_flags(after.flags, checks.judgement.verdict),
    )
