"""Whatever arrives, only errors that name the file come out, and soon.

The inputs are real files, damaged at random but the same in every run. ``make test-all`` reads
fifty times as many: a million.
"""

from __future__ import annotations

import base64
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.robustness.kinds import Kind, kinds
from workflow.errors import WorkflowError

#: Inputs of one test, so that the tests spread over all processes.
_PART = 500
#: How many times as many are read by ``make test-all``.
_MORE = 50
#: Seconds: of the processor for one small input; by the clock, after which it counts as endless.
_SLOW, _ENDLESS = 3.0, 60
_KINDS = kinds()


def parts(begin: int, end: int) -> list[tuple[str, int]]:
    """Names of kinds, each with the numbers of its tests in one run, or further ones."""
    return [
        (kind.name, number)
        for kind in _KINDS.values()
        for number in range(begin * kind.count // _PART, end * kind.count // _PART)
    ]


def test_there_are_enough_of_them() -> None:
    """At least 20,000 in every run, at least a million in all."""
    assert sum(kind.count for kind in _KINDS.values()) >= 20_000
    assert sum(kind.count for kind in _KINDS.values()) * _MORE >= 1_000_000


@pytest.mark.parametrize("name", _KINDS)
def test_whole_files_are_read(name: str, tmp_path: Path) -> None:
    """Otherwise the damaged ones would show nothing."""
    for sample in _KINDS[name].samples():
        _KINDS[name].read(sample, tmp_path)


@pytest.mark.parametrize(("name", "number"), parts(0, 1))
def test_damaged_files(name: str, number: int, tmp_path: Path) -> None:
    """What is wrong is an error of the workflow's own."""
    read_damaged(_KINDS[name], number, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "number"), parts(1, _MORE))
def test_many_more_damaged_files(name: str, number: int, tmp_path: Path) -> None:
    """The same."""
    read_damaged(_KINDS[name], number, tmp_path)


def read_damaged(kind: Kind, number: int, folder: Path) -> None:
    """Reads one part of the damaged files of a kind."""
    random, samples = Random(f"{kind.name} {number}"), kind.samples()  # noqa: S311
    good = 0
    for _ in range(_PART):
        data = kind.mutate(random, random.choice(samples), samples)
        began = time.process_time()
        with blamed(data):
            try:
                kind.read(data, folder)
                good += 1
            except WorkflowError:
                pass
            assert time.process_time() - began < _SLOW
    assert good >= kind.valid * _PART


@contextmanager
def blamed(data: bytes) -> Iterator[None]:
    """Shows the input at which something went wrong, and ends one that takes for ever."""

    def endless(*_: object) -> None:
        raise TimeoutError

    former = signal.signal(signal.SIGALRM, endless)
    signal.alarm(_ENDLESS)
    try:
        yield
    except Exception as error:
        error.add_note(f"the input, in base64: {base64.b64encode(data).decode()}")
        raise
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, former)
