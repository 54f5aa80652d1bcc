"""Imported once in the server process that children are forked from, and nowhere else.

What is loaded here is shared by all children, so that a new one starts in milliseconds.
"""

from importlib import import_module
from multiprocessing import spawn

import intake.adapters.child_service  # noqa: F401 - loaded here so that every child has it
from intake.adapters.child_confinement import prepare_server
from intake.adapters.child_work import READERS
from intake.documents.kind_vocabulary import vocabulary
from intake.parsing.media_type import media_type


def _leave_main_alone(_main: str) -> None:
    """Stand in for the loading of the daemon's main program into every child.

    The standard library does that for scripts whose functions are sent to children. Ours
    live in modules, and a child that opens untrusted bytes has no use for the daemon's
    command line, database and mail clients, which would also take a second to load.
    """


spawn._fixup_main_from_name = _leave_main_alone  # type: ignore[attr-defined]  # noqa: SLF001 - there is no public switch
spawn._fixup_main_from_path = _leave_main_alone  # type: ignore[attr-defined]  # noqa: SLF001 - the same
for _reader in READERS:
    import_module(_reader)
prepare_server()
# The first question loads the database of file types. A child that has to load it beside a large
# mail may lack the memory, and libmagic then goes on with a poorer one.
media_type(b"the first question", "")
# A child may not read files, and reading it takes as long as judging a document.
vocabulary()
