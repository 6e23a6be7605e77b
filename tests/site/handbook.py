"""An article with the kinds of blocks that handbooks have: boxes, definitions, formulas, notes."""

from __future__ import annotations

from tests.site.demo import Paper
from workflow.model import QUOTATION, BlockKind, Box, Markup, MarkupKind
from workflow.site import Article

K = BlockKind
NOTE, DETAILS = Box(1, "note"), Box(2, "details")
WARNING = Box(3, "warning")
INNER = Box(4, "tip", WARNING)
SAID = Box(90, QUOTATION)
MATHML = "<math><msup><mi>x</mi><mn>2</mn></msup><mo>≥</mo><mn>0</mn></math>"
X = MarkupKind


def handbook() -> Article:
    """An English handbook in Korean (drafts) and Chinese (some missing)."""
    paper = Paper("handbook", "en", ("ko", "zh-Hans"))
    add = paper.add
    add(K.HEADLINE, ("A handbook of everything", "모든 것의 편람", "万物手册"))
    add(
        K.PARAGRAPH,
        (
            "The energy is <x1/>, as we know.<x2/>",
            "에너지는 우리가 알듯이 <x1/>이다.<x2/>",
            "众所周知，能量是<x1/>。<x2/>",
        ),
        ("Set <x3/> first.<x4/>", "먼저 <x3/>를 설정한다.<x4/>", "先设置<x3/>。<x4/>"),
        states="mmme",
        markup=(
            Markup("x1", X.FORMULA, "E = mc^2", "tex"),
            Markup("x2", X.FOOTNOTE, "1"),
            Markup("x3", X.TEMPLATE, '{{< ref "start.md" >}}'),
            Markup("x4", X.FOOTNOTE, "2"),
        ),
    )
    add(K.FORMULA, text_of=r"\sum_{i=1}^{n} \frac{x_i}{\sqrt{n}} \le \int_0^1 f(t)\,dt", url="tex")
    add(K.FORMULA, text_of=MATHML, url="mathml")
    add(K.FORMULA, text_of=r"\unknown{x}", url="tex")
    add(K.PARAGRAPH, ("It never falls below.", "결코 내려가지 않는다.", "它从不下降。"))
    add(K.PARAGRAPH, ("Read the box.", "상자를 읽는다.", "请看方框。"), box=NOTE)
    add(K.LIST_ITEM, ("Buy ink", "잉크 사기", "买墨水"), box=NOTE, group=1, level=1, checked=True)
    add(
        K.LIST_ITEM, ("Buy paper", "종이 사기", "买纸"),
        box=NOTE, group=1, level=1, checked=False, states="me",
    )  # fmt: skip
    add(K.BOX_TITLE, ("How long does it take?", "얼마나 걸리는가?", "要多久？"), box=DETAILS)
    add(K.PARAGRAPH, ("A week.", "일주일.", "一周。"), box=DETAILS)
    add(K.BOX_TITLE, ("Wet paint", "마르지 않은 페인트", "油漆未干"), box=WARNING)
    add(K.PARAGRAPH, ("Do not touch.", "만지지 마시오.", "请勿触摸。"), box=WARNING)
    add(K.PARAGRAPH, ("Wear gloves.", "장갑을 낀다.", "戴手套。"), box=INNER)
    add(K.CODE, text_of="make paint --dry", box=WARNING, url="sh")
    add(K.PARAGRAPH, ("The maker says:", "제조사는 이렇게 말한다.", "制造商说："), box=SAID)
    add(K.LIST_ITEM, ("Shake it", "흔들 것", "摇一摇"), box=SAID, group=7, level=1)
    add(K.TERM, ("Ink", "잉크", "墨水"), group=2)
    add(K.TERM, ("Dye", "염료", "染料"), group=2)
    add(K.DEFINITION, ("A liquid with colour.", "색이 있는 액체.", "有颜色的液体。"), group=2)
    add(K.TERM, ("Paper", "종이", "纸"), group=2)
    add(K.DEFINITION, ("A thin sheet.", "얇은 장.", "薄片。"), group=2)
    add(K.EMBED, ("How ink is made", "잉크 만드는 법", "墨水的制作"), url="https://youtu.be/x1")
    add(K.EMBED, url="https://maps.example.org/maps?q=1")
    add(K.EMBED, ("Interview", "인터뷰", "采访"), url="talk.mp3", medium="audio")
    add(K.PARAGRAPH, ("After Einstein.", "아인슈타인에 따름.", "据爱因斯坦。"), footnote="1")
    add(
        K.LIST_ITEM, ("See the start.", "처음을 보라.", "见开头。"),
        footnote="2", states="me", level=1, ordered=2, group=9,
    )  # fmt: skip
    return paper.article()
