"""Find renderings in a translation: where they stand, and which mention each of them serves.

Renderings are found longest first and never overlapping, and each mention of the source uses one
up, as in the terminology tasks of the Conference on Machine Translation ("exclusive maximal
matching").
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from workflow.languages import pack
from workflow.model import TermUse


class _Stretch(Protocol):
    """Something at ``text[start:end]``."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_T = TypeVar("_T", bound=_Stretch)


def apart(stretches: Iterable[_T], length: int) -> list[_T]:
    """Choose stretches that do not overlap, the ones given first before others.

    Args:
        stretches: the ones that count most first.
        length: of the text they are in.
    """
    taken = bytearray(length)
    chosen: list[_T] = []
    for one in stretches:
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            chosen.append(one)
    return chosen


#: Characters of a form that may be written in several ways.
_LOOSE = {
    "(": r"\s?[(（]", "（": r"\s?[(（]", ")": "[)）]", "）": "[)）]", " ": r"\s+", "-": "[-‐‑–]",
    "·": "[·・‧•]", "'": "['’]", "’": "['’]", "《": "[《〈]?", "》": "[》〉]?",
}  # fmt: skip
#: What ends a ship's name, which may have quotes around the rest: “辽宁”号.
_SHIPS = ("号", "舰", "호", "함")
_WORD = "A-Za-z0-9À-ɏ"


class Spot(NamedTuple):
    """A form found in a text at ``text[start:end]``."""

    start: int
    end: int
    form: str


@lru_cache(maxsize=16384)
def pattern(form: str, target: str) -> re.Pattern[str]:
    """Compile a pattern for a form in a translation, whatever its brackets and spaces.

    Latin letters and digits at its ends must end there. A sentence may begin with it. In languages
    with inflected words a form without capitals also matches in other case and in the plural.
    """
    body = re.sub(r"\s+(?=[(（])", "", form)
    loose = "".join(_LOOSE.get(char) or re.escape(char) for char in body)
    plural = pack(target).names.inflected and form == form.lower()
    if "a" <= body[:1] <= "z" and not plural:
        loose = f"[{body[0]}{body[0].upper()}]{loose[1:]}"
    if body.endswith(_SHIPS):
        loose = f"(?:{loose}|[“‘'\"]{loose[:-1]}[”’'\"]{loose[-1]})"
    before = f"(?<![{_WORD}])" if re.match(f"[{_WORD}]", form) else ""
    after = f"(?![{_WORD}])" if re.search(f"[{_WORD}]$", form) else ""
    if plural:
        return re.compile(f"{before}{loose}(?:s|es)?{after}", re.IGNORECASE)
    return re.compile(before + loose + after)


def contains(text: str, form: str, target: str) -> bool:
    """Tell whether ``form`` stands in ``text``, be it inside a longer word."""
    return pattern(form, target).search(text) is not None


def spots(text: str, forms: Iterable[str], target: str) -> list[Spot]:
    """Find the forms in ``text``: longest first, never overlapping, in order of place."""
    found = [
        Spot(*match.span(), form)
        for form in dict.fromkeys(filter(None, forms))
        for match in pattern(form, target).finditer(text)
    ]
    found.sort(key=lambda spot: (spot.start - spot.end, spot.start))
    return sorted(apart(found, len(text)))


def options(use: TermUse) -> tuple[str, ...]:
    """Return the renderings that satisfy a use, the required one first."""
    return (use.rendering, *use.accepted) if use.rendering else ()


def leaves(uses: Iterable[TermUse]) -> list[TermUse]:
    """Return the single rows behind uses: a composite's parts, and other uses themselves."""
    return [leaf for use in uses for leaf in (use.parts or (use,)) if leaf.rendering]


def all_forms(uses: Sequence[TermUse]) -> list[str]:
    """Return every right rendering of the uses and of their parts."""
    return [form for use in (*uses, *leaves(uses)) for form in options(use)]


def assign(uses: Sequence[TermUse], found: Sequence[Spot]) -> dict[TermUse, Spot]:
    """Give as many uses as possible a spot of their own.

    Augmenting paths (bipartite matching), breadth first. Spots that were tried in vain once are
    never tried again: no path leads from them to a free one.
    """
    places: dict[str, list[Spot]] = {}
    for spot in found:
        places.setdefault(spot.form, []).append(spot)
    owner: dict[Spot, TermUse] = {}
    held: dict[TermUse, Spot] = {}
    vain: set[Spot] = set()
    for use in uses:
        wanted_by, free = _path(use, places, owner, vain)
        if free is None:
            vain.update(wanted_by)
        while free is not None:
            taker = wanted_by[free]
            left = held.get(taker)
            owner[free], held[taker] = taker, free
            free = left
    return held


def _path(
    use: TermUse,
    places: Mapping[str, Sequence[Spot]],
    owner: Mapping[Spot, TermUse],
    vain: set[Spot],
) -> tuple[dict[Spot, TermUse], Spot | None]:
    """Search for a free spot that a use can have, if others move to spots they can have."""
    wanted_by: dict[Spot, TermUse] = {}
    wanting = deque([use])
    while wanting:
        one = wanting.popleft()
        for spot in (spot for form in options(one) for spot in places.get(form, ())):
            if spot in wanted_by or spot in vain:
                continue
            wanted_by[spot] = one
            if spot not in owner:
                return wanted_by, spot
            wanting.append(owner[spot])
    return wanted_by, None
