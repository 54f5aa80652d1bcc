"""Opens every container of a mail, to any depth, and loses none of what is in it.

Whatever a reader gives becomes a leaf of its own, whatever it says it cannot give becomes
a leaf that was refused, and a container of which anything could not be brought out is kept
whole as well. Only one that came out completely leaves nothing of itself.

A container that bursts a limit costs itself and not its neighbours: what burst is taken
back, and after a few of them nothing more is opened at that place.
"""

from collections.abc import Iterator, Sequence

from intake.domain.ledger import Outcome
from intake.domain.mail_signature import MailSignature
from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import UnopenedError
from intake.parsing.containers.pdf_inlays import mentions_files
from intake.parsing.data_addresses import data_members
from intake.parsing.leaf import Leaf
from intake.parsing.mail_entity import read_entity
from intake.parsing.mail_signature import opaque_signature
from intake.parsing.members import MemberTaker
from intake.parsing.opening import EXPANDABLE, Container, container_of, reader_of
from intake.parsing.patience import EnoughError, Patience
from intake.parsing.spool import BurstError, Meter, Spool
from intake.parsing.system_files import is_system_file
from intake.parsing.uuencoded import uuencoded_members

_NO_FILES = Problem(ProblemCode.EMPTY, "er zitten geen bestanden in")
_LEFT_IN_TEXT = Problem(
    ProblemCode.NOT_EXPANDED, "in de tekst zit een bestand dat er niet uit te halen is"
)
_OTHER_MAILS = frozenset({Container.MAIL, Container.OUTLOOK})


class Extraction:
    """Opens the leaves of one mail.

    Args:
        spool: Where bytes go.
        patience: How far.

    Attributes:
        texts: Text of what is wrapped around the mail itself, in order.
        signatures: Of everything that is signed within the leaves.
        problems: What is told of the mail as a whole.
    """

    def __init__(self, spool: Spool, patience: Patience) -> None:
        self.texts: list[str] = []
        self.signatures = list[MailSignature]()
        self.problems = list[Problem]()
        self._spool = spool
        self._patience = patience
        self._taker = MemberTaker(spool, patience, self.texts.append)

    def open_all(self, leaves: Sequence[Leaf]) -> None:
        """Open every leaf of the mail that is a container; never raises for what is in it.

        Raises:
            OSError: The disk.
        """
        self._patience.count(len(leaves))
        for leaf in leaves:
            self._patience.begin()
            self._open(leaf)

    def _open(self, leaf: Leaf) -> None:
        if leaf.carried:
            self._read_text(leaf)
        if leaf.outcome is Outcome.EXPANDED:
            # It came out of its container with all that is in it, and that is still closed.
            for child in leaf.children:
                self._open(child)
        if leaf.outcome is Outcome.STORED and not self._leave_out(leaf):
            container = container_of(leaf)
            if container is not None:
                self._take_apart(leaf, container)

    def _take_apart(self, leaf: Leaf, container: Container) -> None:
        hindrance = self._patience.hindrance(leaf.depth)
        if hindrance is not None:
            # A PDF is a document in the first place: that nobody looked into it is a finding
            # only where it says itself that it carries files.
            if container in EXPANDABLE or mentions_files(leaf.file):
                leaf.problems.append(hindrance)
            return
        leaf.is_attached_mail = container in _OTHER_MAILS and not leaf.is_own
        before = len(leaf.problems)
        self._read(leaf, container)
        for child in leaf.children:
            if child.carried:
                self._read_text(child)
        is_whole = len(leaf.problems) == before
        for child in leaf.children:
            self._open(child)
        self._settle(leaf, container, is_whole=is_whole)

    def _leave_out(self, leaf: Leaf) -> bool:
        reason = is_system_file(leaf)
        if reason is None:
            return False
        self._spool.discard(leaf.file, leaf.size or 0, leaf.meters)
        leaf.refuse(reason)
        return True

    def _read(self, leaf: Leaf, container: Container) -> None:
        meters = (*leaf.meters, self._patience.meter(leaf.size or 0))
        try:
            if container is Container.MAIL:
                self._read_mail(leaf, meters)
            else:
                if container is Container.SMIME:
                    self.signatures.extend(opaque_signature(leaf.file, leaf.origin))
                self._taker.take_all(leaf, reader_of(container)(leaf.file), meters)
        except UnopenedError as error:
            self._note_unopened(leaf, error.problem)
        except EnoughError as error:
            leaf.cut_off(error.problem)

    def _note_unopened(self, leaf: Leaf, problem: Problem) -> None:
        if problem.code is not ProblemCode.SYSTEM_FILE:
            leaf.problems.append(problem)
            above = leaf.parent
            if problem.code is ProblemCode.ENCRYPTED_MAIL and (above is None or above.is_own):
                # Its sender knows it as the mail, and no file by that name.
                self.problems.append(problem)
        elif leaf.is_signature:
            self._spool.discard(leaf.file, leaf.size or 0, leaf.meters)
            leaf.refuse(problem)
        else:
            # A signature that somebody attached by itself is kept like any other file.
            leaf.is_bare = True

    def _read_text(self, leaf: Leaf) -> None:
        """Take the files out of a text that carries them between its lines."""
        text, leaf.carried = leaf.carried, b""
        hindrance = self._patience.hindrance(leaf.depth)
        if hindrance is not None:
            leaf.cut_off(hindrance)
        else:
            self._read_lines(leaf, text)
        refused = [child for child in leaf.children if child.outcome is Outcome.REFUSED]
        if leaf.parent is None and (leaf.problems or any(map(_lost, refused))):
            # No file of the receipt could say it, for the text is none.
            self.problems.append(_LEFT_IN_TEXT)

    def _read_lines(self, leaf: Leaf, text: bytes) -> None:
        meters = (*leaf.meters, self._patience.meter(len(text)))
        is_html = leaf.media_type == "text/html"
        members = data_members(text) if is_html else uuencoded_members(text)
        try:
            self._taker.take_all(leaf, members, meters)
        except EnoughError as error:
            leaf.cut_off(error.problem)
        for child in leaf.children:
            child.inline = is_html and child.media_type.startswith("image/")
        for child in leaf.children:
            self._open(child)

    def _read_mail(self, leaf: Leaf, meters: tuple[Meter, ...]) -> None:
        try:
            entity = read_entity(leaf.file.read_bytes(), self._spool, leaf, meters)
        except BurstError as error:
            raise EnoughError(self._patience.burst(error, self._spool.meter)) from error
        leaf.children.extend(entity.leaves)
        leaf.given = len(entity.leaves)
        self._patience.count(leaf.given)
        leaf.problems.extend(entity.problems)
        self.signatures.extend(entity.signatures)
        if not (leaf.is_attached_mail or leaf.is_in_attached_mail):
            self.texts.append(entity.text)

    def _settle(self, leaf: Leaf, container: Container, *, is_whole: bool) -> None:
        """Decide whether anything of a container is left beside what came out of it."""
        refused = [reason for child in _held(leaf) for reason in _lost(child)]
        leaf.problems.extend(dict.fromkeys(refused))
        is_kept = leaf.is_bare or leaf.outcome is Outcome.REFUSED
        if not is_whole or refused or is_kept or container not in EXPANDABLE:
            return
        if container is Container.TNEF and leaf.children and not any(map(_is_file, leaf.children)):
            # Mostly it is the layout of the text, and sometimes files got lost on the way.
            self.problems.append(Problem(ProblemCode.NO_FILES_INSIDE, leaf.trail))
        if _says_all(leaf, container):
            leaf.outcome = Outcome.EXPANDED
            leaf.file.unlink()
            leaf.path = None
        elif container not in _OTHER_MAILS or not leaf.children:
            # A mail that is nothing but text is the document itself.
            leaf.problems.append(_NO_FILES)


def _held(leaf: Leaf) -> Iterator[Leaf]:
    """Yield what came out of a container, and what is in that without bytes of its own."""
    for child in leaf.children:
        yield child
        if _has_no_bytes(child):
            yield from _held(child)


def _has_no_bytes(leaf: Leaf) -> bool:
    """Tell whether what a leaf holds is read from the container that the leaf was found in."""
    is_within = leaf.outcome is Outcome.EXPANDED and leaf.size is None
    return is_within or leaf.outcome is Outcome.BODY


def _lost(leaf: Leaf) -> list[Problem]:
    """Return why something of a leaf is nowhere but in what it was found in."""
    if leaf.reason is not None:
        return [] if leaf.reason.code is ProblemCode.SYSTEM_FILE else [leaf.reason]
    return leaf.problems if _has_no_bytes(leaf) else []


def _says_all(leaf: Leaf, container: Container) -> bool:
    """Tell whether what came out of a container leaves nothing to be read in it."""
    if container in _OTHER_MAILS and not leaf.is_own:
        is_empty = not any(map(_is_document, leaf.children))
    elif leaf.is_own or container is Container.TNEF:
        # Its text is the text of the mail it is in.
        is_empty = all(map(_is_left, leaf.children))
    else:
        is_empty = all(_is_left(item) or item.outcome is Outcome.BODY for item in leaf.children)
    return not is_empty and not any(map(_is_mail_of_text, _held(leaf)))


def _is_mail_of_text(leaf: Leaf) -> bool:
    """Tell whether a leaf is a mail without bytes of its own, and no document is in it."""
    is_within = leaf.outcome is Outcome.EXPANDED and leaf.size is None
    return is_within and not any(map(_is_document, leaf.children))


def _is_file(leaf: Leaf) -> bool:
    return leaf.outcome is not Outcome.BODY and not _is_left(leaf)


def _is_left(leaf: Leaf) -> bool:
    return leaf.reason is not None and leaf.reason.code is ProblemCode.SYSTEM_FILE


def _is_document(leaf: Leaf) -> bool:
    """Tell whether a leaf of an attached mail says more than the text of that mail.

    Most pictures in mails are logos.
    """
    if leaf.outcome is Outcome.EXPANDED:
        return any(map(_is_document, leaf.children))
    is_picture = leaf.media_type.startswith("image/")
    return leaf.outcome is not Outcome.BODY and not _is_left(leaf) and not is_picture
