"""Divide a sentence and its translation into clauses, at commas and conjunctions.

Where two clauses with one number each stand side by side on both sides, what else stands in them in
both languages tells whose number it is; and so with names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.scripts import KEPT
from workflow.languages.tables import NOTHING
from workflow.qa.both_sides import Sides, Span
from workflow.qa.names.shared_names import SharedName

#: So many words have to have changed sides of a sentence that is cut in two.
_SEVERAL = 4
_TWO = 2
#: The kind of a number, and of a word that stays as it is.
NUMBER = "number"
_AS_IT_IS = re.compile(r"(?<![\dA-Za-z.,])(?:\d+(?:[.,]\d+)*|[A-Z][A-Za-z\d]+)")


def are_known(both: Sides) -> bool:
    """Tell whether both languages say where clauses end."""
    return all(pack(tag).things.clauses is not NOTHING for tag in (both.spoken, both.target))


def are_several(both: Sides) -> bool:
    """Tell whether both a sentence and its translation are known to have several clauses."""
    return len(clauses(both.source, both.spoken)) > 1 and len(clauses(both.text, both.target)) > 1


def are_neighbours(both: Sides, source: Sequence[Span], text: Sequence[Span]) -> bool:
    """Tell whether two names or numbers stand in clauses side by side, on both sides."""
    there = of_neighbours(both.source, both.spoken, source)
    return bool(there and of_neighbours(both.text, both.target, text))


def are_apart(both: Sides, source: Sequence[Span], text: Sequence[Span]) -> bool:
    """Tell whether two names or numbers stand in different clauses, on both sides."""
    there = parts(both.source, both.spoken, source)
    return bool(there and parts(both.text, both.target, text))


def crossed(
    both: Sides, source: Sequence[Span], text: Sequence[Span], known: Sequence[SharedName]
) -> bool:
    """Tell whether what stands beside the first is beside the second in the translation."""
    for divided, least in ((of_neighbours, _TWO), (parts, _SEVERAL)):
        kept, exchanged = _beside(both, source, text, known, divided)
        if all(exchanged) and not any(kept) and sum(map(len, exchanged)) >= least:
            return True
    return False


def kept(
    both: Sides, source: Sequence[Span], text: Sequence[Span], known: Sequence[SharedName]
) -> bool:
    """Tell whether what stands beside one of two is beside it in the translation as well.

    *Exports fell 8 percent while imports gained 3*, 进口增长3%，出口下降8%.
    """
    kept, exchanged = _beside(both, source, text, known, of_neighbours)
    return any(kept) and not any(exchanged)


def _beside(
    both: Sides,
    source: Sequence[Span],
    text: Sequence[Span],
    known: Sequence[SharedName],
    divided: Callable[[str, str, Sequence[Span]], Sequence[Span]],
) -> tuple[Sequence[set[int]], Sequence[set[int]]]:
    """Return what stands in the clause of each of two on both sides, and in the other one's.

    The two themselves, and what is part of them, do not count.
    """
    there = divided(both.source, both.spoken, source)
    here = divided(both.text, both.target, text)
    if not (there and here):
        return (), (set(),)
    beside = [
        each for each in known if not (_meets(each.source, source) or _meets(each.text, text))
    ]
    (one, other), (told_one, told_other) = _within(beside, there, here)
    return (one & told_one, other & told_other), (one & told_other, other & told_one)


def _meets(name: Span, others: Sequence[Span]) -> bool:
    return any(name[0] < other[1] and other[0] < name[1] for other in others)


@lru_cache(maxsize=KEPT)
def shared_as_written(both: Sides) -> Sequence[SharedName]:
    """Return the numbers in digits, and Latin words, that stand once in each of the two.

    >>> [each.text for each in shared_as_written(Sides("61 or 45", "en", "45 또는 61", "ko"))]
    [(6, 8), (0, 2)]
    """
    there, here = (_once(text) for text in (both.source, both.text))
    return [SharedName(NUMBER, there[each], here[each]) for each in there if each in here]


def _once(text: str) -> Mapping[str, Span]:
    found: dict[str, list[Span]] = {}
    for match in _AS_IT_IS.finditer(text):
        found.setdefault(match[0].replace(",", ""), []).append(match.span())
    return {each: places[0] for each, places in found.items() if len(places) == 1}


def _within(
    names: Sequence[SharedName], source: Sequence[Span], text: Sequence[Span]
) -> tuple[list[set[int]], list[set[int]]]:
    """Return which names stand in each clause of the source, and in each of the translation."""
    meant = [{at for at, one in enumerate(names) if _is_in(one.source, span)} for span in source]
    told = [{at for at, one in enumerate(names) if _is_in(one.text, span)} for span in text]
    return meant, told


def _is_in(name: Span, clause: Span) -> bool:
    return clause[0] <= name[0] and name[1] <= clause[1]


def of_neighbours(text: str, tag: str, places: Sequence[Span]) -> list[Span]:
    """Return the clauses in which two names or numbers stand, if they are two neighbours."""
    spans = clauses(text, tag)
    found = [n for place in places for n, span in enumerate(spans) if _is_in(place, span)]
    if len(found) != 2 or abs(found[0] - found[1]) != 1:
        return []
    return [spans[n] for n in found]


def parts(text: str, tag: str, places: Sequence[Span]) -> list[Span]:
    """Return the two parts of a text at whose border the clause of the later of two names begins.

    >>> text = "It snowed in Rome, while in Bari, to the south, it rained."
    >>> [text[slice(*part)] for part in parts(text, "en", [(13, 17), (28, 32)])]
    ['It snowed in Rome, ', 'while in Bari, to the south, it rained.']
    """
    spans = clauses(text, tag)
    found = [span for place in places for span in spans if _is_in(place, span)]
    if len(found) != 2 or found[0] == found[1]:
        return []
    border = max(found)[0]
    both = [(0, border), (border, len(text))]
    return both if found[0] < found[1] else both[::-1]


@lru_cache(maxsize=KEPT)
def clauses(text: str, tag: str) -> Sequence[Span]:
    """Return from where to where the clauses of a text stand; the whole where none are known."""
    ends = [each.end() for each in pack(tag).things.clauses.finditer(text)]
    return [*zip([0, *ends], [*ends, len(text)], strict=True)]
