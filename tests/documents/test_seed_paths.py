"""Which files are seeds, and which names and links are refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.documents import readers
from workflow.errors import SourceError
from workflow.model import Project

TEXT = "The ministry met the delegation on Monday.\n"


def refused(project: Project, name: str) -> SourceError:
    """Why a seed cannot be read."""
    with pytest.raises(SourceError) as caught:
        readers.read(project, project.seeds / name)
    return caught.value


def test_what_programs_leave_behind_is_no_seed(project: Project) -> None:
    """Hidden files, backups, locks and what systems put into folders; not a name like theirs."""
    left = [".a.txt", "a.txt~", "#a.txt#", ".#a.txt", "~$a.txt", "Thumbs.db", "desktop.ini",
            "Icon\r", ".DS_Store", "README.md", "pic.PNG"]  # fmt: skip
    seeds = ["#a.txt", "_draft.txt", "a.TXT", "noext", "thumbs.txt", "~tilde.txt"]
    for name in (*left, *seeds):
        (project.seeds / name).write_text(TEXT)
    (project.seeds / ".hidden").mkdir()
    (project.seeds / ".hidden" / "b.txt").write_text(TEXT)
    assert [path.name for path in readers.seeds(project)] == sorted(seeds)


def test_links(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One to a file of the project is a seed; others say what they are."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "o.txt").write_text(TEXT)
    (project.root / "own.txt").write_text(TEXT)
    (project.seeds / "folder").mkdir()
    targets: dict[str, str | Path] = {
        "own.txt": "../own.txt", "out.txt": outside / "o.txt", "outf": outside, "f": "folder",
        "loop": ".", "gone.txt": "nothing.txt", "one.txt": "two.txt", "two.txt": "one.txt",
        "far.txt": "/nothing/far.txt",
    }  # fmt: skip
    for name, target in targets.items():
        (project.seeds / name).symlink_to(target)
    assert [path.name for path in readers.seeds(project)] == sorted(targets)
    assert readers.read(project, project.seeds / "own.txt").name == "own"
    said = {name: refused(project, name).what for name in targets if name != "own.txt"}
    assert said == {
        "out.txt": "lies outside the project",
        "outf": "lies outside the project",
        "f": "is a link to a folder, which is not followed",
        "loop": "is a link to a folder, which is not followed",
        "gone.txt": "is a link to nothing.txt, which is not there",
        "far.txt": "is a link to /nothing/far.txt, which is not there",
        "one.txt": "cannot be read (the link leads in a circle)",
        "two.txt": "cannot be read (the link leads in a circle)",
    }


def test_names_that_no_file_of_ours_could_have(project: Project) -> None:
    """Line breaks and other control characters, and what leaves no room for an ending."""
    for name in ("new\nline.txt", f"{'y' * 201}.txt"):
        (project.seeds / name).write_text(TEXT)
    broken = refused(project, "new\nline.txt")
    assert broken.where == "seeds/new\nline.txt"
    assert "control character" in broken.what
    assert "more than 200 bytes" in refused(project, f"{'y' * 201}.txt").what


def test_two_of_one_name_are_refused(project: Project) -> None:
    """Whatever their endings, and however their accents are written."""
    pairs = [("a.txt", "a.md"), ("é.txt", "e\u0301.txt"), ("한/b.txt", "\u1112\u1161\u11ab/b.md")]
    for pair in pairs:
        for name in pair:
            (project.seeds / name).parent.mkdir(exist_ok=True)
            (project.seeds / name).write_text(TEXT)
        for name, other in (pair, pair[::-1]):
            assert refused(project, name).what.startswith("has the same name as ")
            assert Path(other).name in refused(project, name).what
    (project.seeds / "A.txt").write_text(TEXT)
    assert readers.read(project, project.seeds / "A.txt").name == "A"
