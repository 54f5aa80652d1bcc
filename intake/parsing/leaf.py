"""One leaf while a mail is taken apart: what it is, where its bytes are, what came out of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from intake.domain.ledger import Outcome
from intake.domain.problems import Problem
from intake.parsing.file_names import folders_of, name_in_text, safe_name, shown_path
from intake.parsing.media_type import UNKNOWN
from intake.parsing.spool import Meter


@dataclass(slots=True, kw_only=True)
class Leaf:
    """A part of a mail, or a member of a container.

    Attributes:
        number: Of a part of a mail, as IMAP counts them; empty for a member of a container.
        original_name: As decoded, with folders; None without one.
        parent: What it was found in; None for a part of the mail itself.
        path: Its bytes in the spool; None where there are none.
        size: Of them; None where they were not read.
        is_mail: It is a MIME entity, whatever its bytes look like.
        is_own: It is wrapped around the mail it is in, and no other mail.
        is_whole: It was not taken apart although it is no leaf; it is not opened either.
        is_attached_mail: It is a mail of its own, and what is in it belongs to another mail.
        is_signature: It is a signature of the part before it.
        is_bare: It is a container by its format, and holds a signature alone.
        carried: A text with files between its lines.
        reason: Why it was refused.
        given: How many members its reader gave.
        meters: Of the containers it is in, outermost first.
    """

    number: str = ""
    original_name: str | None = None
    parent: "Leaf | None" = None
    path: Path | None = None
    size: int | None = None
    sha256: str = ""
    media_type: str = UNKNOWN
    declared_type: str = ""
    inline: bool = False
    is_mail: bool = False
    is_own: bool = False
    is_whole: bool = False
    is_attached_mail: bool = False
    is_signature: bool = False
    is_bare: bool = False
    carried: bytes = b""
    outcome: Outcome = Outcome.STORED
    reason: Problem | None = None
    problems: list[Problem] = field(default_factory=list)
    children: "list[Leaf]" = field(default_factory=list)
    given: int = 0
    meters: tuple[Meter, ...] = ()

    @property
    def depth(self) -> int:
        """How many containers it is in."""
        return 0 if self.parent is None else self.parent.depth + 1

    @property
    def is_in_attached_mail(self) -> bool:
        """Whether it belongs to another mail that was attached."""
        above = self.parent
        return above is not None and (above.is_attached_mail or above.is_in_attached_mail)

    @property
    def label(self) -> str:
        """What it is called when it is named as a container or in one."""
        return shown_path(self.original_name) or name_in_text(self.media_type, self.declared_type)

    @property
    def origin(self) -> str:
        """Where it was: `1.2 > winmail.dat > plan.zip > plan.pdf`."""
        own = self.number or self.label
        return own if self.parent is None else f"{self.parent.trail} > {own}"

    @property
    def trail(self) -> str:
        """Where what is in it begins."""
        return f"{self.origin} > {self.label}" if self.number else self.origin

    @property
    def inside(self) -> tuple[str, ...]:
        """Names of what it is in, outermost first, folders of an archive among them."""
        if self.parent is None:
            return ()
        above = self.parent
        name = safe_name(above.original_name, 0) if above.original_name else above.label
        return (*above.inside, name, *folders_of(self.original_name))

    def walk(self) -> Iterator["Leaf"]:
        """Yield it and all that is in it, each before what came out of it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def file(self) -> Path:
        """Its bytes; raises ValueError for a leaf without any."""
        if self.path is None:
            raise ValueError(f"leaf {self.number} has no bytes")
        return self.path

    def cut_off(self, problem: Problem) -> None:
        """Name what was not read of it as one leaf, since nobody knows how many there are."""
        rest = Leaf(parent=self, original_name="(de rest)")
        rest.refuse(problem)
        self.children.append(rest)
        self.given += 1

    def refuse(self, reason: Problem) -> None:
        """Keep nothing of it but that it was there."""
        self.outcome, self.reason, self.path = Outcome.REFUSED, reason, None
