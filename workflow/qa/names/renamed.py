"""Find persons with another name, or with another person's office, in the translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from workflow.languages.common_words import groups
from workflow.languages.meaning import actors
from workflow.languages.meaning.listed_words import PERSON
from workflow.languages.meaning.occupations import anywhere, around, beside
from workflow.qa.both_sides import Sides
from workflow.qa.names.shared_names import NamePair, SharedName, shared_names

_NOTHING = frozenset[int]()
#: What makes another office of one, which the check of ranks compares.
_RANKS = ("rank", "assistsec", "profrank", "corank", "acting", "once", "elect")


def renamed(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield persons of a source, each with another name that the translation has instead.

    The name stands nowhere in the translation, and one with the same family name or the same given
    name does, which no other person of the source has, or one that is nobody's in the source.

    >>> [*renamed(Sides("Kim Hye-rim left.", "en", "김혜진 씨는 떠났다.", "ko"))]
    [('Kim Hye-rim', '김혜진')]
    >>> [*renamed(Sides("Kim Hye-rim left.", "en", "김혜림 씨는 떠났다.", "ko"))]
    []
    >>> [*renamed(Sides("It was Gao Wenbin.", "en", "是高文亮。", "zh-Hans"))]
    [('Gao Wenbin', '高文亮')]
    >>> [*renamed(Sides("The lawyer Omar Zeitoun left.", "en",
    ...     "律师法里德·曼苏尔离开了。", "zh-Hans"))]
    [('Omar Zeitoun', '法里德·曼苏尔')]
    """
    heard = both.here.heard_names
    for name, found in both.persons:
        if found:
            continue
        place = heard.instead(name, both.text) or heard.stranger(name, both.source, both.text)
        if place is None:
            continue
        written = both.text[slice(*place)]
        if not any(heard.found(other, written) for other, _ in both.persons if other is not name):
            yield both.source[name.start : name.end], written


def other_body(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield the one known body of a source that a translation has not, and the one it has instead.

    >>> [*other_body(Sides("Airbus delivered 62 jets.", "en", "波音交付62架飞机。", "zh-Hans"))]
    [('Airbus', '波音')]
    """
    there = actors.bodies(both.source, both.there.subtag)
    here = actors.bodies(both.text, both.here.subtag) if there else there
    lost, new = there.keys() - here.keys(), here.keys() - there.keys()
    if len(lost) != 1 or len(new) != 1:
        return
    start, end = there[lost.pop()]
    one, other = both.source[start:end], both.text[slice(*here[new.pop()])]
    if (
        one[:1].isupper()
        and both.source[:start][-1:] != "("  # LONDON (CNN)
        and one not in both.text
        and other not in groups(both.here.subtag).get("names", ())
    ):
        yield one, other


def misplaced(both: Sides, names: Sequence[SharedName]) -> Iterator[NamePair]:
    """Yield a person with another person's attribute, and that other person.

    Args:
        both: a sentence and its translation.
        names: those that both have.
    """
    persons = [each for each in names if each.kind == PERSON]
    if len(persons) < 2:
        return
    theirs = {
        each.source[0]: (
            beside(both.source, *each.source, both.there.subtag),
            beside(both.text, *each.text, both.here.subtag),
        )
        for each in persons
    }
    for one, other in permutations(persons, 2):
        is_one, told_one = theirs[one.source[0]]
        _, told_other = theirs[other.source[0]]
        if is_one & told_other and not is_one & told_one:
            is_other = theirs[other.source[0]][0]
            if not is_other & told_other:
                yield one, other


def retitled(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield the attribute of a person that the translation replaces by another.

    What stands beside the name on both sides is nothing that may be the same. The other attribute
    belongs to somebody else in the source, or neither stands anywhere on the other side.

    >>> both = Sides("Mayor Ada Brandt thanked the painter Carla Mendes.", "en",
    ...     "화가 아다 브란트는 카를라 멘드스에게 감사했다.", "ko")
    >>> [*retitled(both)]
    [('mayor', '화가')]
    >>> both = Sides("The painter Carla Mendes left.", "en", "诗人卡拉·门德斯离开了。", "zh-Hans")
    >>> [*retitled(both)]
    [('painter', '诗人')]
    """
    source, target = both.there.subtag, both.here.subtag
    spans = [(each.start, each.end) for each in both.named]
    for name in shared_names(both) if spans else ():
        told = around(both.text, *name.text, target) if name.kind == PERSON else {}
        its = around(both.source, *name.source, source) if told else {}
        here, there = _NOTHING.union(*told.values()), _NOTHING.union(*its.values())
        if not its or not there.isdisjoint(here):
            continue
        others = (span for span in spans if span[1] <= name.source[0] or name.source[1] <= span[0])
        if _is_new(both, there, here) or any(
            here & row for span in others for row in around(both.source, *span, source).values()
        ):
            yield next(iter(its)), next(iter(told))


def _is_new(both: Sides, there: frozenset[int], here: frozenset[int]) -> bool:
    """Tell whether of two attributes neither side has the other's, and no rank makes another."""
    return (
        there.isdisjoint(anywhere(both.text, both.here.subtag))
        and here.isdisjoint(anywhere(both.source, both.there.subtag))
        and not both.there.contrasts.may_surely_say(both.source, *_RANKS)
    )
