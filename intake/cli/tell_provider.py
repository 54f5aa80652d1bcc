"""Which providers staff has to tell of a verdict themselves, at the end of a command."""

from collections.abc import Sequence

from intake.cli.output import local_time, say
from intake.stages.whom_to_tell import ToTell

_NO_ADDRESS = "(no address)"


def print_whom_to_tell(concerned: Sequence[ToTell]) -> None:
    """Print references and addresses, one provider per line; nothing when there is none."""
    if not concerned:
        return
    say("no letter is sent; tell these providers yourself:")
    for item in concerned:
        say(f"{item.reference}\t{item.address or _NO_ADDRESS}\t{_words(item)}")


def _words(item: ToTell) -> str:
    now = f"now {item.verdict or 'without deadline'}"
    if item.told_at is None:
        return f"{now}, and no receipt was sent so far"
    if item.knows:
        return f"{now}, as the receipt of {local_time(item.told_at)} says"
    told = item.told or "nothing of the time"
    return f"{now}, while the receipt of {local_time(item.told_at)} says {told}"
