"""Facts about languages are asked of their packs."""

from __future__ import annotations

import pytest

from workflow.languages import Pack, pack, space_between
from workflow.languages.scripts import SCRIPTS


@pytest.mark.parametrize(("tag", "spaced"), [("en", True), ("ko", True), ("zh-Hant", False)])
def test_a_pack_serves_every_tag_of_its_language(tag: str, spaced: bool) -> None:
    """The registered packs know their tag and their writing."""
    assert pack(tag).tag == tag
    assert type(pack(tag)) is not Pack
    assert pack(tag).writing.spaced is spaced


def test_a_language_without_a_pack_has_working_defaults() -> None:
    """Of a language that nobody registered only what does no harm is assumed."""
    assert type(pack("sv")) is Pack
    assert pack("sv").writing.scripts == ("Latin",)
    assert pack("uk").writing.scripts == ("Cyrillic",)
    assert pack("sv").writing.foreign == ("Han", "Kana", "Hangul")


def test_chinese_and_japanese_have_no_space_between_sentences() -> None:
    """Korean, like English, has one; Thai parts sentences though not words."""
    spaces = {tag: space_between(tag) for tag in ("en", "ko", "th", "ja", "zh-Hans", "yue")}
    assert spaces == {"en": " ", "ko": " ", "th": " ", "ja": "", "zh-Hans": "", "yue": ""}


def test_a_pack_and_its_parts_are_made_once() -> None:
    """Asking again costs a look-up, since every sentence asks."""
    assert pack("ko") is pack("ko")
    assert pack("ko").writing is pack("ko").writing


def test_every_script_of_a_language_is_known() -> None:
    """Checks and detection look letters up by the names of scripts."""
    tags = "ko zh ja yue en de ru ar he hi bn th ka hy am ta te kn ml gu pa or si lo km my bo dv el"
    assert {name for tag in tags.split() for name in pack(tag).writing.scripts} <= {*SCRIPTS}
