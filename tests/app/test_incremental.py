"""What has not changed is neither opened nor written again, and nobody can tell the difference."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.app import publishing, running, status
from workflow.app.filling import waiting_seeds
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.app.state.seed_state import SeedState
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.errors import WorkflowError
from workflow.model import Project
from workflow.protocols import silent
from workflow.site.building import deployment
from workflow.site.lists import list_pages
from workflow.site.outputs import book
from workflow.store import swap

NAMES = ("talks", "visit", "trade")
SENTENCES = (
    "The ambassador praised the port of Incheon.",
    "Twelve companies signed the agreement on Tuesday.",
    "The federation thanked its guests for the visit.",
)


def make(root: Path) -> Project:
    """A project of three articles, none of them translated."""
    (root / "seeds").mkdir(parents=True)
    (root / "glossary").mkdir()
    (root / "glossary" / "terms.csv").write_text("id,type,en,ko,zh\nt1,place,Incheon,인천,仁川\n")
    (root / "workflow.toml").write_text('engine = "pseudo"\nsite_url = "https://example.org/"\n')
    for name in NAMES:
        write(root, name, SENTENCES[:2])
    return find_project(root)


def write(root: Path, name: str, sentences: tuple[str, ...] | list[str]) -> None:
    """A seed with a headline and a paragraph; its tags and section are of its sentences."""
    tags = sorted({sentence.split()[1] for sentence in sentences})
    front = f"aliases: [old-{name}, talks]\n"
    front += "kind: page" if "/" in name else f"section: S{len(sentences)}\ntags: {tags}"
    text = f"---\n{front}\n---\n\nNews of {name}\n\n{' '.join(sentences)}\n"
    (root / "seeds" / f"{name}.txt").write_text(text)


def run(project: Project) -> running.RunResult:
    """The main job, over all seeds."""
    return running.run(Work(project, seed_files.select(project, ())), silent)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a site but the mark of the build."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if (path.is_file() and path.parent != folder) or path.suffix == ".html"
    }


def empty(path: Path) -> None:
    """What an editor does who begins a translation anew."""
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = ""
    file.save(str(path))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that has been run once."""
    project = make(tmp_path)
    assert not run(project).outcome.errors
    return project


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the seeds that are read from now on."""
    names: list[str] = []
    load = seed_files.load

    def noted(project: Project, path: Path, *others: str) -> seed_files.Document:
        names.append(path.stem)
        return load(project, path, *others)

    monkeypatch.setattr(seed_files, "load", noted)
    return names


def test_nothing_is_opened_or_written_when_nothing_has_changed(
    project: Project, opened: list[str]
) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.root.rglob("*.*")}
    first = run(project)
    again = run(project)
    found = status.status(Work(project, seed_files.select(project, ())), silent)
    assert opened == []
    assert {path: path.stat().st_mtime_ns for path in project.site.rglob("*.*")}.items() <= (
        before.items()
    )
    assert again.checked == first.checked
    assert again.outcome.seeds == found.seeds == first.outcome.seeds
    assert again.site.written == 0
    assert again.site.pages == first.site.pages


def test_each_seed_is_opened_once_by_the_first_run(tmp_path: Path, opened: list[str]) -> None:
    run(make(tmp_path))
    assert sorted(opened) == sorted(NAMES)


def test_only_what_was_edited_is_published_again(project: Project, opened: list[str]) -> None:
    page = project.site / "ko" / "visit" / "index.html"
    other = project.site / "ko" / "talks" / "index.html"
    before = page.stat().st_ino, other.stat().st_ino
    po = project.locales / "ko" / "visit.po"
    po.write_text(po.read_text().replace("#, fuzzy\n", ""))
    published = publishing.publish(project)
    assert opened == ["visit"]
    assert page.stat().st_ino != before[0]
    assert other.stat().st_ino == before[1]
    assert published.written < published.pages


def test_files_that_say_what_their_seeds_say_are_only_read_for_publishing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged: list[str] = []
    merge = Catalog.merge

    def noted(catalog: Catalog, *args: Any) -> object:
        merged.append(Path(catalog.where).stem)
        return merge(catalog, *args)

    monkeypatch.setattr(Catalog, "merge", noted)
    before = tree(project.site)
    publishing.publish(project, clean=True)
    assert not merged
    assert tree(project.site) == before
    write(project.root, "visit", SENTENCES)
    publishing.publish(project)
    assert set(merged) == {"visit"}


def test_the_glossary_and_the_settings_concern_every_seed(
    project: Project, opened: list[str]
) -> None:
    with (project.glossary / "terms.csv").open("a") as table:
        table.write("t2,person,Xing Haiming,싱하이밍,邢海明\n")
    run(project)
    assert sorted(opened) == sorted(NAMES)
    opened.clear()
    (project.root / "workflow.toml").write_text('engine = "pseudo"\nname = "Other"\n')
    run(find_project(project.root))
    assert sorted(opened) == sorted(NAMES)


def test_the_pages_of_a_seed_that_is_gone_go(project: Project) -> None:
    (project.seeds / "visit.txt").unlink()
    run(project)
    assert not [path for path in project.site.rglob("visit") if path.exists()]
    assert (project.site / "ko" / "talks" / "index.html").is_file()
    assert "visit" not in (project.site / "index.html").read_text()


def test_downloads_of_a_language_that_has_no_text_any_more_go(project: Project) -> None:
    book = project.site / "ko" / "visit" / "visit.ko.epub"
    assert book.is_file()
    po = project.locales / "ko" / "visit.po"
    catalog = polib.pofile(str(po))
    for entry in catalog:
        entry.msgstr = ""
    po.write_text(str(catalog))
    publishing.publish(project)
    assert not book.exists()
    assert (book.parent / "index.html").is_file()
    assert not links_to(book.name, book.parent / "index.html")


def links_to(name: str, page: Path) -> bool:
    """Whether a page has a link to a file of this name."""
    return f'{name}"' in page.read_text()


def test_a_seed_that_cannot_be_read_is_told_each_time_and_has_no_pages(project: Project) -> None:
    (project.seeds / "visit.txt").write_bytes(b"\0\1\2\3")
    for _ in range(2):
        assert [error.where for error in run(project).outcome.errors] == ["seeds/visit.txt"]
        assert not (project.site / "ko" / "visit").exists()


def test_a_second_seed_of_the_same_name_is_told_although_nothing_else_changed(
    project: Project,
) -> None:
    (project.seeds / "visit.md").write_text("# News\n\nThe guests came to the port.\n")
    errors = run(project).outcome.errors
    assert {error.where for error in errors} == {"seeds/visit.md", "seeds/visit.txt"}


def test_a_seed_whose_address_is_taken_gets_one_of_its_own(project: Project) -> None:
    """The one that was there keeps its address."""
    write(project.root, "visit!", SENTENCES[2:])
    write(project.root, "new", SENTENCES[:1])
    for _ in range(2):
        assert not run(project).outcome.errors
        (other,) = (project.site / "en").glob("visit-*")
        assert "News of visit!" in (other / "index.html").read_text()
        assert (project.site / "ko" / "new" / "index.html").is_file()
        assert "News of visit!" not in (project.site / "en" / "visit" / "index.html").read_text()


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + bytes(2_000)])
def test_what_was_remembered_may_be_damaged_or_gone(project: Project, damage: bytes) -> None:
    (project.cache / "state.db").write_bytes(damage)
    assert not run(project).outcome.errors
    shutil.rmtree(project.cache)
    assert not run(project).outcome.errors


def test_a_site_that_is_gone_or_older_is_built_anew(project: Project) -> None:
    whole = tree(project.site)
    copy = project.root / "older"
    shutil.copytree(project.site, copy)
    write(project.root, "visit", SENTENCES)
    run(project)
    newer = tree(project.site)
    shutil.rmtree(project.site)
    copy.rename(project.site)
    assert tree(project.site) == whole
    run(project)
    assert tree(project.site) == newer
    shutil.rmtree(project.site)
    run(project)
    assert tree(project.site) == newer


def test_a_language_without_text_has_no_downloads(project: Project) -> None:
    """When the last translation into it is gone, so are its books, by an update as by a build."""
    book, other = project.site / "ko" / "workflow.ko.epub", project.site / "en" / "workflow.en.epub"
    assert book.is_file()
    for name in NAMES:
        empty(project.locales / "ko" / f"{name}.po")
    assert publishing.publish(project).written
    assert not book.exists()
    assert other.is_file()
    assert not list(project.site.glob("pair/*ko*/*.epub"))
    updated = tree(project.site)
    publishing.publish(project, clean=True)
    assert tree(project.site) == updated


def test_an_update_that_was_cut_short_is_followed_by_a_whole_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project.root, "visit", SENTENCES)
    with monkeypatch.context() as patch:
        patch.setattr(deployment, "_remove", lambda *_: None)

        def cut(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(deployment, "_files", cut)
        with pytest.raises(KeyboardInterrupt):
            run(project)
    (project.site / "ko" / "talks" / "index.html").unlink()
    run(project)
    assert (project.site / "ko" / "talks" / "index.html").is_file()


def test_what_a_killed_build_left_goes_after_a_day(project: Project) -> None:
    old, recent = project.root / ".site-abcdefgh", project.root / ".site-ijklmnop"
    for folder in (old, recent):
        folder.mkdir()
    os.utime(old, (0, 0))
    publishing.publish(project)
    assert not old.exists()
    assert recent.exists()


def test_a_smaller_index_leaves_no_parts_of_a_larger_one(project: Project) -> None:
    """Nor words of an article that is gone."""
    write(project.root, "new", SENTENCES[:2])
    run(project)
    assert (project.site / "search" / "0" / "3.js").is_file()
    (project.seeds / "new.txt").unlink()
    run(project)
    updated = tree(project.site)
    publishing.publish(project, clean=True)
    assert tree(project.site) == updated


def test_lists_follow_what_was_published_between_two_runs(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A seed may be published before it is merged, and be as it was when it is run again."""
    monkeypatch.setattr(list_pages, "PER_PAGE", 1)
    publishing.publish(project, clean=True)
    empty(project.locales / "ko" / "talks.po")
    publishing.publish(project)
    run(project)
    updated = tree(project.site)
    publishing.publish(project, clean=True)
    assert tree(project.site) == updated


EDITS = st.sampled_from(NAMES) | st.sampled_from(["new", "2021/new", "visit!"])
STEP = st.tuples(
    EDITS,
    st.sampled_from(["write", "remove", "approve", "empty", "publish"]),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3),
)


@given(steps=st.lists(STEP, min_size=1, max_size=6), leaf=st.sampled_from([1, 2, 100]))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_updated_site_is_the_same_as_one_built_anew(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    steps: list[tuple[str, str, list[str]]],
    leaf: int,
) -> None:
    """Whatever was written, removed, approved, emptied or published between two runs."""
    monkeypatch.setattr(list_pages, "PER_PAGE", leaf)
    monkeypatch.setattr(book, "_LATEST", 2)
    project = make(tmp_path_factory.mktemp("p"))
    run(project)
    for name, what, sentences in steps:
        seed = project.seeds / f"{name}.txt"
        po = project.locales / "ko" / f"{name}.po"
        if what == "write":
            seed.parent.mkdir(exist_ok=True)
            write(project.root, name, sentences)
        elif what == "remove":
            seed.unlink(missing_ok=True)
        elif what == "approve" and po.exists():
            po.write_text(po.read_text().replace("#, fuzzy\n", "", 2))
        elif what == "empty" and po.exists():
            empty(po)
            publishing.publish(project)
        else:
            run(project)
    if not seed_files.select(project, ()):
        return
    run(project)
    updated = tree(project.site)
    publishing.publish(project, clean=True)
    assert tree(project.site) == updated


def test_what_a_killed_process_left_is_taken_in_though_nothing_has_changed(
    project: Project, opened: list[str]
) -> None:
    """It may be what an editor saved in the instant in which the file was exchanged."""
    po = project.locales / "ko" / "visit.po"
    left = swap.leftover(po)
    saved = polib.pofile(str(po))
    saved[0].msgstr, saved[0].flags = "방문 소식", []
    saved.save(str(left))
    run(project)
    assert opened == ["visit"]
    assert "방문 소식" in po.read_text()
    assert not left.exists()
    opened.clear()
    run(project)
    assert opened == []


def test_each_seed_is_opened_once_however_many_wait_to_be_translated(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, few = make(tmp_path / "one"), make(tmp_path / "few")
    run(one)
    expected = sorted(opened)
    opened.clear()
    monkeypatch.setattr(waiting_seeds, "OPEN", 1)
    assert not run(few).outcome.errors
    assert sorted(opened) == expected == sorted(NAMES)
    assert tree(few.site) == tree(one.site)


def test_seeds_that_wait_leave_the_room_on_a_disk_to_drafts(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(tmp_path)
    full = os.statvfs(tmp_path).f_frsize * os.statvfs(tmp_path).f_blocks
    monkeypatch.setattr(waiting_seeds, "OPEN", 1)
    monkeypatch.setattr(waiting_seeds, "_LEFT", full)
    assert not run(project).outcome.errors
    assert len(opened) == 2 * len(NAMES) - 1


def test_what_waits_and_cannot_be_read_again_is_opened_again(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, few = make(tmp_path / "one"), make(tmp_path / "few")
    run(one)
    opened.clear()
    monkeypatch.setattr(waiting_seeds, "OPEN", 1)
    monkeypatch.setattr(pickle, "loads", lambda _: int("cut off"))
    assert not run(few).outcome.errors
    assert len(opened) == 2 * len(NAMES) - 1
    assert tree(few.site) == tree(one.site)


def test_a_seed_that_goes_while_it_waits_keeps_its_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another name is not another text: the next run finds its PO files."""
    project = make(tmp_path)
    last = project.root / "seeds" / f"{max(NAMES)}.txt"

    def renamed(waiting: waiting_seeds.WaitingSeeds) -> SeedState:
        if last.exists():
            last.rename(last.with_stem("journey"))
        return taken(waiting)

    taken = waiting_seeds.WaitingSeeds.__next__
    monkeypatch.setattr(waiting_seeds, "OPEN", 1)
    monkeypatch.setattr(waiting_seeds.WaitingSeeds, "__next__", renamed)
    run(project)
    assert all(each.msgstr for each in polib.pofile(str(project.locales / f"ko/{last.stem}.po")))
    assert [each.former for each in run(project).outcome.renames.followed] == [last.stem]
    assert all(each.msgstr for each in polib.pofile(str(project.locales / "ko/journey.po")))


def test_what_a_seed_says_since_it_waits_is_translated_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(tmp_path)

    def edited(waiting: waiting_seeds.WaitingSeeds) -> SeedState:
        write(project.root, max(NAMES), SENTENCES)
        return taken(waiting)

    taken = waiting_seeds.WaitingSeeds.__next__
    monkeypatch.setattr(waiting_seeds, "OPEN", 1)
    monkeypatch.setattr(waiting_seeds.WaitingSeeds, "__next__", edited)
    run(project)
    monkeypatch.undo()
    run(project)
    entries = polib.pofile(str(project.locales / f"ko/{max(NAMES)}.po"))
    assert {*SENTENCES} <= {each.msgid for each in entries if each.msgstr and not each.obsolete}


def test_what_an_editor_saves_while_a_seed_waits_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(tmp_path)
    run(project)
    files = [project.locales / "ko" / f"{name}.po" for name in sorted(NAMES)]
    for file in files:
        empty(file)

    def edited(waiting: waiting_seeds.WaitingSeeds) -> SeedState:
        catalog = polib.pofile(str(files[-1]))
        catalog[1].msgstr = "사람이 썼다."
        catalog.save(str(files[-1]))
        monkeypatch.setattr(waiting_seeds.WaitingSeeds, "__next__", taken)
        return taken(waiting)

    taken = waiting_seeds.WaitingSeeds.__next__
    monkeypatch.setattr(waiting_seeds, "OPEN", 1)
    monkeypatch.setattr(waiting_seeds.WaitingSeeds, "__next__", edited)
    run(project)
    found = polib.pofile(str(files[-1]))
    assert found[1].msgstr == "사람이 썼다."
    assert all(entry.msgstr for entry in found)


@pytest.mark.parametrize(("limit", "batches"), [(1 << 20, 1), (1, 3)])
def test_few_large_seeds_are_open_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, batches: int
) -> None:
    """Those whose PO files are written together are bounded by their bytes, not by number alone."""
    written: list[int] = []
    save_all = running.catalog.save_all

    def counted(catalogs: Iterable[Catalog]) -> list[WorkflowError]:
        held = [*catalogs]
        written.append(len(held))
        return save_all(held)

    project = make(tmp_path)
    monkeypatch.setattr(running, "BATCH_BYTES", limit)
    monkeypatch.setattr(running.catalog, "save_all", counted)
    running.sync(Work(project, seed_files.select(project, ())), silent)
    assert len(written) == batches
    assert sum(written) == 2 * len(NAMES)
    assert len([*tmp_path.glob("locales/*/*.po")]) == 2 * len(NAMES)
