"""Sentences of our own with good translations: the repository's articles and some pairs more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workflow import glossary
from workflow.app.state import seed_files
from workflow.app.state.document_translation import open_translation
from workflow.documents import readers
from workflow.model import BlockKind, Entry, Project, Segment, Sentence, Settings, State

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT, Settings(targets=("en", "ko", "zh-Hans")))
PAIRS = ROOT / "tests" / "qa" / "pairs.tsv"


def own_versions() -> Iterator[tuple[str, list[Sentence]]]:
    """Target and sentences of every version in the repository, without what is carried over."""
    terms = glossary.load(PROJECT)
    for seed in readers.seeds(PROJECT):
        document = seed_files.load(PROJECT, seed)
        for target in PROJECT.settings.targets:
            if target != document.language:
                version = open_translation(PROJECT, terms, document, target)
                yield (
                    target,
                    [
                        Sentence(segment, version.catalog.entries[segment.text], uses)
                        for segment, uses in zip(document.segments, version.uses, strict=True)
                        if version.catalog.entries[segment.text].origin != "source"
                    ],
                )


def own_sentences() -> Iterator[tuple[str, list[Sentence]]]:
    """The same, and sentences with what the articles have little of."""
    yield from own_versions()
    triples = [row.split("\t") for row in PAIRS.read_text("utf-8").splitlines()]
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
