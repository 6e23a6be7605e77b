"""What is wrong with a file is said to who wrote it, not to who wrote the parser."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from tests.support.command import Result, workflow
from workflow.model import Project

#: What only a program says: names of exceptions, classes, functions, modules, bytes.
_PROGRAMS = re.compile(
    r"\w+(?:Error|Exception)\b|Node\(|\w+\(\)|\bsys\.|recursion|\bb'|\\x|NoneType|invalid literal"
    r"|constructor|token|magic|Traceback|internal|defect"
)
NESTED, DIGITS = "[" * 1_500, "9" * 5_000
FRONTS = {
    f"---\nx: {NESTED}\n---": "brackets too deep inside each other",
    f"---\nx: {DIGITS}\n---": "a number of thousands of digits",
    "---\nx: 0b_\n---": "put it in quotation marks",
    "---\ntitle: Trade: a story\n---": "a colon within a value",
    "---\nauthor: @me\n---": "a value begins with '@'",
    "---\nauthor: *me\n---": "nothing above is named 'me'",
    "---\nauthor: ***\n---": "a value begins with * or &",
    "---\n\tx: a\n---": "a tab where a value begins",
    "---\nx: !ours a\n---": "!ours means something to another program only",
    '---\nx: "a\n---': "a quotation mark is not closed",
    "---\nx: [a, b\ny: c\n---": "a bracket is not closed",
    "---\nx: &a [*a]\n---": "a list that holds itself",
    "---\nx: !!timestamp soon\n---": "put it in quotation marks",
    "---\nx: !!bool perhaps\n---": "put it in quotation marks",
    "---\ndate: 2001-12-14T21:59:43-99:00\n---": "a time zone is a day or more away",
    f"+++\nx = {NESTED}\n+++": "brackets too deep inside each other",
    f"+++\nx = {DIGITS}\n+++": "a number of thousands of digits",
    "+++\nx = soon\n+++": "not in quotation marks",
    '+++\nx = "a\n+++': "a quotation mark is not closed",
}


def _is_plain(done: Result, where: str, what: str) -> None:
    assert done.code == 2, done.err
    assert re.search(rf"workflow: error: \S*{re.escape(where)}\S*: .*{re.escape(what)}", done.err)
    assert "  hint: " in done.err
    assert not _PROGRAMS.search(done.err), done.err


@pytest.mark.parametrize(("front", "what"), FRONTS.items(), ids=FRONTS.values())
def test_front_matter(project: Project, front: str, what: str) -> None:
    """In YAML and in TOML."""
    (project.seeds / "talks.md").write_text(f"{front}\nTrade grew again last year.\n")
    _is_plain(workflow("sync", project=project.root), "seeds/talks.md:", what)


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("---\ndraft: [true]\n---", "draft: [true] is not understood"),
        ("---\ndraft: {a: [1], b: 2}\n---", "draft: {a: …, b: 2} is not understood"),
        (f"---\ndraft: {{a: 0x{'f' * 5_000}}}\n---", "draft: {a: …} is not understood"),
        ("+++\nstatus = [1, 2]\n+++", "status: [1, 2] is not understood"),
        ("---\n? {a: b}\n: c\n---", "{a: b} is not read"),
        ("---\n? [a, b]\n: c\n---", "[a, b] is not read"),
    ],
)
def test_keys_and_values_are_shown_as_they_are_written(
    project: Project, front: str, said: str
) -> None:
    """Also where they are lists, or have keys of their own."""
    (project.seeds / "talks.md").write_text(f"{front}\nTrade grew again last year.\n")
    done = workflow("run", "--engine", "pseudo", project=project.root)
    assert said in done.out
    assert not _PROGRAMS.search(done.out + done.err)


def test_links_in_a_circle(project: Project) -> None:
    """They lead nowhere, not out of the project."""
    for name, to in {"self.md": "self.md", "a.md": "b.md", "b.md": "a.md"}.items():
        (project.seeds / name).symlink_to(to)
    (project.seeds / "talks.txt").write_text("Trade grew again last year.\n")
    (project.locales / "ko").mkdir(parents=True)
    (project.locales / "ko" / "talks.po").symlink_to("talks.po")
    done = workflow("sync", project=project.root)
    for where in ("seeds/self.md", "seeds/a.md", "seeds/b.md", "locales/ko/talks.po"):
        _is_plain(done, where, "the link leads in a circle")
    (project.root / "round").symlink_to("round")
    _is_plain(workflow("-C", project.root / "round", "sync"), "round", "is not a folder")


def _book() -> bytes:
    out = io.BytesIO()
    book = Workbook()
    book.active.append(["id", "source", "translation", "status", "seed", "locale"])
    book.save(out)
    return out.getvalue()


def _renamed(data: bytes) -> bytes:
    return data.replace(b"docProps/app.xml", b"docProps/app.xm\xf6", 1)


def _bad_part(data: bytes) -> bytes:
    return data.replace(b"PK\x03\x04", b"PK\x03\x05").replace(b"PK\x03\x05", b"PK\x03\x04", 1)


def _other(_: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def _locked(data: bytes) -> bytes:
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data = data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :]
        at = data.find(b"PK\x01\x02", at + 1)
    return data


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (_renamed, "it is damaged, cut off, or a file of another kind"),
        (_bad_part, "it is damaged, cut off, or a file of another kind"),
        (_other, "it is damaged, cut off, or a file of another kind"),
        (lambda data: data[:-60], "it is damaged, cut off, or a file of another kind"),
        (_locked, "it is locked with a password"),
    ],
)
def test_workbooks(project: Project, damage: Callable[[bytes], bytes], what: str) -> None:
    """What the library stumbled over helps nobody."""
    path = project.root / "sheet.xlsx"
    path.write_bytes(damage(_book()))
    done = workflow("exchange", "import", path, project=project.root)
    _is_plain(done, "sheet.xlsx", f"is not a workbook ({what})")


@pytest.mark.parametrize(
    "text",
    [
        NESTED,
        f'{{"version": {DIGITS}}}',
        '{"version": 1, "findings": [{}]}',
        '{"version": 1, "findings": 3}',
        "{",
    ],
)
def test_the_baseline(project: Project, text: str) -> None:
    """What stands in it must be what was written."""
    (project.root / "workflow-baseline.json").write_text(text)
    _is_plain(
        workflow("check", project=project.root), "workflow-baseline.json", "is not a baseline"
    )


@pytest.mark.parametrize("value", [NESTED, DIGITS])
def test_the_settings(project: Project, value: str) -> None:
    """The same words as for front matter."""
    (project.root / "workflow.toml").write_text(f"x = {value}\n")
    _is_plain(workflow("sync", project=project.root), "workflow.toml", "is not valid TOML")
