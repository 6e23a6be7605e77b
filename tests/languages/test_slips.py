"""What is put right is right: no slip is found in it again, and nothing else has changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages import pack
from workflow.languages.orthography import slips
from workflow.languages.tables import read
from workflow.qa.typography.spelling import put_right

USES = (slips.SPELLING, slips.SPACING, slips.MARKS, slips.DOUBLED)


def _examples() -> Iterator[tuple[str, str, str]]:
    for tag in ("ko", "zh-Hans"):
        for row in read(f"workflow.languages.{tag[:2]}", "slips.tsv"):
            if row["use"] in USES:
                for text in row["right"].split(" / "):
                    yield tag, row["use"], text.replace("_", " ")


EXAMPLES = [*_examples()]


@pytest.mark.parametrize(("tag", "use", "text"), EXAMPLES)
def test_a_slip_is_put_right_once_and_for_all(tag: str, use: str, text: str) -> None:
    """The example of each row is found, and nothing of it once it is put right."""
    known = pack(tag).slips
    found = [*known.found(use, text)]
    assert found
    for _ in range(3):
        text = put_right(text, known.found(use, text))
    assert not list(known.found(use, text))


@pytest.mark.parametrize(
    "text",
    [
        *("过去、现在和未来", "该法适用于公务员、其他雇员。", "两艘船、若干小艇参加了搜寻。"),
        *(
            "雇主必须按时、足额发放工资。",
            "检查人员发现、处置安全隐患。",
            "没有水、没有电的村庄请求援助。",
        ),
        *(
            "切费林、因凡蒂诺将在此会面。",
            "援助失去工作、没有收入的家庭。",
            "学生们比较了战前、战后的物价。",
        ),
        *("合同履行地法院有管辖权。", "三地警方逮捕40人。", "流入地政府须提供学校。"),
        *("价格急剧地增加。", "免费地为病人治疗。", "英国殖民地时期", "革命根据地建设者"),
        *("美国地对空导弹", "法国地中海沿岸", "须遵守上市地监管规定。", "这是她赢的第三枚金牌。"),
        *("睡懒觉的学生赶不上车。", "阻断痛觉的传导", "核聚变的极高温度"),
    ],
)
def test_right_chinese_has_no_slip(text: str) -> None:
    """Neither two things side by side, nor a place before 地, nor an adverb of a noun's letters."""
    known = pack("zh-Hans").slips
    assert not [slip for use in (*USES, slips.PAUSES) for slip in known.found(use, text)]


@given(st.lists(st.sampled_from([text for _, _, text in EXAMPLES]), max_size=6))
def test_slips_stand_in_order_and_apart(texts: list[str]) -> None:
    """Each tells what stands in its place, and none reaches into the next one."""
    text = " ".join(texts)
    for tag in ("ko", "zh-Hans"):
        for use in USES:
            end = 0
            for slip in pack(tag).slips.found(use, text):
                assert slip.start >= end
                assert text[slip.start : slip.end] == slip.found != slip.right
                end = slip.end
