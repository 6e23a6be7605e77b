"""Find the address of an embed by its name and arguments: films, posts, programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workflow.documents.readers.template_tags import attributes

if TYPE_CHECKING:
    from workflow.documents.readers.template_tags import TemplateTag

#: The address of what a player embeds by number, by the player's name.
PLAYERS: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "bilibili": "https://www.bilibili.com/video/",
    "dailymotion": "https://www.dailymotion.com/video/",
    "tweet": "https://twitter.com/i/status/",
    "instagram": "https://www.instagram.com/p/",
    "gist": "https://gist.github.com/",
    "github": "https://github.com/",
    "asciinema": "https://asciinema.org/a/",
    "codesandbox": "https://codesandbox.io/s/",
    "jsfiddle": "https://jsfiddle.net/",
}
_OTHER_NAMES = {"twitter": "tweet", "x": "tweet", "yt": "youtube"}
#: Embeds that show any address.
_ANY = frozenset(
    "embed video audio iframe player link-preview codepen soundcloud spotify tiktok figma"
    " streamable twitch loom bookmark vimeo-video".split()
)
_ADDRESSES = ("src", "url", "href", "link", "file", "path")
_NUMBERS = ("id", "videoid", "video_id", "video-id", "tweetid", "v")
_TITLES = ("title", "caption", "label")
_NUMBER = re.compile(r"[\w@-]+(?:=\w+)?")
#: Other names of the players.
_NUMBERS_OF = {
    "tweet": re.compile(r"\d+"),
    "gist": re.compile(r"(?:[\w.-]+/)?[\da-f]{7,40}"),
    "vimeo": re.compile(r"\d+(?:/[\da-f]+)?"),
    "github": re.compile(r"[\w.-]+/[\w.-]+"),
}
_FULL = re.compile(r"https?://[^\s\"'<>]+\.[^\s\"'<>]+")
_FILE = re.compile(r"[^\s\"'{}<>]+\.(?:mp4|webm|mov|m4v|ogv|mp3|ogg|m4a|wav)")
_WORD = re.compile(
    r"\"([^\"]*)\"|'([^']*)'|(https?://[^\s\"'<>]+)|(?<![^\s\"'=,])([^\s\"'=,]+)(?!\s*=)(?=[\s,]|$)"
)
#: Zola's shortcodes are written as calls.
_CALL = re.compile(r"\{\{-?\s*(\w+)\(([^()]*)\)\s*-?\}\}")
_DECORATION = re.compile(r"^lite-?|[-_]?(?:embed|player|video|simple)$")
_SAFE_URL = re.compile(r"(?:https?:|mailto:|tel:|[^:]*(?:[/?#]|$))", re.IGNORECASE)


def safe_url(address: str | None) -> str:
    """Return an address if it is safe to follow: no ``javascript:``, no ``data:``."""
    address = "".join((address or "").split())
    return address if _SAFE_URL.match(address) else ""


def embed_of(name: str, arguments: str) -> tuple[str, str] | None:
    """Return the address and the title of an embed; None if it is not certain.

    >>> embed_of("youtube", 'w7Ft2ymGmfc'), embed_of("tweet", 'user="port" id="12"')[0]
    (('https://www.youtube.com/watch?v=w7Ft2ymGmfc', ''), 'https://twitter.com/port/status/12')
    >>> embed_of("embed", 'https://codepen.io/a/pen/b')
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


def embed_of_directive(
    name: str, argument: str, options: Mapping[str, str]
) -> tuple[str, str] | None:
    """Return the address and title of what a directive embeds; see :func:`embed_of`.

    >>> embed_of_directive("vimeo", "12", {"width": "640", "title": "The pier"})
    ('https://vimeo.com/12', 'The pier')
    """
    named = [f'{key}="{value}"' for key, value in options.items() if value and '"' not in value]
    found = embed_of(name, " ".join((argument, *named))) or embed_of(name, argument)
    title = next((options[each] for each in _TITLES if options.get(each)), "")
    return (found[0], found[1] or title) if found else None


def embed_of_tag(tag: TemplateTag) -> tuple[str, str] | None:
    """Return the address and title of what a tag of a template embeds; see :func:`embed_of`."""
    if tag.closes:
        return None
    if call := _CALL.fullmatch(tag.text):
        return embed_of(call[1], call[2])
    if tag.name not in {"include", "include_cached"}:
        return embed_of(tag.name, tag.arguments) if tag.name else None
    file, _, arguments = tag.arguments.strip().partition(" ")
    name = file.rpartition("/")[2].partition(".")[0]
    values = attributes(arguments)
    if "page." in arguments or "{{" in arguments:
        return None
    return embed_of(values.get("provider", name), arguments)
