"""Know what settings a service needs, by the names that people give it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def needed(name: str) -> list[str]:
    """Return the settings that a service or model needs; empty for a name that is not known.

    >>> needed("claude-sonnet-4-5")[:2]
    ['llm.url = "https://api.anthropic.com/v1"', 'llm.model = "claude-sonnet-4-5"']
    """
    known = name.lower()
    if known in _services():
        settings: list[str] = _services()[known]["settings"]
        return settings
    if "/" in known:  # of Hugging Face or OpenRouter: where it is served is not known
        return []
    for each in _services().values():
        if "models" in each and re.match(each["models"], known):
            model = f'llm.model = "{name}"' if re.search(r"\d", name) else "llm.model"
            return [model if setting == "llm.model" else setting for setting in each["settings"]]
    return []


@cache
def _services() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("services.toml").read_text("utf-8"))
