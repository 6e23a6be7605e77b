"""A journal in an object store loses no line, whoever is stopped or refused, and ends empty."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.errors import ConfigError
from workflow.store import journal_parts, objects
from workflow.store.journal_parts import LeftParts, PartedJournal
from workflow.store.objects import ObjectFolder, required_address

fsspec = pytest.importorskip("fsspec")
URL = "memory://bucket/journal"


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty store, into which a part goes every moment."""
    monkeypatch.setattr(journal_parts, "_EVERY", 0.01)
    monkeypatch.setattr(journal_parts, "_WATCHED", 0.0)
    fsspec.filesystem("memory").store.clear()
    yield
    fsspec.filesystem("memory").store.clear()


def lines(count: int) -> list[bytes]:
    return [f'{{"n": {number}}}'.encode() for number in range(count)]


def until(condition: object) -> None:
    end = time.monotonic() + 30
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.005)


def test_what_a_lost_process_gave_is_there_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many parts become one on the way."""
    monkeypatch.setattr(journal_parts, "_MANY", 4)
    journal, folder = PartedJournal(ObjectFolder(URL)), ObjectFolder(URL)
    for number, line in enumerate(lines(11)):
        journal.add(line)
        until(lambda: len(LeftParts(folder).lines) > number)  # noqa: B023 - done within the loop
    journal.close()
    assert list(LeftParts(folder).lines) == lines(11)
    assert len(folder.sizes()) < 6


def test_who_ends_in_order_leaves_only_what_is_not_in_its_place() -> None:
    folder = ObjectFolder(URL)
    for kept in ([], lines(2)):
        journal = PartedJournal(folder)
        for line in lines(5):
            journal.add(line)
        journal.close(kept)
        assert journal.error is None
        assert list(LeftParts(folder).lines) == kept
    left = LeftParts(folder)
    PartedJournal(folder).close([b"of another process"])
    left.leave([b"of nobody yet"])
    assert sorted(LeftParts(folder).lines) == [b"of another process", b"of nobody yet"]


def test_what_is_of_a_living_process_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has nothing to add while another one reads all, and removes what is of a lost one."""
    monkeypatch.setattr(journal_parts, "_BEAT", 0.02)
    monkeypatch.setattr(journal_parts, "_WATCHED", 0.5)
    folder = ObjectFolder(URL)
    lost, living = PartedJournal(folder), PartedJournal(folder)
    lost.add(b"of the lost one")
    lost.close()
    living.add(b"of the living one")
    until(lambda: len(LeftParts(folder).lines) == 2)
    left = LeftParts(folder)
    left.leave([])
    assert list(LeftParts(folder).lines) == [b"of the living one"]
    living.close([])
    assert not folder.sizes()


@given(st.lists(st.sampled_from(["write", "fail", "join"]), max_size=12))
@settings(max_examples=25, deadline=None)
def test_a_store_that_fails_now_and_then_loses_nothing(steps: list[str]) -> None:
    """A write that fails may have been done; it is done again."""
    fsspec.filesystem("memory").store.clear()
    journal = PartedJournal(ObjectFolder(URL))
    given_, expected = iter(lines(20)), []
    write = journal._folder.write
    for step in steps:
        line = next(given_)
        if step == "join" and len(journal._small) > 1:
            journal._join()
        if step == "fail":
            write(f"{journal._run}/{journal._number + 1:010}-{journal._number + 1:010}.jsonl", b"")
        journal._write([line])
        expected.append(line)
    assert list(LeftParts(ObjectFolder(URL)).lines) == expected
    journal.close([])
    assert not ObjectFolder(URL).sizes()


def test_a_store_that_refuses_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ObjectFolder(URL)
    journal, refused = PartedJournal(folder), True
    write = folder.write

    def denied(name: str, data: bytes) -> None:
        if refused:
            raise ConfigError(URL, "denied")
        write(name, data)

    monkeypatch.setattr(folder, "write", denied)
    for line in lines(3):
        journal.add(line)
    until(lambda: journal.error)
    refused = False
    journal.close()
    assert journal.error is None
    assert list(LeftParts(folder).lines) == lines(3)


@pytest.mark.parametrize(
    "text",
    ["", "s3://", "bucket/path", "https://a/b", "s3://key:secret@bucket/a", "simplecache::s3://a/b",
     "s3://a/b?x=1", "s3://a b", "ftp://a/b"],
)  # fmt: skip
def test_what_is_no_address_of_a_store(text: str) -> None:
    with pytest.raises(ValueError, match="s3://bucket/path"):
        required_address(text)
    with pytest.raises(ConfigError) as told:
        ObjectFolder(text)
    assert "secret" not in str(told.value)


def test_what_nothing_reaches_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="cannot be"):
        ObjectFolder("nonsense://a/b")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="cannot be reached, read or written"):
        ObjectFolder(f"file://{tmp_path}/file/journal").write("a", b"")
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(ConfigError, match="needs the extra objects") as told:
        ObjectFolder(URL)
    assert "translation-workflow[objects]" in told.value.hint
    assert objects.is_object_address(URL)
