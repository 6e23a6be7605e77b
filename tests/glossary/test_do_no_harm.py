"""A right draft comes out byte for byte and without a finding; a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.support.command import workflow
from tests.support.llm_server import LlmServer, completion

HEADER = (
    "id,type,en,en_aliases,ko,ko_later,ko_aliases,ko_forbidden,zh,zh_later,zh_aliases,"
    "zh_forbidden,match,scope"
)
ROWS = (
    "p1,person,Lee In-yong,,이인용,,,,李仁用,,,李仁龙,case,",
    "p2,person,Sohn Kyung-shik,,손경식,,,손경시크,孙京植,,,孙庆植,case,",
    "p3,person,Xing Haiming,,싱하이밍,,,형해명,邢海明,,,星海明,case,",
    "p4,person,Park Yong-maan,,박용만,,,,朴容晚,,,,case,",
    "p5,person,Donald Trump,,도널드 트럼프,트럼프,,도날드 트럼프,唐纳德·特朗普,特朗普,,川普,case,",
    "o1,org,Samsung Electronics,,삼성전자,,,삼성전기|삼성 일렉트로닉스,三星电子,,,三星电机,nocase,",
    "o2,org,Hanwha Solutions,,한화솔루션,,,한화 해결책,韩华思路信,,,韩华解决方案,nocase,",
    "o3,abbr,KEF,,경총,,,,韩国经总,,,,case,",
    "o4,org,Microsoft,,마이크로소프트,,,,微软,,,,case,",
    "t1,title,President,,사장,,,대통령,社长,,,总统,case,org",
    "t2,title,Chairman,,회장,,,의장,会长,,,主席,nocase,",
    "t3,title,Vice Chairman,,부회장,,,,副会长,,,,nocase,",
    "t4,title,Ambassador,,대사,,,,大使,,,,case,",
    "t5,title,economic counsellor,,경제참사관,,,경제고문,经济参赞,,,经济顾问,nocase,",
    "l1,place,Los Angeles,,로스앤젤레스,,,,洛杉矶,,,,case,",
    "l2,place,Seoul,,서울,,,한성,首尔,,,汉城,case,",
    "l3,place,China,,중국,,,,中国,,,,case,",
    "l4,place,Korea,South Korea,한국,,,,韩国,,,南韩,case,",
    "l5,place,Jordan,,요르단,,,,约旦,,,,case,",
    "l6,place,United States,US|U.S.,미국,,,,美国,,,,case,",
    "l7,place,Gyeonggi,,경기도,,,,京畿道,,,,case,",
    "l8,place,Iran,,이란,,,,伊朗,,,,case,",
    "t6,title,Foreign Minister,,외교부 장관,,,,外交部长,,,,case,",
    "t7,title,Governor,,지사,,,,知事,,,,case,place",
    "o5,org,Democratic Party,,더불어민주당,,,,共同民主党,,,,case,",
)

#: Sentences, their language and a right translation of the last one.
RIGHT = [
    (["Lee In-yong, President of Samsung Electronics, met President Yoon Suk-yeol."], "ko",
     "이인용 삼성전자 사장이 윤석열 대통령을 만났다."),
    (["Lee In-yong, President of Samsung Electronics, met President Yoon Suk-yeol."], "zh-Hans",
     "三星电子社长李仁用会见了尹锡悦总统。"),
    (["Samsung Electronics and its rival Samsung Electro-Mechanics rose."], "ko",
     "삼성전자와 경쟁사 삼성전기가 올랐다."),
    (["Samsung Electronics and its rival Samsung Electro-Mechanics rose."], "zh-Hans",
     "三星电子与其竞争对手三星电机双双上涨。"),
    (["The economic counsellor met the economic adviser of the mayor."], "zh-Hans",
     "经济参赞会见了市长的经济顾问。"),
    (["The economic counsellor met the economic adviser of the mayor."], "ko",
     "경제참사관이 시장의 경제고문을 만났다."),
    (["Fans of the Los Angeles Dodgers came to Los Angeles."], "ko",
     "로스앤젤레스 다저스(Los Angeles Dodgers) 팬들이 로스앤젤레스로 왔다."),
    (["Donald Trump left early."], "ko", "도널드 트럼프( Donald Trump)는 일찍 자리를 떴다."),
    (["Donald Trump left early."], "zh-Hans", "唐纳德·特朗普（ Donald Trump）提前离场。"),
    (["Microsoft Research hired Lee In-yong from Microsoft."], "ko",
     "마이크로소프트 리서치(Microsoft Research)는 마이크로소프트에서 이인용을 영입했다."),
    (["KEF Chairman Sohn Kyung-shik and the speaker of parliament agreed."], "ko",
     "손경식 경총 회장과 국회의장이 합의했다."),
    (["KEF Chairman Sohn Kyung-shik met the press.", "Chairman Sohn left early."], "zh-Hans",
     "孙会长提前离开。"),
    (["Hanwha Solutions invested in China and in Korea."], "zh-Hans",
     "韩华思路信在华、在韩均有投资。"),
    (["Seoul will talk with Washington about ships."], "ko", "한미는 선박 문제를 논의하기로 했다."),
    (["Seoul will talk with Washington about ships."], "zh-Hans", "韩方将与美方讨论船舶问题。"),
    (["Hanwha Solutions rose sharply in early trading."], "ko",
     "한화 솔루션이 장 초반 급등했다."),
    (["Many North Koreans flee via China."], "ko", "많은 북한 주민이 중국을 거쳐 탈북한다."),
    (["Gyeonggi Governor Lee In-yong spoke early."], "ko", "이인용 경기지사가 일찍 연설했다."),
    (["Foreign Minister Lee In-yong spoke.", "Lee left early."], "ko",
     "이 외교장관은 일찍 떠났다."),
    (["The United States and Jordan met in secret."], "ko", "미·요르단이 비밀리에 만났다."),
    (["The United States and Iran met in secret."], "zh-Hans", "美伊秘密会面。"),
    (["US Steel rose sharply in early trading."], "ko", "US스틸이 장 초반 급등했다."),
    (["Jordan, 25, scored twice in early play."], "ko", "조던(25)은 초반에 두 골을 넣었다."),
    (["He led the Democratic Party of Japan."], "ko", "그는 일본 민주당을 이끌었다."),
    (["He left the Democratic Party of Hong Kong."], "ko", "그는 홍콩 민주당을 떠났다."),
]  # fmt: skip

#: The same with a wrong translation: another person, another rank, another body.
WRONG = [
    (["KEF Chairman Sohn Kyung-shik met the press.", "Chairman Sohn left early."], "ko",
     "손 부회장은 일찍 떠났다."),
    (["KEF Chairman Sohn Kyung-shik met the press.", "Chairman Sohn left early."], "zh-Hans",
     "孙京植副会长提前离开。"),
    (["KEF Chairman Sohn Kyung-shik met the press.", "Chairman Sohn left early."], "ko",
     "손 전 회장은 일찍 떠났다."),
    (["Xing Haiming came to Seoul.", "Ambassador Xing left early."], "zh-Hans",
     "邢副大使提前离开。"),
    (["Sohn Kyung-shik spoke about wages in the morning."], "ko",
     "손경식당은 오전에 임금을 말했다."),
    (["Hanwha Solutions rose sharply in early trading."], "zh-Hans", "大韩华思路信早盘大涨。"),
    (["Chairman Sohn Kyung-shik met Park Yong-maan in the morning."], "ko",
     "손경식은 오전에 박용만 회장을 만났다."),
    (["KEF met Sohn Kyung-shik in Seoul in the morning."], "ko",
     "경총은 오전에 한국에서 손경식을 만났다."),
]  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project with the glossary."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "terms.csv").write_text("\n".join([HEADER, *ROWS]) + "\n")
    return tmp_path


def draft(place: Path, sentences: list[str], target: str, reply: str) -> polib.POEntry:
    """What stands in the PO file for the last sentence when an endpoint has given this reply."""
    (place / "seeds" / "a.txt").write_text("\n\n".join(sentences) + "\n")
    with LlmServer() as server:
        (place / "workflow.toml").write_text(
            f'targets = ["{target}"]\n[llm]\nurl = "{server.url}"\nmodel = "toy"\nbatch = 1\n'
        )
        server.always(completion(reply))
        done = workflow("translate", "--engine", "llm", project=place)
    assert done.code == 0, done.err
    folder = "zh_CN" if target.startswith("zh") else target
    entries = polib.pofile(str(place / "locales" / folder / "a.po"))
    return next(entry for entry in entries if entry.msgid == sentences[-1])


@pytest.mark.parametrize(("sentences", "target", "reply"), RIGHT)
def test_a_right_draft_is_kept_as_it_is(
    place: Path, sentences: list[str], target: str, reply: str
) -> None:
    """Titles of others, neighbouring companies, glosses and short forms are nobody's mistakes."""
    entry = draft(place, sentences, target, reply)
    assert entry.msgstr == reply
    assert "qa:" not in entry.comment


@pytest.mark.parametrize(("sentences", "target", "reply"), WRONG)
def test_another_name_or_rank_is_told(
    place: Path, sentences: list[str], target: str, reply: str
) -> None:
    """A rendering inside a longer word, another rank or another body is not the name."""
    entry = draft(place, sentences, target, reply)
    assert "qa: term-missing" in entry.comment


def test_only_what_nothing_else_accounts_for_is_repaired(place: Path) -> None:
    """A forbidden form becomes the missing name; beside an unlisted name it is told instead."""
    reply = "삼성전기가 장 초반 급등했다."
    sure = draft(place, ["Samsung Electronics rose sharply in early trading."], "ko", reply)
    assert sure.msgstr == "삼성전자가 장 초반 급등했다."
    reply = "삼성전기와 토요타가 급등했다."
    doubtful = draft(place, ["Samsung Electronics and Toyota rose sharply."], "ko", reply)
    assert doubtful.msgstr == reply
    assert "qa: term-missing" in doubtful.comment
    assert "qa: forbidden-form" in doubtful.comment
