"""What the runs before tell of the tokens of the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.engines.llm import LlmEngine
from workflow.engines.llm.estimates import Ratio, TokenRatios
from workflow.engines.usage import Tokens
from workflow.model import LlmSettings, Project, Request, Settings


def test_one_uneven_run_does_not_decide(tmp_path: Path) -> None:
    """The tokens of all runs are summed: one needs more corrections, thoughts are of any length."""
    ratios = TokenRatios(tmp_path / "tokens.json")
    assert ratios.of("m") is None
    ratios.learn("m", Tokens(1000, 1000), Tokens(1000, 4000))
    ratios.learn("m", Tokens(3000, 3000), Tokens(3000, 4000))
    assert ratios.of("m") == Ratio(1.0, 2.0)
    ratios.learn("m", Tokens(10, 10), Tokens(10, 1000))  # too few to tell anything
    assert ratios.of("m") == Ratio(1.0, 2.0)
    assert ratios.of("other") is None


def test_a_model_that_has_changed_is_followed(tmp_path: Path) -> None:
    """Long ago counts for less."""
    ratios = TokenRatios(tmp_path / "tokens.json")
    for _ in range(50):
        ratios.learn("m", Tokens(100_000, 10_000), Tokens(100_000, 10_000))
    for _ in range(3):
        ratios.learn("m", Tokens(100_000, 10_000), Tokens(200_000, 10_000))
    found = ratios.of("m")
    assert found is not None
    assert 1.7 < found.prompt < 2


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"m": {"prompt": 1.5, "completion": 1}}', '{"m": [[1], [2]]}']
)
def test_a_file_that_cannot_be_read_is_as_none(tmp_path: Path, text: str) -> None:
    """Also one of an earlier version; it is written anew."""
    path = tmp_path / "tokens.json"
    path.write_text(text, "utf-8")
    ratios = TokenRatios(path)
    assert ratios.of("m") is None
    ratios.learn("m", Tokens(1000, 1000), Tokens(2000, 1000))
    assert ratios.of("m") == Ratio(2.0, 1.0)


def test_the_critic_is_reckoned_with() -> None:
    """Each conversation has a request more, in which the drafts are shown."""
    requests = [Request(f"Record number {number} was published.") for number in range(8)]
    once, twice = (
        LlmEngine(
            Project(Path(), Settings(llm=LlmSettings(url="http://x/v1", model="m", revise=revise)))
        ).estimate(requests, "en", "ko")
        for revise in (False, True)
    )
    assert (once.requests, twice.requests) == (1, 2)
    assert twice.prompt_tokens > 1.3 * once.prompt_tokens
