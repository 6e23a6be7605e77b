"""Parse the values of settings; a fault says what a value must be.

::

    plain_values     text, addresses, numbers
    review_values    who takes part in the review, the proxy before it
    site_values      colours, links, addresses of the site
    engine_values    the order of engines, models, prices, requests
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from workflow import plugins
from workflow.languages import language
from workflow.model import say
from workflow.setting_values import engine_values, review_values, site_values
from workflow.setting_values.plain_values import number, one_line, switch, web_address
from workflow.store.objects import required_address

#: Where work is done: by all processors of this machine, or by so many; on a cluster that is
#: started here, or one that is there.
_PLACE = re.compile(
    r"local(?::[1-9][0-9]{0,3})?|ray(?:://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):[1-9][0-9]{0,4})?"
)

#: The country in a language tag: ``BR`` of ``pt-BR``.
_COUNTRY = re.compile(r"(?<=-)[A-Z]{2}\Z")


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
    known = plugins.names(plugins.OUTPUTS)
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


def _memory(value: object) -> str:
    if value not in ("draft", "reviewed", "off"):
        raise ValueError(say('must be "draft", "reviewed" or "off"'))
    return str(value)


def _publish(value: object) -> str:
    if value not in ("all", "checked", "reviewed"):
        raise ValueError(say('must be "all", "checked" or "reviewed"'))
    return str(value)


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


PARSERS: Mapping[str, Callable[[object], Any]] = {
    "name": one_line,
    "targets": _languages,
    "sources": _languages,
    "engine": one_line,
    "auto": engine_values.auto,
    "context": number(0, 1_000_000, int),
    "site_url": site_values.site_url,
    "team": one_line,
    "outputs": _outputs,
    "styles": site_values.styles,
    "memory": _memory,
    "publish": _publish,
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
    "key_env": engine_values.variable,
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
    "headers": engine_values.headers,
    "extra": engine_values.extra,
    "concurrency": number(1, 4096, int),
    "retries": number(0, 10, int),
    "batch": number(0, 64, int),
    "max_tokens": number(0, 1_000_000, int),
    "revise": switch,
    "critic": one_line,
    "price": engine_values.price,
    "max_cost": number(0, 1_000_000, float),
    "models": engine_values.models,
    "families": engine_values.by_model,
    "pairs": engine_values.by_model,
    "device": engine_values.device,
    "compute": one_line,
    "hub": engine_values.hub,
    "judge": one_line,
    "encoder": one_line,
}
