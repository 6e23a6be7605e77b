"""Digests of files: always those of what the files hold, and seldom read again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.store import digests
from workflow.store.digests import FileDigests, digest
from workflow.store.results import ResultCache


@pytest.fixture
def memo(tmp_path: Path) -> Iterator[ResultCache]:
    """An empty memo."""
    memo = ResultCache(tmp_path / "state.db")
    yield memo
    memo.close()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that nobody has written to for a while."""
    path = tmp_path / "seed.txt"
    path.write_bytes(b"Trade grew again.")
    return path


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a minute later than it is."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 60_000_000_000)


@pytest.mark.usefixtures("later")
def test_a_file_that_has_not_changed_is_not_read_again(
    memo: ResultCache, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = FileDigests(memo)
    assert first.of(old) == digest(b"Trade grew again.")
    first.save()
    monkeypatch.setattr(digests, "digest_of_file", lambda _: pytest.fail("was read"))
    assert FileDigests(memo).of(old) == digest(b"Trade grew again.")


@pytest.mark.usefixtures("later")
def test_times_that_were_set_back_do_not_hide_a_change(memo: ResultCache, old: Path) -> None:
    before = old.stat()
    known = FileDigests(memo)
    known.of(old)
    old.write_bytes(b"Trade fell again.")
    os.utime(old, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert known.of(old) == digest(b"Trade fell again.")


def test_what_was_written_a_moment_ago_is_read_again(memo: ResultCache, old: Path) -> None:
    known = FileDigests(memo)
    known.of(old)
    known.save()
    assert not list(memo.names("files"))


@pytest.mark.usefixtures("later")
def test_what_is_gone_is_forgotten(memo: ResultCache, old: Path) -> None:
    known = FileDigests(memo)
    known.of(old)
    known.save()
    other = old.with_name("other.txt")
    old.rename(other)
    again = FileDigests(memo)
    assert again.of(old) == bytes(16)
    assert again.of(other) == digest(b"Trade grew again.")
    again.save()
    kept = memo.last("files", "", dict[str, bytes])
    assert kept is not None
    assert list(kept) == [str(other)]


@pytest.mark.usefixtures("later")
def test_a_link_is_followed_every_time(memo: ResultCache, old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(old)
    known = FileDigests(memo)
    assert known.of(link) == digest(b"Trade grew again.")
    old.write_bytes(b"Trade fell again.")
    assert known.of(link) == digest(b"Trade fell again.")


def test_what_cannot_be_read_counts_as_no_file(memo: ResultCache, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "none"):
        assert FileDigests(memo).of(path) == bytes(16)


@given(st.lists(st.binary(max_size=3) | st.none(), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_a_digest_is_always_that_of_the_content(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes | None]
) -> None:
    """However often, and however fast, a file is written, replaced or removed."""
    folder = tmp_path_factory.mktemp("f")
    path = folder / "a.po"
    memo = ResultCache(folder / "state.db")
    for content in contents:
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        known = FileDigests(memo)
        assert known.of(path) == digest(content)
        known.save()
    memo.close()
