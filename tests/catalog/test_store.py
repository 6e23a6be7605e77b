"""Writing: either the old file or the new one, and nobody's work lost to somebody else's."""

from __future__ import annotations

import errno
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.support.catalogs import EDITOR, approve_all, merged, translated
from workflow.catalog import Catalog
from workflow.errors import CatalogError
from workflow.model import Draft, Project, State
from workflow.store import swap

ONE, TWO, THREE = "First of all.", "Second, the talks.", "Third and last."


def leftovers(project: Project) -> list[str]:
    return [path.name for path in project.locales.rglob(".*")]


def undated(data: bytes | None) -> bytes | None:
    """A file without the minute in which it was written."""
    return None if data is None else re.sub(rb"-Date: [^\\]*", b"-Date:", data)


def failing(call: Callable[..., Any], at: int, number: int) -> Callable[..., Any]:
    """``call``, which fails the ``at``-th time with error ``number``."""
    times = iter(range(at + 1))

    def maybe(*args: Any, **options: Any) -> Any:
        if next(times, None) == at:
            raise OSError(number, os.strerror(number))
        return call(*args, **options)

    return maybe


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("name", ["open", "fchmod", "fsync", "link", "mkdir", "replace", "unlink"])
@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("exchange", [True, False])
def test_failure_leaves_one_whole_file(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    number: int,
    exists: bool,
    exchange: bool,
) -> None:
    """Whichever step fails, the file is exactly the old or the new one, and nothing lies about."""
    old = undated(translated(project, ONE).path.read_bytes()) if exists else None
    expected = merged(project, ONE, TWO)
    new = undated(expected._file().render())
    for at in range(6):
        catalog = merged(project, ONE, TWO)
        with monkeypatch.context() as patch:
            if not exchange:
                patch.setattr(swap, "_renameat2", lambda: None)
            patch.setattr(os, name, failing(getattr(os, name), at, number))
            with suppress(CatalogError):
                catalog.save()
        found = undated(swap.current(catalog.path))
        assert found in (old, new)
        assert leftovers(project) == [] or name == "unlink"
        if found == new:
            break


def test_half_written_file_is_never_seen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up while the bytes are written leaves the file as it was."""
    path = translated(project, ONE).path
    before = path.read_bytes()
    catalog = merged(project, ONE, TWO)
    done = subprocess.run(
        [sys.executable, "-c", _SMALL_FILES, str(project.root), ONE, TWO],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "cannot be written" in done.stdout, done.stderr
    assert path.read_bytes() == before
    assert leftovers(project) == []
    assert catalog.save()


_SMALL_FILES = """
import resource, signal, sys
from pathlib import Path
from tests.support.catalogs import merged
from workflow.errors import CatalogError
from workflow.model import Project, Settings
catalog = merged(Project(Path(sys.argv[1]), Settings(name="Test")), *sys.argv[2:])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
try:
    catalog.save()
except CatalogError as error:
    print(error)
"""


def test_unreadable_result_is_not_put_in_place(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would not read back as it was meant is refused before it replaces anything."""
    path = translated(project, ONE).path
    before = path.read_bytes()
    catalog = merged(project, ONE, TWO)
    broken = 'msgid "x"\nmsgstr ""'
    monkeypatch.setattr("workflow.catalog.po_file.message_text", lambda message: broken)
    with pytest.raises(CatalogError, match="read back"):
        catalog.save()
    assert path.read_bytes() == before
    assert leftovers(project) == []


def test_permissions_are_kept(project: Project) -> None:
    """A file keeps its permissions; a new one is readable by all."""
    path = translated(project, ONE).path
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o600)
    merged(project, ONE, TWO).save()
    assert path.stat().st_mode & 0o777 == 0o600


def test_lock_files_are_out_of_sight(project: Project) -> None:
    """Locks live among the caches, and nothing but the PO file lies in the locale's folder."""
    path = translated(project, ONE).path
    assert [each.name for each in path.parent.iterdir()] == ["talks.po"]
    assert list((project.root / ".workflow" / "locks").iterdir())


def test_long_names_are_written(project: Project) -> None:
    """A name as long as the file system allows leaves room for the temporary file."""
    name = "한" * 84
    catalog = Catalog.load(project, name, "ko")
    assert merged(project, ONE, name=name).save()
    assert catalog.path.exists()


def edit(path: Path, old: str, new: str) -> None:
    """An editor's save: a new file is put in the old one's place."""
    text = path.read_text()
    assert old in text
    other = path.with_name("editor.tmp")
    other.write_text(text.replace(old, new))
    other.replace(path)


def test_editor_saves_between_read_and_write(project: Project) -> None:
    """What an editor saves while the machine works is kept, and so is the machine's work."""
    path = translated(project, ONE, TWO).path
    catalog = merged(project, ONE, TWO, THREE)
    catalog.fill(THREE, Draft("세 번째 초안", "argos"))
    edit(path, f'#, fuzzy\nmsgid "{ONE}"\nmsgstr "초안: {ONE}"', f'msgid "{ONE}"\nmsgstr "첫째."')
    assert catalog.save()
    entries = Catalog.load(project, "talks", "ko").entries
    assert (entries[ONE].text, entries[ONE].state) == ("첫째.", State.REVIEWED)
    assert entries[THREE].text == "세 번째 초안"


@pytest.mark.parametrize("exchange", [True, False])
def test_editor_saves_in_the_last_instant(
    project: Project, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    """An editor's save after our last look is found when the files are exchanged, and merged."""
    path = translated(project, ONE, TWO).path
    catalog = merged(project, ONE, TWO, THREE)
    original = swap._sync
    times = iter([True])

    def sync(temporary: Path) -> None:
        original(temporary)
        if next(times, False):
            edit(path, f'msgstr "초안: {TWO}"', 'msgstr "둘째."')

    monkeypatch.setattr(swap, "_sync", sync)
    if not exchange:
        monkeypatch.setattr(swap, "_renameat2", lambda: None)
    assert catalog.save()
    entries = Catalog.load(project, "talks", "ko").entries
    assert entries[TWO].text == "둘째."
    assert THREE in entries
    assert leftovers(project) == []


def test_editor_saves_twice_around_the_exchange(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even two saves of an editor around our exchange leave the editor's latest words."""
    translated(project, ONE, TWO)
    catalog = merged(project, ONE, TWO, THREE)
    original, times = swap._exchange, iter(["둘째.", "두 번째."])

    def exchange(one: Path, other: Path) -> bool:
        text = next(times, None)
        if text:
            other.write_text(other.read_text().replace(f'"초안: {TWO}"', f'"{text}"'))
        return original(one, other)

    monkeypatch.setattr(swap, "_exchange", exchange)
    catalog.save()
    entries = Catalog.load(project, "talks", "ko").entries
    assert entries[TWO].text == "두 번째."
    assert THREE in entries
    assert leftovers(project) == []


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("name", ["current", "_exchange"])
def test_failure_after_the_exchange_loses_no_save(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, at: int
) -> None:
    """What an editor saved in the last instant is there though the disk then fails."""
    path = translated(project, ONE, TWO).path
    catalog = merged(project, ONE, TWO, THREE)
    original = swap._sync
    times = iter([True])

    def sync(temporary: Path) -> None:
        original(temporary)
        if next(times, False):
            edit(path, f'msgstr "초안: {TWO}"', 'msgstr "둘째."')

    with monkeypatch.context() as patch:
        patch.setattr(swap, "_sync", sync)
        patch.setattr(swap, name, failing(getattr(swap, name), at, errno.EIO))
        with suppress(CatalogError):
            catalog.save()
    again = merged(project, ONE, TWO, THREE)
    again.save()
    assert "둘째." in path.read_text() or next(times, False)
    assert leftovers(project) == []


def test_file_that_appears_is_merged(project: Project) -> None:
    """A file that somebody else has created in the meantime is merged, not replaced."""
    catalog = merged(project, ONE, TWO)
    approve_all(project, {ONE: "첫째."})
    assert catalog.save()
    assert Catalog.load(project, "talks", "ko").entries[ONE].text == "첫째."


def test_file_that_vanishes_is_written_anew(project: Project) -> None:
    """A file that somebody has deleted in the meantime is written again from the seed."""
    catalog = translated(project, ONE)
    again = merged(project, ONE, TWO)
    catalog.path.unlink()
    assert again.save()
    assert set(Catalog.load(project, "talks", "ko").entries) == {ONE, TWO}


def test_two_people_disagree(project: Project) -> None:
    """If two people have translated a sentence differently, both texts stay, for a person."""
    path = translated(project, ONE).path
    catalog = Catalog.load(project, "talks", "ko")
    catalog.approve(ONE, "첫째.", EDITOR, "2026-11-25")
    edit(path, f'#, fuzzy\nmsgid "{ONE}"\nmsgstr "초안: {ONE}"', f'msgid "{ONE}"\nmsgstr "우선."')
    assert catalog.save()
    entry = Catalog.load(project, "talks", "ko").entries[ONE]
    assert (entry.text, entry.state) == ("우선.", State.DRAFT)
    assert "# other translation: 첫째." in path.read_text()


def test_file_overwritten_with_an_old_copy(project: Project) -> None:
    """Drafts already saved are saved again if an editor's program writes its old copy over them."""
    path = translated(project, ONE).path
    old = path.read_bytes()
    catalog = merged(project, ONE, TWO, THREE)
    catalog.fill(TWO, Draft("둘째 초안", "argos"))
    assert catalog.save()
    path.write_bytes(old)
    catalog.fill(THREE, Draft("셋째 초안", "argos"))
    assert catalog.save()
    assert catalog.pending() == ()
    assert Catalog.load(project, "talks", "ko").pending() == ()


def test_an_approval_waits_for_a_damaged_file_to_be_mended(project: Project) -> None:
    """What could not be merged into the file is, as soon as the file can be read again."""
    path = translated(project, ONE, TWO).path
    catalog = Catalog.load(project, "talks", "ko")
    catalog.approve(ONE, "첫째.", EDITOR, "2026-11-25")
    edit(path, f'"초안: {TWO}"', f'"초안: {TWO}')
    with pytest.raises(CatalogError, match="quotation mark"):
        catalog.save()
    edit(path, f'"초안: {TWO}', '"둘째."')
    assert catalog.save()
    entries = Catalog.load(project, "talks", "ko").entries
    assert [entry.text for entry in entries.values()] == ["첫째.", "둘째."]


def test_an_approval_waits_for_a_file_cut_off_to_be_restored(project: Project) -> None:
    """Though the file is a whole PO file to every parser."""
    path = approve_all(project, {ONE: "첫째.", TWO: "둘째.", THREE: "셋째."}).path
    whole = path.read_text()
    catalog = merged(project, ONE, TWO, THREE)
    catalog.approve(ONE, "우선.", EDITOR, "2026-11-25")
    path.write_text(whole[: whole.index("#. block 3")])
    with pytest.raises(CatalogError, match="cut off"):
        catalog.save()
    path.write_text(whole)
    assert catalog.save()
    entries = Catalog.load(project, "talks", "ko").entries
    assert [entry.text for entry in entries.values()] == ["우선.", "둘째.", "셋째."]


def test_file_that_never_rests_is_an_error(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that writes the file all the time gets a clear error, not an endless wait."""
    path = translated(project, ONE).path
    catalog = merged(project, ONE, TWO)
    original = swap._sync

    def sync(temporary: Path) -> None:
        original(temporary)
        path.write_bytes(path.read_bytes() + b"\n")

    monkeypatch.setattr(swap, "_sync", sync)
    with pytest.raises(CatalogError, match="another program"):
        catalog.save()


_WRITER = """
import sys
from pathlib import Path
from tests.support.catalogs import merged
from workflow.catalog import Catalog
from workflow.model import Project, Settings
project = Project(Path(sys.argv[1]), Settings(name="Test"))
mine = sys.argv[2]
for number in range(int(sys.argv[3])):
    catalog = Catalog.load(project, "talks", "ko")
    source = f"Sentence {mine} {number} of the long report."
    catalog.approve(source, f"문장 {mine} {number}", "Kim", "2026-11-25")
    assert catalog.save()
"""


def test_processes_do_not_overwrite_each_other(project: Project) -> None:
    """Several processes approving sentences of one file at once lose none."""
    writers, each = 3, 8
    merged(
        project,
        *(f"Sentence {w} {n} of the long report." for w in range(writers) for n in range(each)),
    ).save()
    command = [sys.executable, "-c", _WRITER, str(project.root)]
    running = [subprocess.Popen([*command, str(w), str(each)]) for w in range(writers)]
    assert [process.wait(60) for process in running] == [0] * writers
    entries = Catalog.load(project, "talks", "ko").entries
    assert {entry.state for entry in entries.values()} == {State.REVIEWED}


def test_a_catalog_whose_entries_were_asked_for_can_be_sent(project: Project) -> None:
    translated(project, ONE, TWO)
    catalog = Catalog.load(project, "talks", "ko")
    entries = catalog.entries
    sent: Catalog = pickle.loads(pickle.dumps(catalog))  # noqa: S301 - our own
    assert sent.entries == entries
    assert sent.approve(ONE, "첫째.", EDITOR, "2026-11-25")
    assert sent.save()
    assert Catalog.load(project, "talks", "ko").entry(ONE).state is State.REVIEWED
