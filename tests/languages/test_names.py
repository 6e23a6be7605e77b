"""How languages write names, titles and bodies, asked of their packs."""

from __future__ import annotations

import pytest

from workflow.languages import Pack, pack, registered
from workflow.languages.names.joints import Edges, Place
from workflow.languages.names.phrases import Phrase
from workflow.languages.names.titles import Rank
from workflow.model import TermType

PERSON = TermType.PERSON


def place(text: str, name: str, kind: TermType = PERSON, *, surname: bool = False) -> Place:
    """Where a name stands first in a text."""
    start = text.index(name)
    return Place(text, start, start + len(name), kind, surname)


@pytest.mark.parametrize(
    ("tag", "name", "east_asian", "surname"),
    [
        ("en", "Sohn Kyung-shik", True, "Sohn"),
        ("en", "Jack Ma", True, "Ma"),
        ("en", "Ursula von der Leyen", False, "von der Leyen"),
        ("de", "Angela Merkel", False, "Merkel"),
        ("ko", "싱하이밍", True, "싱"),
        ("ko", "남궁민수", True, "남궁"),
        ("ko", "도널드 트럼프", False, "트럼프"),
        ("zh-Hans", "欧阳娜娜", True, "欧阳"),
        ("zh-Hans", "唐纳德·特朗普", False, "特朗普"),
    ],
)
def test_a_surname_is_first_or_last(tag: str, name: str, east_asian: bool, surname: str) -> None:
    """Which word of a name is the surname follows from where the person is from."""
    assert pack(tag).names.surname(name, east_asian=east_asian) == surname


@pytest.mark.parametrize(
    ("tag", "text", "name", "kind", "part"),
    [
        ("en", "Samsung Electronics America grew.", "Samsung Electronics", TermType.ORG, True),
        ("en", "Samsung Electronics grew.", "Samsung Electronics", TermType.ORG, False),
        ("en", "Bank of Korea raised rates.", "Korea", TermType.PLACE, True),
        ("ko", "이용은 교수는 말했다.", "이용", PERSON, True),
        ("ko", "이용 교수는 말했다.", "이용", PERSON, False),
        ("zh-Hans", "李龙雨教授来了", "李龙", PERSON, True),
        ("zh-Hans", "李龙教授来了", "李龙", PERSON, False),
        ("zh-Hans", "中国银行业绩上升", "中国银行", TermType.ORG, False),
        ("zh-Hans", "中国银行业上升", "中国银行", TermType.ORG, True),
        ("ja", "李龍雨教授", "李龍", PERSON, False),
    ],
)
def test_a_piece_of_a_longer_name_is_told(
    tag: str, text: str, name: str, kind: TermType, part: bool
) -> None:
    """What stands after or before a name may make another name of it."""
    assert pack(tag).names.is_part(place(text, name, kind), frozenset()) is part


@pytest.mark.parametrize(
    ("tag", "text", "name", "kind", "certain"),
    [
        ("en", "He said so.", "He", PERSON, False),
        ("en", "Vice Premier He said so.", "He", PERSON, True),
        ("en", "Target the audience.", "Target", TermType.ORG, False),
        ("en", "Analysts say Target fell.", "Target", TermType.ORG, True),
        ("ko", "비자 발급이 늦다.", "비자", TermType.ORG, False),
        ("ko", "비자는 실적을 발표했다.", "비자", TermType.ORG, True),
        ("zh-Hans", "理想很远", "理想", TermType.ORG, False),
        ("zh-Hans", "理想公司上市", "理想", TermType.ORG, True),
    ],
)
def test_a_common_word_needs_proof(
    tag: str, text: str, name: str, kind: TermType, certain: bool
) -> None:
    """A word that is a name as well counts where only the name can stand."""
    surname = kind is PERSON
    assert pack(tag).names.is_certain(place(text, name, kind, surname=surname)) is certain


@pytest.mark.parametrize(
    ("tag", "text", "name", "kind", "whole"),
    [
        ("ko", "손경식은 말했다", "손경식", PERSON, True),
        ("ko", "손경식당은 붐볐다", "손경식", PERSON, False),
        ("ko", "친트럼프 의원", "트럼프", PERSON, True),
        ("zh-Hans", "大韩华思路信", "韩华思路信", TermType.ORG, False),
        ("zh-Hans", "扩大韩华思路信", "韩华思路信", TermType.ORG, True),
        ("zh-Hans", "康多莉扎·赖斯", "赖斯", PERSON, False),
        ("zh-Hans", "王毅夫外长说", "王毅", PERSON, False),
        ("zh-Hans", "王毅夫妇到了", "王毅", PERSON, True),
        ("zh-Hans", "王毅强调说", "王毅", PERSON, True),
        ("en", "Sohnland", "Sohn", PERSON, True),
    ],
)
def test_a_rendering_is_all_of_a_name(
    tag: str, text: str, name: str, kind: TermType, whole: bool
) -> None:
    """What is written onto a rendering may make another name of it."""
    where = place(text, name)
    edges = Edges(frozenset(), frozenset(), kind)
    assert pack(tag).names.is_whole(text, (where.start, where.end), kind, edges) is whole


@pytest.mark.parametrize(
    ("tag", "former", "composed"),
    [
        ("ko", False, "손경식 경총 회장"),
        ("ko", True, "손경식 전 경총 회장"),
        ("zh-Hans", False, "经总会长孙京植"),
        ("en", True, "former KEF Chairman Sohn"),
    ],
)
def test_a_composite_is_put_together(tag: str, former: bool, composed: str) -> None:
    """Each language has its own order; other right ways are known, too."""
    given = {
        "ko": ("손경식", "회장", "경총"),
        "zh-Hans": ("孙京植", "会长", "经总"),
        "en": ("Sohn", "Chairman", "KEF"),
    }
    name, title, body = given[tag]
    phrase = Phrase(name, surname=False, title=title, body=body, former=former)
    assert composed in pack(tag).phrases.compose(phrase)


@pytest.mark.parametrize(
    ("tag", "text", "country", "told"),
    [
        ("ko", "한미 정상회담", "미국", True),
        ("ko", "남미 순방", "미국", False),
        ("ko", "방중 일정", "중국", True),
        ("ko", "국내 판매", "한국", True),
        ("zh-Hans", "访华期间", "中国", True),
        ("zh-Hans", "其中美国", "中国", False),
        ("en", "US-China talks", "China", False),
    ],
)
def test_countries_are_shortened(tag: str, text: str, country: str, told: bool) -> None:
    """Korean and Chinese news have a syllable for a country; others have none."""
    assert pack(tag).shorthand.has_country(text, country) is told


def test_ranks_are_said_in_every_language() -> None:
    """What makes another office of a title is known before the title of each language."""
    before = {"en": "the vice ", "ko": "손 부", "zh": "孙副"}
    for tag, text in before.items():
        words = pack(tag).titles.ranks[Rank.DEPUTY]
        assert words.before
        assert words.before.search(text)
        assert not words.before.search("")


def test_a_language_of_which_nothing_is_known_abstains() -> None:
    """Names count as what they look like, nothing is composed, no title is known."""
    unknown = Pack("xx")
    text = "Target the audience"
    assert unknown.names.is_certain(place(text, "Target", TermType.ORG))
    assert not unknown.names.is_part(place(text, "Target", TermType.ORG), frozenset())
    assert unknown.phrases.compose(Phrase("Sohn", surname=True, title="Chairman")) == ()
    assert unknown.titles.words == ""
    assert not unknown.shorthand.has_country("한미", "미국")


def test_the_languages_of_this_package_are_registered() -> None:
    """What asks every language finds these."""
    assert {"en", "ko", "zh"} <= {known.subtag for known in registered()}
