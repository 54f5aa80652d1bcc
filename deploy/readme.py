"""`python -m deploy.readme`: write the parts of README that the code knows better."""

import re
from pathlib import Path

from config.reference import markdown
from intake.domain.problems import MEANINGS
from intake.domain.time_findings import MEANINGS as TIME_MEANINGS
from storage.evidence_leesmij import COMMANDS

README = Path(__file__).parents[1] / "README.md"


def blocks() -> dict[str, str]:
    """Return what stands between the markers, by their name."""
    rows = "\n".join(f"| `{code}` | {meaning} |" for code, meaning in MEANINGS.items())
    findings = "\n".join(f"| `{code}` | {meaning} |" for code, meaning in TIME_MEANINGS.items())
    return {
        "problems": f"| code | meaning |\n|---|---|\n{rows}",
        "time": f"| code | meaning, and what it does to the verdict |\n|---|---|\n{findings}",
        "evidence": f"```sh\n{COMMANDS}\n```",
        "configuration": markdown().strip(),
    }


def rewritten(text: str) -> str:
    """Return README with its blocks as the code has them.

    Raises:
        ValueError: A marker is missing.
    """
    for name, block in blocks().items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"README lacks the markers of {name!r}; put them back")
        pattern = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
        parts = pattern.split(text)
        text = f"{begin}\n{block}\n{end}".join(parts)
    return text


def example(name: str) -> str:
    """Return what stands in the block of README below `<!-- example: NAME -->`.

    Raises:
        ValueError: There is none of that name, or several.
    """
    pattern = rf"<!-- example: {re.escape(name)} -->\n```[a-z]+\n(.*?)```\n"
    found = re.findall(pattern, README.read_text("utf-8"), re.DOTALL)
    if len(found) != 1:
        raise ValueError(f"README has {len(found)} examples {name!r}; keep one")
    return str(found[0])


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text("utf-8")), "utf-8")
