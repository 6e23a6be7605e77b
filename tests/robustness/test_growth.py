"""Ten times the input takes no more than about ten times the time, whatever its shape."""

from __future__ import annotations

import gc
import itertools
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.robustness.kinds import kinds
from tests.robustness.shapes import grown, shapes
from workflow.errors import WorkflowError

_KINDS = kinds()
_SHAPES = [pytest.param(kind, shape, id=f"{kind} {name}") for kind, name, shape in shapes()]
#: How much longer ten times the input may take: time that grows with the square makes it a hundred
#: times, and what no longer fits into the processor's cache up to 17 on a machine that is shared.
_FACTOR, _FACTOR_UNCACHED = 25, 30
#: The least time in seconds that is compared: below it, what does not grow counts.
_LEAST = 0.012
#: Times that both sizes are measured, one right after the other, where the first says too much.
_TRIES = 6


@pytest.mark.parametrize(("kind", "shape"), _SHAPES)
def test_growth(kind: str, shape: tuple[str, str, str], tmp_path: Path) -> None:
    """From 200 letters to 20,000."""
    assert_linear(kind, shape, (200, 2_000, 20_000), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "shape"), _SHAPES)
def test_growth_to_a_million(kind: str, shape: tuple[str, str, str], tmp_path: Path) -> None:
    """From ten thousand letters to a million: what no cache holds may take twice as long again."""
    assert_linear(kind, shape, (10_000, 100_000, 1_000_000), tmp_path, _FACTOR_UNCACHED)


def assert_linear(
    kind: str,
    shape: tuple[str, str, str],
    sizes: tuple[int, ...],
    folder: Path,
    factor: float = _FACTOR,
) -> None:
    """Compare the time for each size with that for a tenth of it."""
    for small, large in itertools.pairwise(grown(shape, size) for size in sizes):
        cost(kind, small, folder)  # what is loaded at first use is loaded now
        grew = []
        for _ in range(_TRIES):
            grew.append((cost(kind, small, folder), cost(kind, large, folder)))
            if grew[-1][1] <= factor * max(grew[-1][0], _LEAST):
                break
        else:
            pytest.fail(f"{len(small)} and {len(large)} letters: {grew} s")


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
