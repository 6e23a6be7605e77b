"""Ctrl-C at the worst of moments."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest

from workflow.catalog import Catalog, save_all
from workflow.store.interrupts import deferred_interrupts


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """These tests can be interrupted, even where they run in the background."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


def press() -> None:
    """Presses Ctrl-C."""
    signal.raise_signal(signal.SIGINT)


def work_held_back(*steps: Callable[[], object]) -> None:
    """Does one step after the other in a block that holds Ctrl-C back."""
    with deferred_interrupts():
        for step in steps:
            step()


def test_ctrl_c_takes_effect_after_the_block() -> None:
    """What is in it is done; what comes after it is not."""
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work_held_back(press, press, lambda: done.append("the block"))
    assert done == ["the block"]
    with pytest.raises(KeyboardInterrupt):
        press()


def test_a_failing_block_is_interrupted_too() -> None:
    """Neither hides the other."""
    with pytest.raises(KeyboardInterrupt) as caught:
        work_held_back(press, lambda: int("none"))
    assert isinstance(caught.value.__context__, ValueError)


def test_nothing_is_held_back_where_nobody_listens() -> None:
    """A process that ignores Ctrl-C goes on ignoring it; other threads never see it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work_held_back(press)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    done: list[bool] = []
    thread = threading.Thread(target=work_held_back, args=[lambda: done.append(True)])
    thread.start()
    thread.join()
    assert done == [True]


@dataclass
class Slow:
    """Stands for a catalog."""

    where: str = "locales/ko/slow.po"
    saved: bool = False

    def save(self) -> None:
        """Takes its time."""
        time.sleep(0.01)
        self.saved = True


@pytest.mark.parametrize("time_of_it", range(0, 40, 3))
def test_ctrl_c_as_a_lock_is_taken_while_saving(
    monkeypatch: pytest.MonkeyPatch, time_of_it: int
) -> None:
    """Just as some condition has got its lock: nothing waits for ever, and all is saved."""
    monkeypatch.setattr(
        threading.Condition, "__enter__", pressing(threading.Condition.__enter__, time_of_it)
    )
    catalogs = [Slow() for _ in range(20)]
    with pytest.raises(KeyboardInterrupt):
        save_all(cast("list[Catalog]", catalogs))
    assert all(each.saved for each in catalogs)


def pressing(enter: Callable[..., Any], at: int) -> Callable[..., Any]:
    """``enter``, after which Ctrl-C is pressed once, the ``at``-th time in the main thread."""
    main, times = threading.get_ident(), iter(range(at + 1))

    def entered(self: threading.Condition) -> Any:
        result = enter(self)
        if threading.get_ident() == main and next(times, None) == at:
            press()
        return result

    return entered
