"""Finds a project and reads its settings.

A project is a folder whose ``pyproject.toml`` has a ``[tool.workflow]`` table, or that holds a
``workflow.toml`` with the same settings at its top level. All faults are reported together.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from workflow.errors import ConfigError
from workflow.languages import language
from workflow.model import LlmSettings, Project, Settings

FILE = "workflow.toml"
_T = TypeVar("_T", Settings, LlmSettings)


def find_project(start: Path) -> Project:
    """The project in ``start`` or in its nearest parent that is one.

    Raises:
        ConfigError: there is none, or its settings cannot be used.
    """
    folder = start.resolve()
    if not folder.is_dir():
        raise ConfigError(start, "is not a folder", "Name the project's folder after -C.")
    for candidate in (folder, *folder.parents):
        if (found := _settings_table(candidate)) is not None:
            return Project(candidate, parse_settings(*found))
    raise ConfigError(
        start,
        "is not a project, nor is any folder above it",
        "Make one with `workflow init`, or name one with -C DIR.",
    )


def is_project(folder: Path) -> bool:
    """Whether ``folder`` itself, not a parent of it, is a project.

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
        table = _read_toml(shared).get("tool", {}).get("workflow")
        return None if table is None else (table, shared)
    return None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(path, f"is not valid TOML: {error}", "Mend the line it names.") from None


def parse_settings(table: Mapping[str, Any], path: Path) -> Settings:
    """Settings from a TOML table; missing ones take their defaults.

    Raises:
        ConfigError: naming every unknown key and every unusable value.
    """
    faults: list[str] = []
    llm = _section(LlmSettings(), table.get("llm", {}), "llm.", faults)
    rest = {key: value for key, value in table.items() if key != "llm"}
    settings = replace(_section(Settings(), rest, "", faults), llm=llm)
    if faults:
        raise ConfigError(path, "; ".join(faults), "The README lists every setting.")
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
        except (ConfigError, ValueError, TypeError, AttributeError) as error:
            faults.append(f"{prefix}{key} {error}")
    return replace(defaults, **values)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("must be text")
    return value


def _targets(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise TypeError('must be a list of languages such as ["ko", "zh-Hans"]')
    return tuple(dict.fromkeys(language(_text(item)).tag for item in value))


def _url(value: object) -> str:
    text = _text(value)
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("must be a URL beginning with https://")
    return text


def _site_url(value: object) -> str:
    url = _url(value)
    return url if not url or url.endswith("/") else f"{url}/"


def _styles(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping) or any(
        item not in {"title", "name"} for item in value.values()
    ):
        raise TypeError('must map languages to "title" or "name"')
    return {language(key).tag: item for key, item in value.items()}


def _number(low: float, high: float, kind: type[int] | type[float]) -> Callable[[object], float]:
    def parse(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | kind) or not low <= value <= high:
            raise ValueError(f"must be a number from {low} to {high}")
        return value

    return parse


_PARSERS: Mapping[str, Callable[[object], Any]] = {
    "name": _text,
    "targets": _targets,
    "engine": _text,
    "site_url": _site_url,
    "team": _text,
    "styles": _styles,
    "url": _url,
    "model": _text,
    "key_env": _text,
    "timeout": _number(1, 3600, float),
    "concurrency": _number(1, 64, int),
    "retries": _number(0, 10, int),
    "batch": _number(1, 64, int),
}
