"""Find a person whose name a translation writes in two ways: 얀코프스키, 잔코우스키."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from workflow.languages.names.heard_names import SpokenName
from workflow.languages.orthography.sounds import consonants
from workflow.qa.both_sides import Sides, Span

_CAPITAL = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w-]+")
_WORD = re.compile(r"(?<![\w-])[a-zß-ÿ][\w-]{2,}")
#: How alike another word of the source sounds, at the least, that may be what is written there:
#: a name, and a word, which may be lent (*snack*, 스낵) and then sounds less like it, but not much
#: less than the name.
_MAY_BE, _MAY_BE_LENT, _LESS = 0.6, 0.5, 0.15


def name_variants(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield names as a translation has them beside their other part, and in another way.

    The source has the family name once more, the translation has not, but something that sounds
    like it and like nothing else in the source.

    >>> both = Sides("Sebastian Krüger resigned; Krüger had led it.", "en",
    ...     "제바스티안 크뤼거가 사임했다. 크루거는 회장이었다.", "ko")
    >>> [*name_variants(both)]
    [('크뤼거', '크루거')]
    >>> both = Sides("Anna Petrova met Jan Petrov, and Petrova won.", "en",
    ...     "안나 페트로바가 얀 페트로프를 만나 이겼다.", "ko")
    >>> [*name_variants(both)]
    []
    """
    told: set[SpokenName] = set()
    for name, form in _named(both):
        times = _times(name, both.source) if name not in told else 0
        if times > 1 and both.text.count(form) < times and (other := _other(name, form, both)):
            told.add(name)
            yield form, other


def across(sentences: Sequence[Sides]) -> Iterator[tuple[int, str, str]]:
    """Yield where a document calls somebody by the family name, in another way than beside it.

    Yields the number of the sentence, the name in full elsewhere and what stands here. Nobody
    counts whose family name another person of the document has.
    """
    people = {(name.family, name.given) for both in sentences for name in both.named}
    bearers = Counter(family for family, _ in people)
    called = [_called_alone(both, bearers) for both in sentences]
    asked = frozenset[str]().union(*called)  # most often nobody, and to compare sounds takes long
    known: dict[str, tuple[SpokenName, dict[str, None]]] = {}
    for both in sentences if asked else ():
        for name, form in _named(both):
            if name.family in asked:
                known.setdefault(name.family, (name, {}))[1][form] = None
    for number, (both, families) in enumerate(zip(sentences, called, strict=True)):
        for family, (name, forms) in known.items():
            alone = family in families and _times(name, both.source)
            usual = next(iter(forms))
            if not alone or any(form in both.text for form in forms):
                continue
            if other := _other(name, usual, both):
                yield number, usual, other


def _called_alone(both: Sides, bearers: Mapping[str, int]) -> frozenset[str]:
    """Return the family names of one person each that a source has, but not with another part."""
    full = {name.family for name in both.named}
    return frozenset(
        family
        for family, number in bearers.items()
        if number == 1 and family not in full and family in both.source
    )


def _named(both: Sides) -> Iterator[tuple[SpokenName, str]]:
    """Yield the persons of a source, each with a name that the translation may have."""
    for name, spans in both.persons:
        forms = (_form(name, both, span) for span in spans or ())
        yield from ((name, form) for form in forms if not _is_other(name, form, both))


def _times(name: SpokenName, source: str) -> int:
    """Count a family name, but not where another name begins with it: *Ronaldo Nazário*."""
    behind = r"[\w-]" if name.origin else r"[\w-]| [A-ZÀ-Þ]"
    return len(re.findall(rf"(?<![\w-]){re.escape(name.family)}(?!{behind})", source))


def _form(name: SpokenName, both: Sides, span: Span) -> str:
    """Return the family name in a full name, or all of an East Asian's."""
    if name.origin:
        return both.text[slice(*span)]
    parts = re.split("[ ·]", both.text[slice(*span)])
    return both.here.heard_names.bare(
        max(parts, key=lambda part: both.here.heard_names.alike(name.family, part))
    )


def _other(name: SpokenName, form: str, both: Sides) -> str:
    """Return another way in which a translation writes a name, empty without one."""
    ways = both.here.heard_names.otherwise(name, form, both.text)
    return next((way for way in ways if not _is_other(name, way, both)), "")


def _is_other(name: SpokenName, written: str, both: Sides) -> bool:
    """Tell whether what is written may be another word of the source."""
    own_words = f"{name.family} {both.source[name.start : name.end]}"
    others = [word for word in _CAPITAL.findall(both.source) if word not in own_words]
    if any(word.startswith(name.family) for word in others):  # Novakova beside Novak
        return True
    heard = both.here.heard_names
    own = heard.alike(name.family, written)
    words = () if name.origin else _with_two_consonants(both.source)
    return (
        any(heard.alike(word, written) >= max(_MAY_BE, own) for word in others)
        or any(heard.alike(word, written) >= max(_MAY_BE_LENT, own - _LESS) for word in words)
        or any(heard.found(other, written) for other, _ in both.persons if other is not name)
    )


def _with_two_consonants(text: str) -> list[str]:
    """Return the common words of two consonants or more: of *the* 하다드 has the only one, too."""
    return [word for word in _WORD.findall(text) if len(consonants(word)) > 1]
