"""Text of strangers, made safe to show on a line of ours."""

import unicodedata

_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Marks that turn the direction of text around: they make `fdp.exe` look like `exe.pdf`.
_TURNING_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def on_one_line(text: str) -> str:
    """Return a stranger's text with every control, line end and turning mark made visible."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(letter) in _INVISIBLE_CATEGORIES or letter in _TURNING_MARKS
        else letter
        for letter in text.strip()
    )
