"""Language codes of other tools become BCP 47 tags and back."""

from __future__ import annotations

import pytest

from workflow.errors import ConfigError
from workflow.languages import language, normalize, space_between


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("zh_CN", "zh-Hans"), ("zh-cn", "zh-Hans"), ("zh", "zh-Hans"), ("zh-Hans-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"), ("zt", "zh-Hant"), ("ko_KR", "ko"), ("EN-us", "en"), ("no", "nb"),
        ("sr-latn", "sr-Latn"),
    ],
)  # fmt: skip
def test_codes_of_other_tools_become_our_tags(code: str, tag: str) -> None:
    """langdetect's, Argos' and gettext's spellings all lead to one tag, which is its own."""
    assert normalize(code) == tag
    assert normalize(tag) == tag


@pytest.mark.parametrize("code", ["", "korean", "k", "ko,zh", "../ko", "xx"])
def test_what_is_no_language_is_refused(code: str) -> None:
    """A malformed or unknown code is an error that says what to write instead."""
    with pytest.raises(ConfigError) as caught:
        language(code)
    assert "BCP 47" in caught.value.hint


def test_chinese_has_the_names_every_tool_expects() -> None:
    """Simplified Chinese is zh_CN in PO files, zh in Argos and the glossary, zh-hans in URLs."""
    chinese = language("zh-Hans")
    assert (chinese.gettext, chinese.argos, chinese.column, chinese.slug) == (
        "zh_CN", "zh", "zh", "zh-hans",
    )  # fmt: skip
    assert chinese.plural_forms == "nplurals=1; plural=0;"


def test_other_languages_come_from_cldr() -> None:
    """Any language CLDR knows can be a target, with its plural rule and direction."""
    assert language("ar").direction == "rtl"
    assert language("fr").plural_forms == "nplurals=2; plural=(n > 1);"
    assert language("ja").autonym == "日本語"


@pytest.mark.parametrize(
    ("tag", "space"), [("zh-Hant", ""), ("ja", ""), ("ko", " "), ("th", " "), ("jam", " ")]
)
def test_sentences_are_parted_as_their_language_does(tag: str, space: str) -> None:
    """Only Chinese and Japanese have no space there; Thai has none between words alone."""
    assert space_between(tag) == space
