"""What staff reads of a searchable copy."""

from dataclasses import replace

import pytest

from intake.domain.searchable_copy import CopyState, PageReading, ReadState, StoredCopy
from intake.web.copy_words import COPY_STATES, copy_in_dutch
from tests.storage.samples import NOON

COPY = StoredCopy(
    id=1,
    original="ab" * 32,
    media_type="application/pdf",
    state=CopyState.WAITING,
    pages=(1, 2),
    readings=(),
    sha256=None,
    engine="",
    seconds=None,
    signatures=0,
    attempts=0,
    reason="",
    queued_at=NOON,
    finished_at=None,
)
READ = PageReading(1, ReadState.READ, "tekst", 88)


@pytest.mark.parametrize("state", list(CopyState))
def test_every_state_has_words(state: CopyState) -> None:
    assert COPY_STATES[state] in copy_in_dutch(replace(COPY, state=state))


@pytest.mark.parametrize(
    ("copy", "words"),
    [
        (None, ""),
        (COPY, "Doorzoekbare kopie wordt nog gemaakt."),
        (
            replace(COPY, state=CopyState.NOT_ATTEMPTED, reason="locked"),
            "Doorzoekbare kopie is niet te maken: het bestand is beveiligd met een wachtwoord.",
        ),
        (
            replace(COPY, state=CopyState.DONE, readings=(READ,)),
            "Doorzoekbare kopie is gemaakt: 1 van 1 pagina gelezen, zekerheid 88%.",
        ),
        (
            replace(
                COPY,
                state=CopyState.DONE,
                readings=(READ, PageReading(2, ReadState.TIMEOUT)),
                signatures=1,
            ),
            (
                "Doorzoekbare kopie is gemaakt: 1 van 2 pagina's gelezen, zekerheid 88%. "
                "De digitale handtekening staat alleen in het origineel."
            ),
        ),
    ],
    ids=["none", "waits", "locked", "made", "in part and signed"],
)
def test_a_copy_in_one_sentence(copy: StoredCopy | None, words: str) -> None:
    assert copy_in_dutch(copy) == words
