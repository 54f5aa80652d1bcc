"""Makes a leaf of every member that a reader gives."""

import errno
from collections.abc import Callable, Iterator
from typing import Final

from intake.domain.charsets import decode_text, storable
from intake.domain.html_text import html_to_text
from intake.domain.ledger import Outcome
from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import BrokenMemberError, Member, Role, UnopenedError
from intake.parsing.containers.wrapped_name import name_within
from intake.parsing.file_names import ORIGINAL_CAP, extension_of
from intake.parsing.leaf import Leaf
from intake.parsing.leaves import BODY_CAP
from intake.parsing.media_type import media_type_of_file
from intake.parsing.patience import EnoughError, Patience
from intake.parsing.spool import BurstError, Meter, Spool, Written
from intake.parsing.system_files import is_system_file

_TEXT_BYTES = 2_000_000
_FAILED = Problem(ProblemCode.NOT_EXPANDED, "het uitpakken is mislukt")
_OF_THE_DISK: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE, errno.EROFS}
)
"""What a system says of itself; any other of its errors a reader was led into by hostile bytes."""

_NOTHING_IN_IT = Problem(ProblemCode.EMPTY, "er zit niets in")


class MemberTaker:
    """Takes members out of containers.

    Args:
        spool: Where bytes go.
        patience: How far.
        hear: Told the text of what belongs to the mail itself and to no attached one.
    """

    def __init__(self, spool: Spool, patience: Patience, hear: Callable[[str], None]) -> None:
        self._spool = spool
        self._patience = patience
        self._hear = hear

    def take_all(self, leaf: Leaf, members: Iterator[Member], meters: tuple[Meter, ...]) -> None:
        """Make children of a leaf out of its members.

        Raises:
            UnopenedError: See `Reader`.
            EnoughError: A bound was reached; what was taken before stays.
            OSError: The disk.
        """
        try:
            for member in members:
                self._patience.next_member()
                child = self._child(leaf, member, meters)
                leaf.given += 1
                leaf.children.append(child)
        except (UnopenedError, EnoughError):
            raise
        except Exception as error:
            # A library may fail in any way on hostile bytes.
            if _is_of_the_disk(error):
                raise
            leaf.problems.append(_FAILED)

    def _child(self, leaf: Leaf, member: Member, meters: tuple[Meter, ...]) -> Leaf:
        child = Leaf(
            original_name=_name_of(leaf, member),
            parent=leaf,
            declared_type=member.declared_type,
            is_mail=member.role is Role.MAIL,
            is_own=member.role is Role.MAIL,
            problems=list(member.problems),
            meters=meters,
        )
        if member.refused is not None:
            child.refuse(member.refused)
        elif member.members is not None:
            self._within(child, member.members, meters)
        elif member.role is Role.TEXT:
            self._text(child, member)
        else:
            self._file(child, member, meters)
        return child

    def _within(
        self, child: Leaf, members: Callable[[], Iterator[Member]], meters: tuple[Meter, ...]
    ) -> None:
        """Take what has no bytes of its own, such as a mail within an Outlook file."""
        child.is_attached_mail = True
        child.media_type = "application/vnd.ms-outlook"
        hindrance = self._patience.hindrance(child.depth)
        if hindrance is not None:
            child.refuse(hindrance)
            return
        try:
            self.take_all(child, members(), meters)
        except UnopenedError as error:
            child.problems.append(error.problem)
        except EnoughError as error:
            child.cut_off(error.problem)
        if child.children:
            child.outcome = Outcome.EXPANDED
        else:
            child.refuse(child.problems[0] if child.problems else _NOTHING_IN_IT)

    def _text(self, child: Leaf, member: Member) -> None:
        child.outcome = Outcome.BODY
        child.media_type = member.declared_type or "text/plain"
        text = bytearray()
        try:
            for piece in self._patience.timed(member.pieces()):
                text += piece[: _TEXT_BYTES - len(text)]
        except BrokenMemberError as error:
            child.problems.append(error.problem)
        except (EnoughError, UnopenedError) as error:
            child.refuse(error.problem)
            return
        except OSError:
            raise
        except Exception:  # noqa: BLE001 - as with files
            child.refuse(_FAILED)
            return
        child.size = len(text)
        above = child.parent
        if above is not None and not (above.is_attached_mail or above.is_in_attached_mail):
            self._hear(_readable(bytes(text), child.media_type, member.charset))

    def _file(self, child: Leaf, member: Member, meters: tuple[Meter, ...]) -> None:
        try:
            written = self._spool.write(self._patience.timed(member.pieces()), meters)
        except BurstError as error:
            child.refuse(self._patience.burst(error, self._spool.meter))
            return
        except (EnoughError, UnopenedError) as error:
            child.refuse(error.problem)
            return
        except Exception as error:
            if _is_of_the_disk(error):
                raise
            child.refuse(_FAILED)
            return
        _describe(child, written)
        reason = is_system_file(child)
        if reason is not None:
            # Told at once, so that a container with nothing else in it is known as empty.
            self._spool.discard(written.path, written.size, meters)
            child.refuse(reason)


def _is_of_the_disk(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in _OF_THE_DISK


def _name_of(leaf: Leaf, member: Member) -> str | None:
    """Return the name as given; a nameless `plan.pdf` is told by `plan.pdf.p7m` or `.gz`."""
    if member.name:
        return storable(member.name[:ORIGINAL_CAP]) or None
    if member.role is not Role.FILE or member.members is not None or not leaf.original_name:
        return None
    within = name_within(leaf.original_name)
    return within if within != leaf.original_name else None


def _describe(child: Leaf, written: Written) -> None:
    child.path, child.size, child.sha256 = written.path, written.size, written.sha256
    if written.broken is not None:
        child.problems.append(written.broken)
    if not written.size:
        child.problems.append(Problem(ProblemCode.EMPTY))
    found = media_type_of_file(written.path, extension_of(child.original_name))
    child.media_type = "message/rfc822" if child.is_mail else found


def _readable(data: bytes, media_type: str, charset: str) -> str:
    text = decode_text(data, charset or None)
    return html_to_text(text, BODY_CAP) if media_type == "text/html" else text[:BODY_CAP].strip()
