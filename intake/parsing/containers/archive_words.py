"""What is told of archives, in the words of provider and staff, and the limits behind it."""

import stat
from typing import Final

from intake.domain.problems import Problem, ProblemCode

MOST_MEMBERS: Final = 20_000
"""Files in an archive; above it none is unpacked any more."""

CROWDED: Final = Problem(
    ProblemCode.TOO_LARGE,
    f"In dit bestand zitten meer dan {MOST_MEMBERS:,} bestanden.".replace(",", "."),
)
LOCKED: Final = Problem(ProblemCode.LOCKED)
NAMES_LOCKED: Final = Problem(
    ProblemCode.LOCKED, "Ook de lijst van bestanden is beveiligd met een wachtwoord."
)
DAMAGED: Final = Problem(ProblemCode.DAMAGED)
TRUNCATED: Final = Problem(ProblemCode.TRUNCATED)
REST_MISSING: Final = Problem(
    ProblemCode.TRUNCATED, "Het einde van dit bestand ontbreekt. Er kunnen bestanden ontbreken."
)
REST_DAMAGED: Final = Problem(
    ProblemCode.DAMAGED, "Dit bestand is beschadigd. Er kunnen bestanden ontbreken."
)
PART_MISSING: Final = Problem(
    ProblemCode.NOT_EXPANDED,
    "Dit is één deel van een archief in delen. Wij pakken losse delen niet uit."
    " Stuur de bestanden in één zip-bestand, of los.",
)
END_MISSING: Final = Problem(
    ProblemCode.TRUNCATED,
    "Het einde van dit bestand ontbreekt. Misschien is het één deel van een archief in delen.",
)
OVERLAPPING: Final = Problem(
    ProblemCode.BOMB, "De bestanden hierin staan over elkaar heen. Zo werkt een zipbom."
)
MOSTLY_HOLE: Final = Problem(ProblemCode.BOMB, "Dit bestand bestaat vooral uit leegte.")
PACKED_TOO_OFTEN: Final = Problem(ProblemCode.BOMB, "Dit bestand is te vaak in zichzelf ingepakt.")
METHOD_UNKNOWN: Final = Problem(
    ProblemCode.NOT_EXPANDED, "Het is ingepakt op een manier die wij niet kunnen uitpakken."
)
REST_UNSUPPORTED: Final = Problem(
    ProblemCode.NOT_EXPANDED,
    "Niet alles hierin kunnen wij uitpakken. Stuur de bestanden in een gewoon zip-bestand, of los.",
)
UNLISTED: Final = Problem(
    ProblemCode.DAMAGED, "Dit bestand staat niet in de inhoudsopgave van het zip-bestand."
)
CONTENT_MISSING: Final = Problem(
    ProblemCode.DAMAGED, "De inhoud van dit bestand is niet gevonden in het zip-bestand."
)

_NOT_FILES: Final = {
    stat.S_IFLNK: "Dit is een snelkoppeling (link). De inhoud is niet meegestuurd.",
    stat.S_IFCHR: "Dit is een apparaat en geen bestand.",
    stat.S_IFBLK: "Dit is een apparaat en geen bestand.",
    stat.S_IFIFO: "Dit is een doorgeefluik van een computer en geen bestand.",
    stat.S_IFSOCK: "Dit is een doorgeefluik van een computer en geen bestand.",
}


def not_a_file(kind: int) -> Problem | None:
    """Return why an entry of this kind (`stat.S_IFLNK` and the like) has no bytes, if so."""
    words = _NOT_FILES.get(kind)
    return Problem(ProblemCode.NOT_A_FILE, words) if words else None


HARD_LINK: Final = Problem(
    ProblemCode.NOT_A_FILE, "Dit is een verwijzing naar een ander bestand in hetzelfde archief."
)
