"""Descriptors that are closed in child processes at once.

A lock on a file, like a session on a server, ends when the last copy of its descriptor
is closed. A child that is forked has a copy of each, and would keep them after its
parent was killed. Closing the child's copy leaves the parent's alone.
"""

import os

_OWN: set[int] = set()


def keep_from_children(descriptor: int) -> None:
    """Have a descriptor closed in every process that is forked from now on."""
    _OWN.add(descriptor)


def give_up(descriptor: int) -> bool:
    """Forget a descriptor before it is closed; False in a child, which never had it."""
    if descriptor not in _OWN:
        return False
    _OWN.discard(descriptor)
    return True


def _close_inherited() -> None:
    for descriptor in _OWN:
        os.close(descriptor)
    _OWN.clear()


os.register_at_fork(after_in_child=_close_inherited)
