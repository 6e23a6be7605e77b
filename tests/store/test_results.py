"""What was worked out before is found again, in whatever order it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.interface_words import Words
from workflow.model import Message, Problem, say
from workflow.qa import engine_problems
from workflow.store import results
from workflow.store.results import ResultCache

NAMES = st.sampled_from(["", "a", "a/b", "a-b", "b", "ㄱ", "中", "\U00020000", "z"])
KINDS = st.sampled_from(["merged", "report"])
#: A name and a kind, and what is kept for them; None asks for it.
STEPS = st.lists(st.tuples(NAMES, KINDS, st.integers() | st.none()), max_size=40)


@given(STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_the_result_kept_last_is_found(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int | None]]
) -> None:
    """Of the very kind and name and with the very digest, written to the file or not yet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(results, "_WINDOW", 4)
        known = ResultCache(tmp_path_factory.mktemp("m") / "state.db")
        kept: dict[tuple[str, str], int] = {}
        for number, (name, kind, value) in enumerate(steps):
            if value is None:
                assert known.recall(kind, name, "now", int) == kept.get((name, kind))
                assert known.recall(kind, name, "then", int) is None
            else:
                known.keep(kind, name, "now", value)
                kept[name, kind] = value
            if number % 3 == 0:
                known.flush()
        for (name, kind), value in kept.items():
            assert known.last(kind, name, int) == value
        known.close()


def test_a_damaged_file_is_replaced(tmp_path: Path) -> None:
    """Wherever the damage is: the command that meets it does without, the next has a new file."""
    path = tmp_path / "state.db"
    known = ResultCache(path)
    for number in range(1000):
        known.keep("merged", f"n{number:03}", "now", 50 * "x")
    known.close()
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    for _ in range(2):
        known = ResultCache(path)
        assert known.recall("merged", "n500", "now", str) is None
        known.keep("merged", "new", "now", "value")
        known.close()
    known = ResultCache(path)
    assert known.recall("merged", "new", "now", str) == "value"
    known.close()


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_no_damage_stops_a_command(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[float, int]]
) -> None:
    """Bytes flipped anywhere: at worst nothing is remembered."""
    path = tmp_path_factory.mktemp("m") / "state.db"
    known = ResultCache(path)
    for number in range(40):
        known.keep("merged", f"n{number:03}", "now", {"value": 50 * "x"})
    known.close()
    data = bytearray(path.read_bytes())
    for place, byte in flips:
        data[int(place * (len(data) - 1))] = byte
    path.write_bytes(data)
    for _ in range(2):
        known = ResultCache(path)
        for number in range(40):
            known.recall("merged", f"n{number:03}", "now", dict[str, str])
        list(known.names("merged"))
        known.keep("merged", "new", "now", "value")
        known.retain({"new"})
        known.close()


def test_results_of_what_is_gone_are_forgotten(tmp_path: Path) -> None:
    """Those of everything else stay."""
    known = ResultCache(tmp_path / "state.db")
    for name in "abc":
        known.keep("merged", name, "now", value=True)
    assert known.recall("merged", "b", "now", bool)
    known.retain({"a", "c"})
    found = {name: known.recall("merged", name, "now", bool) for name in "abc"}
    assert found == {"a": True, "b": None, "c": True}
    known.close()


@pytest.mark.parametrize(
    "problem",
    [
        engine_problems.PSEUDO(),
        engine_problems.IN_PARTS(n=3),
        engine_problems.REPLACED(old="A", new=say("{n} names", n=2)),
        Problem("length", say("{names} are missing", names=["A", say("a name")])),
    ],
)
def test_a_message_is_kept_with_what_it_was_made_from(tmp_path: Path, problem: Problem) -> None:
    """So it can be told in any language, whatever it was made of."""
    path = tmp_path / "state.db"
    known = ResultCache(path)
    known.keep("findings", "a", "now", [problem.message])
    known.close()
    [message] = ResultCache(path).recall("findings", "a", "now", list[Message]) or [None]
    assert message == str(problem.message)
    assert (message.template, type(message.template)) == (problem.message.template, str)
    assert message.localized(Words("ko", {})) == message
