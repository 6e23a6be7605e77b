"""Parse the values of settings; a fault says what a value must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from string import Formatter
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from workflow import plugins
from workflow.languages import language
from workflow.model import COLORS, SiteSettings, say

#: Names of HTTP fields (RFC 9110, 5.6.2), and those that are not the project's to set.
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OUR_HEADERS = {"host", "content-length", "content-type", "transfer-encoding"}
#: Where work is done: by all processors of this machine, or by so many.
_LOCAL = re.compile(r"local(?::[1-9][0-9]{0,3})?")
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
#: Names for addresses that open an entry in an editor, and what an address may hold.
_EDITORS = {
    "vscode": SiteSettings().editor,
    "file": "file://{path}",
    "review": "http://127.0.0.1:8765/a/{name}/{locale}?source={source}",
}
_EDITOR_FIELDS = {"path", "file", "line", "locale", "name", "source"}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(say("must be text"))
    if not value.isprintable():
        raise ValueError(say("must be one line of text, without control characters"))
    return value


def _languages(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise TypeError(say('must be a list of languages such as ["ko", "zh-Hans"]'))
    return tuple(dict.fromkeys(language(_text(item)).tag for item in value))


def _outputs(value: object) -> tuple[str, ...]:
    known = plugins.names(plugins.OUTPUTS)
    if not isinstance(value, list) or not all(name in known for name in value):
        raise TypeError(say("must be a list of: {names}", names=known))
    return tuple(dict.fromkeys(value))


def _auto(value: object) -> tuple[str, ...]:
    known = [name for name in plugins.names(plugins.ENGINES) if name != "pseudo"]
    if not isinstance(value, list) or not value or not all(name in known for name in value):
        raise TypeError(say("must be a list of: {names}", names=known))
    return tuple(dict.fromkeys(value))


def _url(value: object) -> str:
    text = _text(value)
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or " " in text):
        raise ValueError(say("must be a URL beginning with https://"))
    return text


def _feeds(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(say('must be a list such as ["https://example.org/feed.xml"]'))
    return tuple(dict.fromkeys(filter(None, map(_url, value))))


def _folder(value: object) -> str:
    text = _text(value).strip("/")
    if text and any(part.startswith(".") or not part.strip() for part in text.split("/")):
        raise ValueError(say("must be the name of a folder in seeds/"))
    return text


def _site_url(value: object) -> str:
    url = _url(value)
    return url if not url or url.endswith("/") else f"{url}/"


def _styles(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping) or any(
        item not in ("title", "name") for item in value.values()
    ):
        raise TypeError(say('must map languages to "title" or "name"'))
    return {language(key).tag: item for key, item in value.items()}


def _memory(value: object) -> str:
    if value not in ("draft", "reviewed", "off"):
        raise ValueError(say('must be "draft", "reviewed" or "off"'))
    return str(value)


def _publish(value: object) -> str:
    if value not in ("all", "checked", "reviewed"):
        raise ValueError(say('must be "all", "checked" or "reviewed"'))
    return str(value)


def _timezone(value: object) -> str:
    name = _text(value)
    try:
        return ZoneInfo(name).key if name else ""
    except (OSError, ValueError, KeyError):
        raise ValueError(
            say("has no {name}: name one as Asia/Seoul or UTC", name=repr(name))
        ) from None


def _asset(value: object) -> str:
    text = _text(value)
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(say("must be the name of a file in theme/assets"))
    return text


def _colors(value: object) -> Mapping[str, tuple[str, str]]:
    """Put a project's colours into the palette; all of it must be legible.

    Contrast of text and background: WCAG 2.2, success criterion 1.4.3 (AA).
    """
    if not isinstance(value, Mapping):
        raise TypeError(say("must be a table of colours"))
    palette = dict(COLORS)
    for name, given in value.items():
        pair = (given, given) if isinstance(given, str) else given
        if name not in COLORS:
            raise ValueError(
                say("has no {name}; there are {names}", name=name, names=tuple(COLORS))
            )
        if (
            not isinstance(pair, list | tuple)
            or len(pair) != 2
            or not all(isinstance(color, str) and _COLOR.fullmatch(color) for color in pair)
        ):
            raise ValueError(
                say(
                    '{name} must be a colour such as "#9c2f1f", or two: for light and dark',
                    name=name,
                )
            )
        palette[name] = pair[0], pair[1]
    for text in ("ink", "secondary", "accent", "reviewed", "machine", "stale"):
        for place, scheme in enumerate(("light", "dark")):
            ratio = _contrast(palette[text][place], palette["paper"][place])
            if ratio < 4.5:
                raise ValueError(
                    say(
                        "{text} on {scheme} paper has a contrast of {ratio}, 4.5 is needed",
                        text=text,
                        scheme=scheme,
                        ratio=f"{ratio:.1f}",
                    )
                )
    return palette


def _contrast(one: str, other: str) -> float:
    """Measure contrast, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    """Measure relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _nav(value: object) -> tuple[tuple[str, str], ...]:
    wanted = say('must be a list such as [{ label = "About", url = "https://example.org/about" }]')
    if not isinstance(value, list):
        raise TypeError(wanted)
    for item in value:
        if not isinstance(item, Mapping) or set(item) != {"label", "url"}:
            raise TypeError(wanted)
        parts = urlsplit(_text(item["url"]))
        within = not parts.scheme and not parts.netloc and not parts.path.startswith("/")
        if not (within or (parts.scheme in {"http", "https"} and parts.hostname)
                or parts.scheme == "mailto"):  # fmt: skip
            raise ValueError(
                say("has {url}: use a web address, or a folder of the site", url=repr(item["url"]))
            )
    return tuple((_text(item["label"]), _address(item["url"])) for item in value)


def _address(url: str) -> str:
    """Keep a web address as it is; let a folder of the site end in a slash."""
    return url if ":" in url or url.endswith("/") or not url else f"{url}/"


def _editor(value: object) -> str:
    text = _EDITORS.get(_text(value), _text(value))
    for _, name, spec, conversion in Formatter().parse(text):
        if name is not None and name not in _EDITOR_FIELDS:
            raise ValueError(
                say(
                    "has {name}; there are {names}",
                    name=f"{{{name}}}",
                    names=sorted(_EDITOR_FIELDS),
                )
            )
        if spec or conversion:
            raise ValueError(say("has more than the name {name} between two braces", name=name))
    if urlsplit(text).scheme in {"", "javascript", "data", "vbscript"}:
        raise ValueError(
            say(
                "must be {names} or an address with {places} …",
                names=tuple(_EDITORS),
                places="{path}, {line}",
            )
        )
    return text


def _models(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(map(_text, value)):
        raise TypeError(say('must be a list of models such as ["opus-mt-en-ko"]'))
    return tuple(dict.fromkeys(value))


def _told(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError(say('must map names of models to text, such as { "my-model" = "en-ko" }'))
    return {_text(name): _text(text) for name, text in value.items()}


def _device(value: object) -> str:
    if value not in ("auto", "cpu", "cuda"):
        raise ValueError(say('must be "auto", "cpu" or "cuda"'))
    return str(value)


def _hub(value: object) -> str:
    url = _url(value)
    if "@" in urlsplit(url).netloc:
        raise ValueError(say("must not hold a name or password"))
    return url.rstrip("/")


def _headers(value: object) -> dict[str, str]:
    wanted = say('must map the names of headers to text, such as { "X-Team" = "$TEAM" }')
    if not isinstance(value, Mapping) or not all(_HEADER.fullmatch(str(name)) for name in value):
        raise TypeError(wanted)
    if {str(name).lower() for name in value} & _OUR_HEADERS:
        raise ValueError(say("must leave {names} to us", names=sorted(_OUR_HEADERS)))
    return {str(name): _text(text) for name, text in value.items()}


def _extra(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(say("must be a table of further fields for each request"))
    if {"model", "messages", "stream"} & value.keys():
        raise ValueError(say("must leave {names} to us", names=("model", "messages", "stream")))
    return dict(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(say("must be true or false"))
    return value


def _price(value: object) -> dict[str, float]:
    wanted = say("must be what a million tokens cost: { input = 0.15, output = 0.6 }")
    if not isinstance(value, Mapping) or set(value) != {"input", "output"}:
        raise TypeError(wanted)
    if not all(isinstance(v, int | float) and not isinstance(v, bool) and v >= 0
               for v in value.values()):  # fmt: skip
        raise ValueError(wanted)
    return {str(name): float(number) for name, number in value.items()}


def _number(low: float, high: float, kind: type[int] | type[float]) -> Callable[[object], float]:
    def parse(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | kind) or not low <= value <= high:
            raise ValueError(say("must be a number from {low} to {high}", low=low, high=high))
        return value

    return parse


def place_of_work(value: object) -> str:
    """Read where the work is done: ``local``, or ``local:4``.

    Raises:
        ValueError: it is something else.
    """
    text = _text(value)
    if not _LOCAL.fullmatch(text):
        raise ValueError(say("must be local, or local:N for N processors"))
    return text


PARSERS: Mapping[str, Callable[[object], Any]] = {
    "name": _text,
    "targets": _languages,
    "sources": _languages,
    "engine": _text,
    "auto": _auto,
    "context": _number(0, 1_000_000, int),
    "site_url": _site_url,
    "team": _text,
    "outputs": _outputs,
    "styles": _styles,
    "memory": _memory,
    "publish": _publish,
    "timezone": _timezone,
    "on": place_of_work,
    "logo": _asset,
    "icon": _asset,
    "colors": _colors,
    "nav": _nav,
    "editor": _editor,
    "url": _url,
    "model": _text,
    "key_env": _text,
    "project": _text,
    "location": _text,
    "bucket": _text,
    "glossary": _text,
    "feeds": _feeds,
    "folder": _folder,
    "contact": _text,
    "delay": _number(0, 3600, float),
    "size": _number(0.01, 9, float),
    "most": _number(1, 100_000, int),
    "timeout": _number(1, 3600, float),
    "profile": _text,
    "headers": _headers,
    "extra": _extra,
    "concurrency": _number(1, 4096, int),
    "retries": _number(0, 10, int),
    "batch": _number(0, 64, int),
    "max_tokens": _number(0, 1_000_000, int),
    "revise": _switch,
    "critic": _text,
    "price": _price,
    "max_cost": _number(0, 1_000_000, float),
    "models": _models,
    "families": _told,
    "pairs": _told,
    "device": _device,
    "compute": _text,
    "hub": _hub,
}
