"""Inline the stylesheet and the script, for a page that cannot load files."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from markupsafe import Markup as Html

_FILE = re.compile(r'url\("([^"#][^"]*)"\)')


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
