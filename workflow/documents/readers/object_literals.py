"""Reads objects of JavaScript and JSON that say of an article what front matter does.

YAML's flow style has the same brackets, quotes and commas, so its parser reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A comment that takes the rest of its line, and one between two marks.
_COMMENTS = re.compile(
    r"(?:^[ \t]*|(?<=[,{\[])[ \t]*)//[^\n]*$|/\*.*?\*/", re.DOTALL | re.MULTILINE
)
_DATE = re.compile(r"\bnew Date\(\s*(['\"])([^'\"\n]*)\1\s*\)")
_TEMPLATE_TEXT = re.compile(r"`([^`'\\$]*)`")
_GLUED = re.compile(r"(?<=[\w\"'])(:)(?=[\"'\[{\d]|true\b|false\b|null\b)")
#: Lines around code, and what an MDX file exports about itself (mdx.js, Next.js, Astro).
_PLACES = re.compile(
    r"^(?:[ \t]*(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)|export\s+const\s+"
    r"(?:(?P<key>title|draft|isDraft|published|unlisted)\s*=\s*"
    r"(?P<value>true|false|'[^'\n]*'|\"[^\"\n]*\")[ \t]*;?[ \t]*$"
    r"|(?:metadata|frontmatter|frontMatter|meta|article)(?:\s*:[^=\n]{1,60})?\s*=\s*(?=\{)))",
    re.MULTILINE,
)
_QUOTED = re.compile(r"(['\"`])(?:\\.|(?!\1)[^\\])*\1|[{}]", re.DOTALL)
_LONGEST = 4_000


def as_yaml(text: str) -> str:
    """Return an object in the flow style of YAML, with as many lines.

    >>> as_yaml("{ draft:true, date: new Date('2024-05-01') }")
    "{ draft: true, date: '2024-05-01' }"
    >>> as_yaml('"draft": true')
    '{"draft": true}'
    """
    text = _COMMENTS.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _TEMPLATE_TEXT.sub(r"'\1'", _DATE.sub(r"'\2'", text))
    text = _outside_quotes(text)
    return text if text.lstrip().startswith("{") else f"{{{text.rstrip().rstrip(',')}}}"


def _outside_quotes(text: str) -> str:
    """Part values from their keys by a space, and indent by spaces, but not within quotations."""
    parts = re.split(r"(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')", text)
    for at in range(1, len(parts), 2):
        if parts[at][0] == "'":
            parts[at] = parts[at].replace("\\'", "''")
    for at in range(0, len(parts), 2):
        joined = re.sub(r"^:(?=$|\S)", ": ", parts[at]) if at else parts[at]
        parts[at] = _GLUED.sub(": ", re.sub(r":\Z", ": ", joined)).replace("\t", "  ")
    return "".join(parts)


def exported(text: str) -> Iterator[tuple[str, int]]:
    """Yield the objects in which an MDX file tells of itself, each with its first line."""
    fence = ""
    for match in _PLACES.finditer(text):
        if mark := match["fence"]:
            closes = fence and mark.startswith(fence) and not match["rest"].strip()
            fence = "" if closes else fence or mark
        elif not fence and match["key"]:
            yield f"{{{match['key']}: {match['value']}}}", text.count("\n", 0, match.start()) + 1
        elif not fence and (end := _end(text, match.end())):
            yield text[match.end() : end], text.count("\n", 0, match.end()) + 1


def _end(text: str, start: int) -> int:
    """Return where the object that begins at ``start`` ends; 0 if it does not, or is too long."""
    depth = 0
    for match in _QUOTED.finditer(text, start, start + _LONGEST):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return 0
