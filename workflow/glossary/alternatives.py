"""What stands in a translation instead of a required rendering and is right all the same.

News shortens what the glossary spells out: 한미, 韩美, 시 주석, 习主席, 양국. A person goes on as
*he*, and the parts of a composite may stand apart.
"""

from __future__ import annotations

import re

from workflow.glossary import names, offices
from workflow.glossary.case import Case
from workflow.glossary.choosing import SURNAME
from workflow.languages import registered
from workflow.model import TermType, TermUse


def are_there(case: Case, use: TermUse) -> bool:
    """Tell whether a use stands there in short, or every part of a composite, if apart.

    An abbreviation in brackets after what it stands for may be left out.
    """
    if use.parts:
        exchanged = offices.are_exchanged(case, use) or offices.lacks_acting(case, use)
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
    """Tell whether a pronoun is the subject that the source has as a surname: 她向教练致谢."""
    pronouns = (known.phrases.he_or_she for known in registered())
    if any(pronoun and pronoun.search(case.source) for pronoun in pronouns):
        return False
    subject = case.language.phrases.subject
    return subject is not None and subject.match(case.text) is not None


def _are_both_told(case: Case) -> bool:
    """Tell whether two places of the source are told together: 양국, 两国."""
    places = {use.term for use in case.uses if use.type is TermType.PLACE}
    return len(places) > 1 and case.language.shorthand.are_both_told(case.text)


def _is_shortened(case: Case, use: TermUse) -> bool:
    """Tell whether a country or a person that was named before stands there in a short form."""
    if use.type is TermType.PLACE:
        short = case.language.shorthand
        if short.has_country(case.text, use.target):
            return True
        city = any(known.names.says_where(case.source, use.start) for known in registered())
        return not city and short.has_government(case.text, use.target)
    known = use.type is TermType.PERSON and not use.rule.startswith("first")
    return known and _has_surname(case, use)


def _has_surname(case: Case, use: TermUse) -> bool:
    """Tell whether the surname stands with a title; not where that is a lower rank.

    손 부회장 is nobody who is 손 회장 in the document; 손 위원장 may be.
    """
    titles = case.language.titles
    if not titles.words:
        return False
    forms = (use.target, *use.accepted)
    family = case.language.names.family_name
    surnames = {family(names.bare(form)) for form in forms} - {""}
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
