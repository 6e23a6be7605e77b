"""Which office stands beside which name in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.glossary.case import Case
from workflow.glossary.occurrences import Spot, leaves, options, pattern
from workflow.languages import registered
from workflow.model import TermType, TermUse

_ASIDE = r"(?:\s?[(（][^()（）]*[)）])?"


def are_exchanged(case: Case, use: TermUse) -> bool:
    """Tell whether the parts of a composite stand apart because an office went to someone else.

    That is so where its person has another office beside the name, as in 손경식 부회장 for
    *Chairman Sohn*, and where its office stands beside another person's name.

    Args:
        case: a translation that does not have the composite as one.
        use: the composite: a person and a title, perhaps with a body.
    """
    own = [form for part in use.parts if part.type is TermType.TITLE for form in options(part)]
    people = [part for part in use.parts if part.type is TermType.PERSON]
    if not own or not people or not case.language.titles.words:
        return False
    bodies = [part for part in use.parts if part.type not in (TermType.TITLE, TermType.PERSON)]
    found = [title for spot in case.whole(people) for title in _beside(case, spot, bodies)]
    if found:
        return not any(_without_was(case, title) in own for title in found)
    taken = [leaf for leaf in leaves(case.uses) if leaf.type is TermType.PERSON
             and leaf.term not in {part.term for part in people}]  # fmt: skip
    others = [title for spot in case.whole(taken) for title in _beside(case, spot, bodies)]
    titles = [part for part in use.parts if part.type is TermType.TITLE]
    return bool(others) and len(case.whole(titles)) <= sum(title in own for title in others)


def is_at_other(case: Case, use: TermUse) -> bool:
    """Tell whether the body of an office has another office beside it instead.

    So in Kakao的一位副总统 for *a vice president of Kakao*, wherever 副社长 may stand.

    Args:
        case: a translation.
        use: an office by itself.
    """
    known = case.language.titles
    body = next((one for one in case.uses if _is_of(case.source, use, one)), None)
    if not known.words or body is None:
        return False
    own = options(use)
    every = [leaf for leaf in leaves(case.uses) if leaf.type is TermType.TITLE]
    if any(_are_coordinated(case.source, use, other) for other in every):
        return False
    listed = sorted({re.escape(form) for leaf in every for form in options(leaf)}, key=len)[::-1]
    title = re.compile(f"{known.body_gap}(?P<title>{'|'.join(listed)}|{known.words})")
    beside = [found for spot in case.whole([body]) if (found := title.match(case.text, spot.end))]
    said = {_without_was(case, found["title"]) for found in beside}
    return bool(said) and not said.intersection(own)


def _without_was(case: Case, title: str) -> str:
    """Return a title without what says that somebody had it once: 会长 of 前会长."""
    was = case.language.titles.was
    return re.sub(was, "", title) if was else title


def _is_of(source: str, title: TermUse, body: TermUse) -> bool:
    """Tell whether an office is said to be a body's."""
    if body.parts or body.type not in (TermType.ORG, TermType.ABBR, TermType.PLACE):
        return False
    places = (title.start, title.end), (body.start, body.end)
    return any(known.names.has_office(source, *places) for known in registered())


def _are_coordinated(source: str, one: TermUse, other: TermUse) -> bool:
    """Tell whether two offices stand side by side: *the chairman and president of KEF*."""
    first, second = sorted((one, other), key=lambda use: use.start)
    gap = source[first.end : second.start]
    return first.end <= second.start and any(k.names.are_coordinated(gap) for k in registered())


def lacks_acting(case: Case, use: TermUse) -> bool:
    """Tell whether a translation has the office of somebody who only acts in it as theirs."""
    titles = [form for part in use.parts if part.type is TermType.TITLE for form in options(part)]
    acting = {
        form.replace(title, "").strip()
        for title in titles
        for form in case.language.phrases.acting(title)
    }
    lead = f"{use.source.partition(' ')[0].casefold()} "
    acts = any(lead in known.names.joints.acting for known in registered())
    return acts and "" not in acting and not any(word in case.text for word in acting)


def _beside(case: Case, spot: Spot, bodies: Sequence[TermUse]) -> Iterator[str]:
    """Yield the offices right after a name, perhaps behind a body, and in Chinese before it."""
    known = case.language.titles
    between = "|".join(
        pattern(form, case.target).pattern for use in bodies for form in options(use)
    )
    gap = rf"{_ASIDE}\s?(?:(?:{between})\s?)?" if between else rf"{_ASIDE}\s?"
    after = re.compile(f"{gap}(?P<title>{known.words})").match(case.text, spot.end)
    if after and not re.fullmatch(known.polite, after["title"]):
        yield after["title"]
    before = re.search(f"(?:{known.words})$", case.text[max(0, spot.start - 8) : spot.start])
    if before and known.precede:
        yield before[0]
