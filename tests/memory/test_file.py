"""The file behind the memory: damage, other processes, places that cannot be written."""

from __future__ import annotations

import multiprocessing
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.memory import Memory
from workflow.model import Pair, State

PAIRS = [Pair(f"Sentence {n}.", f"문장 {n}.", "en", "ko", State.REVIEWED) for n in range(50)]


def reload(memory: Memory) -> None:
    """Reads the one file there is, if that has not been read."""
    if "a.po" not in memory.digests():
        memory.learn([("a.po", b"1", PAIRS)])


def found(memory: Memory) -> str:
    (match,) = memory.exact("Sentence 7.", "en", "ko")
    return match.pair.text


def test_the_file_is_kept_between_runs(tmp_path: Path) -> None:
    """What was read once is not read again."""
    with Memory(tmp_path, reload) as memory:
        memory.refresh()
    with Memory(tmp_path, lambda _: None) as memory:
        assert found(memory) == "문장 7."


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    """Nobody hears of it."""
    (tmp_path / "memory.db").write_bytes(damage)
    with Memory(tmp_path, reload) as memory:
        memory.refresh()
        assert found(memory) == "문장 7."
    with Memory(tmp_path, lambda _: None) as memory:
        assert found(memory) == "문장 7."


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=200))
def test_damage_anywhere_never_shows(place: int, garbage: bytes) -> None:
    """Overwritten bytes may lose what is cached; a question is still answered."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Memory(folder, reload) as memory:
            memory.refresh()
        file = folder / "memory.db"
        data = bytearray(file.read_bytes())
        start = place % len(data)
        data[start : start + len(garbage)] = garbage
        file.write_bytes(data)
        with Memory(folder, reload) as memory:
            memory.refresh()
            memory.exact("Sentence 7.", "en", "ko")
            memory.fuzzy("Sentence 7.")
            memory.rebuild()
            assert found(memory) == "문장 7."


def test_damage_while_it_is_open_is_mended(tmp_path: Path) -> None:
    """The next question finds a new file."""
    with Memory(tmp_path, reload) as memory:
        memory.refresh()
        with (tmp_path / "memory.db").open("r+b") as file:
            file.truncate(5000)
        assert found(memory) == "문장 7."


def test_a_file_of_another_edition_is_made_anew(tmp_path: Path) -> None:
    """One that a later version of this program has made, for example."""
    connection = sqlite3.connect(tmp_path / "memory.db")
    connection.execute("PRAGMA user_version = 99")
    connection.execute("CREATE TABLE sentence (other)")
    connection.close()
    with Memory(tmp_path, reload) as memory:
        memory.refresh()
        assert found(memory) == "문장 7."


def test_without_a_place_for_the_file_it_works_all_the_same() -> None:
    """Then it lives as long as the process."""
    with Memory(Path("/dev/null/none"), reload) as memory:
        memory.refresh()
        assert found(memory) == "문장 7."


def test_a_lock_file_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """Nothing is made where it points."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "memory.lock").symlink_to(tmp_path / "victim")
    with Memory(tmp_path / "cache", reload) as memory:
        memory.refresh()
        assert found(memory) == "문장 7."
    assert not (tmp_path / "victim").exists()


def test_many_processes_read_and_write_at_once(tmp_path: Path) -> None:
    """Each finds what it wrote, and the file stays sound."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=busy, args=(tmp_path, number)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 3
    connection = sqlite3.connect(tmp_path / "memory.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("SELECT count(*) FROM file").fetchone() == (3,)
    connection.close()


def busy(folder: Path, number: int) -> None:
    """Writes and reads in turn."""
    with Memory(folder, lambda _: None) as memory:
        for turn in range(6):
            text = f"문장 {number}-{turn}."
            pairs = [Pair(f"Sentence {number}.", text, "en", "ko", State.REVIEWED)]
            memory.learn([(f"{number}.po", b"%d" % turn, pairs)])
            (match,) = memory.exact(f"Sentence {number}.", "en", "ko")
            assert match.pair.text == text


def test_a_file_only_half_read_counts_as_unread(tmp_path: Path) -> None:
    """After an interruption it is read again, from its beginning."""

    def interrupted() -> object:
        yield from PAIRS[:10]
        raise KeyboardInterrupt

    with Memory(tmp_path, reload) as memory:
        with pytest.raises(KeyboardInterrupt):
            memory.take_in("b.po", b"1", interrupted)  # type: ignore[arg-type]
        assert memory.digests() == {}
        memory.refresh()
        assert found(memory) == "문장 7."
