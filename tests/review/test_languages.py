"""The review speaks the language of the editor's browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.review.conftest import FORUM, Desk, opened
from workflow.review.views import words_for


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans-SG", "zh-Hans"),
        ("fr, ko;q=0.1", "ko"),
        ("en ; q=0.1, ko ; q=0.9", "ko"),
        ("fr, de", "en"),
        ("ko;q=0, zh-CN;q=0.2", "zh-Hans"),
        ("en-GB, ko", "en"),
        ("*, ko;q=x, \u4e2d, ;;;", "en"),
    ],
)
def test_the_first_language_it_has_words_for(accepted: str, language: str) -> None:
    """By the browser's own ranking; English where nothing fits."""
    assert words_for(accepted).language == language


@pytest.mark.parametrize(("locale", "word"), [("ko-KR", "승인됨"), ("zh-CN", "已批准")])
def test_an_editor_reads_their_language(
    browser: Browser, desk: Desk, locale: str, word: str
) -> None:
    """Page, states and what is said speak it, before and after a decision."""
    with opened(browser, desk, locale=locale) as page:
        assert page.locator("html").get_attribute("lang") == words_for(locale).language
        row = page.locator("#rows > li", has_text=FORUM)
        row.focus()
        page.keyboard.press("a")
        expect(row.locator(".meta .st")).to_contain_text(word)
        parts = page.locator("button, h2, h3, dd, label, option, #said, #progress")
        told = " ".join(parts.all_text_contents())
        assert not {"approve", "approved", "next", "edit", "term"} & set(told.lower().split())


def test_lists_have_the_marks_of_the_language(browser: Browser, desk: Desk) -> None:
    with opened(browser, desk, locale="zh-CN") as page:
        states = page.locator("#rows .st").all_text_contents()
        assert [each for each in states if "，" in each]
        assert not [each for each in states if ", " in each]
