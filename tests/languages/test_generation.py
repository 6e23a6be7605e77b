"""What the packs tell models, and of models."""

from __future__ import annotations

import re

import pytest

from workflow import plugins
from workflow.engines.constrained.decoys import KINDS, well_known
from workflow.languages import Pack, pack

TAGS = sorted(plugins.names(plugins.LANGUAGES))


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
