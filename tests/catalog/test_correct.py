"""A text put right by rule: one hunk, the same state, and never over somebody else's words."""

from __future__ import annotations

import polib

from tests.support.catalogs import document
from workflow.catalog import Catalog
from workflow.model import Draft, Project, State

SOURCE = "Trade grew."


def _drafted(project: Project) -> Catalog:
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document(SOURCE))
    catalog.fill(SOURCE, Draft("교역이  늘었다.", "test/1"))
    catalog.save()
    return Catalog.load(project, "talks", "ko")


def test_a_correction_keeps_the_state(project: Project) -> None:
    """A draft stays a draft, an approved text approved and as the machine's own."""
    catalog = _drafted(project)
    assert catalog.correct(SOURCE, "교역이  늘었다.", "교역이 늘었다.")
    assert catalog.entries[SOURCE].state is State.DRAFT
    catalog.approve(SOURCE, "교역이 늘었다.", "Kim")
    assert catalog.correct(SOURCE, "교역이 늘었다.", "교역이 늘었다")
    entry = catalog.entries[SOURCE]
    assert (entry.state, entry.unchanged, entry.reviewer) == (State.REVIEWED, True, "Kim")


def test_a_correction_of_another_text_is_refused(project: Project) -> None:
    """What it was made for is gone, so it is too; an unknown sentence or nothing is no text."""
    catalog = _drafted(project)
    assert not catalog.correct(SOURCE, "교역이 줄었다.", "교역이 늘었다.")
    assert not catalog.correct(SOURCE, "교역이  늘었다.", " ")
    assert not catalog.correct("Another.", "교역이  늘었다.", "교역이 늘었다.")


def test_an_editor_who_is_faster_is_not_overwritten(project: Project) -> None:
    """The file changes between reading and saving: the editor's words stand."""
    catalog = _drafted(project)
    catalog.correct(SOURCE, "교역이  늘었다.", "교역이 늘었다.")
    po = polib.pofile(str(catalog.path), wrapwidth=0)
    po[0].msgstr = "무역이 증가했다."
    po[0].flags = []
    po.save(str(catalog.path))
    catalog.save()
    assert catalog.entries[SOURCE].text == "무역이 증가했다."
    assert polib.pofile(str(catalog.path))[0].msgstr == "무역이 증가했다."
