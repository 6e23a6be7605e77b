"""Korean names: what is written onto them, and which words are names as well (비자, 한강)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from workflow.languages import common_words, names
from workflow.languages.boundaries import ends_word, hangul_after, hangul_before, is_hangul
from workflow.languages.joints import Edges, Joints, Place
from workflow.languages.ko.titles import KoreanTitles
from workflow.model import TermType

if TYPE_CHECKING:
    from workflow.languages.en.capitals import Named

_SPACE = frozenset({" "})
_FORMER = (" 전 ", "전 ", " 前 ", "전직 ")
_JOINTS = Joints(
    body_title=frozenset({" ", "의 ", ""}),
    title_person=_SPACE,
    office_person=_SPACE,
    person_title=frozenset({" ", ""}),
    body_person=_SPACE,
    surname_title=(" ", ""),
    other_office=(
        "공동 ", "공동", "대행 ", "명예 ", "명예", "수석 ", "수석", "신임 ", "임시 ", "차기 ",
        "총괄 ", "당시 ",
    ),
    office_goes_on=(
        " 권한대행", " 내정자", " 당선인", " 당선자", " 대행", " 부인", " 지명자", " 직무대행",
        " 특사", " 후보",
    ),
    former=_FORMER,
    former_apposed=frozenset(_FORMER),
    modifiers=frozenset("전현고구신부차본당각새"),
)  # fmt: skip
_FULL_NAME = re.compile("[가-힣]{2,5}")
#: Family names of two syllables.
_DOUBLE = frozenset("남궁 황보 제갈 사공 선우 독고 서문 동방".split())
#: The most frequent family names, enough to tell a name beside a title.
_COMMON = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진나지"
    "엄원천방공현함변염여추"
)
#: What makes a verb of a noun: 사과했다 has apologised.
_VERB = re.compile(r"하[다는여지며면게]|[했한할해]|합니|[되된될됐]|시[키켰킨킬]")
_TITLE_FOLLOWS = re.compile(f" (?:전 )?(?:{KoreanTitles.words})")
#: Syllables in which a name may stand.
_RUN = re.compile("[가-힣](?:[가-힣 ]*[가-힣])?")
#: Kinds of row whose name may be a common word as well.
_NAMED = frozenset({TermType.PERSON, TermType.ORG, TermType.PRODUCT, TermType.ABBR})
#: How long ago: 전 after it is no former.
_AGO = re.compile(
    "(?:[년달월주일초분]|시간|개월|이틀|사흘|나흘|며칠|하루|세기|직|오|얼마|방금|조금|훨씬|앞서) ?$"
)
#: After a word that is a name as well, what only a company or a person has.
_OWNED = re.compile(
    r"(?:\s?\([A-Za-z]|(?:측|씨|님|사)?(?:\s|의\s|[은는이가]\s)*"
    r"(?:주가|주식|최고경영자|CEO|대표|회장|사장|부회장|본사|실적|매출|임원|직원|매장|관계자|측|대변인"
    r"|작가|소설가|시인|감독|선수|기자|교수|의원|장관|부장|외교부장|주임|씨))|에게|께서|한테"
)
_SAID = re.compile(
    r"[은는이가]\s(?:[^.]*\s)?\S*(?:밝혔|말했|발표했|전했|설명했|강조했|덧붙였|출시했|출시한|인수했|인수한|매각했|합병했"
    r"|고소했|제소했|소송을|태어났|도착했|방문했|만났|공개했|선보였|투자했|투자한|체결했|합의했|부인했|철회했|고용했|해고했"
    r"|인상했|인하했|기록했|상장했|개설했|열었다|닫았다|판다|팔았다|내놨다|내놓았다)"
)
#: Characters after a name that can tell what it is.
_NEAR = 160
#: A king as well as a Chinese minister: 왕이 말했다 is what a king said. Of these particles the
#: subject's, which 이 itself would be then, has none after it.
_KING = "왕이"
_NO_SUBJECT = re.compile(r"[가는를와에의]")
#: A given name goes on before a title: 김민은 교수는.
_LONGER = re.compile(
    rf"(?:[이가은도나로만의]) (?:{KoreanTitles.words})(?:은|는|의|와|과|께서?|에게)\s"
)
_ADDRESS = re.compile(" ?(?:씨|여사|양|군|옹|선생)")
#: Surnames that before 양, 군 and 선생 mean something else: 이 양은.
_MEANING_ELSE = frozenset("이전현고구신부차본한두세네제우여양온각새")
#: What may be written before a name in the same word: 친트럼프, 故손경식, 주한국.
_LEADS = re.compile("[친반비탈대주재방구전현고범]|동|환|국제|양")
#: Nouns that may be written onto a name, after which particles may follow.
_TAILS: Mapping[TermType, re.Pattern[str]] = {
    TermType.PERSON: re.compile(
        f"{KoreanTitles.words}|님|정부|행정부|내각|캠프|부부|형제|일가|가문|남매|부자|모녀|팀|팬|군|양|옹"
        "|[식표류호발계파급상배전]|재단|효과|판|선수|감독|작가|배우|기자|변호사|검사|판사"
    ),
    TermType.ORG: re.compile(
        f"{KoreanTitles.words}|[사측주장계발제판식팀호법]|통신|신문|방송|그룹|본사|본부|본점|지사|지부|지점"
        "|노조|직원|임원|임직원|관계자|출신|의원|판사|계열|빌딩|회관|본관|공장|매장|주식|주가|주주"
        "|제품|회원|회원국|국가|정상회의|이사회|총회|회의|가입|탈퇴|대변인|산하|사태|연구원|사장단"
    ),
    TermType.TITLE: re.compile("님|직|급|측|겸|자격|출신|시절|부부|취임|퇴임|임기|선거|후보|들"),
}


class KoreanNames(names.Names):
    """The names of Korean."""

    joints = _JOINTS
    origin = 2
    inflected = False

    def surname(self, name: str, *, east_asian: bool) -> str:
        """Return the first syllable or two of an East Asian name, else the last word."""
        if " " in name:
            return "" if east_asian else name.rsplit(maxsplit=1)[-1]
        if not east_asian or not _FULL_NAME.fullmatch(name):
            return ""
        return name[:2] if name[:2] in _DOUBLE and len(name) > 2 else name[0]

    def family_name(self, name: str) -> str:
        """Return the family name of a name without spaces."""
        return "" if " " in name or "·" in name else self.surname(name, east_asian=True)

    def is_east_asian(self, name: str) -> bool:
        """Tell whether a name is one word of two to five syllables."""
        return _FULL_NAME.fullmatch(name) is not None

    def is_foreign(self, name: str) -> bool:
        """Tell whether a name has a space."""
        return " " in name

    def is_part(self, place: Place, edges: frozenset[int]) -> bool:
        """Tell whether a name of two syllables goes on before a title: 김민**은 교수**는."""
        del edges
        if place.kind is not TermType.PERSON or place.end - place.start != len("이용"):
            return False
        return _LONGER.match(place.text, place.end) is not None

    def is_certain(self, place: Place) -> bool:
        """Tell whether a name that is a common word as well has what only names have after it."""
        known = common_words.groups("ko")["names"]
        if place.kind not in _NAMED or place.surface not in known:
            return True
        text, end = place.text, place.end
        if place.surface == _KING:
            return bool(_NO_SUBJECT.match(text, end) or _OWNED.match(text, end))
        near = text[end : end + _NEAR]
        return bool(_OWNED.match(near) or _SAID.match(near))

    def begins_surname(self, text: str, start: int, end: int) -> bool:
        """Tell whether no syllable stands before a surname: not in 조손회장."""
        del end
        return not (is_hangul(text[start]) and is_hangul(text[max(0, start - 1) : start]))

    def addressed(self, text: str, surnames: Iterable[str]) -> Iterator[tuple[int, int, int]]:
        """Find surnames before a form of address.

        >>> [*KoreanNames().addressed("박 씨는", ["박"])]
        [(0, 1, 3)]
        """
        for surname in surnames:
            for found in re.finditer(re.escape(surname), text):
                said = _ADDRESS.match(text, found.end())
                if said and _is_surname(text, found, said):
                    yield found.start(), found.end(), said.end()

    def said_before(self, text: str, start: int, words: tuple[str, ...]) -> str:
        """Return which word stands before a title; 전 after a time is *ago*: 3일 전."""
        said = super().said_before(text, start, words)
        return "" if _AGO.search(text[max(0, start - 12) : start - len(said)]) else said

    def is_whole(self, text: str, span: tuple[int, int], kind: TermType, edges: Edges) -> bool:
        """Tell whether a rendering is a word of its own, or what may be written onto it follows."""
        start, end = span
        lead = hangul_before(text, start, max(0, start - 8))
        led = lead and is_hangul(text[start]) and kind is TermType.PERSON
        if led and start not in edges.ends and not _LEADS.fullmatch(lead):
            return False
        if not is_hangul(text[end - 1]):
            return True
        if not hangul_after(text, end) or end in edges.begins or ends_word(text, end):
            return True
        tails = _TAILS.get(TermType.ORG if edges.last is TermType.ABBR else edges.last)
        return tails is None or tails.match(text, end) is not None

    def named(self, text: str, *, headline: bool) -> Iterator[Named]:
        """Find nothing: there are no capitals."""
        del self, text, headline
        return iter(())

    def person_beside(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find a name of three syllables before a title."""
        del end
        found = re.search(rf"(?<![가-힣])([{_COMMON}][가-힣]{{2}}) $", text[:start])
        return found.span(1) if found else None

    def spaced(self, letters: str) -> re.Pattern[str]:
        """Match a name at the beginning of a word, with or without spaces between its letters."""
        return _spaced(letters)

    def is_inside_word(self, text: str, start: int, end: int) -> bool:
        """Tell whether a form ends another word, or begins a verb: no 사과 in 사과했다."""
        if not is_hangul(text[start]):
            return False
        return text[start - 1 : start].isalnum() or bool(_VERB.match(text, end))

    def noun_follows(self, after: str) -> bool:
        """Tell whether another word than a title follows: 버락 오바마 초등학교 is a school."""
        return bool(re.match(" [가-힣A-Za-z]", after)) and not _TITLE_FOLLOWS.match(after)

    def sound(self, text: str) -> str:
        """Return the letters that syllables are made of."""
        return unicodedata.normalize("NFD", text.replace(" ", ""))

    def runs(self, text: str, length: int) -> Iterator[tuple[int, int]]:
        """Yield places of about ``length`` syllables that begin a word."""
        for start in range(len(text)):
            if not is_hangul(text[max(0, start - 1) : start]):
                for size in range(max(2, length - 1), length + 3):
                    run = text[start : start + size]
                    if len(run) == size and _RUN.fullmatch(run):
                        yield start, start + size


@lru_cache(maxsize=4096)
def _spaced(letters: str) -> re.Pattern[str]:
    return re.compile(r"(?<![가-힣A-Za-z])" + r"\s?".join(map(re.escape, letters)))


def _is_surname(text: str, found: re.Match[str], said: re.Match[str]) -> bool:
    """Tell whether a syllable before a form of address is a surname, and the word ends there."""
    certain = said[0].strip() in ("씨", "여사") or found[0] not in _MEANING_ELSE
    before = text[max(0, found.start() - 1) : found.start()]
    return certain and not is_hangul(before) and ends_word(text, said.end())
