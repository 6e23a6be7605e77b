"""Names in Korean and Chinese text, by the taggers of the extra ``names``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from workflow.glossary import name_forms
from workflow.languages.ko.new_names import tagged_names as korean
from workflow.languages.names.new_names import Named
from workflow.languages.zh.new_names import tagged_names as chinese

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (korean.is_ready() and chinese.is_ready()), reason="the extra names is not installed"
    ),
]


def _told(names: Callable[[str], Iterator[Named]], text: str) -> str:
    found = [*names(text)]
    assert all(text.startswith(each.name, each.start) for each in found)
    return " ".join(f"{each.name}={each.type}" for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("윤태형 전국항만노동조합연맹 위원장은 부산항만공사가 거부했다고 말했다.",
         "윤태형=person 전국항만노동조합연맹=org 부산항만공사=org"),
        ("덴마크 선사 머스크가 선박을 가오슝과 로테르담으로 돌렸다.",
         "덴마크=place 머스크=org 가오슝=place 로테르담=place"),
        ("런던에서 마르틴 린드크비스트는 <g1>한국인</g1> 손님을 만났다.",
         "런던=place 마르틴 린드크비스트=person"),
        ("배터리를 만드는 LG에너지솔루션은 울상이다.", "LG에너지솔루션=org"),
        ("강원대 토목공학과 길재원 교수와 쩐 티 호아(34) 씨는 영화 '소금의 딸'을 봤다.",
         "강원대=org 길재원=person 쩐 티 호아=person 소금의 딸=term"),
        ("행정안전부와 영화진흥위원회(영진위)는 자연재해대책법을 고쳤고, 'C등급'을 받았다.",
         "행정안전부=org 영화진흥위원회=org 영진위=abbr 자연재해대책법=term"),
        ("이웃한 원주시도 육군 제36보병사단도 특별재난지역의 관리 책임을 진다.",
         "원주시=place 육군 제36보병사단=org"),
        ("부산 갈매기즈는 국민의힘 당사 앞에서 볼보 FH16을 세웠다.",
         "부산 갈매기즈=org 국민의힘=org 볼보 FH16=term"),
        ("배우 그레이스 박(41)이 욕지면 하도리와 네바다주에서 찍었다.",
         "그레이스 박=person 욕지면=place 하도리=place 네바다주=place"),
        ("컨테이너선 칼립소 브리즈호와 뉴질랜드 공군의 초계기 P-8A 포세이돈이 나섰다.",
         "칼립소 브리즈호=term 뉴질랜드 공군=org P-8A 포세이돈=term"),
        ("산업기술의 유출방지 및 보호에 관한 법률이 2026여수세계섬박람회에 실렸다.",
         "산업기술의 유출방지 및 보호에 관한 법률=term 2026여수세계섬박람회=term"),
        ("국민의힘 기형도 의원과 민성욱 집행위원장, 정택수 넷스파 대표가 피정훈 교장을 만났다.",
         "국민의힘=org 기형도=person 민성욱=person 정택수=person 넷스파=org 피정훈=person"),
        ("교토대의 고노이케 사토시 명예교수와 수석연구원 아난드 크리슈나무르티 씨가 서울역에 왔다.",
         "교토대=org 고노이케 사토시=person 아난드 크리슈나무르티=person 서울역=place"),
        ("산둥성 스다오와 외교부 동북아시아국에서 나포된 루룽위호의 선장을 불렀다.",
         "산둥성=place 스다오=place 외교부=org 동북아시아국=org 루룽위호=term"),
        ("김기영 감독의 1960년 작 '하녀'와 황순원의 '소나기', 찬드라얀 3호의 센서를 다뤘다.",
         "김기영=person 하녀=term 황순원=person 소나기=term 찬드라얀 3호=term"),
        ("잉에르 할보르센 프레야 마리타임 최고경영자가 ‘노르딕 던호’를 케이알증권에 넘겼다.",
         "잉에르 할보르센=person 프레야 마리타임=org 노르딕 던호=term 케이알증권=org"),
        ("포수 응우옌 반 민은 프로야구 대성 팔콘스에서 제주 한림중으로 옮겼다.",
         "응우옌 반 민=person 대성 팔콘스=org 제주=place 한림중=org"),
        ("단장중학교는 단장면 청년회와 브라질 투바랑항에서 그가 찍은 ‘새벽의 용골’을 봤다.",
         "단장중학교=org 단장면 청년회=org 브라질=place 투바랑항=place 새벽의 용골=term"),
        ("위성전화에서 이차전지 핵심 기술을 물었다.", ""),
        ("서울 물류창고에서 난 불과 광주 붕괴사고의 원인을 부산 도피중이던 그에게 물었다.",
         "서울=place 광주=place 부산=place"),
        ("중국 무역항에서 집단항의를 했다. 아니면 번영회가 ‘자유 수호’를 외친다.", "중국=place"),
        ("국제고등학교와 시골초등학교는 프로야구 순위 레이스에서 정부가 만든 ‘쉼터’를 봤다.", ""),
        ("태창광업 육상호 대표와 한빛셀텍 전 상무 곽노준(53) 씨는 양해각서를 썼다.",
         "태창광업=org 육상호=person 한빛셀텍=org 곽노준=person"),
    ],
)  # fmt: skip
def test_korean_names(text: str, expected: str) -> None:
    """Bodies are told by their ends, persons by titles, cities by lists; a people is no name."""
    assert _told(korean.named, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("韩国港口工人联合会会长尹泰亨对记者说，釜山港湾公社拒绝讨论。",
         "韩国港口工人联合会=org 尹泰亨=person 釜山港湾公社=org"),
        ("公社社长吴美京通过发言人许俊表示，船舶改驶高雄和鹿特丹。",
         "吴美京=person 许俊=person 高雄=place 鹿特丹=place"),
        ("合伙人马丁·林奎斯特说，伦敦咨询公司等LG新能源。",
         "马丁·林奎斯特=person 伦敦=place LG新能源=org"),
        ("由瑞典私募基金北极星资本控股，在佩格尼茨河畔设有工厂。",
         "瑞典=place 北极星资本=org 佩格尼茨河=place"),
        ("她只在伦敦的大英博物馆见过，居民苟朝阳也把视频发到抖音上。",
         "伦敦=place 大英博物馆=org 苟朝阳=person 抖音=org"),
        ("匈牙利外交与对外经济部官员在慕尼黑国际车展上乘坐了华沙地铁二号线。",
         "匈牙利外交与对外经济部=org 慕尼黑国际车展=term 华沙地铁二号线=place"),
        ("项目经理闻人杰说，德国莱茵哈特工程咨询公司（RIC）用上了\"山鹰号\"，写了《山路与铁路》。",
         "闻人杰=person 德国=place 莱茵哈特工程咨询公司=org RIC=abbr 山鹰号=term 山路与铁路=term"),
        ("法官濮阳秋主持，法国酿酒师让-吕克·加尼耶受聘，股东汇鲸资本，对方劝他。",
         "濮阳秋=person 法国=place 让-吕克·加尼耶=person 汇鲸资本=org"),
        ("黑龙江省文化和旅游厅终于拨款三十八万元，察尔汗盐湖的风，在德国汉堡木偶剧院的导演。",
         "黑龙江省文化和旅游厅=org 察尔汗盐湖=place 德国=place 汉堡木偶剧院=org"),
        ("志愿者格温多琳·阿什克罗夫特抵达甘肃敦煌。",
         "格温多琳·阿什克罗夫特=person 甘肃=place 敦煌=place"),
        ("丹麦国王腓特烈十世来自马士基、维克塔斯等公司。",
         "丹麦=place 腓特烈十世=person 马士基=org 维克塔斯=org"),
        ("1755年里斯本大地震时，“海上来客”特展在首都，比尔及梅琳达·盖茨基金会的图书馆叫“月娥楼”。",
         "里斯本大地震=term 海上来客=term 比尔及梅琳达·盖茨基金会=org 月娥楼=term"),
        ("有关负责人表示，排练靠翻译和手势，省政府同意。", ""),
        ("老城区的\"蚊子工厂\"是新工厂。", ""),
        ("日本匠人北村一郎和绵阳企业知微电子合作。",
         "日本=place 北村一郎=person 绵阳=place 知微电子=org"),
    ],
)  # fmt: skip
def test_chinese_names(text: str, expected: str) -> None:
    """Names that are taken apart are put together; a company in London is no name."""
    assert _told(chinese.named, text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["유리는 어디서 왔나", "남색 유리구슬이다.", "사산조 유리와 견준다."], {"사산조"}),
        (["아라가야 왕비다.", "아라가야를 적었다."], {"아라가야"}),
        (["그는 마두금을 연주했다."], set()),
    ],
)
def test_what_other_sentences_contradict_is_no_name(texts: list[str], expected: set[str]) -> None:
    """A guess counts where Kiwi keeps to it; a person's name by syllables alone needs a witness."""
    found: name_forms.Found = {}
    for text in texts:
        for each in korean.named(text):
            found.setdefault(("ko", each.name), name_forms.FoundName()).add(each.type, 1, text)
    name_forms.drop_doubtful(found, texts)
    assert {name for _, name in found} == expected
