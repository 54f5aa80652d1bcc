"""A procurement round: the facts that differ from round to round.

The values come from the round's file (`config/rounds/<id>.toml`); nothing here
is guessed. Where the sources are silent the value is None and a note says so.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from intake.domain.evidence import Boundary, Extended
from intake.domain.term import Term, Window, boundary_on


class Stream(StrEnum):
    """What a mail may be sent in for; each stream has its own deadline."""

    REGISTRATION = "registration"
    QUESTION = "question"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"


class ProviderStatus(StrEnum):
    """Whether a provider had a contract, by the round's own definition.

    Unknown is checked against the stricter list and flagged.
    """

    NEW = "new"
    EXISTING = "existing"
    UNKNOWN = "unknown"


class Condition(StrEnum):
    """When a document is asked for."""

    ALWAYS = "always"
    CONSORTIUM = "consortium"  # only of a samenwerkingsverband
    SUBCONTRACTORS = "subcontractors"  # only when subcontractors are engaged


class Doubt(StrEnum):
    """A case in which the sources contradict themselves on whether a document is asked for."""

    # A provider that is new in the region and contracted in another [N27 q57, q99].
    CONTRACTED_ELSEWHERE = "contracted_elsewhere"


@dataclass(frozen=True)
class StreamDeadline:
    """The deadline of one stream, with the words of the source and what is ambiguous in them.

    Attributes:
        term: The word the boundary follows from; None where the file says directly
            whether the very moment is in time.
        on: The day, when the source names a day and no time; its zone is that of the boundary.
        extended: How staff extended it; None where the boundary is that of the source.
    """

    stream: Stream
    boundary: Boundary
    words: str
    source: str
    note: str = ""
    term: Term | None = None
    on: date | None = None
    extended: Extended | None = None

    @property
    def extended_from(self) -> Boundary | None:
        """The boundary of the source where staff extended it; None otherwise."""
        return self.extended.first if self.extended else None


@dataclass(frozen=True)
class WithdrawalWindow:
    """A term within which a provider may withdraw, and which an event begins.

    Attributes:
        starts_with: The event, e.g. the publication of the tariff.
        length: How long the term lasts; the day of the event is not counted.
        zone: Where its last day ends.
        words: Those of the source.
        starts_on: The day of the event; None as long as it is not known.
    """

    starts_with: str
    length: Window
    zone: ZoneInfo
    words: str
    source: str
    note: str = ""
    starts_on: date | None = None

    def deadline(self) -> StreamDeadline | None:
        """Return until when a withdrawal is in time; None before the event is known."""
        if self.starts_on is None:
            return None
        last = self.length.last_day(self.starts_on)
        return StreamDeadline(
            stream=Stream.WITHDRAWAL,
            boundary=boundary_on(Term.TOT_EN_MET, last, self.zone),
            words=self.words,
            source=self.source,
            note=self.note,
            term=Term.TOT_EN_MET,
            on=last,
        )


@dataclass(frozen=True)
class CalendarEntry:
    """A date of the round that binds no mail, e.g. the day the results are made known.

    `on` is a Dutch calendar day; `words` are those of the source ("uiterlijk", "vanaf").
    What lasts longer goes on until the end of the day `until`.
    """

    name: str
    on: date
    words: str
    source: str
    until: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Region:
    """A region as it is called, and other spellings found in the sources or in practice."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Zorgkantoor:
    """A regional office; `address` is its OCO mailbox of this round, None when not published."""

    id: str
    name: str
    address: str | None
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document and the words by which it is recognised.

    Attributes:
        id: Dutch identifier, e.g. `vog_rp`.
        title: What people call it, e.g. `VOG RP`.
        phrases: What it is called, as its title or in its text; the more specific come first.
        file_names: Words in names of files.
        excludes: Words that show that it is something else, anywhere on its first page.
        file_name_excludes: The same in the name of the file.
        announcements: Words by which a paper of few words says that it is still to come.
        titles: What it is called as a title only: words too common to mean it in a text.
        headings: Words of which all stand on one heading of it, in whatever order.
        sentences: Words that nothing but the document itself says.
        layout: Words typical of such a paper, which by themselves prove nothing.
        fields: Names and labels of the fields of its form.
        other_titles: Titles that show that it is something else.
        most_pages: What follows so many pages is another document; None: as long as it likes.
        date_labels: Words that stand before its date of issue, the surer first; a label
            that ends in "…" may have a few words, such as a place, before the date.
        signed: Whether it asks for a signature.
    """

    id: str
    title: str
    phrases: tuple[str, ...]
    file_names: tuple[str, ...]
    excludes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    layout: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    most_pages: int | None = None
    date_labels: tuple[str, ...] = ()
    signed: bool = False
    file_name_excludes: tuple[str, ...] = ()
    announcements: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """A document the round asks for.

    Attributes:
        kind: Identifier of the document kind.
        required_of: Providers it is asked of.
        condition: When it is asked for.
        max_age_months: Calendar months back from the day of registration; None: no limit.
        source: Place in the sources, e.g. `[P24 ch.6 nr 3]`.
        perhaps: Kinds that the source may mean as well: such a document is for staff.
        doubt: When nobody can say whether it is asked for; `note` tells staff why.
    """

    kind: str
    required_of: frozenset[ProviderStatus]
    condition: Condition
    max_age_months: int | None
    source: str
    note: str = ""
    perhaps: tuple[str, ...] = ()
    doubt: Doubt | None = None


class ContractScope(StrEnum):
    """How near an earlier contract must be for a provider to count as existing."""

    REGION = "region"  # a contract for that very region of that zorgkantoor
    ZORGKANTOOR = "zorgkantoor"  # a contract with that zorgkantoor, for any of its regions
    ANY = "any"  # a contract with any zorgkantoor


@dataclass(frozen=True)
class ExistingDefinition:
    """Who counts as an existing provider, as a rule and in the words of the source.

    Attributes:
        scope: How near the earlier contract must be.
        first_day: Begin of the reference period, a Dutch calendar day; None: the source
            names none, so a contract that the register lists counts.
        last_day: End of the reference period, itself within it; None as above.
        whole_period: Whether the contract must have lasted the whole period, or a day
            of it is enough.
        words: What people are told.
        source: Place in the sources.
        note: What is ambiguous in it.
    """

    scope: ContractScope
    first_day: date | None
    last_day: date | None
    whole_period: bool
    words: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class ProcurementRound:
    """All facts of one round that bear on intake.

    A withdrawal window whose begin is known stands among the deadlines as well. Where the
    round does not ask that documents can be searched (`searchable_required`), what cannot be
    is told and counts as there.
    """

    id: str
    title: str
    deadlines: tuple[StreamDeadline, ...]
    zorgkantoren: tuple[Zorgkantoor, ...]
    kinds: tuple[DocumentKind, ...]
    requirements: tuple[Requirement, ...]
    existing: ExistingDefinition
    searchable_exempt_pages: int
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    withdrawals: tuple[WithdrawalWindow, ...] = ()
    searchable_required: bool = False

    def deadline(self, stream: Stream) -> StreamDeadline | None:
        """Return the deadline of a stream, None when the sources name none."""
        return next((item for item in self.deadlines if item.stream is stream), None)

    def zorgkantoor(self, zorgkantoor_id: str) -> Zorgkantoor:
        """Return one office of the round.

        Raises:
            KeyError: The round knows no office of that id.
        """
        for office in self.zorgkantoren:
            if office.id == zorgkantoor_id:
                return office
        raise KeyError(zorgkantoor_id)

    def kind_title(self, kind: str) -> str:
        """Return what people call a kind; its identifier when the round does not know it."""
        return next((item.title for item in self.kinds if item.id == kind), kind)
