"""The golden article: every edge case of the glossary, through real engines.

Possessives, plurals, hyphens of another kind, a headline in capitals, nested and overlapping
names, titles with surnames, two people named Kim, a word that holds an abbreviation (kefir). An
engine may translate the rest badly; names are right or flagged, and no forbidden form appears.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.glossary.kef import kef
from tests.support import argos
from workflow import engines, glossary
from workflow.documents import detector, readers, segmenter
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.engines.setup import weights
from workflow.model import Document, Draft, Project, TermUse

ARTICLE = Path(__file__).parents[1] / "data" / "golden.txt"
TARGETS = ("ko", "zh-Hans")


@pytest.fixture
def article(project: Project) -> Document:
    """The article, read and segmented."""
    seed = project.seeds / "golden.txt"
    seed.write_bytes(ARTICLE.read_bytes())
    return segmenter.segment(detector.assign(readers.read(project, seed)))


def translated(
    project: Project, article: Document, engine: str, target: str
) -> list[tuple[tuple[TermUse, ...], Draft]]:
    """Each sentence's terms and its draft."""
    uses = kef().uses(article, target)
    jobs = [Job(*pair) for pair in zip(article.segments, uses, strict=True)]
    drafts = dict(drafting.translate(engines.load(project, engine), jobs, "en", target))
    return [(job.uses, drafts[number]) for number, job in enumerate(jobs)]


def hold(done: Sequence[tuple[tuple[TermUse, ...], Draft]], target: str) -> None:
    """Every rendering that is required is there or its lack is said; none is forbidden."""
    for uses, draft in done:
        assert draft.text
        said = [str(each) for each in draft.problems if each.code in glossary.CODES]
        for use in uses:
            there = all(
                glossary.spots(draft.text, [use.rendering, part.rendering, *part.accepted], target)
                for part in (use.parts or (use,))
                if part.rendering
            )
            assert there or said, (use.source, draft)
        right = [form for use in uses for form in (use.rendering, *use.accepted)]
        for use in uses:
            for form in use.forbidden:
                spots = glossary.spots(draft.text, [*right, form], target)
                assert form in right or form not in {spot.form for spot in spots}, draft


@pytest.mark.parametrize("target", TARGETS)
def test_the_mentions_are_those_an_editor_sees(article: Document, target: str) -> None:
    """What is found, what is left alone, what a person has to tell apart."""
    found = [use for uses in kef().uses(article, target) for use in uses]
    names = [use.source for use in found]
    assert "Ambassador Xing" in names
    assert "Korea Employers Federation (KEF)" in names
    assert "Four Seasons Hotel in Seoul" in names
    assert "supply chains" in names
    assert "urea solution" in names
    assert not any("kefir" in name.lower() for name in names)
    assert [use.rule for use in found if use.source == "Kim"] == ["ambiguous"]
    rendered = {use.source: use.rendering for use in found}
    expected = {"ko": "싱 대사", "zh-Hans": "邢大使"}
    assert rendered["Ambassador Xing"] == expected[target]


@pytest.mark.parametrize("target", TARGETS)
def test_the_small_model(
    project: Project, article: Document, target: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The test packages, which know none of these names."""
    packages = argos.unpack(tmp_path / "packages", "en_ko", "en_zh")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    hold(translated(project, article, "argos", target), target)


@pytest.mark.local_llm
@pytest.mark.slow
@pytest.mark.skipif(weights.gguf_path() is None, reason="the model is not installed")
@pytest.mark.parametrize("target", TARGETS)
def test_the_local_language_model(project: Project, article: Document, target: str) -> None:
    """The language model that can be installed."""
    hold(translated(project, article, "local", target), target)
