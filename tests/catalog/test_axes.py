"""Origin, review and staleness survive the tools that editors use, run for real."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.pypo import pofile

from tests.support.catalogs import EDITOR, ENGINE, draft_all, merged, rewrite, tool, translated
from workflow.app.exchange_import import import_files
from workflow.catalog import Catalog
from workflow.model import Draft, Entry, Project, Settings, State

DRAFT, EDITED, UNCHANGED, STALE, EMPTY = (
    "A draft that no person has seen.",
    "A sentence that an editor has corrected.",
    "A draft approved just as it was.",
    "The ambassador spoke of 30 years.",
    "Nobody has translated this.",
)
NOW = "The ambassador spoke of 31 years."


def catalog(project: Project) -> Path:
    """One sentence of each kind."""
    first = merged(project, DRAFT, EDITED, UNCHANGED, STALE, EMPTY)
    for source in (DRAFT, EDITED, UNCHANGED, STALE):
        draft = Draft(f"초안: {source} " + "길게 " * 30, ENGINE, ("term-missing: KEF → 경총",))
        first.fill(source, draft, "3fa2", "2026-11-24")
    first.approve(EDITED, "사람이 고친 문장이다.", EDITOR, "2026-11-25")
    first.approve(UNCHANGED, first.entries[UNCHANGED].text, EDITOR, "2026-11-25")
    first.approve(STALE, "대사는 30년을 말했다.", EDITOR, "2026-11-25")
    first.save()
    second = merged(project, DRAFT, EDITED, UNCHANGED, NOW, EMPTY)
    second.save()
    return second.path


def axes(project: Project) -> dict[str, tuple[object, ...]]:
    """What the catalog says about each sentence."""
    entries = merged(project, DRAFT, EDITED, UNCHANGED, NOW, EMPTY).entries

    def told(entry: Entry) -> tuple[object, ...]:
        return (
            entry.text, entry.state, entry.origin, entry.terms_hash, entry.unchanged,
            entry.reviewer, entry.date, entry.previous, entry.problems,
        )  # fmt: skip

    return {source: told(entry) for source, entry in entries.items()}


def msgmerge(path: Path) -> None:
    """With the template of the same sentences, as a Makefile's ``update-po`` does it."""
    template = path.with_suffix(".pot")
    template.write_text(tool("msgattrib", "--clear-fuzzy", "--clear-previous", "--empty", path))
    path.write_text(tool("msgmerge", "--quiet", "--previous", path, template))
    template.unlink()


def toolkit(path: Path) -> None:
    """Parsed and written by translate-toolkit, as Weblate stores a file."""
    store = pofile.parsefile(str(path))
    for unit in store.units:
        if unit.istranslatable() and unit.target:
            unit.target = str(unit.target)
    store.updateheader(x_generator="Weblate 5.14.3", po_revision_date="2026-11-26 10:00+0900")
    store.savefile(str(path))


TOOLS: dict[str, Callable[[Path], None]] = {
    "msgcat, as Poedit": lambda path: rewrite(path, "msgcat", "--width=79"),
    "msgcat without wrapping": lambda path: rewrite(path, "msgcat", "--no-wrap"),
    "msgcat sorted": lambda path: rewrite(path, "msgcat", "--sort-output"),
    "msgmerge": msgmerge,
    "translate-toolkit, as Weblate": toolkit,
    "msgconv": lambda path: rewrite(path, "msgconv", "-t", "UTF-8", "--width=60"),
}


@pytest.mark.parametrize("name", TOOLS)
def test_a_rewrite_loses_no_axis(project: Project, name: str) -> None:
    """Who made, who approved, what has changed: all as before, and the next save is our form."""
    path = catalog(project)
    before = axes(project)
    assert [state for _, state, *_ in before.values()] == [
        State.DRAFT, State.REVIEWED, State.REVIEWED, State.STALE, State.EMPTY,
    ]  # fmt: skip
    TOOLS[name](path)
    assert axes(project) == before


@given(names=st.lists(st.sampled_from(sorted(TOOLS)), min_size=2, max_size=3))
@settings(max_examples=12)
def test_any_chain_of_tools_loses_no_axis(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    """One after the other, in any order."""
    project = Project(tmp_path_factory.mktemp("p"), Settings(name="Test"))
    path = catalog(project)
    before = axes(project)
    for name in names:
        TOOLS[name](path)
    assert axes(project) == before


def test_an_approval_in_weblate_counts(project: Project) -> None:
    """Weblate clears the flag; who that was is for the first command to find out."""
    path = catalog(project)
    store = pofile.parsefile(str(path))
    unit = store.findunit(DRAFT)
    unit.markfuzzy(False)
    changed = store.findunit(EMPTY)
    changed.target = "아무도 옮기지 않았다."
    store.updateheader(
        last_translator="Lee <lee@example.org>", po_revision_date="2026-11-27 10:00+0900"
    )
    store.savefile(str(path))
    entries = Catalog.load(project, "talks", "ko").entries
    assert entries[DRAFT].unchanged
    assert entries[DRAFT].origin == ENGINE
    assert entries[DRAFT].reviewer == ""
    assert entries[EMPTY].state is State.REVIEWED
    assert entries[EDITED].reviewer == EDITOR
    assert entries[NOW].state is State.STALE


OMEGAT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>KO</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations></project></omegat>
"""
MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"
datatype="plaintext" creationtoolversion="3.6" segtype="paragraph" srclang="EN"/><body>
<tu><tuv lang="EN"><seg>{}</seg></tuv><tuv lang="KO"><seg>{}</seg></tuv></tu></body></tmx>
"""


def omegat(folder: Path, po: Path, source: str, text: str) -> Path:
    """What OmegaT makes of a PO file in which a translator has translated one sentence."""
    for name in ("source", "target", "omegat", "tm", "glossary", "dictionary"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(OMEGAT)
    (folder / "omegat" / "project_save.tmx").write_text(MEMORY.format(source, text))
    (folder / "source" / po.name).write_bytes(po.read_bytes())
    home = folder / "home"
    home.mkdir()
    subprocess.run(
        ["omegat", folder, "--mode=console-translate", f"--config-dir={home}"],
        env={**os.environ, "HOME": str(home), "JAVA_TOOL_OPTIONS": f"-Duser.home={home}"},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "target" / po.name


@pytest.mark.slow
def test_the_way_through_omegat(project: Project, tmp_path: Path) -> None:
    """OmegaT drops flags and drafts from its output; taken back by the merge, nothing is lost."""
    (project.seeds / "talks.txt").write_text("\n\n".join([DRAFT, EDITED, UNCHANGED, NOW, EMPTY]))
    path = catalog(project)
    before = axes(project)
    given_back = omegat(tmp_path / "omegat", path, NOW, "대사는 31년을 말했다.")
    assert "fuzzy" not in given_back.read_text()
    result = import_files(project, [given_back], "Omega <o@example.org>")
    assert not result.errors
    assert not result.refused
    (change,) = result.changes
    assert change.approved == 1
    after = axes(project)
    assert after.pop(NOW)[:2] == ("대사는 31년을 말했다.", State.REVIEWED)
    before.pop(NOW)
    assert after == before
    entry = Catalog.load(project, "talks", "ko").entries[NOW]
    assert entry.reviewer == "Omega <o@example.org>"
    saved = path.read_bytes()
    import_files(project, [given_back])
    assert path.read_bytes() == saved


def test_spaces_are_no_translation(project: Project) -> None:
    """A space that was left in another editor is filled as an empty text is, and never shown."""
    catalog = translated(project, "Trade grew.", "Nobody was hurt.")
    text = catalog.path.read_text("utf-8").replace("#, fuzzy\n", "")
    blank = re.sub(r'(?m)^msgstr "[^"\n]+"$', 'msgstr "\u3000 "', text)
    catalog.path.write_text(blank, "utf-8")
    again = merged(project, "Trade grew.", "Nobody was hurt.")
    entries = again.entries.values()
    assert [(each.state, each.text) for each in entries] == [(State.EMPTY, "")] * 2
    draft_all(again)
    assert [each.state for each in again.entries.values()] == [State.DRAFT] * 2
