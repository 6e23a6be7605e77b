"""Every format gives back exactly what went out."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from tests.exchange.kit import UNITS, back, package, packages
from workflow.exchange import FORMATS, ReviewPackage
from workflow.model import State

XLIFF = ("xliff", "xliff2")


@pytest.mark.parametrize("form", FORMATS)
@given(given_package=packages())
@settings(max_examples=60)
def test_what_comes_back_is_what_went_out(form: str, given_package: ReviewPackage) -> None:
    """Any text comes back to the character, and as unchanged."""
    with TemporaryDirectory() as folder:
        rows = back(given_package, form, Path(folder))
    assert len(rows) == len(given_package.sentences)
    for row, unit in zip(rows, given_package.sentences, strict=True):
        assert (row.id, row.source, row.text) == (unit.id, unit.entry.source, unit.entry.text)
        assert row.approved == (unit.entry.state is State.REVIEWED)
        assert row.unchanged
        assert not row.problem
        assert (row.seed, row.locale) == ("2021/talks", "ko")
        assert row.comments == (unit.entry.comments if form in XLIFF else ())


@pytest.mark.parametrize("form", FORMATS)
def test_states_go_both_ways(form: str, tmp_path: Path) -> None:
    """Reviewed comes back as approved; draft, stale and empty do not."""
    rows = back(package(), form, tmp_path)
    assert [row.approved for row in rows] == [True, False, False, False]
    assert [row.text for row in rows] == [unit.entry.text for unit in UNITS]


@pytest.mark.parametrize("form", FORMATS)
def test_a_package_without_sentences_is_a_file_too(form: str, tmp_path: Path) -> None:
    """An empty document makes an empty file, not a broken one."""
    empty = ReviewPackage(
        "P", "talks", "seeds/talks.txt", "en", "zh-Hans", "2026-11-24T10:00:00Z", ()
    )
    assert back(empty, form, tmp_path) == []
