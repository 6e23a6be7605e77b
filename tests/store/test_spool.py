"""Lines on the disk come out as they went in."""

from __future__ import annotations

import resource

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.store.compact import Spool


@given(st.lists(st.binary(max_size=20), max_size=12), st.lists(st.binary(max_size=20), max_size=4))
@settings(max_examples=50, deadline=None)
def test_a_spool_is_a_list_of_lines(lines: list[bytes], later: list[bytes]) -> None:
    """Whatever is in them, and in whatever order they are added and asked for."""
    spool = Spool(lines)
    assert list(spool) == lines
    for line in later:
        assert spool[spool.append(line)] == line
    every = [*lines, *later]
    assert [spool[-1 - at] for at in range(len(spool))] == every[::-1]
    assert spool[1::2] == every[1::2]


def test_a_line_for_which_there_is_no_room() -> None:
    """It is refused at once, and does no harm to the others."""
    spool = Spool([b"one"])
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5, most))
    try:
        with pytest.raises(OSError, match="File too large"):
            spool.append(b"three")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))
    assert list(spool) == [b"one"]
    assert spool[spool.append(b"two")] == b"two"
