"""The `TimestampAuthority` port without an authority, with named failures."""

import hashlib
import hmac
import json
from datetime import datetime
from enum import StrEnum

from intake.domain.errors import ServerUnreachableError, TimestampRefusedError
from intake.domain.records import Timestamp
from intake.ports import Clock


class Word(StrEnum):
    """What becomes of the next questions."""

    YES = "yes"
    NO = "no"
    SILENCE = "silence"


class MemoryTimestampAuthority:
    """See `TimestampAuthority`; its token is a signed statement in JSON.

    Attributes:
        word: What it answers from now on.
        asked: The bytes it was asked to stamp, in order.
    """

    def __init__(self, clock: Clock, key: bytes = b"authority") -> None:
        self.word = Word.YES
        self.asked: list[bytes] = []
        self._clock = clock
        self._key = key

    def stamp(self, data: bytes) -> Timestamp:
        self.asked.append(data)
        if self.word is Word.SILENCE:
            raise ServerUnreachableError("no answer; see that it can be reached")
        if self.word is Word.NO:
            raise TimestampRefusedError("refused with status 2; ask who runs it", reason="refused")
        gen_time = self._clock.now().replace(microsecond=0)
        told = json.dumps({"at": gen_time.isoformat(), "sha256": hashlib.sha256(data).hexdigest()})
        return Timestamp(f"{self._signature(told)} {told}".encode(), gen_time, "memory:")

    def verify(self, token: bytes, data: bytes) -> datetime:
        signature, _, told = token.decode(errors="replace").partition(" ")
        if not told.startswith("{"):
            raise TimestampRefusedError("no timestamp", reason="no_timestamp")
        if not hmac.compare_digest(signature, self._signature(told)):
            raise TimestampRefusedError("not signed by it", reason="untrusted")
        statement = json.loads(told)
        if statement["sha256"] != hashlib.sha256(data).hexdigest():
            raise TimestampRefusedError("stamped other bytes", reason="hash")
        return datetime.fromisoformat(statement["at"])

    def _signature(self, told: str) -> str:
        return hmac.new(self._key, told.encode(), "sha256").hexdigest()
