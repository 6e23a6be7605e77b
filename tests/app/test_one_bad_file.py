"""One bad file never stops the others: whatever goes wrong in it is that file's error."""

from __future__ import annotations

import errno
import importlib.metadata
import os
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from tests.support.command import workflow
from workflow import plugins
from workflow.app.checking.translation_findings import Checks
from workflow.app.reviewing.deciding import ProjectReview
from workflow.config import find_project
from workflow.documents import readers
from workflow.model import Block, BlockKind, Entry, Finding, Metadata, Project, TermUse
from workflow.review import SegmentAddress
from workflow.review.query import Query
from workflow.review.views import Views, words_for
from workflow.site.publication import OutputScope, Publication
from workflow.store import swap

GOOD = "Trade between Korea and China grew again last year. Both sides expect more.\n"
WORK = (
    ("run", "--engine", "pseudo"),
    ("sync",),
    ("translate", "--engine", "pseudo"),
    ("check", "--fail-on", "error"),
    ("status",),
    ("status", "--risk"),
    ("status", "--approvals"),
    ("publish",),
    ("detect",),
    ("glossary", "find", "Korea"),
)


@pytest.fixture
def desk(project: Project) -> Path:
    """A project with one good seed."""
    (project.seeds / "good.txt").write_text(GOOD)
    (project.glossary / "terms.csv").write_text("id,type,en,ko,zh\nk,place,Korea,한국,韩国\n")
    return project.root


class NoteReader:
    """The reader of a package that breaks at some notes."""

    extensions = (".note",)

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """One paragraph."""
        del path
        if "break" in text:
            raise IndexError("pop from empty list")
        return (Block(BlockKind.PARAGRAPH, text.strip(), 1),), Metadata()


def breaking(entry: Entry, target: str, terms: tuple[TermUse, ...]) -> Iterator[Finding]:
    """A check that breaks at one sentence."""
    del terms
    if "break" in entry.source and target == "ko":
        raise ZeroDivisionError("division by zero")
    yield from ()


class Sound:
    """An output that cannot be made of one article."""

    label, media_type, extension, scope = "Sound", "audio/ogg", ".ogg", OutputScope.PAGE

    def __call__(self, publication: Publication, languages: tuple[str, ...]) -> bytes:
        """The languages, or nothing."""
        if "break" in publication.summary.name:
            raise KeyError("voice")
        return repr(languages).encode()


class Breaking:
    """An engine that breaks."""

    name = "breaking"

    def __init__(self, project: Project) -> None: ...

    def signature(self, source: str, target: str) -> str:
        """Names it."""
        del source, target
        return "breaking"

    def serves(self, source: str, target: str) -> bool:
        """Every pair."""
        del source, target
        return True

    def translate(self, *_: object) -> Iterator[tuple[int, object]]:
        """Breaks."""
        raise RuntimeError("no tensor")
        yield


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts above are installed, as another package's would be."""
    groups = {
        "workflow.readers": ("note", "NoteReader"),
        "workflow.checks": ("breaking", "breaking"),
        "workflow.outputs": ("sound", "Sound"),
        "workflow.engines": ("breaking", "Breaking"),
    }
    known = [point for each in plugins.GROUPS for point in plugins._points(each.name).values()]
    added = (
        importlib.metadata.EntryPoint(name, f"{__name__}:{member}", group)
        for group, (name, member) in groups.items()
    )
    every = importlib.metadata.EntryPoints([*known, *added])
    monkeypatch.setattr(plugins, "_every", lambda: every)
    clear_caches()


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """What is looked up once is looked up again."""
    yield
    clear_caches()


def clear_caches() -> None:
    """Forgets which parts are installed."""
    plugins._points.cache_clear()
    readers._readers.cache_clear()
    Checks.load.cache_clear()


@pytest.mark.usefixtures("plugged")
@pytest.mark.parametrize("command", WORK, ids=" ".join)
def test_a_reader_that_breaks_costs_its_file_alone(desk: Path, command: tuple[str, ...]) -> None:
    """In every command that reads seeds: the file is named, the exit code is 2."""
    assert workflow("run", "--engine", "pseudo", project=desk).code == 0
    (desk / "seeds" / "bad.note").write_text("This will break.\n")
    done = workflow(*command, project=desk)
    assert done.code == 2
    assert "workflow: error: seeds/bad.note: cannot be worked on (IndexError: pop" in done.err
    assert "  hint: This is a defect" in done.err
    assert "Traceback" not in done.err
    assert (desk / "site" / "trio" / "good" / "index.html").is_file()
    document = workflow(*command, "--json", project=desk).json
    assert len(document["errors"]) == 1
    assert all(
        "good" in str(found) for found in document.get("seeds", document.get("documents", []))
    )


@pytest.mark.usefixtures("plugged")
def test_one_seed_of_a_hundred(desk: Path) -> None:
    """The other 99 are translated and published; ``-v`` shows where the fault is."""
    (desk / "seeds" / "good.txt").unlink()
    for number in range(100):
        text = "This will break." if number == 41 else f"Trade grew by {number + 2} % last year."
        (desk / "seeds" / f"n{number:02}.note").write_text(text)
    alone = "--on", "local:1"  # other processes do not have the reader of this one
    done = workflow("run", "-v", "--engine", "pseudo", "--json", *alone, project=desk)
    assert done.code == 2
    assert len(done.json["seeds"]) == 99
    assert all(locale["draft"] == 1 for s in done.json["seeds"] for locale in s["locales"].values())
    assert len(list((desk / "site" / "trio").glob("*/index.html"))) == 99
    assert "Traceback" in done.err
    assert "in __call__" in done.err


@pytest.mark.usefixtures("plugged")
def test_a_check_that_breaks_costs_its_own_findings_alone(desk: Path) -> None:
    """It and its package are named; the sentence is translated and published all the same."""
    (desk / "seeds" / "bad.txt").write_text("They hope that nothing will break.\n")
    done = workflow("run", "--engine", "pseudo", "--json", project=desk)
    assert done.code == 2
    assert re.search(
        r"error: locales/ko/bad\.po:\d+: the check 'breaking' of tests fails \(ZeroDiv", done.err
    )
    assert "  hint: This is a defect of tests: run again with -v" in done.err
    assert [seed["locales"]["ko"]["draft"] for seed in done.json["seeds"]] == [1, 2]
    assert (desk / "site" / "trio" / "bad" / "index.html").is_file()
    again = workflow("check", "--json", project=desk)
    assert again.code == 2
    checked = {finding["path"] for finding in again.json["findings"]}
    assert checked >= {"locales/ko/good.po", "locales/ko/bad.po"}
    assert len(again.json["errors"]) == 1
    assert workflow("check", "--fix", project=desk).err.count("error:") == 1


@pytest.mark.usefixtures("plugged")
def test_what_a_check_could_not_see_is_not_checked(desk: Path) -> None:
    """Where only checked drafts are published, none is that the broken check may have stopped."""
    (desk / "workflow.toml").write_text('publish = "checked"\n')
    (desk / "seeds" / "bad.txt").write_text("They hope that nothing will break.\n")
    done = workflow("run", "--engine", "pseudo", "--json", project=desk)
    assert done.code == 2
    page = (desk / "site" / "ko" / "bad" / "index.html").read_text()
    assert catalog_text(desk) not in page


@pytest.mark.usefixtures("plugged")
def test_a_check_that_breaks_does_not_stop_the_review(desk: Path) -> None:
    """The article opens and says which check failed; sentences can be tried and approved."""
    (desk / "seeds" / "bad.txt").write_text("They hope that nothing will break.\n")
    assert workflow("run", "--engine", "pseudo", project=desk).code == 2
    project = find_project(desk)
    backend = ProjectReview(project, readers.seeds(project), "Ed <ed@example.org>")
    article = backend.article("bad", "ko")
    (fault,) = article.faults
    assert fault.what.startswith("the check 'breaking' of tests fails")
    (row,) = article.rows
    assert [
        each.check
        for each in backend.check(SegmentAddress("bad", "ko", row.segment.key), "잘 되기를 바란다,")
    ]
    approved = backend.save(
        SegmentAddress("bad", "ko", row.segment.key), row.etag, "잘 되기를 바란다.", approve=True
    )
    assert [each.state for each in approved.rows] == ["approved"]
    shared = {"t": words_for("en"), "session": "", "reviewer": "", "project": "", "may": ()}
    page = Views({}).article(article, start="", query=Query(), **shared)
    assert "the check &#39;breaking&#39; of tests fails" in page


def catalog_text(desk: Path) -> str:
    """The Korean draft of the sentence at which the check breaks."""
    po = polib.pofile(str(desk / "locales" / "ko" / "bad.po"))
    return str(po[0].msgstr)


@pytest.mark.usefixtures("plugged")
def test_an_output_that_breaks_costs_its_file_alone(desk: Path) -> None:
    """The pages are there, without a link to it; the next run tells it again."""
    (desk / "workflow.toml").write_text('outputs = ["sound", "txt"]\n')
    (desk / "seeds" / "break.txt").write_text("Trade grew again last year in both countries.\n")
    for _ in range(2):
        done = workflow("run", "--engine", "pseudo", project=desk)
        assert done.code == 2
        assert "workflow: error: Sound en/break/break.en.ogg: cannot be worked on" in done.err
    assert ".ogg" not in (desk / "site" / "en" / "break" / "index.html").read_text()
    assert (desk / "site" / "en" / "good" / "good.en.ogg").is_file()


def test_an_article_whose_pages_cannot_be_made(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are published; if none can be made, the old site stays."""
    from workflow.site.article_pages import PageRenderer

    (desk / "seeds" / "other.txt").write_text("The talks go on in spring, officials said.\n")
    assert workflow("run", "--engine", "pseudo", project=desk).code == 0
    make = PageRenderer.article

    def broken(self: PageRenderer, publication: Publication, *rest: object) -> object:
        if publication.summary.name in bad:
            raise AttributeError("no such page")
        return make(self, publication, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(PageRenderer, "article", broken)
    bad = {"other"}
    done = workflow("publish", "--clean", project=desk)
    assert done.code == 2
    assert "workflow: error: seeds/other.txt: cannot be worked on" in done.err
    assert (desk / "site" / "trio" / "good" / "index.html").is_file()
    assert not (desk / "site" / "trio" / "other").exists()
    assert "other" not in (desk / "site" / "en" / "index.html").read_text()
    bad.add("good")
    assert workflow("publish", "--clean", project=desk).code == 2
    assert (desk / "site" / "trio" / "good" / "index.html").is_file()


@pytest.mark.parametrize("command", [("publish",), ("run", "--engine", "pseudo")])
def test_the_last_good_pages_stay(desk: Path, command: tuple[str, ...]) -> None:
    """While a PO file is damaged; mended, the article is as before, and gone with it."""
    (desk / "seeds" / "other.txt").write_text("The talks go on in spring, officials said.\n")
    for first in (("run", "--engine", "pseudo"), command):
        assert workflow(*first, project=desk).code == 0
    pages = [desk / "site" / each / "good" / "index.html" for each in ("en", "ko", "trio")]
    name, added = "locales/ko/good.po", b"x\n"
    before, whole = [page.read_bytes() for page in pages], (desk / name).read_bytes()
    (desk / name).write_bytes(whole + added)
    (desk / "seeds" / "third.txt").write_text("Other talks begin in autumn.\n")
    for _ in range(2):
        done = workflow(*command, project=desk)
        assert done.code == 2
        assert done.err.count(f"workflow: error: {name}") == 1
        assert [page.read_bytes() for page in pages] == before
        assert (desk / "site" / "en" / "third" / "index.html").is_file()
        assert "good/" in (desk / "site" / "ko" / "index.html").read_text()
    (desk / name).write_bytes(whole)
    assert workflow("publish", project=desk).code == 0
    assert all(page.is_file() for page in pages)
    (desk / "seeds" / "good.txt").unlink()
    assert workflow("publish", project=desk).code == 0
    assert not any(page.exists() for page in pages)


@pytest.mark.parametrize("change", ["glossary", "theme", "clean", "parts"])
def test_the_last_good_pages_stay_when_all_others_are_made_anew(desk: Path, change: str) -> None:
    """They look as before and lead to nothing that was taken down since."""
    tagged = "---\ntags: [talks]\n---\n\n{}\n"
    (desk / "seeds" / "other.md").write_text(tagged.format("The talks go on in spring, they said."))
    (desk / "seeds" / "third.md").write_text(tagged.format("Other talks begin in autumn, in Bonn."))
    (desk / "theme" / "assets").mkdir(parents=True)
    (desk / "theme" / "style.css").write_text("p { color: black }")
    assert workflow("run", "--engine", "pseudo", project=desk).code == 0
    pages = [desk / "site" / each / "other" / "index.html" for each in ("en", "ko", "trio")]
    assert all("third/" in page.read_text() for page in pages)
    whole = (desk / "locales/ko/other.po").read_bytes()
    (desk / "locales/ko/other.po").write_bytes(whole + b"x\n")
    (desk / "seeds" / "third.md").write_text("---\ndraft: true\n---\n\nOther talks begin.\n")
    (desk / "glossary" / "more.csv").write_text("id,en,ko,zh\nbonn,Bonn,본,波恩\n")
    if change == "theme":
        (desk / "theme" / "style.css").write_text("p { color: navy }")
    commands = {"clean": ["--clean"], "parts": ["--join", "1"]}
    if change == "parts":
        assert workflow("publish", "--shard", "1/1", project=desk).code == 2
    for _ in range(2):
        done = workflow("publish", *commands.get(change, ()), project=desk)
        assert done.code == 2
        assert "seeds/other.md: its pages stay as they were" in done.out
        for page in pages:
            text = page.read_text()
            assert "third/" not in text
            for style in re.findall(r'href="([^"]*/assets/style[^"]*)"', text):
                assert (page.parent / style).is_file()
        assert "other/" in (desk / "site" / "ko" / "index.html").read_text()
        if change == "parts":
            commands = {}
    (desk / "workflow.toml").write_text('publish = "reviewed"\n')
    assert workflow("publish", project=desk).code == 2
    assert not pages[1].exists()
    (desk / "locales/ko/other.po").write_bytes(whole)
    (desk / "workflow.toml").write_text("")
    assert workflow("publish", project=desk).code == 0
    assert pages[1].is_file()


@pytest.mark.usefixtures("plugged")
def test_an_engine_that_breaks_is_exit_code_3(desk: Path) -> None:
    """What is there is published all the same."""
    done = workflow("run", "--engine", "breaking", project=desk)
    assert done.code == 3
    assert "cannot be worked on (RuntimeError: no tensor)" in done.err
    assert (desk / "site" / "en" / "good" / "index.html").is_file()


@pytest.mark.parametrize("letter", ["\uffff", "\ufffe", "\x01"])
def test_what_is_no_letter_does_no_harm(desk: Path, letter: str) -> None:
    """No tool after us can read it, also not in front matter: it counts as a space."""
    (desk / "seeds" / "odd.md").write_text(f"---\ntitle: a{letter}b\n---\n\nBody.\n")
    assert workflow("translate", "odd", "--engine", "pseudo", project=desk).code == 0
    assert 'msgid "a b"' in (desk / "locales" / "ko" / "odd.po").read_text()


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("seeds/bad.md", "---\ntitle: @a\n---\n\nBody.\n", "seeds/bad.md:2"),
        ("seeds/bad.md", "---\nx: 1\ntitle: *a\n---\n\nBody.\n", "seeds/bad.md:3"),
        ("locales/ko/good.po", 'msgstr ""\n', "locales/ko/good.po:1"),
        ("locales/ko/good.po", '#~ msgstr ""\n', "locales/ko/good.po:1"),
        ("locales/ko/good.po", 'msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "locales/ko/good.po:3"),
        ("locales/ko/good.po", 'msgid "a"\nmsgstr[0] "b"\n', "locales/ko/good.po:1"),
        ("locales/ko/good.po", 'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', "locales/ko/good.po:1"),
        ("locales/ko/good.po", "msgid a\nmsgstr b\n", "locales/ko/good.po:1"),
    ],
)
def test_damage_is_named_and_left_alone(desk: Path, name: str, content: str, place: str) -> None:
    """The good seed is translated into what can be written; the damaged file keeps every byte."""
    (desk / name).parent.mkdir(exist_ok=True)
    (desk / name).write_text(content)
    done = workflow("run", "--engine", "pseudo", "--json", project=desk)
    assert done.code == 2
    assert f"workflow: error: {place}: " in done.err
    assert "defect" not in done.err
    assert done.json["seeds"][0]["locales"]["zh-Hans"]["draft"] == 2
    assert (desk / name).read_text() == content


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("<tr><td><center>A one.<td>B two.", [(1, "A one."), (1, "B two.")]),
        ("<tr><td><nobr>A one.<th><layer>B two.", [(1, "A one."), (1, "B two.")]),
        ("<tr><td><blink>A one.<tr><td>B two.<td>C.", [(1, "A one."), (2, "B two."), (2, "C.")]),
        ("<tr><td><font><center>A one.</center><td>B two.</td>", [(1, "A one."), (1, "B two.")]),
    ],
)
def test_cells_without_end_tags_hold_what_they_show(row: str, cells: list[tuple[int, str]]) -> None:
    """Whatever elements of old pages are left open in them."""
    from workflow.documents.readers import parse

    blocks, _ = parse(f"<html><body><table>{row}</table></body></html>".encode(), "old.html")
    assert [(block.row, block.text) for block in blocks] == cells


def test_a_sheet_that_breaks_an_import_costs_itself_alone(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other sheet is taken in."""
    from workflow import exchange

    assert workflow("run", "--engine", "pseudo", project=desk).code == 0
    out = tmp_path / "out"
    export = ("exchange", "export", "--to", "ko", "--format", "csv", "--output", out)
    assert workflow(*export, project=desk).code == 0
    good, bad = out / "good.ko.csv", out / "bad.csv"
    bad.write_bytes(good.read_bytes())
    read = exchange.read

    def broken(path: Path) -> object:
        if path.name == "bad.csv":
            raise TypeError("unhashable type")
        return read(path)

    monkeypatch.setattr(exchange, "read", broken)
    done = workflow("exchange", "import", bad, good, "--json", project=desk)
    assert done.code == 2
    assert f"workflow: error: {bad}: cannot be worked on (TypeError" in done.err
    assert [change["file"] for change in done.json["changes"]] == [str(good)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_what_cannot_be_written_is_not_counted(desk: Path) -> None:
    """In the summary and on the pages there is only what is in the files."""
    (desk / "locales" / "ko").mkdir()
    (desk / "locales" / "ko").chmod(0o500)
    done = workflow("run", "--engine", "pseudo", "--json", project=desk)
    (desk / "locales" / "ko").chmod(0o700)
    locales = done.json["seeds"][0]["locales"]
    assert done.code == 2
    assert [locales[tag]["draft"] for tag in ("ko", "zh-Hans")] == [0, 2]


def test_what_cannot_be_saved_is_not_counted(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the disk is full for one file."""
    real = swap.commit

    def full(path: Path, *rest: object) -> None:
        if "/ko/" in str(path):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(swap, "commit", full)
    done = workflow("run", "--engine", "pseudo", "--json", project=desk)
    locales = done.json["seeds"][0]["locales"]
    assert done.code == 2
    assert "locales/ko/good.po: cannot be written" in done.err
    assert [locales[tag]["draft"] for tag in ("ko", "zh-Hans")] == [0, 2]
    assert [locales[tag]["empty"] for tag in ("ko", "zh-Hans")] == [2, 0]


def test_a_byte_order_mark_in_a_po_file_is_told_and_removed(desk: Path) -> None:
    """Gettext's own tools refuse such a file."""
    assert workflow("run", "--engine", "pseudo", project=desk).code == 0
    path = desk / "locales" / "ko" / "good.po"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    told = [each for each in workflow("check", "--json", project=desk).json["findings"]
            if "byte order mark" in each["message"]]  # fmt: skip
    assert [(each["path"], each["line"], each["check"]) for each in told] == [
        ("locales/ko/good.po", 1, "encoding")
    ]
    assert workflow("sync", project=desk).code == 0
    assert path.read_bytes().startswith(b"#") or path.read_bytes().startswith(b"msgid")
    assert "byte order" not in workflow("check", "--json", project=desk).out
