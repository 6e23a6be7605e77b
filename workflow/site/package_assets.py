"""Load the stylesheet and the scripts that come with the package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources

from workflow.site.highlights import LIT

#: The parts of the stylesheet, in order.
_STYLES = ("style.css", "search.css", "reader.css", "topics.css")
_REMARK = re.compile(r"^ *//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)


def style(colors: Mapping[str, tuple[str, str]]) -> str:
    """Return the package's stylesheet.

    Args:
        colors: name → (light, dark).
    """
    rules = (_palette(colors), *map(_lighting, range(1, LIT + 1)))
    return "".join((*map(_own, _STYLES), *rules))


def script(name: str) -> str:
    """Return a script without remarks and indentation, which only those who read it need."""
    return _INDENT.sub("", _REMARK.sub("", _own(name)))


def _own(name: str) -> str:
    return resources.files("workflow.site").joinpath("assets", name).read_text("utf-8")


def _palette(colors: Mapping[str, tuple[str, str]]) -> str:
    """Write colours as custom properties, in the stylesheet's lowest layer."""
    light, dark = (
        "".join(f"--{name}:{pair[scheme]};" for name, pair in colors.items()) for scheme in (0, 1)
    )
    dark = f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f"@layer base{{:root{{{light}}}{dark}}}\n"


def _lighting(number: int) -> str:
    """Write the rule that lights a term on the whole page while one mention is pointed at.

    Terms are numbered so that the rules can stand in the stylesheet and the pages need no style
    of their own.
    """
    term = f'[data-t="{number}"]'
    lit = "--lit:var(--light);color:var(--ink)"
    return f"main:has({term}:is(:hover,:focus-visible)) {term}{{{lit}}}\n"
