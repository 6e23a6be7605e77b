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
