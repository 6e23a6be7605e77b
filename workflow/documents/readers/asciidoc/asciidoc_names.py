"""What references and entries of a bibliography are called, which pandoc does not show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

#: For a backslash that escapes nothing, which pandoc drops: a character for private use.
BACKSLASH = "\ue002"
_PATH = re.compile(r"\\(?=\w)(?!\w+:)")
_ANCHOR = re.compile(r"\[\[(?P<one>[^\[\],]+)(?:,.*)?\]\][ \t]*|\[#(?P<other>[\w-]+)[^\]]*\][ \t]*")
_TITLED = re.compile(r"(?:={2,6}[ \t]+|\.(?=[^\s.]))(?P<title>\S.*?)[ \t]*")
_REFERENCE = re.compile(r"<<#?(?P<id>[^<>,\n#]+)>>")
_ENTRY = re.compile(r"\[\[\[(?:[^\[\],]+,[ \t]*)?(?P<label>[^\[\],]+)\]\]\]")


def names_of(lines: Sequence[str]) -> Mapping[str, str]:
    """Return the titles of sections and blocks by the identifiers that references name."""
    names: dict[str, str] = {}
    waiting: list[str] = []
    for line in lines:
        if anchor := _ANCHOR.fullmatch(line):
            waiting.append(anchor["one"] or anchor["other"])
        elif titled := _TITLED.fullmatch(line):
            names |= dict.fromkeys(waiting, titled["title"])
            waiting.clear()
            if line.startswith("="):
                own = re.sub(r"\W+", "_", titled["title"].lower()).rstrip("_")
                names.setdefault(f"_{own}", titled["title"])
        elif line.strip() and not line.startswith("["):
            waiting.clear()
    return names


def named(line: str, names: Mapping[str, str]) -> str:
    """Write in a line what its references and labels are called, and keep its backslashes.

    A reference to what is in no title is code.

    >>> named("See <<a>> and <<b>>: [[[c,RFC 1]]].", {"a": "Ports"})
    'See <<a,Ports>> and `+b+`: +[RFC 1]+.'
    """

    def called(found: re.Match[str]) -> str:
        name = names.get(found["id"], "")
        return f"<<{found['id']},{name}>>" if name else f"`+{found['id']}+`"

    line = _REFERENCE.sub(called, _PATH.sub(BACKSLASH, line))
    return _ENTRY.sub(r"+[\g<label>]+", line)
