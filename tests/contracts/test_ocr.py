"""What everything keeps that reads scans: in memory, and ocrmypdf with tesseract.

Reading takes seconds of a processor, so what the real one makes is made once and looked at
by many tests.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from deploy.samples.documents import encrypted as locked
from deploy.samples.documents import owner_locked, scanned, vog_rp
from intake.adapters.ocrmypdf_ocr import OcrLimits, OcrmypdfOcr
from intake.domain.errors import ConfigurationError, PermanentError
from intake.domain.searchable_copy import PDF, OcrRefusedError, OcrResult, ReadState
from intake.ports import Ocr
from tests.fakes.ocr import MemoryOcr

# One worker reads the scans that the tests look at.
pytestmark = pytest.mark.xdist_group("ocr-contract")

MEBIBYTE = 1024 * 1024
LIMITS = OcrLimits(
    page_seconds=100,
    document_seconds=200,
    memory_bytes=2048 * MEBIBYTE,
    most_pages=10,
    most_pixels=20_000_000,
    parallelism=1,
)
WORD = "gedrag"


def real(limits: OcrLimits = LIMITS, languages: tuple[str, ...] = ("nld",)) -> OcrmypdfOcr:
    return OcrmypdfOcr(languages, limits)


@pytest.fixture(params=["memory", "ocrmypdf"])
def ocr(request: pytest.FixtureRequest) -> Ocr:
    return MemoryOcr() if request.param == "memory" else real()


def scan(dpi: int = 100) -> bytes:
    return scanned(vog_rp("Stichting De Waal", "12345678", date(2023, 5, 12)), dpi=dpi)


@dataclass(frozen=True)
class Made:
    """A copy with what it was made of."""

    original: bytes
    result: OcrResult
    content: bytes

    def text(self, page: int) -> str:
        with pypdfium2.PdfDocument(self.content) as document:
            told: str = document[page - 1].get_textpage().get_text_range()
        return told


def make(original: bytes, media_type: str, pages: tuple[int, ...], folder: Path) -> Made:
    path, into = folder / "original", folder / "into"
    path.write_bytes(original)
    into.mkdir()
    result = real().make(path, media_type, pages, into)
    assert path.read_bytes() == original
    content = (into / result.copy).read_bytes()
    assert hashlib.sha256(content).hexdigest() == result.sha256
    return Made(original, result, content)


@pytest.mark.parametrize("pages", [(), (1,)])
def test_a_copy_lies_in_the_folder_and_the_original_stays(
    tmp_path: Path, pages: tuple[int, ...]
) -> None:
    path, into = tmp_path / "original", tmp_path / "into"
    path.write_bytes(scan())
    into.mkdir()
    result = MemoryOcr().make(path, PDF, pages, into)
    assert hashlib.sha256((into / result.copy).read_bytes()).hexdigest() == result.sha256
    assert [page.page for page in result.pages] == [1]


@pytest.mark.parametrize(
    "content",
    [b"", b"geen pdf", b"\x00" * 2000],
    ids=["empty", "text", "zeros"],
)
def test_what_is_no_document_is_refused_for_good(ocr: Ocr, tmp_path: Path, content: bytes) -> None:
    path, into = tmp_path / "original", tmp_path / "into"
    path.write_bytes(content)
    into.mkdir()
    with pytest.raises(OcrRefusedError):
        ocr.make(path, PDF, (1,), into)


def test_a_file_that_is_not_there_is_for_staff(ocr: Ocr, tmp_path: Path) -> None:
    with pytest.raises(PermanentError):
        ocr.make(tmp_path / "nothing", PDF, (1,), tmp_path)


def test_the_engine_names_itself(ocr: Ocr) -> None:
    assert "nld" in ocr.require()


def test_a_language_without_a_model_is_named_with_its_package() -> None:
    with pytest.raises(ConfigurationError, match="tesseract-ocr-fry"):
        real(languages=("nld", "fry")).require()


def test_a_locked_document_is_refused_for_good(tmp_path: Path) -> None:
    path, into = tmp_path / "original", tmp_path / "into"
    path.write_bytes(locked(scan(), "geheim"))
    into.mkdir()
    with pytest.raises(OcrRefusedError, match="locked"):
        real().make(path, PDF, (1,), into)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A scan that lies askew, a page with text, a scan on its side, and a page that is signed."""
    plain = vog_rp("Stichting De Waal", "12345678", date(2023, 5, 12))
    upright = _picture(scan(150))
    askew = upright.rotate(2, fillcolor="white", resample=Image.Resampling.BICUBIC)
    with pikepdf.new() as pdf:
        for content in (
            _page_of(askew),
            plain,
            _page_of(upright.transpose(Image.Transpose.ROTATE_90)),
        ):
            with pikepdf.open(io.BytesIO(content)) as part:
                pdf.pages.extend(part.pages)
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                FT=pikepdf.Name.Sig,
                T=pikepdf.String("hand"),
                V=pikepdf.Dictionary(Type=pikepdf.Name.Sig),
            )
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        out = io.BytesIO()
        pdf.save(out)
    return make(out.getvalue(), PDF, (1, 3), tmp_path_factory.mktemp("mixed"))


def _picture(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[0].render(scale=150 / 72).to_pil()
    return picture.convert("L")


def _page_of(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    return out.getvalue()


def test_the_pages_that_were_asked_for_are_read(mixed: Made) -> None:
    assert [(page.page, page.state) for page in mixed.result.pages] == [
        (1, ReadState.READ),
        (3, ReadState.READ),
    ]
    for page in mixed.result.pages:
        assert WORD in page.text.lower()
        assert page.confidence is not None
        assert page.confidence > 70
        assert WORD in mixed.text(page.page).lower()


def test_a_page_on_its_side_is_turned_upright(mixed: Made) -> None:
    assert [page.turned for page in mixed.result.pages] == [0, 90]
    with pypdfium2.PdfDocument(mixed.content) as document:
        sizes = [document[page].get_size() for page in (0, 2)]
    assert all(height > width for width, height in sizes)


def test_a_page_that_was_not_asked_for_is_as_it_was(mixed: Made) -> None:
    with (
        pypdfium2.PdfDocument(mixed.original) as before,
        pypdfium2.PdfDocument(mixed.content) as now,
    ):
        pictures = [document[1].render().to_pil().tobytes() for document in (before, now)]
    assert pictures[0] == pictures[1]
    assert WORD in mixed.text(2).lower()


def test_the_copy_names_its_original_and_says_what_it_lacks(mixed: Made) -> None:
    assert mixed.result.signatures == 1
    original = hashlib.sha256(mixed.original).hexdigest()
    with pikepdf.open(io.BytesIO(mixed.content)) as pdf:
        assert pdf.docinfo["/OriginalSHA256"] == original
        words = str(pdf.docinfo["/Subject"])
        assert original in words
        assert "Machinaal" in words
        assert "handtekening" in words
        assert "/SigFlags" not in pdf.Root.get("/AcroForm", {})


def test_it_names_what_it_was_made_with(mixed: Made) -> None:
    assert "tesseract 5" in mixed.result.engine
    assert "ocrmypdf 17" in mixed.result.engine
    assert mixed.result.seconds > 0


@pytest.fixture(scope="module")
def fax(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A TIFF of two pages, of which one is blank."""
    first = _picture(scan(150))
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=[Image.new("L", first.size, 255)])
    return make(out.getvalue(), "image/tiff", (), tmp_path_factory.mktemp("fax"))


def test_every_frame_of_a_picture_is_a_page(fax: Made) -> None:
    assert [page.page for page in fax.result.pages] == [1, 2]
    assert WORD in fax.result.pages[0].text.lower()
    assert fax.result.pages[1].text == ""
    assert fax.result.pages[1].confidence is None
    assert WORD in fax.text(1).lower()


@pytest.mark.parametrize(
    ("limits", "state"),
    [
        (OcrLimits(0.05, 200, LIMITS.memory_bytes, 10, 20_000_000, 1), ReadState.TIMEOUT),
        (OcrLimits(0.01, 0.01, LIMITS.memory_bytes, 10, 20_000_000, 1), ReadState.NO_TIME),
        (OcrLimits(100, 200, LIMITS.memory_bytes, 10, 10_000, 1), ReadState.TOO_LARGE),
        (OcrLimits(100, 200, LIMITS.memory_bytes, 0, 20_000_000, 1), ReadState.TOO_LARGE),
    ],
    ids=["page too slow", "document too slow", "page too large", "too many pages"],
)
def test_a_page_beyond_a_limit_is_told_and_the_copy_is_made(
    tmp_path: Path, limits: OcrLimits, state: ReadState
) -> None:
    path, into = tmp_path / "original", tmp_path / "into"
    path.write_bytes(owner_locked(scan()))
    into.mkdir()
    result = real(limits).make(path, PDF, (1,), into)
    assert [page.state for page in result.pages] == [state]
    assert (into / result.copy).stat().st_size > 1000


def test_what_reads_is_kept_from_network_and_files(tmp_path: Path) -> None:
    path, into = tmp_path / "original", tmp_path / "into"
    path.write_bytes(scan())
    into.mkdir()
    ocr = real(OcrLimits(100, 200, LIMITS.memory_bytes, 0, 20_000_000, 1))
    ocr.make(path, PDF, (1,), into)
    assert ocr.protection is not None
    assert "limits" in ocr.protection.active()
