"""Files that a computer leaves beside the ones a person sends.

They are told by content, the name alone is no proof: a document may be called `._plan.pdf`.
"""

from pathlib import PurePosixPath
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.mac_file import is_resource_fork
from intake.parsing.containers.pgp_encrypted import CONTROL_PART, is_control_part
from intake.parsing.leaf import Leaf

_HEAD = 2_048
_OLE_DOCUMENTS: Final = tuple(
    name.encode("utf-16-le")
    for name in ("WordDocument", "Workbook", "PowerPoint Document", "__nameid_version1.0")
)
_FINDER_STORE = b"\x00\x00\x00\x01Bud1"
_THUMBNAILS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOLDER_LOOKS: Final = (b"[.ShellC", b"\r\n[.Shel", b"\xff\xfe[\0.\0S\0", b"[Localiz")

_STARTS: Final[dict[str, tuple[bytes, ...]]] = {
    ".ds_store": (_FINDER_STORE,),
    "thumbs.db": (_THUMBNAILS,),
    "desktop.ini": _FOLDER_LOOKS,
}


def is_system_file(leaf: Leaf) -> Problem | None:
    """Return why a leaf with bytes is no document but something a computer left."""
    if leaf.path is None or not leaf.size:
        return None
    with leaf.path.open("rb") as file:
        head = file.read(_HEAD)
    if leaf.size < _HEAD and is_control_part(leaf.declared_type, head):
        return CONTROL_PART
    if is_resource_fork(head):
        return Problem(ProblemCode.SYSTEM_FILE, "hulpbestand van een Mac")
    name = PurePosixPath((leaf.original_name or "").replace("\\", "/")).name.lower()
    if head.startswith(_STARTS.get(name, ())) and not _is_office_file(leaf):
        return Problem(ProblemCode.SYSTEM_FILE, "hulpbestand van een computer")
    return None


def _is_office_file(leaf: Leaf) -> bool:
    """Tell whether a file is a document of Office, which begins as the thumbnails of Windows do."""
    with leaf.file.open("rb") as file:
        if file.read(len(_THUMBNAILS)) != _THUMBNAILS:
            return False
        data = file.read()
    return any(name in data for name in _OLE_DOCUMENTS)
