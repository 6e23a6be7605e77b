"""Language codes of other tools become BCP 47 tags and back."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale

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


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("kr", "ko"),
        ("kr-KR", "ko"),
        ("jp", "ja"),
        ("cn", "zh-Hans"),
        ("korean", "ko"),
        ("ua", "uk"),
    ],
)
def test_a_country_for_a_language_is_told(code: str, meant: str) -> None:
    """The code of a country, or a name, is refused with the tag that was meant."""
    with pytest.raises(ConfigError) as caught:
        language(code)
    assert f"Did you mean {meant}?" in caught.value.hint


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("ko_KR.UTF-8", "ko"),
        ("eng", "en"),
        ("kor", "ko"),
        ("zho", "zh-Hans"),
        ("cmn-Hant", "zh-Hant"),
    ],
)
def test_locales_and_codes_of_three_letters_are_understood(code: str, tag: str) -> None:
    """POSIX locales name an encoding, ISO 639-2 has three letters where our tags have two."""
    assert language(code).tag == tag


def test_chinese_has_the_names_every_tool_expects() -> None:
    """Simplified Chinese is zh_CN in PO files, zh in Argos and the glossary, zh-hans in URLs."""
    chinese = language("zh-Hans")
    assert (chinese.gettext, chinese.argos, chinese.column, chinese.slug) == (
        "zh_CN", "zh", "zh", "zh-hans",
    )  # fmt: skip
    assert chinese.plural_forms == "nplurals=1; plural=0;"


def test_other_languages_come_from_cldr() -> None:
    """Any language CLDR knows can be a target, with its direction and what it calls itself."""
    assert language("ar").direction == "rtl"
    assert language("ja").autonym == Locale("ja").get_display_name()


def test_a_release_of_cldr_changes_no_plural_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """They stand in every PO file: a library's data must not change them all one day."""
    monkeypatch.setitem(sys.modules, "babel.messages.plurals", None)
    language.cache_clear()
    assert language("fr").plural_forms == "nplurals=2; plural=(n > 1);"
    assert language("es").plural_forms == "nplurals=2; plural=(n != 1);"
    assert language("ja").plural_forms == "nplurals=1; plural=0;"


@pytest.mark.parametrize(
    "locale", "be bg ca cs da de el es et fi fr ga he hr hu it ja ko lt lv nb nl nn pl pt ro ru sk"
    " sl sr sv tr uk vi".split(),
)  # fmt: skip
def test_plural_rules_are_those_of_gettext(locale: str, tmp_path: Path) -> None:
    """What msginit writes, for every language it has a rule for."""
    template = tmp_path / "t.pot"
    template.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "day"\nmsgid_plural "days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    options = ["--no-translator", "--no-wrap", f"--locale={locale}", f"--input={template}"]
    made = subprocess.run(
        ["msginit", *options, "--output=-"], check=True, capture_output=True, text=True
    ).stdout
    found = re.search(r'"Plural-Forms: (.*)\\n"', made)
    assert found
    assert language(locale).plural_forms.replace(" ", "") == found[1].strip().replace(" ", "")


@pytest.mark.parametrize(
    ("tag", "space"), [("zh-Hant", ""), ("ja", ""), ("ko", " "), ("th", " "), ("jam", " ")]
)
def test_sentences_are_parted_as_their_language_does(tag: str, space: str) -> None:
    """Only Chinese and Japanese have no space there; Thai has none between words alone."""
    assert space_between(tag) == space
