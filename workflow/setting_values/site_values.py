"""Parse settings of the site: its colours, links and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from string import Formatter
from urllib.parse import urlsplit

from workflow.languages import language
from workflow.model import COLORS, SiteSettings, say
from workflow.setting_values.plain_values import one_line, web_address

_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
#: Names for addresses that open an entry in an editor, and what an address may hold.
_EDITORS = {
    "vscode": SiteSettings().editor,
    "file": "file://{path}",
    "review": "http://127.0.0.1:8765/a/{name}/{locale}?source={source}",
}
_EDITOR_FIELDS = {"path", "file", "line", "locale", "name", "source"}


def site_url(value: object) -> str:
    """Read the address of the site; it ends in a slash.

    Raises:
        ValueError: it is none that the addresses of pages can be appended to.
    """
    url = web_address(value)
    if "?" in url or "#" in url:
        raise ValueError(say("must be the address of a folder, without ? and #"))
    return url if not url or url.endswith("/") else f"{url}/"


def styles(value: object) -> dict[str, str]:
    """Read by language whether terms are shown by title or by name."""
    if not isinstance(value, Mapping) or any(
        item not in ("title", "name") for item in value.values()
    ):
        raise TypeError(say('must map languages to "title" or "name"'))
    return {language(key).tag: item for key, item in value.items()}


def asset(value: object) -> str:
    """Read the name of a file in theme/assets."""
    text = one_line(value)
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(say("must be the name of a file in theme/assets"))
    return text


def colors(value: object) -> Mapping[str, tuple[str, str]]:
    """Put a project's colours into the palette; all of it must be legible.

    Contrast of text and background: WCAG 2.2, success criterion 1.4.3 (AA).
    """
    if not isinstance(value, Mapping):
        raise TypeError(say("must be a table of colours"))
    palette = {**COLORS, **{str(name): _scheme(name, given) for name, given in value.items()}}
    _require_contrast(palette)
    return palette


def _scheme(name: object, given: object) -> tuple[str, str]:
    """Return a colour for light and dark, of one or two."""
    if name not in COLORS:
        raise ValueError(say("has no {name}; there are {names}", name=name, names=tuple(COLORS)))
    match given:
        case str(color) if _COLOR.fullmatch(color):
            return color, color
        case [str(light), str(dark)] if _COLOR.fullmatch(light) and _COLOR.fullmatch(dark):
            return light, dark
    raise ValueError(
        say('{name} must be a colour such as "#9c2f1f", or two: for light and dark', name=name)
    )


def _require_contrast(palette: Mapping[str, tuple[str, str]]) -> None:
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


def nav(value: object) -> tuple[tuple[str, str], ...]:
    """Read links: each with a label, and an address, or a folder or file of the site."""
    wanted = say('must be a list such as [{ label = "About", url = "https://example.org/about" }]')
    if not isinstance(value, list):
        raise TypeError(wanted)
    for item in value:
        if not isinstance(item, Mapping) or set(item) != {"label", "url"}:
            raise TypeError(wanted)
        parts = urlsplit(one_line(item["url"]))
        within = not parts.scheme and not parts.netloc and not parts.path.startswith("/")
        if not (within or (parts.scheme in {"http", "https"} and parts.hostname)
                or parts.scheme == "mailto"):  # fmt: skip
            raise ValueError(
                say("has {url}: use a web address, or a folder of the site", url=repr(item["url"]))
            )
    return tuple((one_line(item["label"]), _address(item["url"])) for item in value)


def _address(url: str) -> str:
    """Return a web address or a file of the site as it is, and a folder with a final slash."""
    name = url.rpartition("/")[2]
    is_file = re.search(r"\.[A-Za-z]\w*$", name)  # not ``v1.2``
    return f"{url}/" if name and not is_file and ":" not in url else url


def editor(value: object) -> str:
    """Read the address that opens an entry in an editor, or the name of a known one."""
    text = _EDITORS.get(one_line(value), one_line(value))
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
