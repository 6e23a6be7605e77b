"""Facts about languages are asked of their packs: also what models are told, and of models."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

import pytest

from workflow import plugins
from workflow.engines.constrained.decoys import KINDS, well_known
from workflow.languages import Pack, pack, space_between
from workflow.languages.scripts import SCRIPTS

TAGS = sorted(plugins.names(plugins.LANGUAGES))


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


@pytest.mark.parametrize("tag", TAGS)
def test_every_part_of_a_pack_is_of_the_kind_that_all_languages_have(tag: str) -> None:
    """A part that is named wrongly cannot be imported, or is something else."""
    usual = Pack("sv")
    parts = [name for name, what in vars(Pack).items() if isinstance(what, cached_property)]
    assert "numbers" in parts
    for name in parts:
        kind = Mapping if isinstance(getattr(usual, name), Mapping) else type(getattr(usual, name))
        assert isinstance(getattr(pack(tag), name), kind), name


def test_every_script_of_a_language_is_known() -> None:
    """Checks and detection look letters up by the names of scripts."""
    tags = "ko zh ja yue en de ru ar he hi bn th ka hy am ta te kn ml gu pa or si lo km my bo dv el"
    assert {name for tag in tags.split() for name in pack(tag).writing.scripts} <= {*SCRIPTS}


@pytest.mark.parametrize("tag", TAGS)
def test_examples_are_sentences_with_a_place_for_a_name(tag: str) -> None:
    """The same ones in every language that has examples; a label is a pattern."""
    instructions = pack(tag).instructions
    for example in instructions.examples:
        assert example.text.count("{}") == 1
        assert example.name
    assert len(instructions.examples) in {0, len(pack("en").instructions.examples)}
    assert re.compile(instructions.label)
    assert re.compile(instructions.mention)
    assert re.compile(instructions.refusal)


@pytest.mark.parametrize("tag", [*TAGS, "zh-Hans"])
def test_well_known_names_are_the_same_everywhere(tag: str) -> None:
    """They stand at the same places; those to be tried have frames with one place for a name."""
    names, english = pack(tag).decoy_names, pack("en").decoy_names
    for kind, known in names.well_known.items():
        assert len(known) == len(set(known)) == len(english.well_known[kind])
    assert set(names.candidates) <= {*KINDS.values()}
    for candidates in names.candidates.values():
        assert all(frame.count("{}") == 1 for frame in candidates["frames"])


def test_a_language_without_known_names_has_no_decoys() -> None:
    """And a language that nobody described is told nothing special."""
    assert not any(well_known("en", "de").values())
    assert well_known("en", "ko")["place"][0].target == "런던"
    neutral = Pack("de")
    assert (neutral.instructions.style, neutral.generation.bound) == ("", None)
    assert pack("ja").generation.dense
