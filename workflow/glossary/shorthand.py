"""How Korean and Chinese news shorten what the glossary spells out: 한미, 韩美, 시 주석, 习主席.

No glossary lists these: they are right wherever their long forms are. Countries are in
:mod:`workflow.glossary.states`; a person that is known goes by surname and title.
"""

from __future__ import annotations

import re

from workflow.glossary import names, states
from workflow.model import TermType, TermUse

#: Titles after a surname or a name.
TITLES = {
    "ko": (
        "(?:수석)?부?(?:대통령|총리|주석|위원장|회장|의장|사장|총재|장관|총장|시장|대표|지사|대사|실장|국장"
        "|원장|교수|감독)|차관|의원|박사|전무|상무|이사|후보|대변인|특사|서기|총서기"
        "|검사|판사|변호사|기자|선수|코치|장군|목사|신부|추기경|교황|씨|여사"
    ),
    "zh": (
        "(?:前|副|总)?(?:主席|总统|总理|首相|部长|外长|防长|财长|会长|社长|总裁|董事长|委员长|议长"
        "|议员|大使|代表|书记|省长|市长|州长|教授|博士|院长|局长|发言人|先生|女士)"
    ),
}
_AFTER_SURNAME = {"ko": " ?(?:전 |신임 )?", "zh": ""}


def contains(text: str, use: TermUse, target: str, source: str = "") -> bool:
    """Tell whether a country or a person, named before, stands in ``text`` in a short form.

    Args:
        text: a translation, without placeholders.
        use: of one row.
        target: BCP 47 tag of the translation; only Korean and Chinese have such forms.
        source: the sentence in which the use stands; it tells whether a capital is the city.
    """
    language = target.partition("-")[0]
    if use.type is TermType.PLACE:
        return states.has_country(text, use.target, language) or (
            not states.is_city(source, use.start)
            and states.has_government(text, use.target, language)
        )
    known = use.type is TermType.PERSON and not use.rule.startswith("first")
    return known and _has_surname(text, use, language)


def _has_surname(text: str, use: TermUse, language: str) -> bool:
    """Tell whether the surname stands with a title; not where that is a lower rank.

    손 부회장 is nobody who is 손 회장 in the document; 손 위원장 may be.
    """
    if language not in TITLES:
        return False
    forms = (use.target, *use.accepted)
    surnames = {names.family_name(form, language) for form in forms} - {""}
    before = "(?<![가-힣])" if language == "ko" else ""
    return any(
        not _is_lower_rank(surname, found["title"], forms)
        for surname in surnames
        for found in re.finditer(
            f"{before}{surname}{_AFTER_SURNAME[language]}(?P<title>{TITLES[language]})", text
        )
    )


def _is_lower_rank(surname: str, title: str, forms: tuple[str, ...]) -> bool:
    """Tell whether a title is the known one with something before it: 부회장, 副会长."""
    known = {form.removeprefix(surname).strip() for form in forms if form.startswith(surname)}
    return title not in known and any(own and title.endswith(own) for own in known)
