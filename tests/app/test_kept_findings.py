"""Findings that a command keeps come out as they went in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.app.checking import KeptFindings
from workflow.model import Finding, Severity, say

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_FINDINGS = st.lists(
    st.builds(
        Finding,
        _TEXT,
        st.sampled_from(Severity),
        st.sampled_from(["locales/ko/a.po", "locales/ko/b.po", "seeds/a.md"]),
        st.integers(1, 99),
        _TEXT.map(lambda text: say("{text} is missing {n} times", text=text, n=2)),
        st.none() | _TEXT,
        _TEXT,
        st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
    ),
    max_size=12,
)


@given(_FINDINGS, _FINDINGS)
def test_they_are_the_same_file_by_file(first: list[Finding], then: list[Finding]) -> None:
    """However often they are added to, counted and looked at."""
    kept = KeptFindings(first)
    kept += then
    paths = list(dict.fromkeys(each.path for each in (*first, *then)))
    wanted = sorted([*first, *then], key=lambda each: paths.index(each.path))
    assert list(kept) == list(kept) == wanted
    assert len(kept) == len(wanted)
    kept.sort()
    assert list(kept) == sorted(wanted, key=lambda each: (each.path, each.line))
