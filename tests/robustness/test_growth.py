"""Ten times the input takes no more than about ten times the time, whatever its shape."""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.robustness.kinds import kinds
from tests.robustness.shapes import grown, shapes
from workflow.errors import WorkflowError

_KINDS = kinds()
_SHAPES = [pytest.param(kind, shape, id=f"{kind} {name}") for kind, name, shape in shapes()]
#: How much longer ten times the input may take, and the least time in seconds that is compared:
#: below it, what does not grow counts. Time that grows with the square makes it a hundred times.
_FACTOR, _LEAST = 15, 0.012
#: Measurements of which the least counts, made only where the first says too much.
_TRIES = 4


@pytest.mark.parametrize(("kind", "shape"), _SHAPES)
def test_growth(kind: str, shape: tuple[str, str, str], tmp_path: Path) -> None:
    """From 200 letters to 20,000."""
    assert_linear(kind, shape, (200, 2_000, 20_000), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "shape"), _SHAPES)
def test_growth_to_a_million(kind: str, shape: tuple[str, str, str], tmp_path: Path) -> None:
    """From ten thousand letters to a million: what no cache holds may take twice as long again."""
    assert_linear(kind, shape, (10_000, 100_000, 1_000_000), tmp_path, 2 * _FACTOR)


def assert_linear(
    kind: str,
    shape: tuple[str, str, str],
    sizes: tuple[int, ...],
    folder: Path,
    factor: float = _FACTOR,
) -> None:
    """Compares the time for each size with that for a tenth of it."""
    cost(kind, grown(shape, sizes[0]), folder)  # what is loaded at first use is loaded now
    before = cost(kind, grown(shape, sizes[0]), folder)
    for size in sizes[1:]:
        data = grown(shape, size)
        spent = cost(kind, data, folder)
        for _ in range(_TRIES):
            if spent <= factor * max(before, _LEAST):
                break
            spent = min(spent, cost(kind, data, folder))
        assert spent <= factor * max(before, _LEAST), f"{size} letters: {before:.3f}, {spent:.3f} s"
        before = spent


def cost(kind: str, text: str, folder: Path) -> float:
    """Seconds of the processor for one input, which may be refused."""
    data = text.encode()
    gc.disable()  # its passes over all that the tests have loaded take longer than an input
    began = time.process_time()
    try:
        with suppress(WorkflowError):
            _KINDS[kind].read(data, folder)
        return time.process_time() - began
    finally:
        gc.enable()
