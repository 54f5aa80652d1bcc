"""7z and zip files that a program made of which there is no other writer, as they came out.

Made with 7-Zip 26.02 of Debian 12 from a.txt (`begroting 2024`): `7zz a -pgeheim l.7z a.txt`,
the same with `-mhe=on`, and of b.txt (BUDGET_LINES): `7zz a -tzip -mm=PPMd`, `-mm=Deflate64`.
"""

from base64 import b64decode
from typing import Final

BUDGET: Final = b"begroting 2024"
BUDGET_LINES: Final = b"De begroting van het plan, bladzijde 1.\n" + b"".join(
    b"regel %d van de begroting\n" % number for number in range(40)
)
LOCKED: Final = b64decode(
    "N3q8ryccAASRTamVIAAAAAAAAABiAAAAAAAAAA325GVkZpf6WwSzJqWEf+Uob//kvndia80SrxyAAWo3uLO46QEEBgAB"
    "CSAABwsBAAIkBvEHARJTD9fFylSVsF3R18bN9+WTncwhIQEAAQAMEg4ACAoBLxFjqgAABQEZAQARDQBhAC4AdAB4AHQA"
    "AAAUCgEAizhA7+KA3QEVBgEAIICkgQAA"
)
LOCKED_NAMES: Final = b64decode(
    "N3q8ryccAAT+lCBukAAAAAAAAAAuAAAAAAAAAD8Qpc5hquGG9i4MCXuNRWhT8T8D6iXSOqB4x3MrqIrznSpS7WE8i7ER"
    "oJVme0kqSrk0OheEM1OntehAzKL/iy0JhVezf6qshIjMcj5PplWZKEMkxp0jB+j0UmyIB8dKl6/KlS+tZhYyiQXhYyaw"
    "u64nbSJuMNJCOQ53tHyaa+omfAxINt64YdmsbZsp0rPJGU1/JQoXBiABCXAABwsBAAEkBvEHARJTD4apRcHv+sKunW6T"
    "7munCDAMYgoBSCj6gwAA"
)
PPMD_ZIP: Final = b64decode(
    "UEsDBD8AAABiAJqAfl0PjTa5egAAAC4EAAAFAAAAYi50eHQHAEQi+J13EfEoXaz+opwsBDNpxtRJtWTiIPMfGMxfcBON"
    "5BKei6et7tbkzmv/KM1JYUe6tg2acjAkZ+HC3V88Y/1Bgxo6OnJBZlWKpcIGFQ02bSthAmIPVWne0PUYmz3R/cQcteY9"
    "l8upKCiKdnTP+qUj+oeEOlUAAFBLAQI/Az8AAABiAJqAfl0PjTa5egAAAC4EAAAFACQAAAAAAAAAIICkgQAAAABiLnR4"
    "dAoAIAAAAAAAAQAYAP0X44fkgN0BAAAAAAAAAAAAAAAAAAAAAFBLBQYAAAAAAQABAFcAAACdAAAAAAA="
)
DEFLATE64_ZIP: Final = b64decode(
    "UEsDBBUAAAAJAJqAfl0PjTa5kQAAAC4EAAAFAAAAYi50eHR10z0OwjAMhuGdU/gACDX/6c5FUsUKRVFAVcXA6ZEQA0Pf"
    "+bEHf598VVm0bY99HU1eZchNd3n2Ms6y9FLf672qmMtp06Zdpu9I/dv5gSGwBI7AEwSCSJAIMsGMB/LpBsWiOBSPElAi"
    "SkLJKDN2OaFw/xbFoXiUgBJREkpGwQzchGJQ+AkcikcJKBEloWSUgww+UEsBAj8DFQAAAAkAmoB+XQ+NNrmRAAAALgQA"
    "AAUAJAAAAAAAAAAggKSBAAAAAGIudHh0CgAgAAAAAAABABgA/Rfjh+SA3QEAAAAAAAAAAAAAAAAAAAAAUEsFBgAAAAAB"
    "AAEAVwAAALQAAAAAAA=="
)
