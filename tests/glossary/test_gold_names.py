"""The adversarial names: 0 wrong prescriptions and 0 wrong silences."""

from __future__ import annotations

import pytest

from tests.support import names
from workflow.glossary import Glossary


@pytest.fixture(scope="module")
def known() -> Glossary:
    """Their glossary."""
    return names.glossary()


def test_there_are_enough() -> None:
    """The set is large, and its sentences are in all three languages."""
    found = list(names.cases())
    assert len(found) >= 200
    assert {case.source for case in found} == {"en", "ko", "zh-Hans"}


@pytest.mark.parametrize("case", [*names.cases()], ids=lambda case: f"{case.id}-{case.kind}")
def test_a_name_is_matched_where_it_is_that_name(known: Glossary, case: names.Case) -> None:
    """What is a name gets its rendering, what only looks like one gets none."""
    assert names.faults(case, names.uses(known, case)) == []
