"""Under which names the sights of one mailbox were kept.

A mailbox is named by its address, followed by its folders in brackets while several
watches share the address. So it gets another name when a second watch is added or
removed, and is the same mailbox nevertheless, as far as its folders are the same.
"""

from collections.abc import Callable, Collection, Iterable


def names_of(address: str, kept: Iterable[str]) -> tuple[str, ...]:
    """Return the names of an address, however it was written."""
    return tuple(name for name in kept if _is_of(address, name))


def tells_folders(address: str, name: str) -> bool:
    """Return whether a name of an address has folders in it."""
    return len(name) > len(address)


def earlier_names(
    address: str,
    name: str,
    folders: Collection[str],
    kept: Iterable[str],
    *,
    others: Collection[str],
    folders_behind: Callable[[str], Collection[str]],
) -> tuple[str, ...]:
    """Return under which further names the sights of a mailbox were kept before.

    Args:
        address: Of the mailbox.
        name: Under which its sights are kept now.
        folders: That are watched now.
        kept: Every name under which anything is kept.
        others: Names of the other watches of now, whose sights are their own.
        folders_behind: Tells which folders were surely watched under a name that is an
            address alone; none where that cannot be known.
    """
    taken = {item.casefold() for item in others}

    def is_ours(item: str) -> bool:
        if item == name or item.casefold() in taken:
            return False
        if not tells_folders(address, item):
            # It was the only watch of the address then; if it is now, it is the same one.
            alone = not tells_folders(address, name)
            return alone or not set(folders).isdisjoint(folders_behind(item))
        told = f", {item[len(address) + 2 : -1]}, "
        return any(f", {folder}, " in told for folder in folders)

    return tuple(item for item in names_of(address, kept) if is_ours(item))


def names_without_watch(
    kept: Iterable[str], watched: Collection[str], taken_over: Collection[str]
) -> tuple[str, ...]:
    """Return the names under which something is kept that no watch of now goes on with."""
    return tuple(name for name in kept if name not in watched and name not in taken_over)


def _is_of(address: str, name: str) -> bool:
    rest = name[len(address) :]
    return name[: len(address)].casefold() == address.casefold() and (
        not rest or (rest.startswith(" (") and rest.endswith(")"))
    )
