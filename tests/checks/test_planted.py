"""Mistakes planted into the repository's own translations are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.planted import Planted, planted
from workflow import checks, glossary, readers
from workflow.model import BlockKind, Entry, Project, Segment, Sentence, Settings, State
from workflow.pipeline import documents, versions

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT, Settings(targets=("en", "ko", "zh-Hans")))


def _with_own_pairs() -> Iterator[tuple[str, list[Sentence]]]:
    """The versions, and sentences with what the articles have little of."""
    yield from _versions()
    rows = (Path(__file__).parent / "pairs.tsv").read_text("utf-8").splitlines()
    triples = [row.split("\t") for row in rows]
    for column, target in ((1, "ko"), (2, "zh-Hans")):
        yield (
            target,
            [
                Sentence(
                    Segment(
                        str(number), triple[0], "", "", 0, 0, number, BlockKind.PARAGRAPH, "en"
                    ),
                    Entry(triple[0], triple[column], State.REVIEWED),
                )
                for number, triple in enumerate(triples)
            ],
        )


def _versions() -> Iterator[tuple[str, list[Sentence]]]:
    """Target and sentences of every version in the repository."""
    terms = glossary.load(PROJECT)
    for seed in readers.seeds(PROJECT):
        document = documents.load(PROJECT, seed)
        for target in PROJECT.settings.targets:
            if target != document.language:
                version = versions.open_version(PROJECT, terms, document, target)
                yield (
                    target,
                    [
                        Sentence(segment, version.catalog.entries[segment.text], uses)
                        for segment, uses in zip(document.segments, version.uses, strict=True)
                        if version.catalog.entries[segment.text].origin != "source"
                    ],
                )


@pytest.fixture(scope="module")
def mistakes() -> list[Planted]:
    """All of them, one a sentence."""
    return [one for target, sentences in _with_own_pairs() for one in planted(sentences, target)]


def test_good_translations_are_left_in_peace() -> None:
    """Before anything is planted, there is nothing to find."""
    known = checks.all_checks()
    for target, sentences in _with_own_pairs():
        for sentence in sentences:
            assert not list(checks.check_entry(sentence.entry, target, sentence.terms, known))


def test_planted_mistakes_are_found(mistakes: list[Planted]) -> None:
    """At least 95 % of all mistakes, and 90 % of every kind."""
    known = checks.all_checks()
    there, found = Counter[str](), Counter[str]()
    missed = []
    for one in mistakes:
        sentence = one.sentence
        caught = any(checks.check_entry(sentence.entry, one.target, sentence.terms, known))
        there[one.kind] += 1
        found[one.kind] += caught
        if not caught:
            missed.append((one.kind, sentence.entry.source, sentence.entry.text))
    assert there.total() >= 300
    assert found.total() >= 0.95 * there.total(), missed
    assert {kind for kind in there if found[kind] < 0.9 * there[kind]} == set(), missed


def test_a_translation_in_the_wrong_place_is_found() -> None:
    """The previous sentence's translation is an error in every other sentence that is not short."""
    known = checks.document_checks()
    for target, sentences in _versions():
        for before, here in pairwise(sentences):
            if len(here.entry.source) < 60 or len(before.entry.source) < 60:
                continue
            wrong = replace(here, entry=replace(here.entry, text=before.entry.text))
            shown = [wrong if sentence is here else sentence for sentence in sentences]
            found = [each.check for each in checks.check_document(shown, target, known)]
            assert "doubled" in found, here.entry.source
