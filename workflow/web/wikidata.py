"""Look up entities of Wikidata by name: labels, aliases, and classes.

Two modules of the API of MediaWiki are asked, one request at a time: ``wbsearchentities`` for each
name, and ``wbgetentities`` for what was found, many at once (https://www.wikidata.org/w/api.php
describes both). Nothing but names and numbers of entities is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec

from workflow.errors import FetchError
from workflow.model import Message, say
from workflow.web.transport import Answer

API = "https://www.wikidata.org/w/api.php"
#: Fetches an address; how fast, and who it says it is, is the caller's to know.
Get = Callable[[str], Answer]
#: Entities per name, and per request: the API returns at most fifty at a time.
_FOUND, _AT_ONCE = 7, 50
#: Properties (P31: instance of …), and the only class that is distinguished: humans.
_KIND, _HUMAN, _COORDINATES = "P31", "Q5", "P625"
#: Headquarters, founder, legal form, industry, chairperson, chief executive: only bodies have them.
_OF_BODIES = frozenset({"P159", "P112", "P1454", "P452", "P488", "P169"})


class Entity(msgspec.Struct, frozen=True):
    """What Wikidata has of an entity.

    Attributes:
        id: ``Q42``.
        description: in the language of the name that was asked for.
        labels: by BCP 47 tag; only in a language that has one of its own.
        aliases: likewise, other names.
        human: whether it is a human being.
        place: whether it has coordinates.
        body: whether it has what only bodies have.
    """

    id: str
    description: str = ""
    labels: dict[str, str] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    human: bool = False
    place: bool = False
    body: bool = False

    @property
    def address(self) -> str:
        """Where it can be read about."""
        return f"https://www.wikidata.org/wiki/{self.id}"


def search(get: Get, name: str, language: str, api: str = API) -> tuple[str, ...]:
    """Return the numbers of the entities that have exactly this label or alias, best first."""
    asked = {
        "action": "wbsearchentities", "search": name, "language": language,
        "type": "item", "limit": str(_FOUND),
    }  # fmt: skip
    found = _listed(_asked(get, api, asked).get("search"))
    return tuple(str(one["id"]) for one in found if _is_called(one, name) and "id" in one)


def entities(get: Get, ids: Sequence[str], tags: Sequence[str], api: str = API) -> Iterator[Entity]:
    """Yield entities by their numbers, with their names in some languages (BCP 47)."""
    for start in range(0, len(ids), _AT_ONCE):
        asked = {
            "action": "wbgetentities", "ids": "|".join(ids[start : start + _AT_ONCE]),
            "props": "labels|aliases|descriptions|claims", "languagefallback": "1",
            "languages": "|".join(tag.lower() for tag in tags),
        }  # fmt: skip
        found = _mapped(_asked(get, api, asked).get("entities"))
        yield from (_entity(number, _mapped(one), tags) for number, one in found.items())


def _asked(get: Get, api: str, parameters: Mapping[str, str]) -> Mapping[str, Any]:
    """Ask the API, which says what it refuses in an answer of its own (``maxlag``: too busy)."""
    query = urlencode({**parameters, "format": "json", "maxlag": "5"})
    answer = get(f"{api}?{query}")
    if answer.status != 200:
        raise _refused(api, f"HTTP {answer.status}")
    try:
        said = _mapped(msgspec.json.decode(answer.body))
    except msgspec.DecodeError as error:
        raise _refused(api, "no JSON") from error
    if "error" in said:
        raise _refused(api, str(_mapped(said["error"]).get("code", "?")))
    return said


def _refused(api: str, reason: str) -> FetchError:
    what = say("answers with an error ({reason})", reason=Message(reason))
    return FetchError(api, what, say("Try again later."))


def _is_called(found: Mapping[str, Any], name: str) -> bool:
    """Tell whether what matched is all of the label or alias, and not its beginning."""
    match = _mapped(found.get("match"))
    return str(match.get("text", "")).casefold() == name.casefold()


def _entity(number: str, said: Mapping[str, Any], tags: Sequence[str]) -> Entity:
    claims = _mapped(said.get("claims"))
    labels = {tag: _own(said, "labels", tag) for tag in tags}
    aliases = {tag: _values(_mapped(said.get("aliases")).get(tag.lower())) for tag in tags}
    descriptions = (_own(said, "descriptions", tag) for tag in tags)
    return Entity(
        number,
        next(filter(None, descriptions), ""),
        {tag: label for tag, label in labels.items() if label},
        {tag: names for tag, names in aliases.items() if names},
        human=_HUMAN in _classes(claims),
        place=_COORDINATES in claims,
        body=not _OF_BODIES.isdisjoint(claims),
    )


def _own(said: Mapping[str, Any], what: str, tag: str) -> str:
    """Return a label that is in the language itself; English, say, may stand in for another."""
    one = _mapped(_mapped(said.get(what)).get(tag.lower()))
    primary = str(one.get("language", "")).partition("-")[0]
    return str(one.get("value", "")) if primary == tag.lower().partition("-")[0] else ""


def _classes(claims: Mapping[str, Any]) -> set[str]:
    values = (
        _mapped(_mapped(_mapped(claim.get("mainsnak")).get("datavalue")).get("value"))
        for claim in _listed(claims.get(_KIND))
    )
    return {str(value.get("id", "")) for value in values}


def _values(names: object) -> tuple[str, ...]:
    return tuple(str(one["value"]) for one in _listed(names) if "value" in one)


def _mapped(value: object) -> Mapping[str, Any]:
    """Return a mapping; the API writes an empty one as an empty list."""
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
