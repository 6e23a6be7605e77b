"""What a million tokens cost: as the settings say, else as a kept library knows it."""

from __future__ import annotations

import pytest

from workflow.engines.llm.token_prices import price_of
from workflow.engines.usage import Price
from workflow.model import LlmSettings


def test_the_settings_go_before_what_is_known() -> None:
    """Whoever has a contract of their own says so."""
    own = {"input": 1.0, "output": 2.0}
    llm = LlmSettings(url="https://api.openai.com/v1", model="gpt-4o-mini", price=own)
    assert price_of(llm) == Price(1.0, 2.0)


def test_known_models_at_known_services_need_no_price() -> None:
    """The service is told by its address; the price of a long question is not meant."""
    found = price_of(LlmSettings(url="https://api.openai.com/v1", model="gpt-4o-mini"))
    assert found is not None
    assert 0 < found.prompt < found.completion < 100


@pytest.mark.parametrize(
    ("url", "model"),
    [
        ("http://127.0.0.1:11434/v1", "gpt-4o-mini"),
        ("https://gateway.example.org/v1", "gpt-4o-mini"),
        ("https://api.openai.com/v1", "our-own-model"),
        ("", ""),
    ],
)
def test_a_price_elsewhere_is_not_known(url: str, model: str) -> None:
    """A model of the same name may cost something else, or nothing."""
    assert price_of(LlmSettings(url=url, model=model)) is None
