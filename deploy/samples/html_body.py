"""The HTML half of a mail and the picture under its signature."""

from html import escape
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

LOGO_SIZE: Final = (150, 48)


def html_body(text: str, picture: str | None = None) -> str:
    paragraphs = "\n".join(
        "<p>" + escape(paragraph, quote=False).replace("\n", "<br>\n") + "</p>"
        for paragraph in text.strip().split("\n\n")
    )
    image = f'\n<p><img src="cid:{picture}" alt="logo"></p>' if picture else ""
    return (
        "<html><head><style>p { font-family: Calibri, sans-serif; font-size: 11pt }</style>"
        f"</head>\n<body>\n{paragraphs}{image}\n</body></html>\n"
    )


def logo(colour: str) -> bytes:
    """The small picture under a signature."""
    picture = Image.new("RGB", LOGO_SIZE, "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((4, 6, 40, 42), fill=colour)
    pen.ellipse((22, 6, 58, 42), outline=colour, width=3)
    for row, width in ((16, 80), (26, 62)):
        pen.rectangle((66, row, 66 + width, row + 4), fill=colour)
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
