"""Turns the divisions that pandoc writes as HTML into boxes of Markdown's dialects."""

from __future__ import annotations

import re

_OPEN = re.compile(r"(?P<before>[ \t>]*)<div(?P<said>[^>]*)>[ \t]*")
_CLOSE = re.compile(r"[ \t>]*</div>[ \t]*")
_CLASS = re.compile(r'class="([^"]*)"')
_TITLED = re.compile(r'title="([^"]*)"')
_ADMONITION = re.compile(r"note|tip|warning|caution|important")
_OPTIONS = re.compile(r'options="[^"]*\bcollapsible\b')
#: Titles that pandoc gives to boxes that have none.
_USUAL = frozenset({"Note", "Tip", "Warning", "Caution", "Important"})
#: Colons around the outermost box; those inside have fewer.
_COLONS, _FEWEST = 40, 3


def with_boxes(text: str) -> str:
    """Write admonitions and blocks that can be closed as ``:::note Title``, and drop other marks.

    The title of any other block is a paragraph before it.
    """
    lines = text.split("\n")
    opened: list[str] = []
    for number, line in enumerate(lines):
        if match := _OPEN.fullmatch(line):
            mark = _mark(match, len(opened))
            opened.append(mark)
            _caption(lines, number, match["said"])
            lines[number] = match["before"] + (mark and mark + _title(lines, number))
        elif opened and (closed := _CLOSE.fullmatch(line)):
            mark = opened.pop().partition(" ")[0]
            lines[number] = closed[0].partition("<")[0] + mark
    return "\n".join(lines)


def _caption(lines: list[str], number: int, said: str) -> None:
    """Make the title that a picture's own attributes tell its caption, if it has no other."""
    title = _TITLED.search(said)
    if not title or lines[number + 1 : number + 3] != ["", "<figure>"]:
        return
    end = next((n for n in range(number + 3, len(lines)) if lines[n] == "</figure>"), 0)
    if end and "<figcaption>" not in "".join(lines[number:end]):
        lines[end] = f"<figcaption>{title[1]}</figcaption>{lines[end]}"


def _mark(match: re.Match[str], depth: int) -> str:
    """Return the line that opens a box; nothing if the division is none."""
    name = _CLASS.search(match["said"])
    kind = name[1].split()[0] if name and name[1].split() else ""
    if _OPTIONS.search(match["said"]):
        kind = "details"
    elif not _ADMONITION.fullmatch(kind):
        return ""
    return f"{':' * max(_FEWEST, _COLONS - depth)} {kind}"


def _title(lines: list[str], number: int) -> str:
    """Take the title out of a box, as what stands behind its mark."""
    inner = lines[number + 1 : number + 8]
    filled = [index for index, line in enumerate(inner) if line.strip(" \t>")]
    if len(filled) < 3 or 'class="title"' not in inner[filled[0]]:
        return ""
    if not _CLOSE.fullmatch(inner[filled[2]]):
        return ""
    title = inner[filled[1]].strip(" \t>")
    for index in filled[:3]:
        lines[number + 1 + index] = re.match(r"[ \t>]*", inner[index])[0]  # type: ignore[index]
    return "" if title in _USUAL else f" {title}"
