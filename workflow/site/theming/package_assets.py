"""Load the stylesheet and the scripts of the package; put them into a page that loads no files."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup as Html

from workflow.site.body.highlights import LIT

#: The parts of the stylesheet, in order.
_STYLES = ("style.css", "search.css", "reader.css", "topics.css")
_REMARK = re.compile(r"^ *//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)
_FILE = re.compile(r'url\("([^"#][^"]*)"\)')


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
    """Write the rule that highlights all mentions of a term while one is pointed at.

    Terms are numbered so that the rules can stand in the stylesheet and the pages need no style
    of their own.
    """
    term = f'[data-t="{number}"]'
    lit = "--lit:var(--light);color:var(--ink)"
    return f"main:has({term}:is(:hover,:focus-visible)) {term}{{{lit}}}\n"


@dataclass(frozen=True, slots=True)
class InlineAssets:
    """What a page has in place of stylesheet and script that can load neither: ``404.html``.

    A server shows that page for whatever is not there, at any depth, and it may be opened from the
    disk. The content security policy lets in both by their hashes (W3C, Content Security Policy
    Level 3, section 2.3.1).

    Attributes:
        style, script: as they stand in the page, which must not change a character.
        policy: the content security policy.
    """

    style: Html
    script: Html
    policy: str


def inline_assets(style: str, script: str, policy: str, root: str) -> InlineAssets:
    """Make a stylesheet and a script fit to stand in a page.

    Args:
        style: names files that lie beside it.
        script: an ES module.
        policy: of pages that load both.
        root: the path of the site on its server, ending in a slash.
    """
    style = _FILE.sub(rf'url("{root}assets/\1")', style).replace("</", r"<\/")
    for directive, text in (("style-src", style), ("script-src", script)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        policy = policy.replace(f"{directive} 'self'", f"{directive} 'self' 'sha256-{digest}'")
    return InlineAssets(Html(style), Html(script), policy)  # noqa: S704 - the theme's own
