"""Which files are seeds, and which are refused before anyone looks inside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workflow import markup, plugins
from workflow.documents import readers
from workflow.documents.readers import known_readers
from workflow.errors import SourceError
from workflow.model import Block, BlockKind, Markup, MarkupKind, Metadata, Project

TEXT = "Trade Grows\n\nTrade grew again last year.\n"


def _seed(project: Project, name: str, content: str | bytes = TEXT) -> Path:
    path = project.seeds / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _refused(project: Project, path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        readers.read(project, path)
    assert caught.value.hint
    return caught.value


def test_seeds_are_all_files_in_order(project: Project) -> None:
    """Subfolders count; hidden files, backups and READMEs do not; unknown types are listed."""
    for name in ("b.txt", "a.md", "2021/c.html", "d.docx"):
        _seed(project, name)
    for name in (".hidden.txt", ".git/x.txt", "README.md", "readme.txt", "a.md~"):
        _seed(project, name)
    names = [path.relative_to(project.seeds).as_posix() for path in readers.seeds(project)]
    assert names == ["2021/c.html", "a.md", "b.txt", "d.docx"]


def test_a_project_without_seeds_has_none(project: Project) -> None:
    """No folder, no seeds, no error."""
    project.seeds.rmdir()
    assert readers.seeds(project) == ()


def test_path_and_name_are_relative_with_forward_slashes(project: Project) -> None:
    """The path stands in PO references, the name is that of the PO file."""
    document = readers.read(project, _seed(project, "2021/kef.v2.txt"))
    assert (document.path, document.name) == ("seeds/2021/kef.v2.txt", "2021/kef.v2")
    assert readers.read(project, Path("seeds/2021/kef.v2.txt")) == document


def test_an_extension_in_capitals_is_known(project: Project) -> None:
    """Cameras and old editors write A.TXT."""
    assert readers.read(project, _seed(project, "A.TXT")).name == "A"


@pytest.mark.parametrize("name", ["a.xyz", "noext", "a.txt.bak"])
def test_an_unknown_type_is_refused_naming_the_known(project: Project, name: str) -> None:
    """The hint lists what can be read."""
    error = _refused(project, _seed(project, name))
    assert ".txt" in error.hint
    assert ".md" in error.hint
    assert ".html" in error.hint


def test_two_seeds_of_one_name_name_each_other(project: Project) -> None:
    """Each of the two is refused; others are not."""
    first, second = _seed(project, "a.txt"), _seed(project, "a.md")
    assert "a.md" in str(_refused(project, first))
    assert "a.txt" in str(_refused(project, second))
    assert readers.read(project, _seed(project, "b/a.txt")).name == "b/a"


def test_a_large_file_is_refused_before_it_is_read(project: Project) -> None:
    """Fifty megabytes in one line are refused by their size, with advice."""
    path = project.seeds / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    error = _refused(project, path)
    assert error.what == "is larger than 10 MB"


def test_a_link_out_of_the_project_is_refused(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A symlink must not bring in files from elsewhere; one inside the project may stay."""
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text(TEXT)
    link = project.seeds / "link.txt"
    link.symlink_to(outside)
    assert link in readers.seeds(project)
    assert _refused(project, link).what == "lies outside the project"
    inside = project.seeds / "inside.txt"
    inside.symlink_to(_seed(project, "real.txt"))
    assert readers.read(project, inside).blocks


def test_a_dangling_link_a_folder_and_a_file_elsewhere_are_refused(project: Project) -> None:
    """Each is named with what it is."""
    dangling = project.seeds / "gone.txt"
    dangling.symlink_to(project.seeds / "nothing.txt")
    assert "nothing.txt, which is not there" in _refused(project, dangling).what
    (project.seeds / "folder.txt").mkdir()
    assert "is not a file" in _refused(project, project.seeds / "folder.txt").what
    elsewhere = project.root / "a.txt"
    elsewhere.write_text(TEXT)
    assert "is not below seeds/" in _refused(project, elsewhere).what
    assert "is not below seeds/" in _refused(project, project.seeds / "../a.txt").what
    assert "is not below seeds/" in _refused(project, project.seeds).what


@pytest.mark.parametrize(("name", "content"), [
    ("signs.txt", "*** --- ***\n"), ("empty.html", "<html><body><p> </p></body></html>"),
    ("rule.md", "---\n\n***\n"),
])  # fmt: skip
def test_a_file_without_letters_is_refused(project: Project, name: str, content: str) -> None:
    """There is nothing to translate in signs."""
    assert _refused(project, _seed(project, name, content)).what == "has no text to translate"


@pytest.mark.parametrize(("name", "content"), [
    ("a.html", '<meta name="copyright" content="© Us"><p>One. Two.</p>'),
    ("b.md", "---\nrights: © Us\n---\nOne. Two.\n"),
])  # fmt: skip
def test_rights_in_the_metadata_become_a_notice(project: Project, name: str, content: str) -> None:
    """What only the head of a page says is shown at its end."""
    document = readers.read(project, _seed(project, name, content))
    assert (document.blocks[-1].kind, document.blocks[-1].text) == (BlockKind.NOTICE, "© Us")
    assert [block.kind for block in document.blocks].count(BlockKind.NOTICE) == 1


class Careless:
    """A reader that hands on text as it stands, as one of another package may."""

    extensions = (".raw",)

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """One paragraph."""
        known = (Markup("g7", MarkupKind.STRONG), Markup("x9", MarkupKind.CODE, "a.txt"))
        return (Block(BlockKind.PARAGRAPH, text.strip(), 1, markup=known),), Metadata()


@pytest.mark.parametrize(
    ("text", "read", "shown"),
    [
        ("Type <g1> here.", "Type <x1/> here.", "Type <g1> here."),
        ("<g7>Type</g7> <x1/> in <x9/>.", "<g1>Type</g1> <x2/> in <x3/>.", "Type <x1/> in a.txt."),
        ("Type <g7> here.", "Type <x1/> here.", "Type <g7> here."),
        ("Type </g7>this<g7>.", "Type <x1/>this<x2/>.", "Type </g7>this<g7>."),
    ],
)
def test_no_reader_makes_a_placeholder_of_text(
    monkeypatch: pytest.MonkeyPatch, text: str, read: str, shown: str
) -> None:
    """What looks like one is a literal; what the reader's markup explains stays what it is."""
    monkeypatch.setattr(readers, "_readers", lambda: {".raw": Careless()})
    (block,), _ = readers.parse(text.encode(), "seeds/a.raw")
    assert block.text == read
    assert markup.plain(block.text, block.markup) == shown


@pytest.mark.parametrize(
    ("name", "hint"),
    [("a.pdf", "pdftotext"), ("a.smi", "ffmpeg"), ("a.mp3", ".srt"), ("a.heic", "OCR"),
     ("a.tex", "pandoc"), ("a.hwp", ".docx"), ("a.xyz", "Known: ")],
)  # fmt: skip
def test_unread_kinds_are_refused_with_what_makes_a_seed_of_them(name: str, hint: str) -> None:
    """By the ending of the name, whatever is in the file."""
    with pytest.raises(SourceError) as caught:
        readers.parse(b"x", f"seeds/{name}")
    assert hint in str(caught.value.hint)


def test_a_reader_is_imported_when_a_file_asks_for_it() -> None:
    """Until then its endings are known without it: they are the ones that it says itself."""
    asked = "import sys; from workflow.documents import readers; readers.extensions()"
    told = f"{asked}; print(*(name for name in sys.modules if name.endswith('.subtitles')))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    for name in plugins.names(plugins.READERS):
        place = plugins.place(plugins.READERS, name).removeprefix("workflow.documents.readers.")
        assert known_readers.OWN[place] == plugins.load(plugins.READERS, name)().extensions
