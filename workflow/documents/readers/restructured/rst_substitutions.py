"""How long a text becomes where names stand for other text, which may hold names again.

A few lines can stand for gigabytes; docutils limits one name's text, not all of them together.
"""

from __future__ import annotations

import re

_DEFINED = re.compile(r"\s*\.\. \|(?P<name>[^|\n]{1,200})\|\s+[\w-]+::(?P<text>.*)")
_NAMED = re.compile(r"\|([^|\s][^|\n]{0,200})\|")
#: Names in names that are followed, and letters from which on nobody asks how many more.
_DEEPEST, _MOST = 20, 10_000_000


def longest(text: str) -> int:
    """Return an upper bound of the letters that all names in a text stand for, put together."""
    told: dict[str, list[str]] = {}
    rest: list[str] = []
    lines = rest
    for line in text.split("\n"):
        if found := _DEFINED.match(line):
            lines = told.setdefault(_key(found["name"]), [])
            lines.append(found["text"])
        else:
            lines = lines if line.strip() and line[:1].isspace() else rest
            lines.append(line)
    names = {name: [_key(each) for each in _NAMED.findall(" ".join(t))] for name, t in told.items()}
    sizes = {name: sum(map(len, each)) for name, each in told.items()}
    whole = sizes
    for _ in range(_DEEPEST):
        whole = {n: sizes[n] + sum(whole.get(each, 0) for each in names[n]) for n in sizes}
        if max(whole.values(), default=0) > _MOST:
            break
    shown = sum(whole.get(_key(each), 0) for each in _NAMED.findall("\n".join(rest)))
    return shown + max(whole.values(), default=0)


def _key(name: str) -> str:
    return " ".join(name.lower().split())
