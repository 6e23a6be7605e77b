"""Mistakes planted into the repository's own translations are found."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.support.own import own_sentences, own_versions
from tests.support.planted import Planted, planted
from workflow import qa


@pytest.fixture(scope="module")
def mistakes() -> list[Planted]:
    """All of them, one a sentence."""
    return [one for target, sentences in own_sentences() for one in planted(sentences, target)]


def test_good_translations_are_left_in_peace() -> None:
    """Before anything is planted, there is nothing to find."""
    known = qa.all_checks()
    for target, sentences in own_sentences():
        for sentence in sentences:
            assert not list(qa.check_entry(sentence.entry, target, sentence.terms, known))


def test_planted_mistakes_are_found(mistakes: list[Planted]) -> None:
    """At least 95 % of all mistakes, and 90 % of every kind."""
    known, documents = qa.all_checks(), qa.document_checks()
    there, found = Counter[str](), Counter[str]()
    missed = []
    for one in mistakes:
        sentence = one.sentence
        caught = any(qa.check_entry(sentence.entry, one.target, sentence.terms, known))
        caught = caught or any(qa.check_document([sentence], one.target, documents))
        there[one.kind] += 1
        found[one.kind] += caught
        if not caught:
            missed.append((one.kind, sentence.entry.source, sentence.entry.text))
    assert there.total() >= 300
    assert found.total() >= 0.95 * there.total(), missed
    few = {kind for kind in there if found[kind] < 0.9 * there[kind]}
    assert few == set(), missed


def test_a_translation_in_the_wrong_place_is_found() -> None:
    """The previous sentence's translation is an error in every other sentence that is not short."""
    known = qa.document_checks()
    for target, sentences in own_versions():
        for before, here in pairwise(sentences):
            if len(here.entry.source) < 60 or len(before.entry.source) < 60:
                continue
            wrong = replace(here, entry=replace(here.entry, text=before.entry.text))
            shown = [wrong if sentence is here else sentence for sentence in sentences]
            found = [each.check for each in qa.check_document(shown, target, known)]
            assert "doubled" in found, here.entry.source
