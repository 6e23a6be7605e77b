"""Tells whether a rendering in a translation is that name, and not a part of another one.

손경식 is no name in 손경식당 (a restaurant), 韩华思路信 none in 大韩华思路信, and 회장 is another
office in 부회장. Korean writes particles and some nouns onto a name; which nouns, depends on the
kind of name. Chinese has no spaces, so only what certainly makes another name of it counts. Where
nothing is certain, the rendering counts as whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.glossary.occurrences import options
from workflow.glossary.shorthand import TITLES
from workflow.languages.boundaries import ends_word
from workflow.model import TermType, TermUse

_HANGUL_BEFORE = re.compile("[가-힣]+$")
_HANGUL_AFTER = re.compile("[가-힣]+")
#: What may be written before a Korean name in the same word: 친트럼프, 故손경식, 주한국.
_LEADS = re.compile("[친반비탈대주재방구전현고범]|동|환|국제|양")
#: Nouns that may be written onto a Korean name, after which particles may follow.
_TAILS: Mapping[TermType, re.Pattern[str]] = {
    TermType.PERSON: re.compile(
        f"{TITLES['ko']}|님|정부|행정부|내각|캠프|부부|형제|일가|가문|남매|부자|모녀|팀|팬|군|양|옹"
        "|[식표류호발계파급상배전]|재단|효과|판|선수|감독|작가|배우|기자|변호사|검사|판사"
    ),
    TermType.ORG: re.compile(
        f"{TITLES['ko']}|[사측주장계발제판식팀호법]|통신|신문|방송|그룹|본사|본부|본점|지사|지부|지점"
        "|노조|직원|임원|임직원|관계자|출신|의원|판사|계열|빌딩|회관|본관|공장|매장|주식|주가|주주"
        "|제품|회원|회원국|국가|정상회의|이사회|총회|회의|가입|탈퇴|대변인|산하|사태|연구원|사장단"
    ),
    TermType.TITLE: re.compile("님|직|급|측|겸|자격|출신|시절|부부|취임|퇴임|임기|선거|후보|들"),
}
#: A character before a Chinese name that makes another name of it, unless it ends a word itself.
_CHINESE_LEAD = re.compile(
    "(?<![最扩加巨强重伟宏放壮增庞远盛高广博浩两三四五六七八九十几各])大$"
    "|(?<![最更创重全革翻崭刷维])新$|(?<![最古])老$|(?<![最缩减微大中])小$"
)
_NAMES = frozenset({TermType.ORG, TermType.ABBR, TermType.PRODUCT})


@dataclass(frozen=True, slots=True)
class _Rank:
    """What makes another office of a title, and how a source says that before its title."""

    called_for: str
    before: str = ""
    after: str = ""


#: Words between a rank and its title: *former* KEF *chairman*, 前韩国总统.
_WORDS = r"(?:[A-Z][\w.'’&-]* |of |the ){0,4}$"
_HAN = r"[\u3400-\u9fff]{0,6}$"
_DEPUTY = r"\b(?i:vice|deputy|under|assistant|lieutenant|co)[ -]$|(?:부|차석)\s?$|副$"
_FORMER = (
    rf"\b(?i:former|ex|then|one-time|past|late|outgoing|retired)[ -]{_WORDS}"
    rf"|(?:전|前|전임|직전) ?(?:[가-힣A-Z]+ ){{0,3}}$|(?:前|原|时任|已故){_HAN}"
)
_HONORARY = rf"\b(?i:honorary|emeritus) {_WORDS}|명예\s?$|(?:名誉|荣誉)$"
_ACTING = rf"\b(?i:acting|interim|caretaker) {_WORDS}|(?:代|署理|临时){_HAN}"
_RANKS: Mapping[str, tuple[_Rank, ...]] = {
    "ko": (
        _Rank(_DEPUTY, before=r"(?<![가-힣])(?:수석)?부\s?$|수석부$"),
        _Rank(_FORMER, before=r"(?<![가-힣])(?:전|前|전임|직전)\s?$"),
        _Rank(_HONORARY, before=r"명예\s?$"),
        _Rank(_ACTING, after=r"\s?(?:직무|권한)?\s?(?:대행|대리|서리)"),
    ),
    "zh": (
        _Rank(_DEPUTY, before="副$"),
        _Rank(_FORMER, before="(?:前任?|原)$"),
        _Rank(_HONORARY, before="(?:名誉|荣誉)$"),
        _Rank(_ACTING, before="(?:代理|署理|临时)$"),
    ),
    "en": (
        _Rank(_DEPUTY, before=r"\b(?:vice|deputy|under|assistant)[ -]$"),
        _Rank(_FORMER, before=r"\b(?:former |ex-)$"),
        _Rank(_HONORARY, before=r"\bhonorary $"),
        _Rank(_ACTING, before=r"\b(?:acting|interim) $"),
    ),
}


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation, its language, and the sentence it translates, with placeholders.

    ``begins`` and ``ends`` are where the names known in it do: beside them others may stand.
    """

    text: str
    target: str
    source: str = ""
    begins: frozenset[int] = frozenset()
    ends: frozenset[int] = frozenset()

    @property
    def language(self) -> str:
        """The primary language subtag."""
        return self.target.partition("-")[0]


def is_whole(translation: Translation, start: int, end: int, use: TermUse) -> bool:
    """Tell whether the rendering at ``text[start:end]`` is all of a name or an office.

    Args:
        translation: the text it stands in.
        start: where it begins.
        end: where it ends.
        use: the mention that it may serve; of a composite, its title is looked at as well.
    """
    if _is_rival(translation.text, start, end, use):
        return False
    title = _title(use)
    if title is not None and _is_other_rank(translation, start, end, title, use):
        return False
    if translation.language == "ko":
        return _is_korean_word(translation, start, end, use)
    if translation.language == "zh":
        return _is_chinese_name(translation.text, start, end, use)
    return True


def _is_rival(text: str, start: int, end: int, use: TermUse) -> bool:
    """Tell whether a short name is the end of somebody else's full one: 브라운 in 마사 브라운."""
    form = text[start:end]
    return any(
        text.endswith(rival[: -len(short)], 0, start)
        for part in (use.parts or (use,))
        for rival in part.rivals
        for short in [re.split("[ ·]", rival)[-1]]
        if form.startswith(short)
    )


def _is_chinese_name(text: str, start: int, end: int, use: TermUse) -> bool:
    """Tell whether no character beside a Chinese name certainly makes another name of it.

    A dot joins given name and surname: 赖斯 in 康多莉扎·赖斯 is somebody's.
    """
    if use.type in _NAMES:
        return _CHINESE_LEAD.search(text, max(0, start - 3), start) is None
    beside = (text[start - 1 : start], text[end : end + 1])
    return use.type is not TermType.PERSON or "·" not in beside


def _title(use: TermUse) -> TermUse | None:
    every = use.parts or (use,)
    return next((part for part in every if part.type is TermType.TITLE), None)


def _is_other_rank(
    translation: Translation, start: int, end: int, title: TermUse, use: TermUse
) -> bool:
    """Tell whether words beside a title make another office of it that the source has not."""
    text = translation.text
    form = text[start:end]
    forms = options(title)
    leads = use is title or form.startswith(forms)
    trails = use is title or form.endswith(forms)
    said = translation.source[max(0, title.start - 40) : title.start]
    for rank in _RANKS.get(translation.language, ()):
        if re.search(rank.called_for, said):
            continue
        before = leads and rank.before and _before(translation, start, rank.before)
        after = trails and rank.after and re.match(rank.after, text[end : end + 8])
        if before or after:
            return True
    return False


def _before(translation: Translation, start: int, rank: str) -> bool:
    """Tell whether ``rank`` stands before a title; a name before it counts as another word."""
    begin = max((name for name in translation.ends if name <= start), default=0)
    lead = translation.text[max(begin, start - 16) : start]
    return re.search(rank, lead, re.IGNORECASE) is not None


def _is_korean_word(translation: Translation, start: int, end: int, use: TermUse) -> bool:
    text = translation.text
    lead = _HANGUL_BEFORE.search(text, max(0, start - 8), start)
    if lead and "가" <= text[start] <= "힣" and use.type is TermType.PERSON:
        known = start in translation.ends or _LEADS.fullmatch(lead[0])
        if not known:
            return False
    if not "가" <= text[end - 1] <= "힣":
        return True
    tail = _HANGUL_AFTER.match(text, end)
    if tail is None or end in translation.begins or ends_word(text, end):
        return True
    tails = _TAILS.get(_last(text[start:end], use))
    return tails is None or tails.match(text, end) is not None


def _last(form: str, use: TermUse) -> TermType:
    """Return the kind of name with which a rendering ends: a composite's may end with a title."""
    ending = (part.type for part in use.parts if form.endswith(options(part)))
    found = next(ending, use.type)
    return TermType.ORG if found is TermType.ABBR else found
