"""Find a project and read its settings.

A project is a folder whose ``pyproject.toml`` has a ``[tool.workflow]`` table, or that holds a
``workflow.toml`` with the same settings at its top level. All faults are reported together.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath
from string import Formatter
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from workflow import plugins
from workflow.errors import ConfigError
from workflow.languages import language
from workflow.model import COLORS, LlmSettings, Project, Settings, SiteSettings
from workflow.parsers import plainly

FILE = "workflow.toml"
_T = TypeVar("_T", Settings, LlmSettings, SiteSettings)
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
#: Names for addresses that open an entry in an editor, and what an address may hold.
_EDITORS = {
    "vscode": SiteSettings().editor,
    "file": "file://{path}",
    "review": "http://127.0.0.1:8765/a/{name}/{locale}?source={source}",
}
_EDITOR_FIELDS = {"path", "file", "line", "locale", "name", "source"}


def find_project(start: Path) -> Project:
    """Find the project in ``start`` or in its nearest parent that is one.

    Raises:
        ConfigError: there is none, or its settings cannot be used.
    """
    if not start.is_dir():
        raise ConfigError(start, "is not a folder", "Name the project's folder after -C.")
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (found := _settings_table(candidate)) is not None:
            return Project(candidate, parse_settings(*found))
    raise ConfigError(
        start,
        "is not a project, nor is any folder above it",
        "Make one with `workflow init`, or name one with -C DIR.",
    )


def is_project(folder: Path) -> bool:
    """Tell whether ``folder`` itself, not a parent of it, is a project.

    Raises:
        ConfigError: its settings file is not valid TOML.
    """
    return _settings_table(folder) is not None


def _settings_table(folder: Path) -> tuple[Mapping[str, Any], Path] | None:
    own = folder / FILE
    if own.is_file():
        return _read_toml(own), own
    shared = folder / "pyproject.toml"
    if shared.is_file():
        tools = _read_toml(shared).get("tool")
        table = tools.get("workflow") if isinstance(tools, Mapping) else None
        if table is not None and not isinstance(table, Mapping):
            raise ConfigError(shared, "tool.workflow must be a table", "Write [tool.workflow].")
        return None if table is None else (table, shared)
    return None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError(path, "is not UTF-8", "Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, f"is not valid TOML: {error}", "Mend the line it names.") from None
    except RecursionError:
        what = "is not valid TOML: brackets too deep inside each other"
        raise ConfigError(path, what, "Remove them.") from None
    except ValueError as error:  # a number of thousands of digits, a date that there is not
        what = f"is not valid TOML: {plainly(error)}"
        raise ConfigError(path, what, "Correct the value.") from None


def parse_settings(table: Mapping[str, Any], path: Path) -> Settings:
    """Parse settings from a TOML table; missing ones take their defaults.

    Raises:
        ConfigError: naming every unknown key and every unusable value.
    """
    faults: list[str] = []
    llm = _section(LlmSettings(), table.get("llm", {}), "llm.", faults)
    site = _section(SiteSettings(), table.get("site", {}), "site.", faults)
    rest = {key: value for key, value in table.items() if key not in {"llm", "site"}}
    settings = replace(_section(Settings(), rest, "", faults), llm=llm, site=site)
    if faults:
        raise ConfigError(path, "; ".join(faults), "docs/reference.md lists every setting.")
    return settings


def _section(defaults: _T, table: object, prefix: str, faults: list[str]) -> _T:
    if not isinstance(table, Mapping):
        faults.append(f"{prefix.rstrip('.')} must be a table")
        return defaults
    known = {field.name for field in fields(defaults)}
    values = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            advice = f" (did you mean {close[0]}?)" if close else ""
            faults.append(f"unknown setting {prefix}{key}{advice}")
            continue
        try:
            values[name] = _PARSERS[name](value)
        except ConfigError as error:
            faults.append(f"{prefix}{key}: {error} ({error.hint.rstrip('.')})")
        except (ValueError, TypeError, AttributeError) as error:
            faults.append(f"{prefix}{key} {error}")
    return replace(defaults, **values)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("must be text")
    if not value.isprintable():
        raise ValueError("must be one line of text, without control characters")
    return value


def _languages(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise TypeError('must be a list of languages such as ["ko", "zh-Hans"]')
    return tuple(dict.fromkeys(language(_text(item)).tag for item in value))


def _outputs(value: object) -> tuple[str, ...]:
    known = plugins.names(plugins.OUTPUTS)
    if not isinstance(value, list) or not all(name in known for name in value):
        raise TypeError(f"must be a list of: {', '.join(known)}")
    return tuple(dict.fromkeys(value))


def _url(value: object) -> str:
    text = _text(value)
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or " " in text):
        raise ValueError("must be a URL beginning with https://")
    return text


def _site_url(value: object) -> str:
    url = _url(value)
    return url if not url or url.endswith("/") else f"{url}/"


def _styles(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping) or any(
        item not in ("title", "name") for item in value.values()
    ):
        raise TypeError('must map languages to "title" or "name"')
    return {language(key).tag: item for key, item in value.items()}


def _memory(value: object) -> str:
    if value not in ("draft", "reviewed", "off"):
        raise ValueError('must be "draft", "reviewed" or "off"')
    return str(value)


def _publish(value: object) -> str:
    if value not in ("all", "checked", "reviewed"):
        raise ValueError('must be "all", "checked" or "reviewed"')
    return str(value)


def _timezone(value: object) -> str:
    name = _text(value)
    try:
        return ZoneInfo(name).key if name else ""
    except (OSError, ValueError, KeyError):
        raise ValueError(f"has no {name!r}: name one as Asia/Seoul or UTC") from None


def _asset(value: object) -> str:
    text = _text(value)
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError("must be the name of a file in theme/assets")
    return text


def _colors(value: object) -> Mapping[str, tuple[str, str]]:
    """Put a project's colours into the palette; all of it must be legible.

    Contrast of text and background: WCAG 2.2, success criterion 1.4.3 (AA).
    """
    if not isinstance(value, Mapping):
        raise TypeError("must be a table of colours")
    palette = dict(COLORS)
    for name, given in value.items():
        pair = (given, given) if isinstance(given, str) else given
        if name not in COLORS:
            raise ValueError(f"has no {name}; there are {', '.join(COLORS)}")
        if (
            not isinstance(pair, list | tuple)
            or len(pair) != 2
            or not all(isinstance(color, str) and _COLOR.fullmatch(color) for color in pair)
        ):
            raise ValueError(
                f'{name} must be a colour such as "#9c2f1f", or two: for light and dark'
            )
        palette[name] = pair[0], pair[1]
    for text in ("ink", "secondary", "accent", "reviewed", "machine", "stale"):
        for place, scheme in enumerate(("light", "dark")):
            ratio = _contrast(palette[text][place], palette["paper"][place])
            if ratio < 4.5:
                raise ValueError(
                    f"{text} on {scheme} paper has a contrast of {ratio:.1f}, 4.5 is needed"
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
    wanted = 'must be a list such as [{ label = "About", url = "https://example.org/about" }]'
    if not isinstance(value, list):
        raise TypeError(wanted)
    for item in value:
        if not isinstance(item, Mapping) or set(item) != {"label", "url"}:
            raise TypeError(wanted)
        parts = urlsplit(_text(item["url"]))
        within = not parts.scheme and not parts.netloc and not parts.path.startswith("/")
        if not (within or (parts.scheme in {"http", "https"} and parts.hostname)
                or parts.scheme == "mailto"):  # fmt: skip
            raise ValueError(f"has {item['url']!r}: use a web address, or a folder of the site")
    return tuple((_text(item["label"]), _address(item["url"])) for item in value)


def _address(url: str) -> str:
    """Keep a web address as it is; let a folder of the site end in a slash."""
    return url if ":" in url or url.endswith("/") or not url else f"{url}/"


def _editor(value: object) -> str:
    text = _EDITORS.get(_text(value), _text(value))
    for _, name, spec, conversion in Formatter().parse(text):
        if name is not None and name not in _EDITOR_FIELDS:
            raise ValueError(f"has {{{name}}}; there are {', '.join(sorted(_EDITOR_FIELDS))}")
        if spec or conversion:
            raise ValueError(f"has more than the name {name} between two braces")
    if urlsplit(text).scheme in {"", "javascript", "data", "vbscript"}:
        raise ValueError(f"must be {', '.join(_EDITORS)} or an address with {{path}}, {{line}} …")
    return text


def _number(low: float, high: float, kind: type[int] | type[float]) -> Callable[[object], float]:
    def parse(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | kind) or not low <= value <= high:
            raise ValueError(f"must be a number from {low} to {high}")
        return value

    return parse


_PARSERS: Mapping[str, Callable[[object], Any]] = {
    "name": _text,
    "targets": _languages,
    "sources": _languages,
    "engine": _text,
    "site_url": _site_url,
    "team": _text,
    "outputs": _outputs,
    "styles": _styles,
    "memory": _memory,
    "publish": _publish,
    "timezone": _timezone,
    "logo": _asset,
    "icon": _asset,
    "colors": _colors,
    "nav": _nav,
    "editor": _editor,
    "url": _url,
    "model": _text,
    "key_env": _text,
    "timeout": _number(1, 3600, float),
    "concurrency": _number(1, 64, int),
    "retries": _number(0, 10, int),
    "batch": _number(1, 64, int),
}
