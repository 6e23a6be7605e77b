"""The adversarial names: 0 wrong prescriptions and 0 wrong silences."""

from __future__ import annotations

import pytest

from tests.support import names
from workflow import glossary
from workflow.glossary import Glossary, problems


@pytest.fixture(scope="module")
def known() -> Glossary:
    """Their glossary."""
    return names.glossary()


def test_there_are_enough() -> None:
    """The set is large, and its sentences are in all three languages."""
    found = list(names.cases())
    assert len(found) >= 200
    assert {case.source for case in found} == {"en", "ko", "zh-Hans"}


@pytest.fixture(scope="module")
def second() -> Glossary:
    """The glossary of the second set."""
    return names.glossary(names.GOLD / "second")


@pytest.mark.parametrize(
    "case", [*names.cases(names.GOLD / "second")], ids=lambda case: f"{case.id}-{case.kind}"
)
def test_the_same_holds_for_the_second_set(second: Glossary, case: names.Case) -> None:
    """Its author has seen neither the rules nor the first set."""
    uses = names.uses(second, case)
    assert names.faults(case, uses) == []
    found = problems(case.sentence, case.right, uses, case.target) if case.right else ()
    assert [one for one in found if one.code not in glossary.ABOUT_THE_GLOSSARY] == []
    for wrong in case.wrong:
        assert problems(case.sentence, wrong, uses, case.target)


@pytest.mark.parametrize("case", [*names.cases()], ids=lambda case: f"{case.id}-{case.kind}")
def test_a_name_is_matched_where_it_is_that_name(known: Glossary, case: names.Case) -> None:
    """What is a name gets its rendering, what only looks like one gets none."""
    assert names.faults(case, names.uses(known, case)) == []
