"""The price of a model's tokens: as the settings say, else as a kept library knows it."""

from __future__ import annotations

from functools import cache

from workflow.engines import address
from workflow.engines.usage import Price
from workflow.model import LlmSettings

#: The library is asked for the price of so many tokens: some models cost more by the token where a
#: question is very long.
_TOKENS = 1_000


def price_of(llm: LlmSettings) -> Price | None:
    """Return the price of the model in the settings; None where nobody knows it.

    What the settings do not say, the library genai-prices may know (extra ``prices``), in dollars;
    it is asked about the services alone whose addresses it knows, for elsewhere a model of the same
    name may cost something else.
    """
    if llm.price:
        return Price.of(llm.price)
    if not (llm.url and llm.model) or address.is_loopback(llm.url):
        return None
    return _known(llm.url, llm.model)


@cache
def _known(url: str, model: str) -> Price | None:
    """Look a price up in the library; None where it is not installed or does not know it."""
    try:
        from genai_prices import Usage, calc_price
    except ImportError:
        return None
    usage = Usage(input_tokens=_TOKENS, output_tokens=_TOKENS)
    try:
        found = calc_price(usage, model_ref=model, provider_api_url=url)
    except LookupError:
        return None
    return Price(
        *(1_000_000 / _TOKENS * float(each) for each in (found.input_price, found.output_price))
    )
