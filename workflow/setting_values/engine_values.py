"""Values of settings of engines: their order, models, prices and requests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from workflow import plugins
from workflow.model import say
from workflow.setting_values.plain_values import one_line, web_address

#: Names of HTTP fields (RFC 9110, 5.6.2), and those that are not the project's to set.
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OUR_HEADERS = {"host", "content-length", "content-type", "transfer-encoding"}

#: The name of a variable of the environment (POSIX, Base Definitions 8.1).
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def auto(value: object) -> tuple[str, ...]:
    """Read names of engines, in an order."""
    known = [name for name in plugins.names(plugins.ENGINES) if name != "pseudo"]
    if not isinstance(value, list) or not value or not all(name in known for name in value):
        raise TypeError(say("must be a list of: {names}", names=known))
    return tuple(dict.fromkeys(value))


def models(value: object) -> tuple[str, ...]:
    """Read names of models."""
    if not isinstance(value, list) or not all(map(one_line, value)):
        raise TypeError(say('must be a list of models such as ["opus-mt-en-ko"]'))
    return tuple(dict.fromkeys(value))


def by_model(value: object) -> dict[str, str]:
    """Read one text for each model, by its name."""
    if not isinstance(value, Mapping):
        raise TypeError(say('must map names of models to text, such as { "my-model" = "en-ko" }'))
    return {one_line(name): one_line(text) for name, text in value.items()}


def device(value: object) -> str:
    """Read which processor a model runs on."""
    if value not in ("auto", "cpu", "cuda"):
        raise ValueError(say('must be "auto", "cpu" or "cuda"'))
    return str(value)


def hub(value: object) -> str:
    """Read the address of a model hub, which holds no password."""
    url = web_address(value)
    if "@" in urlsplit(url).netloc:
        raise ValueError(say("must not hold a name or password"))
    return url.rstrip("/")


def variable(value: object) -> str:
    """Read the name of a variable; a key that stands there by mistake is not repeated."""
    if not _VARIABLE.fullmatch(name := one_line(value)):
        raise ValueError(say("must be the name of a variable; keys are not written into settings"))
    return name


def headers(value: object) -> dict[str, str]:
    """Read HTTP fields that every request has, besides those that are ours."""
    wanted = say('must map the names of headers to text, such as { "X-Team" = "$TEAM" }')
    if not isinstance(value, Mapping) or not all(_HEADER.fullmatch(str(name)) for name in value):
        raise TypeError(wanted)
    if {str(name).lower() for name in value} & _OUR_HEADERS:
        raise ValueError(say("must leave {names} to us", names=sorted(_OUR_HEADERS)))
    return {str(name): one_line(text) for name, text in value.items()}


def extra(value: object) -> dict[str, Any]:
    """Read further fields of every request, besides those that are ours."""
    if not isinstance(value, Mapping):
        raise TypeError(say("must be a table of further fields for each request"))
    if {"model", "messages", "stream"} & value.keys():
        raise ValueError(say("must leave {names} to us", names=("model", "messages", "stream")))
    return dict(value)


def price(value: object) -> dict[str, float]:
    """Read what a million tokens cost, of questions and of answers."""
    wanted = say("must be what a million tokens cost: { input = 0.15, output = 0.6 }")
    if not isinstance(value, Mapping) or set(value) != {"input", "output"}:
        raise TypeError(wanted)
    if not all(isinstance(v, int | float) and not isinstance(v, bool) and v >= 0
               for v in value.values()):  # fmt: skip
        raise ValueError(wanted)
    return {str(name): float(number) for name, number in value.items()}
