"""How fast pages are judged searchable, beside pdftotext of poppler on the same files.

Processor time and not the wall's, so that what else runs on the machine counts less. Ours is
taken in this process; that of pdftotext is a child's, less what it takes on a file of one page.
"""

import resource
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf

from deploy.samples.documents import onderbouwing_pages
from intake.documents.pdf_facts import pdf_facts

ROUNDS: Final = 3
"""The best of so many is told: the others were disturbed."""
