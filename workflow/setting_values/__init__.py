"""Parse the values of settings, here those of engines; a fault says what a value must be.

::

    plain_values     text, addresses, numbers
    review_values    who takes part in the review, the proxy before it
    site_values      colours, links, addresses of the site
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from workflow import plugins
from workflow.languages import language
from workflow.model import Message, say
from workflow.setting_values import review_values, site_values
from workflow.setting_values.plain_values import number, one_line, switch, web_address
from workflow.store.objects import required_address

#: The places of work: all processors of this machine, or a number of them; a new cluster, or an
#: existing one.
_PLACE = re.compile(
    r"local(?::[1-9][0-9]{0,3})?|ray(?:://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):[1-9][0-9]{0,4})?"
)

#: The country in a language tag: ``BR`` of ``pt-BR``.
_COUNTRY = re.compile(r"(?<=-)[A-Z]{2}\Z")
#: Names of HTTP fields (RFC 9110, 5.6.2), and those that are not the project's to set.
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OUR_HEADERS = {"host", "content-length", "content-type", "transfer-encoding"}

#: The name of a variable of the environment (POSIX, Base Definitions 8.1).
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _languages(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise TypeError(say('must be a list of languages such as ["ko", "zh-Hans"]'))
    given: dict[str, str] = {}
    for code in map(one_line, value):
        tag = language(code).tag
        other = given.setdefault(tag, code)
        countries = [_COUNTRY.findall(each.replace("_", "-").upper()) for each in (other, code)]
        if all(countries) and countries[0] != countries[1]:
            raise ValueError(say("{one} and {other} are one language here", one=other, other=code))
    return tuple(given)


def _language(value: object) -> str:
    return language(text).tag if (text := one_line(value)) else ""


def _outputs(value: object) -> tuple[str, ...]:
    return _listed(value, plugins.names(plugins.OUTPUTS))


def _listed(value: object, known: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(name in known for name in value):
        raise TypeError(say("must be a list of: {names}", names=known))
    return tuple(dict.fromkeys(value))


def _feeds(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(say('must be a list such as ["https://example.org/feed.xml"]'))
    return tuple(dict.fromkeys(filter(None, map(web_address, value))))


def _folder(value: object) -> str:
    text = one_line(value).strip("/")
    if text and any(part.startswith(".") or not part.strip() for part in text.split("/")):
        raise ValueError(say("must be the name of a folder in seeds/"))
    return text


def _choice(wanted: Message, *choices: str) -> Callable[[object], str]:
    """Return the parser of a value that must be one of some words."""

    def parse(value: object) -> str:
        if value not in choices:
            raise ValueError(wanted)
        return str(value)

    return parse


def _timezone(value: object) -> str:
    name = one_line(value)
    try:
        return ZoneInfo(name).key if name else ""
    except (OSError, ValueError, KeyError):
        raise ValueError(
            say("has no {name}: name one as Asia/Seoul or UTC", name=repr(name))
        ) from None


def place_of_work(value: object) -> str:
    """Read where the work is done: ``local``, ``local:4``, ``ray``, or ``ray://HOST:PORT``.

    Raises:
        ValueError: it is something else.
    """
    text = one_line(value)
    if not _PLACE.fullmatch(text):
        raise ValueError(
            say("must be local, local:N for N processors, ray, or ray://HOST:PORT of a cluster")
        )
    return text


def _journal(value: object) -> str:
    return required_address(text) if (text := one_line(value)) else ""


def _auto(value: object) -> tuple[str, ...]:
    """Read names of engines, in an order."""
    known = [name for name in plugins.names(plugins.ENGINES) if name != "pseudo"]
    return _listed(value or None, known)


def _models(value: object) -> tuple[str, ...]:
    """Read names of models."""
    if not isinstance(value, list) or not all(map(one_line, value)):
        raise TypeError(say('must be a list of models such as ["opus-mt-en-ko"]'))
    return tuple(dict.fromkeys(value))


def _by_model(value: object) -> dict[str, str]:
    """Read one text for each model, by its name."""
    if not isinstance(value, Mapping):
        raise TypeError(say('must map names of models to text, such as { "my-model" = "en-ko" }'))
    return {one_line(name): one_line(text) for name, text in value.items()}


def _hub(value: object) -> str:
    """Read the address of a model hub, which holds no password."""
    url = web_address(value)
    if "@" in urlsplit(url).netloc:
        raise ValueError(say("must not hold a name or password"))
    return url.rstrip("/")


def _variable(value: object) -> str:
    """Read the name of a variable; a key that stands there by mistake is not repeated."""
    if not _VARIABLE.fullmatch(name := one_line(value)):
        raise ValueError(say("must be the name of a variable; keys are not written into settings"))
    return name


def _headers(value: object) -> dict[str, str]:
    """Read HTTP fields that every request has, besides those that are ours."""
    wanted = say('must map the names of headers to text, such as { "X-Team" = "$TEAM" }')
    if not isinstance(value, Mapping) or not all(_HEADER.fullmatch(str(name)) for name in value):
        raise TypeError(wanted)
    if {str(name).lower() for name in value} & _OUR_HEADERS:
        raise ValueError(say("must leave {names} to us", names=sorted(_OUR_HEADERS)))
    return {str(name): one_line(text) for name, text in value.items()}


def _extra(value: object) -> dict[str, Any]:
    """Read further fields of every request, besides those that are ours."""
    if not isinstance(value, Mapping):
        raise TypeError(say("must be a table of further fields for each request"))
    if {"model", "messages", "stream"} & value.keys():
        raise ValueError(say("must leave {names} to us", names=("model", "messages", "stream")))
    return dict(value)


def _price(value: object) -> dict[str, float]:
    """Read what a million tokens cost, of questions and of answers."""
    wanted = say("must be what a million tokens cost: { input = 0.15, output = 0.6 }")
    if not isinstance(value, Mapping) or set(value) != {"input", "output"}:
        raise TypeError(wanted)
    if not all(isinstance(v, int | float) and not isinstance(v, bool) and v >= 0
               for v in value.values()):  # fmt: skip
        raise ValueError(wanted)
    return {str(name): float(number) for name, number in value.items()}


PARSERS: Mapping[str, Callable[[object], Any]] = {
    "name": one_line,
    "targets": _languages,
    "sources": _languages,
    "engine": one_line,
    "auto": _auto,
    "context": number(0, 1_000_000, int),
    "site_url": site_values.site_url,
    "team": one_line,
    "outputs": _outputs,
    "styles": site_values.styles,
    "memory": _choice(say('must be "draft", "reviewed" or "off"'), "draft", "reviewed", "off"),
    "publish": _choice(say('must be "all", "checked" or "reviewed"'), "all", "checked", "reviewed"),
    "timezone": _timezone,
    "on": place_of_work,
    "journal": _journal,
    "logo": site_values.asset,
    "icon": site_values.asset,
    "colors": site_values.colors,
    "nav": site_values.nav,
    "editor": site_values.editor,
    "people": review_values.people,
    "address": review_values.public_address,
    "name_header": review_values.header,
    "proxy": review_values.proxies,
    "cards": switch,
    "index_pairs": switch,
    "publisher": one_line,
    "readings": switch,
    "language": _language,
    "url": web_address,
    "model": one_line,
    "key_env": _variable,
    "project": one_line,
    "location": one_line,
    "bucket": one_line,
    "glossary": one_line,
    "feeds": _feeds,
    "folder": _folder,
    "contact": one_line,
    "delay": number(0, 3600, float),
    "size": number(0.01, 9, float),
    "most": number(1, 100_000, int),
    "timeout": number(1, 3600, float),
    "profile": one_line,
    "headers": _headers,
    "extra": _extra,
    "concurrency": number(1, 4096, int),
    "retries": number(0, 10, int),
    "batch": number(0, 64, int),
    "max_tokens": number(0, 1_000_000, int),
    "revise": switch,
    "critic": one_line,
    "price": _price,
    "max_cost": number(0, 1_000_000, float),
    "models": _models,
    "families": _by_model,
    "pairs": _by_model,
    "device": _choice(say('must be "auto", "cpu" or "cuda"'), "auto", "cpu", "cuda"),
    "compute": one_line,
    "hub": _hub,
    "judge": one_line,
    "encoder": one_line,
}
