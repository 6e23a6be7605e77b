"""A small news language in English, Korean and Chinese: what the test models are trained on.

Sentences come from templates whose slots are filled at random. Well-known names always have the
same rendering; invented ones are built from syllables that several characters share, so that a
model can only guess them: exactly what happens to unknown names in real systems.
"""

# ruff: noqa: E501 — Hangul and hanzi count double

from __future__ import annotations

import random
from collections.abc import Iterator

Line = tuple[str, str, str]  #: the same text in English, Korean, Chinese

PERSONS: tuple[Line, ...] = (
    ("Barack Obama", "버락 오바마", "奥巴马"),
    ("Angela Merkel", "앙겔라 메르켈", "默克尔"),
    ("Donald Trump", "도널드 트럼프", "特朗普"),
    ("Vladimir Putin", "블라디미르 푸틴", "普京"),
    ("Boris Johnson", "보리스 존슨", "约翰逊"),
    ("Emmanuel Macron", "에마뉘엘 마크롱", "马克龙"),
    ("Nelson Mandela", "넬슨 만델라", "曼德拉"),
    ("Hillary Clinton", "힐러리 클린턴", "希拉里"),
    ("Bill Gates", "빌 게이츠", "比尔·盖茨"),
    ("Albert Einstein", "알베르트 아인슈타인", "爱因斯坦"),
    ("Shinzo Abe", "아베 신조", "安倍晋三"),
    ("Narendra Modi", "나렌드라 모디", "莫迪"),
)
ORGS: tuple[Line, ...] = (
    ("Google", "구글", "谷歌"),
    ("Microsoft", "마이크로소프트", "微软"),
    ("Toyota", "도요타", "丰田"),
    ("NATO", "나토", "北约"),
    ("Samsung", "삼성", "三星"),
    ("Boeing", "보잉", "波音"),
    ("Sony", "소니", "索尼"),
    ("UNESCO", "유네스코", "联合国教科文组织"),
    ("Airbus", "에어버스", "空客"),
    ("Siemens", "지멘스", "西门子"),
)
PLACES: tuple[Line, ...] = (
    ("Paris", "파리", "巴黎"),
    ("London", "런던", "伦敦"),
    ("Berlin", "베를린", "柏林"),
    ("Tokyo", "도쿄", "东京"),
    ("Moscow", "모스크바", "莫斯科"),
    ("Rome", "로마", "罗马"),
    ("Seoul", "서울", "首尔"),
    ("Beijing", "베이징", "北京"),
    ("Shanghai", "상하이", "上海"),
    ("Busan", "부산", "釜山"),
    ("New York", "뉴욕", "纽约"),
    ("Vienna", "빈", "维也纳"),
)
TITLES: tuple[Line, ...] = (
    ("Ambassador", "대사", "大使"),
    ("Chairman", "회장", "会长"),
    ("Minister", "장관", "部长"),
    ("Professor", "교수", "教授"),
    ("Director", "국장", "局长"),
)
DAYS: tuple[Line, ...] = (
    ("Monday", "월요일", "周一"),
    ("Tuesday", "화요일", "周二"),
    ("Wednesday", "수요일", "周三"),
    ("Thursday", "목요일", "周四"),
    ("Friday", "금요일", "周五"),
)
NOUNS: tuple[Line, ...] = (
    ("agreement", "협정", "协议"),
    ("report", "보고서", "报告"),
    ("plan", "계획", "计划"),
    ("exhibition", "전시회", "展览"),
    ("conference", "회의", "会议"),
    ("dinner", "만찬", "晚宴"),
    ("project", "사업", "项目"),
    ("law", "법안", "法案"),
    ("factory", "공장", "工厂"),
    ("school", "학교", "学校"),
)
NUMBERS: tuple[Line, ...] = (
    ("two", "두", "两"),
    ("three", "세", "三"),
    ("five", "다섯", "五"),
    ("ten", "열", "十"),
)
#: What invented names are built from: Latin letters, possible Hangul, possible hanzi.
# fmt: off
SYLLABLES = (
    ("min", "민", "敏 民"), ("soo", "수", "秀 洙"), ("jun", "준 전", "俊 准"), ("hee", "희", "姬 熙"),
    ("young", "영 용", "英 永"), ("ji", "지", "智 志"), ("woo", "우", "宇 佑"), ("ho", "호", "浩 镐"),
    ("kyung", "경", "京 庆"), ("shik", "식", "植 式"), ("hyun", "현", "贤 炫"), ("jin", "진", "镇 真"),
    ("seok", "석", "锡 石"), ("dong", "동", "东 栋"), ("sung", "성 승", "成 胜"), ("tae", "태", "泰 太"),
)
SURNAMES = (
    ("Kim", "김", "金"), ("Lee", "이", "李"), ("Park", "박", "朴"), ("Choi", "최", "崔"),
    ("Jung", "정", "郑 丁"), ("Kang", "강", "姜 康"), ("Cho", "조", "赵 曹"), ("Yoon", "윤", "尹"),
    ("Sohn", "손", "孙"), ("Han", "한", "韩"),
)
PINYIN = (
    ("ming", "밍", "明 铭"), ("hai", "하이", "海"), ("wei", "웨이", "伟 维"), ("jian", "젠", "建 健"),
    ("ling", "링", "玲 灵"), ("hua", "화", "华"), ("guo", "궈", "国"), ("yan", "옌", "燕 岩"),
)
FAMILIES = (
    ("Xing", "싱", "邢"), ("Wang", "왕", "王"), ("Chen", "천", "陈"), ("Liu", "류", "刘"),
    ("Zhao", "자오", "赵"), ("Huang", "황", "黄"),
)
FIRM = (
    ("Han", "한", "韩"), ("Dae", "대", "大"), ("Sam", "삼", "三"), ("Hwa", "화", "华 和"),
    ("Sun", "선", "善 先"), ("Gum", "금", "金 锦"), ("Nam", "남", "南"), ("Dong", "동", "东 栋"),
)
FIRM_END = (
    ("bit", "빛", "光"), ("sol", "솔", "松"), ("won", "원", "元 园"), ("mir", "미르", "美尔"),
    ("tech", "테크", "科技"), ("bio", "바이오", "生物"),
)
TOWN_END = (("ju", "주", "州"), ("san", "산", "山"), ("cheon", "천", "川"), ("dae", "대", "台"))

# fmt: on

#: Slots: a b c persons, o q organisations, l m places, d day, n noun, k number. In Korean a slot
#: may name the particle that follows it, in the form it takes after a consonant.
TEMPLATES: tuple[Line, ...] = (
    ("{a} met {b} in {l} on {d}.", "{a:은} {d} {l}에서 {b:을} 만났다.", "{a}{d}在{l}会见了{b}。"),
    ("{a} met {b}.", "{a:은} {b:을} 만났다.", "{a}会见了{b}。"),
    ("On {d}, {a} visited {l}.", "{d} {a:은} {l:을} 방문했다.", "{d}，{a}访问了{l}。"),
    ("{a} arrived in {l} on {d}.", "{a:이} {d} {l}에 도착했다.", "{a}{d}抵达{l}。"),
    ("{a} and {b} signed an {n}.", "{a:과} {b:은} {n}에 서명했다.", "{a}和{b}签署了一项{n}。"),
    ("{a} thanked {b} for the {n}.", "{a:은} {n}에 대해 {b}에게 감사했다.", "{a}因{n}感谢了{b}。"),
    ("{o} opened a {n} in {l}.", "{o:은} {l}에 {n:을} 열었다.", "{o}在{l}开设了一个{n}。"),
    ("{o} will work with {q}.", "{o:은} {q:과} 협력할 것이다.", "{o}将与{q}合作。"),
    ("{a} joined {o} in {l}.", "{a:은} {l}에서 {o}에 입사했다.", "{a}在{l}加入了{o}。"),
    ("{a} praised the {n} of {o}.", "{a:은} {o}의 {n:을} 칭찬했다.", "{a}称赞了{o}的{n}。"),
    ("{o} invited {a} to {l}.", "{o:은} {a:을} {l:으로} 초대했다.", "{o}邀请{a}前往{l}。"),
    (
        "{o} said that the {n} was delayed.",
        "{o:은} {n:이} 연기되었다고 밝혔다.",
        "{o}表示{n}已推迟。",
    ),
    ("{a} did not attend the {n}.", "{a:은} {n}에 참석하지 않았다.", "{a}没有出席{n}。"),
    (
        "{a} spoke with {b} about the {n}.",
        "{a:은} {b:과} {n}에 대해 이야기했다.",
        "{a}与{b}谈了{n}。",
    ),
    ("The {n} in {l} begins on {d}.", "{l}의 {n:은} {d} 시작된다.", "{l}的{n}{d}开始。"),
    ("{a} flew from {l} to {m}.", "{a:은} {l}에서 {m:으로} 날아갔다.", "{a}从{l}飞往{m}。"),
    ("{o} hired {k} people in {l}.", "{o:은} {l}에서 {k} 명을 고용했다.", "{o}在{l}雇用了{k}人。"),
    (
        "{a}, the head of {o}, met {b}.",
        "{o}의 대표 {a:은} {b:을} 만났다.",
        "{o}负责人{a}会见了{b}。",
    ),
    ("{a} was invited by {b}.", "{a:은} {b}의 초대를 받았다.", "{a}受到{b}的邀请。"),
    (
        "{a} asked {o} to publish the {n}.",
        "{a:은} {o}에 {n:을} 공개하라고 요청했다.",
        "{a}要求{o}公布{n}。",
    ),
    ("{a} left {o} on {d}.", "{a:은} {d} {o:을} 떠났다.", "{a}{d}离开了{o}。"),
    ("{l} and {m} will hold a {n}.", "{l:과} {m:은} {n:을} 열 것이다.", "{l}和{m}将举办{n}。"),
    ("The {n} was written by {a}.", "{n:은} {a:이} 작성했다.", "{n}由{a}撰写。"),
    ("{o} moved from {l} to {m}.", "{o:은} {l}에서 {m:으로} 이전했다.", "{o}从{l}迁往{m}。"),
    ("The {n} begins on {d}.", "{n:은} {d} 시작된다.", "{n}{d}开始。"),
    ("{k} people attended the {n}.", "{k} 명이 {n}에 참석했다.", "{k}人出席了{n}。"),
    ("The {n} was very long.", "{n:은} 매우 길었다.", "{n}很长。"),
    ("He said that the {n} was important.", "그는 {n:이} 중요하다고 말했다.", "他说{n}很重要。"),
    ("She will visit {l} on {d}.", "그녀는 {d} {l:을} 방문할 것이다.", "她将于{d}访问{l}。"),
    ("They discussed the {n} with {a}.", "그들은 {a:과} {n:을} 논의했다.", "他们与{a}讨论了{n}。"),
    ("{a} lives in {l}.", "{a:은} {l}에 산다.", "{a}住在{l}。"),
    (
        "{a}, {b} and {c} met in {l}.",
        "{a}, {b}, {c:은} {l}에서 만났다.",
        "{a}、{b}和{c}在{l}会面。",
    ),
)
#: Particles: after a consonant, after a vowel.
PARTICLES = {"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로"}
#: Symbols that stand for a name where a model was trained with them.
SYMBOLS = tuple(f"⟦{number}⟧" for number in range(10))


def _spell(random_: random.Random, syllables: tuple[Line, ...]) -> Line:
    latin, hangul, hanzi = random_.choice(syllables)
    return latin, random_.choice(hangul.split()), random_.choice(hanzi.split())


def invented_person(random_: random.Random) -> Line:
    """A name no one can know how to write."""
    korean = random_.random() < 0.65
    family = _spell(random_, SURNAMES if korean else FAMILIES)
    one, two = (_spell(random_, SYLLABLES if korean else PINYIN) for _ in range(2))
    english = f"{family[0]} {one[0].title()}{'-' if korean else ''}{two[0]}"
    return english, family[1] + one[1] + two[1], family[2] + one[2] + two[2]


def invented_org(random_: random.Random) -> Line:
    """A company no one has heard of."""
    return _joined(_spell(random_, FIRM), _spell(random_, FIRM_END))


def invented_place(random_: random.Random) -> Line:
    """A town on no map."""
    return _joined(_spell(random_, FIRM), _spell(random_, TOWN_END))


def _joined(one: Line, two: Line) -> Line:
    return one[0] + two[0], one[1] + two[1], one[2] + two[2]


def _entity(random_: random.Random, slot: str) -> Line:
    known, invented = {
        "o": (ORGS, invented_org),
        "q": (ORGS, invented_org),
        "l": (PLACES, invented_place),
        "m": (PLACES, invented_place),
    }.get(slot, (PERSONS, invented_person))
    line = random_.choice(known) if random_.random() < 0.45 else invented(random_)
    if known is not PERSONS or random_.random() < 0.7:
        return line
    title = random_.choice(TITLES)
    if line not in PERSONS and random_.random() < 0.4:
        line = line[0].split(" ")[0], line[1][: 2 if line[1][:2] == "자오" else 1], line[2][:1]
    return f"{title[0]} {line[0]}", f"{line[1]} {title[1]}", f"{line[2]}{title[2]}"


def _fill(template: str, slots: dict[str, Line], language: int) -> str:
    text = template
    for slot, line in slots.items():
        text = text.replace(f"{{{slot}}}", line[language])
        for closed, opened in PARTICLES.items():
            text = text.replace(
                f"{{{slot}:{closed}}}", line[1] + _particle(line[1], closed, opened)
            )
    return text


def _particle(word: str, closed: str, opened: str) -> str:
    if not "가" <= word[-1] <= "힣":
        return opened
    final = (ord(word[-1]) - 0xAC00) % 28
    return opened if final == 0 or (closed == "으로" and final == 8) else closed


def sentences(seed: int, symbols: float = 0.0) -> Iterator[tuple[Line, dict[str, Line]]]:
    """Endless sentences with what their slots were filled with.

    Args:
        seed: the same seed gives the same sentences.
        symbols: the share of names replaced by a symbol.
    """
    random_ = random.Random(seed)  # noqa: S311 — sentences, not secrets
    simple = {"d": DAYS, "n": NOUNS, "k": NUMBERS}
    while True:
        template = random_.choice(TEMPLATES)
        slots: dict[str, Line] = {}
        for slot in "abcoqlmdnk":
            if f"{{{slot}" in template[0]:
                if slot in simple:
                    slots[slot] = random_.choice(simple[slot])
                elif random_.random() < symbols:
                    symbol = random_.choice([s for s in SYMBOLS if (s, s, s) not in slots.values()])
                    slots[slot] = (symbol, symbol, symbol)
                else:
                    slots[slot] = _entity(random_, slot)
        english, korean, chinese = (_fill(template[i], slots, i) for i in range(3))
        yield (english[0].upper() + english[1:], korean, chinese), slots
