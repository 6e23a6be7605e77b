"""Accept correct alternatives to a required rendering in a translation.

News shortens what the glossary spells out: 한미, 韩美, 시 주석, 习主席, 양국. A person goes on as
*he*, and the parts of a composite may stand apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workflow.glossary import term_forms
from workflow.glossary.choosing import ADJECTIVE, SURNAME
from workflow.glossary.comparison import Comparison, is_rival
from workflow.glossary.occurrences import Spot, contains, leaves, options
from workflow.glossary.offices import are_exchanged, beside, lacks_acting
from workflow.languages import registered
from workflow.languages.names.names import initials
from workflow.model import TermType, TermUse

#: Initials in a name of any script: 도널드 J. 트럼프, 唐纳德·J·特朗普.
_INITIALS = re.compile(r"(?<=[ ·])(?:[A-Z]\.?[ ·]?)+(?=\w)")


def are_there(pair: Comparison, use: TermUse) -> bool:
    """Tell whether another right wording stands in place of a use's required rendering.

    An abbreviation in brackets after what it stands for may be left out.
    """
    by_pronoun = _is_named_before(use) and (_is_pronoun(pair) or _is_office(pair, use))
    by_name = _is_only_name(pair, use) or _has_shorter_title(pair, use) or _is_introduced(pair, use)
    if by_pronoun or by_name or _has_same_office(pair, use) or _has_initials_of_source(pair, use):
        return True
    if use.parts:
        exchanged = are_exchanged(pair, use) or lacks_acting(pair, use)
        return not exchanged and all(
            part.rule == ADJECTIVE or pair.whole([part]) or _is_shortened(pair, part, use)
            for part in use.parts
        )
    in_brackets = pair.source[: use.start].endswith(("(", "（"))
    if in_brackets and use.type is TermType.ABBR:
        return True
    if use.type is TermType.TITLE:  # in English also in small letters
        return bool(pair.whole([use]))
    if use.type is TermType.PLACE and _are_both_told(pair):
        return True
    return _is_shortened(pair, use, use)


def _is_named_before(use: TermUse) -> bool:
    """Tell whether a mention is of a person by the surname, perhaps with a title, and no body."""
    if use.type is not TermType.PERSON or use.rule.startswith("first"):
        return False
    kinds = {part.type for part in use.parts} - {TermType.PERSON, TermType.TITLE}
    return use.rule in (SURNAME, "title+surname") and not kinds


def _is_only_name(pair: Comparison, use: TermUse) -> bool:
    """Tell whether a person who was named before goes by the name alone: *Lin said*, 霍洛韦说.

    A title beside it would have to be theirs, so that it is not told here, unless the glossary does
    not list what the person is, or what the source calls the person here.
    """
    if use.type is not TermType.PERSON:
        return False
    if any(part.type not in (TermType.PERSON, TermType.TITLE) for part in use.parts):
        return False
    known = registered()
    titled = not use.parts and (
        not _has_known_office(pair, use)
        or any(each.names.address_before(pair.source, use.start) for each in known)
    )
    named = use.parts[:1] if use.rule == "title+surname" else ()
    spots = [*_alone(pair, use), *_by_themselves(pair, named)]
    alone = any(titled or not [*beside(pair, spot, ())] for spot in spots)
    return alone and not are_exchanged(pair, use)


def _is_introduced(pair: Comparison, use: TermUse) -> bool:
    """Tell whether a foreigner goes by the family name at once, beside the office: 法国外长巴罗.

    Of an office that the source names only that one will do; another country before it may not be.
    """
    people = [leaf for leaf in leaves([use]) if leaf.type is TermType.PERSON]
    family = people and _family_of_foreigner(pair, people[0])
    if not family:
        return False
    others = [part for part in use.parts if part.type is not TermType.PERSON]
    own = {
        form
        for part in others
        if part.type is TermType.TITLE
        for form in (*options(part), *pair.same_office(part))
    }
    named = replace(people[0], rendering=family, accepted=(), parts=())
    return any(
        not own or title in own
        for spot in _by_themselves(pair, [named])
        for title in beside(pair, spot, others, own)
    )


def _family_of_foreigner(pair: Comparison, person: TermUse) -> str:
    """Return the family name in the rendering of a person who is named first; else nothing."""
    form, names = term_forms.bare(person.rendering), pair.language.names
    if not person.rule.startswith("first") or not names.is_foreign(form):
        return ""
    if "JP" in pair.home(person):
        return names.japanese_surname(form)
    return names.surname(form, east_asian=False)


def _has_known_office(pair: Comparison, use: TermUse) -> bool:
    """Tell whether the document has given a person a title of the glossary: 孙会长."""
    titled = re.compile(f"(?:{pair.language.titles.words})$")
    return any(titled.search(form) for form in options(use))


def is_left_open(pair: Comparison, use: TermUse) -> bool:
    """Tell whether what stands for an ambiguous name is right whatever it means.

    So 샤리프 for *Sharif* where two brothers are named, and any of an office's renderings. Beside
    a surname an office may be left out.
    """
    if use.type is TermType.TITLE:
        beside = any(
            _is_only_name(pair, one)
            for one in pair.uses
            if one.rule == SURNAME and one.start <= use.end + 1 and use.start <= one.end + 1
        )
        return beside or any(contains(pair.text, form, pair.target) for form in use.candidates)
    return bool(_alone(pair, use))


def _alone(pair: Comparison, use: TermUse) -> list[Spot]:
    """Find where a person who was named before goes by the surname."""
    if not use.surnames:
        return []
    named = replace(use, rendering=use.surnames[0], accepted=use.surnames[1:], parts=())
    return _by_themselves(pair, [named])


def _by_themselves(pair: Comparison, persons: Sequence[TermUse]) -> list[Spot]:
    """Find where persons stand without another name or an office that makes others of them."""
    is_surname = pair.language.names.is_surname
    return [spot for spot in pair.whole(persons) if is_surname(pair.text, *spot[:2])]


def _has_shorter_title(pair: Comparison, use: TermUse) -> bool:
    """Tell whether the title after a surname is in a short form: 김 장관, 金外长.

    Only the end of the required title counts, so that another rank does not.
    """
    rules = SURNAME, "title+surname", "title+name"
    if use.type is not TermType.PERSON or use.rule.removeprefix("first ") not in rules:
        return False
    shorter = pair.language.titles.shorter
    own = {
        form: {form, *pair.same_office(part)}
        for part in use.parts
        if part.type is TermType.TITLE
        for form in options(part)
    }
    titles = [(form, own or {(title := form.partition(" ")[2]): {title}}) for form in options(use)]
    forms = [
        form.removesuffix(title) + short
        for form, known in titles
        for title, names in known.items()
        for name in names
        if title and form.endswith(title)
        for short in shorter(name)
    ]
    return bool(forms) and bool(
        pair.whole([replace(use, rendering=forms[0], accepted=tuple(forms[1:]), parts=())])
    )


def _has_same_office(pair: Comparison, use: TermUse) -> bool:
    """Tell whether the office in a composite is there as other countries call it: 石破首相."""
    forms, parts = [], []
    for part in use.parts:
        same = pair.same_office(part)
        parts.append(replace(part, accepted=(*part.accepted, *same)))
        forms += [
            form.replace(title, other)
            for title in options(part)
            for form in options(use)
            if title in form
            for other in same
        ]
    return bool(forms) and bool(
        pair.whole([replace(use, rendering=forms[0], accepted=(*forms,), parts=(*parts,))])
    )


def _has_initials_of_source(pair: Comparison, use: TermUse) -> bool:
    """Tell whether a person has no initials but those of the source: 도널드 J. 트럼프."""
    if use.type is not TermType.PERSON:
        return False
    told = initials(use.source)

    def without(found: re.Match[str]) -> str:
        return "" if re.sub("[^A-Z]", "", found[0]) == told else found[0]

    text = _INITIALS.sub(without, pair.text)
    forms = {form: _INITIALS.sub("", form) for form in options(use)}
    return any(
        (text != pair.text or plain != form) and contains(text, plain, pair.target)
        for form, plain in forms.items()
    )


def _is_pronoun(pair: Comparison) -> bool:
    """Tell whether the translation begins with *he* or *she* for a surname: 她向教练致谢."""
    pronouns = (known.phrases.he_or_she for known in registered())
    if any(pronoun and pronoun.search(pair.source) for pronoun in pronouns):
        return False
    subject = pair.language.phrases.subject
    return subject is not None and subject.match(pair.text) is not None


def _is_office(pair: Comparison, use: TermUse) -> bool:
    """Tell whether English has the office alone for a surname and an office: *the minister*."""
    families = [f" {name}" for name in use.surnames if name.isascii()]
    offices = {
        form.removesuffix(name) for name in families for form in use.accepted if name in form
    }
    return any(contains(pair.text, f"the {one.lower()}", pair.target) for one in offices)


def _are_both_told(pair: Comparison) -> bool:
    """Tell whether two countries of the source are referred to as *both*: 양국, 两国."""
    places = {use.term for use in pair.uses if use.type is TermType.PLACE}
    return len(places) > 1 and pair.language.shorthand.are_both_told(pair.text)


def _is_shortened(pair: Comparison, use: TermUse, whole: TermUse) -> bool:
    """Tell whether a country, or a person named before, is there in a short form.

    Args:
        pair: a translation.
        use: the country or person.
        whole: the mention that it is part of, or the same use.
    """
    if use.type is TermType.PLACE:
        short = pair.language.shorthand
        if short.has_country(pair.text, use.rendering) or _is_adjective(pair, use):
            return True
        city = any(known.names.says_where(pair.source, use.start) for known in registered())
        return not city and short.has_government(pair.text, use.rendering)
    if use.type is not TermType.PERSON or use.rule.startswith("first"):
        return False
    return _has_surname(pair, use, whole) or (use is not whole and bool(_alone(pair, use)))


def _is_adjective(pair: Comparison, use: TermUse) -> bool:
    """Tell whether a country's adjective stands in the translation: *the Chinese market*."""
    adjectives = pair.language.names.adjectives
    words = {word for form in options(use) for word in adjectives(form, use.type)}
    return any(contains(pair.text, word, pair.target) for word in words)


def _has_surname(pair: Comparison, use: TermUse, whole: TermUse) -> bool:
    """Tell whether a person's surname stands in the translation with a title that may be theirs.

    A lower rank than the required title is not: 손 부회장 is nobody who is 손 회장 in the document;
    손 위원장 may be. Nor is a piece of the surname that is required: 저 회장 for 저우 회장.
    """
    titles = pair.language.titles
    if not titles.words:
        return False
    forms = (use.rendering, *use.accepted)
    named = _told_surnames(whole)
    told = named - set(forms) or _families(pair, use, forms)
    given = {name[-1] for name in named if {name} == named and " " not in name}  # 찐 of 팜민찐
    surnames = {*told, *given, *use.surnames} - {""}
    return any(
        not _is_lower_rank(surname, found["title"], forms)
        and not is_rival(pair.text, Spot(*found.span("name"), surname), use)
        for surname in surnames
        for found in re.finditer(
            f"{titles.outside}(?P<name>{surname}){titles.gap}(?P<title>{titles.words})", pair.text
        )
    )


def _families(pair: Comparison, use: TermUse, forms: Sequence[str]) -> set[str]:
    """Return the family names in forms of a full name, as the source tells them: 마오 in 마오닝."""
    known = pair.language.names
    latin = [use.source.split(" ")[0]] if use.source.isascii() else []
    spoken = [*latin, *(each.names.family_name(use.source) for each in registered())]
    found = set()
    for form in map(term_forms.bare, forms):
        told = known.told_surname(form, filter(None, spoken), east_asian=True)
        found.add(told or known.family_name(form))
    return found


def _told_surnames(use: TermUse) -> set[str]:
    """Return what precedes the title in the renderings of a mention by surname and title."""
    if use.rule not in (SURNAME, "title+surname"):
        return set()
    titles = [form for part in use.parts if part.type is TermType.TITLE for form in options(part)]
    if titles:
        pairs = ((form, title) for form in options(use) for title in titles)
        return {form.removesuffix(title).strip() for form, title in pairs if form.endswith(title)}
    return {form.partition(" ")[0] for form in options(use) if " " in form}


def _is_lower_rank(surname: str, title: str, forms: tuple[str, ...]) -> bool:
    """Tell whether a title is the known one with something before it: 부회장, 副会长."""
    known = {form.removeprefix(surname).strip() for form in forms if form.startswith(surname)}
    return title not in known and any(own and title.endswith(own) for own in known)
