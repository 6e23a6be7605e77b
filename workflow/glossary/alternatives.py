"""What stands in a translation instead of a required rendering and is right all the same.

News shortens what the glossary spells out: 한미, 韩美, 시 주석, 习主席, 양국. A person goes on as
*he*, and the parts of a composite may stand apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.glossary import term_forms
from workflow.glossary.case import Case
from workflow.glossary.choosing import SURNAME
from workflow.glossary.occurrences import Spot, leaves, options, pattern
from workflow.languages import registered
from workflow.model import TermType, TermUse


def are_there(case: Case, use: TermUse) -> bool:
    """Tell whether something right stands in place of a use's required rendering.

    An abbreviation in brackets after what it stands for may be left out.
    """
    if use.parts:
        exchanged = are_exchanged(case, use) or lacks_acting(case, use)
        return not exchanged and all(
            case.whole([part]) or _is_shortened(case, part) for part in use.parts
        )
    in_brackets = case.source[: use.start].endswith(("(", "（"))
    if in_brackets and use.type is TermType.ABBR:
        return True
    if use.type is TermType.TITLE:  # in English also in small letters
        return bool(case.whole([use]))
    if use.type is TermType.PLACE and _are_both_told(case):
        return True
    if use.rule == SURNAME and _is_pronoun(case):
        return True
    return _is_shortened(case, use)


def _is_pronoun(case: Case) -> bool:
    """Tell whether the translation begins with *he* or *she* for a surname: 她向教练致谢."""
    pronouns = (known.phrases.he_or_she for known in registered())
    if any(pronoun and pronoun.search(case.source) for pronoun in pronouns):
        return False
    subject = case.language.phrases.subject
    return subject is not None and subject.match(case.text) is not None


def _are_both_told(case: Case) -> bool:
    """Tell whether two countries of the source are told as *both*: 양국, 两国."""
    places = {use.term for use in case.uses if use.type is TermType.PLACE}
    return len(places) > 1 and case.language.shorthand.are_both_told(case.text)


def _is_shortened(case: Case, use: TermUse) -> bool:
    """Tell whether a country, or a person named before, is there in a short form."""
    if use.type is TermType.PLACE:
        short = case.language.shorthand
        if short.has_country(case.text, use.rendering):
            return True
        city = any(known.names.says_where(case.source, use.start) for known in registered())
        return not city and short.has_government(case.text, use.rendering)
    known = use.type is TermType.PERSON and not use.rule.startswith("first")
    return known and _has_surname(case, use)


def _has_surname(case: Case, use: TermUse) -> bool:
    """Tell whether a person's surname stands there with a title, though no lower rank.

    손 부회장 is nobody who is 손 회장 in the document; 손 위원장 may be.
    """
    titles = case.language.titles
    if not titles.words:
        return False
    forms = (use.rendering, *use.accepted)
    family = case.language.names.family_name
    surnames = {family(term_forms.bare(form)) for form in forms} - {""}
    return any(
        not _is_lower_rank(surname, found["title"], forms)
        for surname in surnames
        for found in re.finditer(
            f"{titles.outside}{surname}{titles.gap}(?P<title>{titles.words})", case.text
        )
    )


def _is_lower_rank(surname: str, title: str, forms: tuple[str, ...]) -> bool:
    """Tell whether a title is the known one with something before it: 부회장, 副会长."""
    known = {form.removeprefix(surname).strip() for form in forms if form.startswith(surname)}
    return title not in known and any(own and title.endswith(own) for own in known)


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
    """Tell whether another office than a use's stands beside the body it belongs to.

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
    """Cut off what says that somebody had a title once: 会长 of 前会长."""
    was = case.language.titles.was
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


def lacks_acting(case: Case, use: TermUse) -> bool:
    """Tell whether a translation leaves out that somebody only acts in an office."""
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
