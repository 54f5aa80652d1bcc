"""Every sample document in one place: functions from arguments to the bytes of a file.

The same arguments give the same bytes. Dates are Dutch calendar days.
"""

from deploy.samples.bestuursverklaring_form import bestuursverklaring
from deploy.samples.plan_text import Section
from deploy.samples.registers import ubo_register, uittreksel_kvk, vog_rp
from deploy.samples.signed_letters import bewijs_van_machtiging, hoofdelijke_aansprakelijkheid
from deploy.samples.spoiled import damaged, encrypted, owner_locked, padded, scanned
from deploy.samples.supporting import onderbouwing, overig
from deploy.samples.word_file import word_document

__all__ = [
    "Section",
    "bestuursverklaring",
    "bewijs_van_machtiging",
    "damaged",
    "encrypted",
    "hoofdelijke_aansprakelijkheid",
    "onderbouwing",
    "overig",
    "owner_locked",
    "padded",
    "scanned",
    "ubo_register",
    "uittreksel_kvk",
    "vog_rp",
    "word_document",
]
