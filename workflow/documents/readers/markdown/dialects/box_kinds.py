"""Decide the kind of a box and its title, from its name and arguments."""

from __future__ import annotations

import re

from workflow.documents.readers.template_tags import PAIR, attributes

#: What boxes are called that say themselves what they are.
NAMED = frozenset(
    "abstract admonition alert aside attention bug callout caution check cite danger deepdive"
    " details disclosure dropdown done epigraph error example exercise expand fail failure faq"
    " help highlights hint important info margin missing note notice pitfall pullquote question"
    " quote seealso sidebar solution spoiler success summary tab tabitem tip tldr todo topic"
    " tip versionadded versionchanged deprecated warning".split()
)
#: Names that leave it to an argument what the box is.
_OPEN_KIND = frozenset("admonition alert aside callout notice hint".split())
_RENAMED = {
    "blockquote": "quote", "folding": "details", "hidetoggle": "details", "hideblock": "details",
    "disclosure": "details", "dropdown": "details", "expand": "details", "spoiler": "details",
    "tabitem": "tab", "tab-item": "tab", "tab-set": "", "tabs": "",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z][\w-]*")
#: How a box of Hexo's looks.
_FLAG = re.compile(
    r"(?:default|primary|light|dark|no-icon|simple|flat|modern|disabled|open|close|fa\w*|fa-[\w-]+|"
    r"blue|red|green|yellow|orange|purple|pink|gr[ae]y|[\d%.]+),?"
)
_QUOTED = re.compile(r"(?:^|\s)(?:\"([^\"\n]+)\"|“([^”\n]+)”)")


def kind_of(name: str, arguments: str = "") -> str:
    """Return the kind of a box; empty for a mere division.

    >>> kind_of("Tip"), kind_of("callout-note"), kind_of("notice", 'style="info"'), kind_of("row")
    ('tip', 'note', 'info', '')
    """
    plain = name.lower().removeprefix("callout-").removeprefix("admonition-")
    if plain in _OPEN_KIND:
        values = attributes(arguments)
        said = [values[key] for key in ("type", "style", "color", "kind") if key in values]
        said += _WORD.findall(PAIR.sub(" ", arguments))[:1]
        found = next((each.lower() for each in said if each.lower() in NAMED), "")
        return found or plain
    if plain not in NAMED and plain not in _RENAMED:
        return ""
    return _RENAMED.get(plain, plain)


def title_of(arguments: str) -> str:
    """Return the title that arguments name, or else the first of them that is in quotes."""
    named = attributes(arguments)
    for key in ("title", "summary", "label", "header", "heading", "name", "caption"):
        if key in named:
            return named[key]
    quoted = _QUOTED.search(PAIR.sub(" ", arguments))
    return (quoted[1] or quoted[2]) if quoted else ""


def tag_title(arguments: str) -> str:
    """Return the title in the arguments of a tag; bare words count where they read like one.

    Hexo has them behind the kind: ``{% note info Mind the gap %}``.

    >>> tag_title('info "Mind the gap"'), tag_title("info no-icon Mind the gap"), tag_title("info")
    ('Mind the gap', 'Mind the gap', '')
    >>> tag_title("Why?"), tag_title("info-2")
    ('Why?', '')
    """
    if title := title_of(arguments):
        return title
    if PAIR.search(arguments):
        return ""
    words = arguments.split()
    while words and (words[0].lower() in NAMED or _FLAG.fullmatch(words[0])):
        words = words[1:]
    read = len(words) > 1 or bool(words and re.match(r"[^\W\d_a-z]|.*[?!]$", words[0]))
    return " ".join(words) if read else ""
