"""Tell in a translation whose office is whose, and what office it is.

An office beside another name, or another office beside a name, makes a different fact of what the
parts of a mention say: 손경식 부회장 for *Chairman Sohn*, 王毅外相 for a minister of China.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from workflow.glossary.comparison import Comparison
from workflow.glossary.occurrences import Spot, leaves, options, pattern
from workflow.languages import pack, registered
from workflow.languages.names import gazetteer, office_names
from workflow.model import TermType, TermUse

#: Letters of a country and an office before a name.
_BEFORE = 14
_ASIDE = r"(?:\s?[(（][^()（）]*[)）])?"


def are_exchanged(pair: Comparison, use: TermUse) -> bool:
    """Tell whether the parts of a composite stand apart because an office went to someone else.

    That is so where its person has another office beside the name, as in 손경식 부회장 for
    *Chairman Sohn*, and where its office stands beside another person's name.

    Args:
        pair: a translation that does not have the composite as one.
        use: the composite: a person and a title, perhaps with a body.
    """
    own = _titles_of(pair, use)
    people = [part for part in use.parts if part.type is TermType.PERSON]
    if not own or not people or not pair.language.titles.words:
        return False
    bodies = [part for part in use.parts if part.type not in (TermType.TITLE, TermType.PERSON)]
    found = [title for spot in pair.whole(people) for title in beside(pair, spot, bodies)]
    if found:
        return not any(_without_was(pair, title) in own for title in found)
    taken = [leaf for leaf in leaves(pair.uses) if leaf.type is TermType.PERSON
             and leaf.term not in {part.term for part in people}]  # fmt: skip
    others = [title for spot in pair.whole(taken) for title in beside(pair, spot, bodies)]
    titles = [part for part in use.parts if part.type is TermType.TITLE]
    return bool(others) and len(pair.whole(titles)) <= sum(title in own for title in others)


def _titles_of(pair: Comparison, use: TermUse) -> list[str]:
    """Return every right word for the office in a composite."""
    titles = [part for part in use.parts if part.type is TermType.TITLE]
    return [form for one in titles for form in (*options(one), *pair.same_office(one))]


def is_at_other(pair: Comparison, use: TermUse) -> bool:
    """Tell whether another office than a use's stands beside the body it belongs to.

    So in Kakao的一位副总统 for *a vice president of Kakao*, wherever 副社长 may stand.

    Args:
        pair: a translation.
        use: an office by itself.
    """
    known = pair.language.titles
    body = next((one for one in pair.uses if _is_of(pair.source, use, one)), None)
    if not known.words or body is None:
        return False
    own = {*options(use), *pair.same_office(use)}
    every = [leaf for leaf in leaves(pair.uses) if leaf.type is TermType.TITLE]
    if any(_are_coordinated(pair.source, use, other) for other in every):
        return False
    listed = sorted({re.escape(form) for leaf in every for form in options(leaf)}, key=len)[::-1]
    title = re.compile(f"{known.body_gap}(?P<title>{'|'.join(listed)}|{known.words})")
    beside = [found for spot in pair.whole([body]) if (found := title.match(pair.text, spot.end))]
    said = {_without_was(pair, found["title"]) for found in beside}
    also = re.compile(f"{known.joined}(?:{'|'.join(map(re.escape, own))})")
    both = any(also.match(pair.text, each.end()) for each in beside)
    return bool(said) and not said.intersection(own) and not both


def _without_was(pair: Comparison, title: str) -> str:
    """Cut off the words for a former title: 会长 of 前会长."""
    was = pair.language.titles.was
    return re.sub(was, "", title) if was else title


def _is_of(source: str, title: TermUse, body: TermUse) -> bool:
    """Tell whether the source says that an office is a body's: *chairman of KEF*."""
    if body.parts or body.type not in (TermType.ORG, TermType.ABBR, TermType.PLACE):
        return False
    places = (title.start, title.end), (body.start, body.end)
    return any(known.names.has_office(source, *places) for known in registered())


def _are_coordinated(source: str, one: TermUse, other: TermUse) -> bool:
    """Tell whether two offices stand side by side: *the chairman and president of KEF*."""
    first, second = sorted((one, other), key=lambda use: use.start)
    gap = source[first.end : second.start]
    return first.end <= second.start and any(k.names.are_coordinated(gap) for k in registered())


def is_of_other_state(pair: Comparison, use: TermUse) -> bool:
    """Tell whether an office beside a person is one that no state at home has: 王毅外相.

    Args:
        pair: a translation.
        use: a person, perhaps with an office, who may have another one in it.
    """
    for person in use.parts or (use,):
        if person.type is not TermType.PERSON:
            continue
        for spot in pair.whole([person]):
            for country, title in _in_country(pair, spot):
                home = pair.home(person)
                states = frozenset({country}) if country else home
                known = not home or states <= home
                if known and office_names.is_elsewhere(title, pair.language.subtag, states):
                    return True
    return False


def _in_country(pair: Comparison, spot: Spot) -> Iterator[tuple[str, str]]:
    """Yield the offices beside a name, each with the country that stands before it."""
    known = pair.language.titles
    if not known.words:
        return
    office = _office(pair.target)
    found = [re.compile(rf"{_ASIDE}\s?{office}").match(pair.text, spot.end)]
    if known.precede:
        begin = max(0, spot.start - _BEFORE)
        found.append(re.compile(f"{office}$").search(pair.text, begin, spot.start))
    for each in filter(None, found):
        if not re.fullmatch(known.polite, each["title"]):
            yield gazetteer.countries_in(pair.target).get(each["country"], ""), each["title"]


@cache
def _office(tag: str) -> str:
    """Return a pattern of an office, perhaps behind its country."""
    countries = "|".join(map(re.escape, gazetteer.countries_in(tag)))
    return rf"(?:(?P<country>{countries})\s?)?(?P<title>{pack(tag).titles.words})"


def lacks_acting(pair: Comparison, use: TermUse) -> bool:
    """Tell whether a translation leaves out that somebody only acts in an office."""
    titles = [form for part in use.parts if part.type is TermType.TITLE for form in options(part)]
    acting = {
        form.replace(title, "").strip()
        for title in titles
        for form in pair.language.phrases.acting(title)
    }
    lead = f"{use.source.partition(' ')[0].casefold()} "
    acts = any(lead in known.names.joints.acting for known in registered())
    return acts and "" not in acting and not any(word in pair.text for word in acting)


def beside(
    pair: Comparison, spot: Spot, bodies: Sequence[TermUse], titles: Iterable[str] = ()
) -> Iterator[str]:
    """Yield the offices right after a name, perhaps after a body, and in Chinese before it.

    Args:
        pair: a translation.
        spot: where the name stands.
        bodies: what may stand between them.
        titles: offices besides the words that the language has for them.
    """
    known = pair.language.titles
    words = "|".join((*map(re.escape, sorted(titles, key=len, reverse=True)), known.words))
    between = "|".join(
        pattern(form, pair.target).pattern for use in bodies for form in options(use)
    )
    gap = rf"{_ASIDE}\s?(?:(?:{between})\s?)?" if between else rf"{_ASIDE}\s?"
    after = re.compile(f"{gap}(?P<title>{words})").match(pair.text, spot.end)
    if after and not re.fullmatch(known.polite, after["title"]):
        yield after["title"]
    before = re.search(f"(?:{words})$", pair.text[max(0, spot.start - 8) : spot.start])
    if before and known.precede:
        yield before[0]
