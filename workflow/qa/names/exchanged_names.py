"""Find two names that have changed places in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from workflow.languages.meaning.listed_words import COUNTRY, PERSON
from workflow.model import Message
from workflow.qa import clauses
from workflow.qa.both_sides import Sides, Span, named_in
from workflow.qa.names.exchanged_roles import (
    apposed,
    attached,
    heading,
    keep_parts,
    marked,
    miscast,
    placed,
    turned,
)
from workflow.qa.names.renamed import misplaced
from workflow.qa.names.shared_names import (
    NOUN,
    PLACE,
    WORD,
    NamePair,
    SharedName,
    shared_actors,
    shared_names,
    shared_nouns,
)
from workflow.qa.problems import exchanged, instead

_TWO = 2
#: What may stand between two that stand beside each other: a name in its own letters.
_NOTHING = re.compile(r"\s*(?:[（(][^（()）]*[)）]\s*)?")
#: How much nearer the other pairing of two persons, and of two places, has to be.
_PERSONS, _PLACES = 0.15, 0.2
#: The same of places that follow each other as in the source, or that may be turned: of 94 pairs
#: in right translations none was so much nearer.
_SAME_ORDER = 0.85


def changed_places(both: Sides) -> Iterator[Message]:
    """Yield two places, or two persons, that stand each where the other one should.

    Each of them stands once on each side. What somebody is has gone to the other one, or who does
    something to whom, or where something is from and where it goes; or their order is another one
    than in the source, as of one in six right translations, and what stands beside them tells.

    Args:
        both: a sentence and its translation.

    >>> both = Sides(
    ...     "The ship sailed from Norway with timber and reached Portugal after a week.", "en",
    ...     "这艘船满载木材从葡萄牙启航，一周后抵达挪威。", "zh-Hans")
    >>> [str(each) for each in changed_places(both)]
    ['“葡萄牙” and “挪威” seem to have changed places']
    """
    known = shared_names(both)
    several = len(known) > 1
    certain = (
        *(misplaced(both, known) if several else ()),
        *turned(both),
        *apposed(both),
        *heading(both),
        *marked(both),
        *(placed(both, known) if several else ()),
        *(attached(both) if several else ()),
        *_in_clauses(both),
    )
    for one, other in certain or (_elsewhere(both, known) if several else ()):
        if _side_by_side(both, one, other):
            continue
        first, second = sorted((one.text, other.text))
        yield exchanged(both.text[slice(*first)], both.text[slice(*second)])
        return
    for lost, new in miscast(both):
        yield instead(lost, new)
        return


def _side_by_side(both: Sides, one: SharedName, other: SharedName) -> bool:
    """Tell whether a noun and a name stand together as one expression: captain Lee.

    Two nouns or two names have to stand so on both sides.
    """
    spans = ((both.source, one.source, other.source), (both.text, one.text, other.text))
    touching = [_touch(text, *sorted(pair)) for text, *pair in spans]
    return all(touching) or (any(touching) and (one.kind == NOUN) != (other.kind == NOUN))


def _touch(text: str, first: Span, second: Span) -> bool:
    return _NOTHING.fullmatch(text, first[1], second[0]) is not None


def _elsewhere(both: Sides, known: Sequence[SharedName]) -> Iterator[NamePair]:
    roles = both.there.roles
    for one, other in combinations(known, 2):
        if one.kind != other.kind or one.kind == WORD or _nested(both, one, other):
            continue
        clearly = _PERSONS if one.kind == PERSON else _PLACES
        in_order = one.text < other.text
        if in_order or roles.may_turn(both.source, one.source, other.source):
            if one.kind == PERSON:
                continue
            clearly = _SAME_ORDER
        if one.kind == PLACE and keep_parts(both, one, other):
            continue
        first, second = ((each.source, each.text) for each in (one, other))
        if both.exchanged(first, second, clearly):
            yield one, other


def _nested(both: Sides, one: SharedName, other: SharedName) -> bool:
    """Tell whether one name is a country and the other a place in it.

    *Melbourne is the largest in Australia* is 在澳大利亚最大的墨尔本; a capital is both.
    """
    known = dict(named_in(both.source, both.spoken))
    words = [known[each.source[0]] for each in (one, other) if each.source[0] in known]
    return any(
        side[0] == COUNTRY and side in place.perhaps and place.surely != country.surely
        for country, place in permutations(words, 2)
        for side in country.surely[-1:]
    )


def _in_clauses(both: Sides) -> Iterator[NamePair]:
    """Yield two names of which each stands in the clause of the other one."""
    if not clauses.are_several(both):
        return
    for one, other in combinations((*shared_names(both, words=True), *shared_actors(both)), 2):
        alike = one.kind == other.kind or {one.kind, other.kind} == {PLACE, WORD}
        explained = alike and both.there.roles.may_turn(both.source, one.source, other.source)
        places = (one.source, other.source), (one.text, other.text)
        if (
            alike
            and not explained
            and clauses.are_apart(both, *places)
            and clauses.crossed(
                both, *places, [*shared_nouns(both), *clauses.shared_as_written(both)]
            )
        ):
            yield one, other
