"""How names, titles and bodies stand together in English, Korean and Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may stand between the parts of a composite in one language.

    Attributes:
        body_title: ``KEF`` · ``Chairman``.
        title_body: ``President`` · of · ``Samsung Electronics``.
        title_host: ``Ambassador`` · to · ``Korea``.
        title_person: ``Chairman`` · ``Sohn Kyung-shik``.
        office_person: the same after a title that ends with its body.
        person_title: ``Lee In-yong`` · , · ``President …``.
        body_person: ``경총`` · ``손경식 회장``.
        person_body: ``Chairman Sohn Kyung-shik`` · of · ``KEF``.
        surname_title: ``손`` · ``회장``; empty where the title comes first.
        bare_surname: whether a surname may stand alone.
        other_office: what makes a title after it another one: ``vice`` · ``Chairman``.
        office_goes_on: what makes a title before it another one: ``President`` · ``-elect``.
        former: what stands before a title that somebody had: ``former``, ``전``, ``前``.
        acting: what stands before a title that somebody has for the time being: ``acting``.
        modifiers: surnames that before a title mean something else as well: ``전 회장``.
        capitals: whether capitals tell names from words.
        elsewhere: what stands after a title before a body that the glossary may lack: ``of``.
        language: primary subtag.
    """

    language: str = ""

    body_title: frozenset[str] = frozenset()
    title_body: frozenset[str] = frozenset()
    title_host: frozenset[str] = frozenset()
    title_person: frozenset[str] = frozenset()
    office_person: frozenset[str] = frozenset()
    person_title: frozenset[str] = frozenset()
    body_person: frozenset[str] = frozenset()
    person_body: frozenset[str] = frozenset()
    surname_title: tuple[str, ...] = ()
    bare_surname: bool = False
    other_office: tuple[str, ...] = ()
    office_goes_on: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    capitals: bool = False
    elsewhere: tuple[str, ...] = ()


_SPACE = frozenset({" "})
_NOTHING = frozenset({""})
_GRAMMARS = {
    "en": Grammar(
        language="en",
        body_title=frozenset({" ", "'s ", "’s ", "' ", "’ "}),
        title_body=frozenset({" of ", " at ", " for ", " of the ", " at the ", " for the "}),
        title_host=frozenset({" to ", " to the "}),
        title_person=_SPACE,
        office_person=frozenset({" ", ", "}),
        person_title=frozenset({", ", ", the ", ", a "}),
        person_body=frozenset({" of ", " of the ", " at ", " from "}),
        bare_surname=True,
        other_office=(
            "assistant ", "associate ", "cabinet ", "chief ", "co-", "commerce ",
            "consul ", "cultural ", "culture ", "defence ", "defense ", "deputy ", "director ",
            "economic ", "economy ", "education ", "energy ", "environment ", "executive ",
            "finance ", "first ", "foreign ", "future ", "general ", "home ", "health ",
            "honorary ", "incoming ", "industry ", "interior ", "justice ",
            "labor ", "labour ", "lieutenant ", "major ",
            "managing ", "press ", "prime ", "security ",
            "treasury ", "secretary ", "secretary-", "senior ", "trade ", "transport ",
            "unification ", "vice ", "vice-",
        ),
        office_goes_on=(
            "-at-large", "-designate", "-elect", "-general", "-in-chief", " counselor",
            " counsellor", " designate", " elect", " emeritus", " general", " manager",
            " of state", " pro tem", "ship",
        ),
        former=("former ", "ex-", "one-time "),
        acting=("acting ", "interim ", "caretaker "),
        capitals=True,
        elsewhere=(" of ", " at ", " for ", " to ", " in ", " from "),
    ),
    "ko": Grammar(
        language="ko",
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
        former=(" 전 ", "전 ", " 前 ", "전직 "),
        modifiers=frozenset("전현고구신부차본당각새"),
    ),
    "zh": Grammar(
        language="zh",
        body_title=frozenset({"", "的"}),
        title_person=_NOTHING,
        office_person=_NOTHING,
        person_title=_NOTHING,
        body_person=_NOTHING,
        surname_title=("",),
        other_office=(
            "副", "代", "代理", "名誉", "首席", "候任", "共同", "联席", "常务", "执行",
            "国防", "商务", "财政", "教育", "卫生", "公安", "文化", "农业", "交通", "统一", "法务",
            "内政", "司法", "劳动", "国土", "海洋", "外交", "外务", "产业", "科技", "环境",
        ),
        office_goes_on=(
            "馆", "府", "级", "团", "室", "国", "办", "候选", "当选", "夫人", "助理", "特使",
            "秘书", "令",
        ),
        former=("前",),
    ),
}  # fmt: skip
_NO_GRAMMAR = Grammar()


def grammar(tag: str) -> Grammar:
    """Return the grammar of a language; an empty one where none is known."""
    return _GRAMMARS.get(tag.partition("-")[0], _NO_GRAMMAR)
