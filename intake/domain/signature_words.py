"""Why a digital signature has the state it has, in Dutch."""

from typing import Final

DOES_NOT_FIT: Final = "de handtekening past niet bij de inhoud"
NO_CERTIFICATE: Final = "het certificaat is niet meegestuurd"
NOT_CHECKED: Final = "een soort handtekening die wij niet controleren"
OUTDATED: Final = "de handtekening is gezet met een verouderd algoritme"
CHANGED_SINCE: Final = "het document is na het ondertekenen gewijzigd"
COVERAGE_UNCLEAR: Final = "niet duidelijk is welk deel van het bestand is ondertekend"
TOO_MUCH: Final = "het bestand is te groot of heeft te veel versies om dit na te gaan"
