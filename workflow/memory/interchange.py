"""Pairs as units of TMX, and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from workflow.errors import ConfigError
from workflow.languages import language
from workflow.model import Pair, State
from workflow.tmx import Unit, Variant

_STATE, _ORIGIN, _PLACE = "x-state", "x-origin", "x-document"


def units(pairs: Iterable[Pair]) -> Iterator[Unit]:
    """A unit for each pair, the languages spelled as other tools do: ``zh-CN``."""
    for pair in pairs:
        about = {_STATE: pair.state.value, _ORIGIN: pair.origin}
        source = Variant(_code(pair.language), pair.source)
        target = Variant(_code(pair.target), pair.text, pair.date, pair.reviewer, about)
        place = {_PLACE: pair.path}
        yield Unit((source, target), properties=place, source=_code(pair.language))


def common_source(languages: Collection[str]) -> str:
    """What the header of a TMX file calls the language of its sources."""
    return _code(*languages) if len(languages) == 1 else "*all*"


def pairs(unit: Unit, targets: Collection[str], path: str) -> Iterator[Pair]:
    """The pairs of a unit from elsewhere; none of them counts as approved here.

    Args:
        unit: as read.
        targets: the project's languages. A unit whose source may be any of its languages gives a
            pair from each into each of these; any other gives one from its source into each of its
            languages.
        path: the file it is from.
    """
    spoken = [(tag, variant) for variant in unit.variants if (tag := _tag(variant.language))]
    free = unit.source == "*all*"
    sources = spoken if free else [each for each in spoken[:1] if each[1] is unit.variants[0]]
    for tag, source in sources:
        for target, variant in spoken:
            if target != tag and (not free or target in targets):
                yield _pair(tag, source, target, variant, path)


def _pair(tag: str, source: Variant, target: str, variant: Variant, path: str) -> Pair:
    origin = variant.properties.get(_ORIGIN, "")
    draft = variant.properties.get(_STATE) == State.DRAFT.value
    return Pair(
        source=source.text,
        text=" ".join(variant.text.split()),
        language=tag,
        target=target,
        machine=draft and "/" in origin,
        origin=origin,
        reviewer=variant.author,
        date=variant.date,
        path=path,
    )


@lru_cache(maxsize=256)
def _tag(code: str) -> str:
    try:
        return language(code).tag
    except ConfigError:
        return ""


def _code(tag: str) -> str:
    return language(tag).gettext.replace("_", "-")
