"""`python -m intake.adapters.ocr_child`: one document, read by its looks, in a process of its own.

The request is read from standard input, the answer written to standard output, both JSON.
The document comes from strangers and is opened by native code, here and in tesseract: all
that this process does not need is given up before the document is touched.
"""

import json
import os
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from intake.adapters.child_confinement import confine_with_programs
from intake.adapters.child_landlock import Reach

_OPEN_FILES: Final = 256
_LOADERS: Final = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
_SYSTEM: Final = ("/proc/self", "/proc/meminfo", "/sys/fs/cgroup")


def main() -> None:
    """Answer one request."""
    answers = os.dup(1)
    _close_output()
    asked = json.load(sys.stdin)
    request = asked["request"]
    folder = Path(request["into"])
    protection = confine_with_programs(
        Reach(
            readable=(Path(request["document"]), *map(Path, (*_SYSTEM, *asked["readable"]))),
            writable=(folder, Path(os.devnull), *map(Path, filter(None, [request["kept"]]))),
            programs=tuple(map(Path, (request["program"], *_LOADERS))),
        ),
        parent=asked["parent"],
        memory_bytes=asked["memory_bytes"],
        file_bytes=asked["file_bytes"],
        seconds=asked["processor_seconds"],
        descriptors=_OPEN_FILES,
    )
    os.chdir(folder)
    answer = {"protection": asdict(protection)} | _outcome(request)
    with open(answers, "w", encoding="utf-8") as out:  # noqa: PTH123 - a descriptor has no path
        json.dump(answer, out)
        out.flush()
    # What libraries do on their way out is of no use any more.
    os._exit(0)


def _close_output() -> None:
    """Keep what libraries print out of the answer, and out of the daemon's log."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def _outcome(request: dict[str, Any]) -> dict[str, Any]:
    # Loaded after everything was given up, since loading libraries may read files as well.
    work = import_module("intake.adapters.ocr_work")
    for name in ("pages", "languages"):
        request[name] = tuple(request[name])
    try:
        return {"result": asdict(work.make_copy(work.Request(**request)))}
    except work.RefusedError as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:  # noqa: BLE001 - whatever untrusted bytes provoke is an answer
        return {"failed": type(error).__name__}


if __name__ == "__main__":
    main()
