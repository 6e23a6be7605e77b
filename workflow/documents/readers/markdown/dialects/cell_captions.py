"""Read what R Markdown and Quarto write below what a block of code draws.

It stands in the head of the block (``fig.cap``) or in its first lines (``#| fig-cap``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.documents.readers.tag_words import reads_like_words

#: In the head; what is worked out (``paste0(…)``) or stands elsewhere (``(ref:port)``) is none.
_IN_HEAD = re.compile(
    r"(?<![\w.])(?:fig\.cap|fig\.subcap|fig\.alt|tab\.cap)\s*=\s*"
    r"(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')(?=\s*[,}])"
)
#: The title of any block of code; most are the names of files.
_TITLED = re.compile(r"(?<![\w.])(?:title|caption|header)\s*=\s*(?:\"([^\"\n]+)\"|'([^'\n]+)')")
_LINES = re.compile(r"(?:[ \t]*(?:#|//|%%|--)\| ?[^\n]*(?:\n|\Z))+")
_MARK = re.compile(r"^[ \t]*(?:#|//|%%|--)\| ?", re.MULTILINE)
_KEYS = (
    "fig-cap",
    "fig-subcap",
    "fig-alt",
    "tbl-cap",
    "tbl-subcap",
    "lst-cap",
    "fig.cap",
    "fig.alt",
)
_LONGEST = 4_000
_WORD = re.compile(r"[^\W\d_]{2}")


def captions(head: str, code: str) -> Iterator[str]:
    r"""Yield the captions and alternative texts of a block of code, each once.

    >>> list(captions('{r tides, fig.cap="Tides in May"}', "plot(tides)"))
    ['Tides in May']
    >>> list(captions("{python}", "#| label: fig-a\n#| fig-cap: Tides in June\nplot()"))
    ['Tides in June']
    >>> list(captions('js title="port.js" {1}', "")), list(captions('sh title="Open a shell"', ""))
    ([], ['Open a shell'])
    """
    found = [re.sub(r"\\(.)", r"\1", match[1] or match[2]) for match in _IN_HEAD.finditer(head)]
    titles = (match[1] or match[2] for match in _TITLED.finditer(head))
    found += (each for each in titles if reads_like_words(each))
    found += _in_lines(code) if head.startswith("{") else ()
    for text in dict.fromkeys(" ".join(each.split()) for each in found):
        if _WORD.search(text) and not text.startswith("(ref:"):
            yield text


def _in_lines(code: str) -> Iterator[str]:
    import yaml

    match = _LINES.match(code)
    if not match or len(match[0]) > _LONGEST:
        return
    try:
        said = yaml.safe_load(_MARK.sub("", match[0]))
    except (yaml.YAMLError, ValueError, RecursionError):
        return
    for key in _KEYS if isinstance(said, dict) else ():
        value = said.get(key)
        yield from (
            each
            for each in (value if isinstance(value, list) else [value])
            if isinstance(each, str)
        )
