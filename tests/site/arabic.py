"""A paper in English and Arabic, with Korean or Japanese beside them: what runs from right to left.

Its sentences hold what turns round there: Latin names, numbers, quotations, brackets, addresses.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.site import demo
from workflow.model import BlockKind, Markup, MarkupKind, Metadata, Term, TermForms, TermType
from workflow.site import Article

K = BlockKind
#: What each sentence is, in the order of ``LANGUAGES``.
LANGUAGES = ("en", "ar", "ko", "ja")
HEADLINE = (
    "Hyundai and “Horizon” Sign a $120 Million Port Deal",
    "هيونداي و«هورايزن» توقّعان صفقة ميناء بقيمة 120 مليون دولار",
    "현대-‘호라이즌’, 1억2000만 달러 항만 계약",
    "現代と「ホライズン」、1億2000万ドルの港湾契約",
)
DECK = (
    "The terminal in Busan opens in 2027, its builders say",
    "المحطة في بوسان ستُفتتح عام 2027، بحسب القائمين على بنائها",
    "부산 터미널 2027년 개장",
    "釜山のターミナルは2027年に開業",
)
BYLINE = ("By Mona Salem in Seoul", "منى سالم – سيول", "서울=모나 살렘", "ソウル＝モナ・サレム")
FIRST = (
    (
        "The company HMM (formerly Hyundai Merchant Marine) said on 3 May 2026 that trade had grown"
        " 12.5 % since 2021."
    ),
    (
        "قالت شركة HMM (هيونداي ميرشانت مارين سابقًا) في 3 مايو 2026 إن التجارة نمت بنسبة 12.5% منذ"
        " عام 2021."
    ),
    "HMM(옛 현대상선)은 2026년 5월 3일 교역이 2021년 이후 12.5% 늘었다고 밝혔다.",
    "HMM（旧現代商船）は2026年5月3日、貿易が2021年以降12.5%伸びたと発表した。",
)
SECOND = (
    "“The port is ‘a bridge’ to Asia,” its chairman, Bae Jae-hoon, told reporters.",
    "وقال رئيسها بيه جاي هون للصحفيين: «الميناء ‹جسر› إلى آسيا».",
    "배재훈 사장은 기자들에게 “이 항만은 아시아로 가는 ‘다리’”라고 말했다.",
    "裵在勲社長は記者団に「この港はアジアへの『架け橋』だ」と語った。",
)
THIRD = (
    "Details are at <g1>HMM21.com</g1>, file <x2/>.",
    "التفاصيل في موقع <g1>HMM21.com</g1>، الملف <x2/>.",
    "자세한 내용은 <g1>HMM21.com</g1>, 문서 <x2/>에 있다.",
    "詳細は<g1>HMM21.com</g1>、文書<x2/>にある。",
)
HEADING = ("What was agreed", "ما اتُّفق عليه", "합의 내용", "合意の内容")
ITEMS = (
    ("Two berths of 400 m", "رصيفان بطول 400 متر", "400m 선석 2개", "400mの岸壁2基"),
    ("Cranes by LS Cable", "رافعات من LS Cable", "LS전선의 크레인", "LS電線のクレーン"),
    ("above all for grain", "وخصوصًا للحبوب", "특히 곡물용", "とくに穀物用"),
)
QUOTE = (
    "Who holds the port holds the sea.",
    "من يملك الميناء يملك البحر.",
    "항만을 쥔 자가 바다를 쥔다.",
    "港を制する者は海を制する。",
)
TABLE = (
    ("Year", "السنة", "연도", "年"),
    ("Ships", "السفن", "선박", "船舶"),
    ("2021", "2021", "2021", "2021"),
    ("1,240", "1,240", "1240", "1,240"),
)
CAPTION = ("The port at night", "الميناء ليلًا", "밤의 항만", "夜の港")
NOTE = "The sign of the two."
TERMS = (
    Term(
        "o1",
        TermType.ORG,
        {
            "en": TermForms("HMM", aliases=("HMM",)),
            "ar": TermForms("شركة HMM", "HMM"),
            "ko": TermForms("HMM"),
            "ja": TermForms("HMM"),
        },
        note="Name since 2020, https://www.hmm21.com.",
        approved=True,
    ),
    Term(
        "p1",
        TermType.PERSON,
        {
            "en": TermForms("Bae Jae-hoon"),
            "ar": TermForms("بيه جاي هون"),
            "ko": TermForms("배재훈"),
            "ja": TermForms("裵在勲"),
        },
        note="",
        approved=False,
    ),
)


def article(targets: Sequence[str], name: str = "2026-05-03-port") -> Article:
    """The article in English with these targets."""
    places = [0, *(LANGUAGES.index(tag) for tag in targets)]

    def of(sentence: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sentence[place] for place in places)

    paper = demo.Paper(
        name,
        "en",
        tuple(targets),
        Metadata(
            date="2026-05-03",
            author="Mona Salem",
            section="Trade",
            tags=("ports", "HMM"),
            rights="© 2026 Example Press",
        ),
    )
    markup = (
        Markup("g1", MarkupKind.LINK, url="https://example.org/hmm"),
        Markup("x2", MarkupKind.CODE, "HMM-2026/7"),
    )
    paper.add(K.HEADLINE, of(HEADLINE))
    paper.add(K.DECK, of(DECK))
    paper.add(K.BYLINE, of(BYLINE))
    paper.add(K.PARAGRAPH, of(FIRST), of(SECOND), states="rm" * len(targets))
    paper.add(K.PARAGRAPH, of(THIRD), markup=markup, states="s" * len(targets))
    paper.add(K.HEADING, of(HEADING), level=2)
    paper.add(K.LIST_ITEM, of(ITEMS[0]), level=1, ordered=1, group=1)
    paper.add(K.LIST_ITEM, of(ITEMS[1]), level=1, ordered=2, group=1)
    paper.add(K.LIST_ITEM, of(ITEMS[2]), level=2, group=1, states="e" * len(targets))
    paper.add(K.QUOTE, of(QUOTE), level=1, group=2)
    for number, cell in enumerate(TABLE):
        paper.add(K.CELL, of(cell), row=number // 2 + 1, group=3)
    paper.add(K.CAPTION, of(CAPTION), url="https://images.example.org/port.jpg")
    paper.add(K.CODE, ("workflow run seeds/port.txt --to ar",), url="sh")
    paper.add(K.NOTICE, ("© 2026 Example Press",))
    return paper.article(TERMS)


def from_arabic(name: str = "2026-05-04-reply") -> Article:
    """An article written in Arabic, with an English translation reviewed in part."""
    paper = demo.Paper(name, "ar", ("en",), Metadata(date="2026-05-04", author="منى سالم"))
    paper.add(K.HEADLINE, (HEADLINE[1], HEADLINE[0]))
    paper.add(K.PARAGRAPH, (FIRST[1], FIRST[0]), (SECOND[1], SECOND[0]), states="rm")
    return paper.article(TERMS)
