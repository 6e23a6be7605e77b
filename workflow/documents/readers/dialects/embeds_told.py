"""Films, posts and other things from elsewhere that a line shows in its place.

``{{< youtube ID >}}`` and ``{{< tweet user="…" id="…" >}}`` of Hugo, ``{% embed ADDRESS %}`` of
dev.to and GitBook, ``%[ADDRESS]`` of Hashnode, ``@[youtube](ID)``, ``[!VIDEO ADDRESS]`` of
Microsoft Learn, ``<YouTube id="…" />``: a link that says what was there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workflow.documents.readers.dialects.box_marks import attributes, line_text
from workflow.documents.readers.html_media import PLAYERS, safe_url

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

    from workflow.documents.readers.dialects.template_tags import TemplateTag

_OTHER_NAMES = {"twitter": "tweet", "x": "tweet", "yt": "youtube"}
#: What shows whatever its address is.
_ANY = frozenset(
    "embed video audio iframe player link-preview codepen soundcloud spotify tiktok figma"
    " streamable twitch loom bookmark vimeo-video".split()
)
_ADDRESSES = ("src", "url", "href", "link", "file", "path")
_NUMBERS = ("id", "videoid", "video_id", "video-id", "tweetid", "v")
_TITLES = ("title", "caption", "label")
_NUMBER = re.compile(r"[\w@-]+(?:=\w+)?")
#: What is called otherwise.
_NUMBERS_OF = {
    "tweet": re.compile(r"\d+"),
    "gist": re.compile(r"(?:[\w.-]+/)?[\da-f]{7,40}"),
    "github": re.compile(r"[\w.-]+/[\w.-]+"),
}
_FULL = re.compile(r"https?://[^\s\"'<>]+\.[^\s\"'<>]+")
_FILE = re.compile(r"[^\s\"'{}<>]+\.(?:mp4|webm|mov|m4v|ogv|mp3|ogg|m4a|wav)")
_WORD = re.compile(
    r"\"([^\"]*)\"|'([^']*)'|(https?://[^\s\"'<>]+)|(?<![^\s\"'=,])([^\s\"'=,]+)(?!\s*=)(?=[\s,]|$)"
)
#: Zola's shortcodes are written as calls.
_CALL = re.compile(r"\{\{-?\s*(\w+)\(([^()]*)\)\s*-?\}\}")
_LINE = re.compile(
    r"%\[(?P<address>https?://[^\s\]]+)\]|@\[(?P<name>\w+)\]\((?P<id>[^\s()]+)\)"
    r"|\[!(?:VIDEO|video)\s+(?P<film>https?://[^\s\]]+)\]"
)
_DECORATION = re.compile(r"^lite-?|[-_]?(?:embed|player|video|simple)$")


def told(name: str, arguments: str) -> tuple[str, str] | None:
    """Return the address and the title of what is embedded; None if nothing says it for certain.

    >>> told("youtube", 'w7Ft2ymGmfc'), told("tweet", 'user="port" id="12"')[0]
    (('https://www.youtube.com/watch?v=w7Ft2ymGmfc', ''), 'https://twitter.com/port/status/12')
    >>> told("embed", 'https://codepen.io/a/pen/b')
    ('https://codepen.io/a/pen/b', '')
    """
    plain = name.lower()
    plain = plain if plain in _ANY else _DECORATION.sub("", plain)
    plain = _OTHER_NAMES.get(plain, plain)
    if plain not in PLAYERS and plain not in _ANY:
        return None
    values = attributes(arguments)
    words = [next(filter(None, match.groups()), "") for match in _WORD.finditer(arguments)]
    title = next((values[each] for each in _TITLES if values.get(each)), "")
    title = title or next((each for each in words[1:2] if len(each.split()) > 1), "")
    said = [values[each] for each in (*_ADDRESSES, *_NUMBERS) if values.get(each)]
    for each in (*said, *words[:1]):
        if _FULL.fullmatch(each) and safe_url(each):
            return each, title
        if plain in _ANY and _FILE.fullmatch(each) and safe_url(each):
            return each, title
    number = next((values[each] for each in _NUMBERS if values.get(each)), "")
    if not number and words and not values:
        number = "/".join(words[:2]) if plain == "gist" else words[0]
    if plain not in PLAYERS or not _NUMBERS_OF.get(plain, _NUMBER).fullmatch(number):
        return None
    if plain == "tweet" and _NUMBER.fullmatch(user := values.get("user", "")):
        return f"https://twitter.com/{user}/status/{number}", title
    return PLAYERS[plain] + number, title


def told_by_directive(
    name: str, argument: str, options: Mapping[str, str]
) -> tuple[str, str] | None:
    """Return the address and title of what a directive embeds; see :func:`told`.

    >>> told_by_directive("vimeo", "12", {"width": "640", "title": "The pier"})
    ('https://vimeo.com/12', 'The pier')
    """
    named = [f'{key}="{value}"' for key, value in options.items() if value and '"' not in value]
    found = told(name, " ".join((argument, *named))) or told(name, argument)
    title = next((options[each] for each in _TITLES if options.get(each)), "")
    return (found[0], found[1] or title) if found else None


def told_by_tag(tag: TemplateTag) -> tuple[str, str] | None:
    """Return the address and title of what a tag of a template embeds; see :func:`told`."""
    if tag.closes:
        return None
    if call := _CALL.fullmatch(tag.text):
        return told(call[1], call[2])
    if tag.name not in {"include", "include_cached"}:
        return told(tag.name, tag.arguments) if tag.name else None
    file, _, arguments = tag.arguments.strip().partition(" ")
    name = file.rpartition("/")[2].partition(".")[0]
    values = attributes(arguments)
    if "page." in arguments or "{{" in arguments:
        return None
    return told(values.get("provider", name), arguments)


def add_embed(state: StateBlock, found: tuple[str, str], first: int, end: int) -> None:
    """Add the token of what is embedded."""
    token = state.push("embed", "", 0)
    token.map, token.meta = [first, end], {"url": found[0], "title": found[1]}


def embed_line(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a line that holds nothing but such a mark."""
    line = line_text(state, first).rstrip()
    if line[:2] not in ("%[", "@[", "[!") or state.is_code_block(first):
        return False
    match = _LINE.fullmatch(line)
    if not match:
        return False
    address = match["address"] or match["film"]
    found = (address, "") if address else told(match["name"], match["id"])
    if not found:
        return False
    if not silent:
        add_embed(state, found, first, first + 1)
        state.line = first + 1
    return True
