"""Letters and addresses on the surface of a text."""

from __future__ import annotations

import pytest

from workflow.languages import scripts


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://example.org/a.", ["https://example.org/a"]),
        ("https://example.org/a를 보라.", ["https://example.org/a"]),
        ("请看www.example.org。", ["www.example.org"]),
        ("desk@example.org에 쓰라", ["desk@example.org"]),
        ("no address here, not even a@", []),
    ],
)
def test_addresses_end_where_their_text_does(text: str, addresses: list[str]) -> None:
    """No full stop, no Korean particle, no Chinese punctuation belongs to them."""
    assert scripts.links(text) == addresses


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("公司在https://example.org/sealink上说不要", "公司在 上说不要"),
        ("메일 desk@example.org로 보내라", "메일  로 보내라"),
        ("https://ko.example.org/wiki/경총 참고", "  참고"),
    ],
)
def test_text_goes_on_behind_an_address_without_a_space(text: str, rest: str) -> None:
    """But letters at the beginning of a part of the address are its own."""
    assert scripts.without_links(text) == rest


def test_a_letter_weighs_what_it_carries() -> None:
    """Sentences that say the same weigh about the same in three languages."""
    weights = [
        scripts.weight("Trade between the two countries grew again last year."),
        scripts.weight("양국 간 교역은 지난해 다시 늘어났다."),
        scripts.weight("两国之间的贸易去年再次增长。"),
    ]
    assert max(weights) < 1.6 * min(weights)
