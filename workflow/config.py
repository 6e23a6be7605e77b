"""Find a project and read its settings.

A project is a folder whose ``pyproject.toml`` has a ``[tool.workflow]`` table, or that holds a
``workflow.toml`` with the same settings at its top level. All faults are reported together.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

from workflow import plugins
from workflow.errors import ConfigError
from workflow.model import (
    Ctranslate2Settings,
    DeeplSettings,
    EnginesSettings,
    FetchSettings,
    GoogleSettings,
    LlmSettings,
    LocalSettings,
    Message,
    Project,
    QaSettings,
    ReviewSettings,
    Settings,
    SiteSettings,
    say,
)
from workflow.parsers import plainly
from workflow.setting_values import PARSERS
from workflow.setting_values.known_services import needed

FILE = "workflow.toml"
_T = TypeVar(
    "_T",
    Settings,
    Ctranslate2Settings,
    DeeplSettings,
    EnginesSettings,
    FetchSettings,
    GoogleSettings,
    LlmSettings,
    LocalSettings,
    QaSettings,
    ReviewSettings,
    SiteSettings,
)


def find_project(start: Path) -> Project:
    """Find the project in ``start`` or in its nearest parent that is one.

    Raises:
        ConfigError: there is none, or its settings cannot be used.
    """
    if not start.is_dir():
        raise ConfigError(start, say("is not a folder"), say("Name the project's folder after -C."))
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (found := _settings_table(candidate)) is not None:
            return _with_cache(Project(candidate, parse_settings(*found)))
    raise ConfigError(
        start,
        say("is not a project, nor is any folder above it"),
        say("Make one with `workflow init`, or name one with -C DIR."),
    )


def _with_cache(project: Project) -> Project:
    """Return a project, unless something else lies in the place of its own folder.

    Raises:
        ConfigError: so it is; no PO file could be written.
    """
    if os.path.lexists(project.cache) and not project.cache.is_dir():
        hint = say("Move it away, or delete it: the workflow keeps its caches in a folder there.")
        raise ConfigError(project.cache, say("is not a folder"), hint)
    return project


def with_engine(project: Project, engine: str | None) -> Project:
    """Give the project another engine than its settings name, if one is given.

    Raises:
        ConfigError: there is no engine of that name.
    """
    name = project.settings.engine if engine is None else engine
    known = ("auto", *plugins.names(plugins.ENGINES))
    if name not in known:
        raise _unknown_engine(name, known)
    return replace(project, settings=replace(project.settings, engine=name))


def _unknown_engine(name: str, known: Sequence[str]) -> ConfigError:
    """Return the error for an engine that does not exist; a service or a model may be meant."""
    if name.lower() not in known and (settings := needed(name)):
        what = say("is no engine of its own: it is used by the engine {name}", name="llm")
        told = ", ".join(('engine = "llm"', *settings))
        check = "workflow engines doctor"
        hint = say("Set {settings}, then run: {command}", settings=told, command=check)
        return ConfigError(f"engine {name!r}", what, hint)
    close = difflib.get_close_matches(name.lower(), known, 1)
    listed = say("Known: {names}.", names=known)
    hint = say("Did you mean {name}?", name=close[0]) if close else listed
    return ConfigError(f"engine {name!r}", say("does not exist"), hint)


def project_if_any(start: Path) -> Project | None:
    """Find the project in ``start`` or above it, where there is one.

    Raises:
        ConfigError: its settings cannot be used.
    """
    here = start.resolve()
    return find_project(start) if any(map(is_project, (here, *here.parents))) else None


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
            raise ConfigError(
                shared, say("tool.workflow must be a table"), say("Write [tool.workflow].")
            )
        return None if table is None else (table, shared)
    return None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError(path, say("is not UTF-8"), say("Save it as UTF-8.")) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            path,
            say("is not valid TOML: {error}", error=str(error)),
            say("Mend the line it names."),
        ) from None
    except RecursionError:
        what = say("is not valid TOML: brackets too deep inside each other")
        raise ConfigError(path, what, say("Remove them.")) from None
    except ValueError as error:  # a number of thousands of digits, a date that there is not
        what = say("is not valid TOML: {error}", error=plainly(error))
        raise ConfigError(path, what, say("Correct the value.")) from None


def parse_settings(table: Mapping[str, Any], path: Path) -> Settings:
    """Parse settings from a TOML table; missing ones take their defaults.

    Raises:
        ConfigError: naming every unknown key and every unusable value.
    """
    faults: list[Message] = []
    fetch = _section(FetchSettings(), table.get("fetch", {}), "fetch.", faults)
    llm = _section(LlmSettings(), table.get("llm", {}), "llm.", faults)
    deepl = _section(DeeplSettings(), table.get("deepl", {}), "deepl.", faults)
    google = _section(GoogleSettings(), table.get("google", {}), "google.", faults)
    models = _section(Ctranslate2Settings(), table.get("ctranslate2", {}), "ctranslate2.", faults)
    engines = _section(EnginesSettings(), table.get("engines", {}), "engines.", faults)
    local = _section(LocalSettings(), table.get("local", {}), "local.", faults)
    checks = _section(QaSettings(), table.get("qa", {}), "qa.", faults)
    review = _section(ReviewSettings(), table.get("review", {}), "review.", faults)
    site = _section(SiteSettings(), table.get("site", {}), "site.", faults)
    sections: dict[str, Any] = {
        "ctranslate2": models,
        "deepl": deepl,
        "engines": engines,
        "fetch": fetch,
        "google": google,
        "llm": llm,
        "local": local,
        "qa": checks,
        "review": review,
        "site": site,
    }
    rest = {key: value for key, value in table.items() if key not in sections}
    settings = replace(_section(Settings(), rest, "", faults), **sections)
    if faults:
        raise ConfigError(
            path, reduce(_joined, faults), say("docs/reference.md lists every setting.")
        )
    return settings


#: What other programs call settings that are here.
_CALLED = (
    dict.fromkeys(("api_key", "key", "token"), "key_env")
    | dict.fromkeys(("api_base", "base_url", "endpoint"), "url")
    | dict.fromkeys(("temperature", "top_p", "seed", "reasoning_effort", "num_ctx"), "extra")
)


def _section(defaults: _T, table: object, prefix: str, faults: list[Message]) -> _T:
    if not isinstance(table, Mapping):
        faults.append(say("{name} must be a table", name=prefix.rstrip(".")))
        return defaults
    known = {field.name for field in fields(defaults)}
    values = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in known:
            fault = say("unknown setting {name}", name=f"{prefix}{key}")
            close = [each for each in [_CALLED.get(name, "")] if each in known]
            if close := close or difflib.get_close_matches(name, known, 1):
                fault = say("{fault} (did you mean {name}?)", fault=fault, name=close[0])
            faults.append(fault)
            continue
        try:
            values[name] = PARSERS[name](value)
        except ConfigError as error:
            about = {"name": f"{prefix}{key}", "fault": str(error), "hint": error.hint.rstrip(".")}
            faults.append(say("{name}: {fault} ({hint})", **about))
        except (ValueError, TypeError, AttributeError) as error:
            faults.append(say("{name} {fault}", name=f"{prefix}{key}", fault=_said(error)))
    return replace(defaults, **values)


def _joined(one: Message, other: Message) -> Message:
    return say("{one}; {other}", one=one, other=other)


def _said(error: Exception) -> object:
    """Return what a parser says: a message, or what Python says to a programmer."""
    return error.args[0] if error.args else error
