"""The documents of the repository, and what stands in them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: README, CONTRIBUTING, CHANGELOG, and everything in docs/.
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))


def anchors(path: Path) -> set[str]:
    """Return what a link may name after ``#`` in a Markdown file, as GitHub makes it."""
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def code(text: str) -> list[str]:
    """Return what stands in single backticks."""
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


def section(text: str, heading: str) -> str:
    """Return what stands below a heading, up to the next one of its rank."""
    rank, _, _ = heading.partition(" ")
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^{rank} |\Z)", text, re.M | re.S)
    assert found, heading
    return found[1]
