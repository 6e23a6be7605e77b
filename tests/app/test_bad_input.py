"""Bad input: a clear error, the other seeds go on, nothing is lost, no half-written file."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.support.command import Result, workflow
from workflow.model import Project

GOOD = "Trade between Korea and China grew again last year. Both sides expect more.\n"


@pytest.fixture
def desk(project: Project) -> Path:
    """A project with one good seed."""
    (project.seeds / "good.txt").write_text(GOOD)
    return project.root


def _run(desk: Path) -> Result:
    return workflow("run", "--engine", "pseudo", "--json", project=desk)


def _is_clear(done: Result, where: str, code: int = 2) -> None:
    """One error that names the place, advises, and shows no traceback."""
    assert done.code == code, done.err
    assert f"workflow: error: {where}" in done.err
    assert "  hint: " in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.md", b" \n\t\n\xe3\x80\x80\n"),
        ("binary.txt", bytes(range(256)) * 20),
        ("picture.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
        ("broken.txt", b"Trade grew \xff\xfe\xfa in 2021, they said \xe2\x82.\n"),
        ("report.docx", b"PK\x03\x04 office"),
        ("noext", b"Some text without an extension."),
        ("front.md", b"---\ntitle: [unclosed\n---\nText.\n"),
        ("signs.txt", b"*** --- ***\n"),
    ],
)
def test_a_bad_seed_is_named_and_the_others_go_on(desk: Path, name: str, content: bytes) -> None:
    """The good seed is translated and published; the bad one is reported with a hint."""
    (desk / "seeds" / name).write_bytes(content)
    done = _run(desk)
    _is_clear(done, f"seeds/{name}")
    assert [seed["path"] for seed in done.json["seeds"]] == ["seeds/good.txt"]
    assert done.json["seeds"][0]["locales"]["ko"]["empty"] == 0
    assert (desk / "site" / "trio" / "good" / "index.html").is_file()


@pytest.mark.parametrize(
    ("name", "way"),
    [("a.txt", "make it a .md file"), ("a.md", "front matter"), ("a.html", "html element")],
)
def test_a_hint_says_how_a_file_of_its_type_says_its_language(
    desk: Path, name: str, way: str
) -> None:
    """Plain text has no front matter."""
    (desk / "seeds" / name).write_text("<p>38 / 1,200</p>" if "html" in name else "38 / 1,200\n")
    done = _run(desk)
    _is_clear(done, f"seeds/{name}: its language cannot be told")
    assert way in done.err.partition(name)[2]


def test_a_name_that_is_no_text_is_named_and_the_others_go_on(desk: Path) -> None:
    """Linux takes any bytes for a name; PO files and pages do not."""
    Path(os.fsdecode(os.fsencode(desk / "seeds") + b"/bad-\xff.txt")).write_text(GOOD)
    done = _run(desk)
    _is_clear(done, r"seeds/bad-\udcff.txt")
    assert [seed["path"] for seed in done.json["seeds"]] == ["seeds/good.txt"]
    assert (desk / "site" / "trio" / "good" / "index.html").is_file()


def test_too_long_a_name_is_named_and_the_others_go_on(desk: Path) -> None:
    """A name may have as many letters as all names made from it leave room for."""
    longest = "가" * 65
    (desk / "seeds" / f"{longest}.txt").write_text(GOOD)
    (desk / "seeds" / f"{longest}가.txt").write_text(GOOD)
    done = _run(desk)
    _is_clear(done, f"seeds/{longest}가.txt: has a name of more than 200 bytes")
    assert len(done.json["seeds"]) == 2
    assert (desk / "site" / "trio" / longest / "index.html").is_file()
    assert (
        workflow("exchange", "export", "--to", "ko", "--output", desk / "out", project=desk).code
        == 2
    )


@pytest.mark.parametrize("target", ["loop.txt", "/dev/zero", "/dev/stdin"])
def test_a_link_to_no_file_is_named_and_the_others_go_on(desk: Path, target: str) -> None:
    """Neither a circle nor a device without end keeps the command from ending."""
    (desk / "seeds" / "loop.txt").symlink_to(target)
    done = _run(desk)
    _is_clear(done, "seeds/loop.txt: ")
    assert [seed["path"] for seed in done.json["seeds"]] == ["seeds/good.txt"]


@pytest.mark.parametrize("target", ["good.po", "/dev/zero"])
def test_a_po_file_that_links_to_no_file(desk: Path, target: str) -> None:
    """It is not read; the other locale is written."""
    (desk / "locales" / "ko").mkdir()
    (desk / "locales" / "ko" / "good.po").symlink_to(target)
    done = _run(desk)
    _is_clear(done, "locales/ko/good.po: ")
    assert list(done.json["seeds"][0]["locales"]) == ["zh-Hans"]


def test_a_pipe_in_place_of_a_po_file_is_not_waited_for(desk: Path) -> None:
    """Not by the translation, and not by the memory."""
    (desk / "locales" / "ko").mkdir()
    os.mkfifo(desk / "locales" / "ko" / "good.po")
    done = _run(desk)
    _is_clear(done, "locales/ko/good.po: is not a file")
    assert list(done.json["seeds"][0]["locales"]) == ["zh-Hans"]


def test_a_glossary_that_is_no_file(desk: Path) -> None:
    """Without its names nothing is translated, and nothing is waited for."""
    (desk / "glossary" / "terms.csv").symlink_to("/dev/zero")
    _is_clear(_run(desk), "glossary/terms.csv: is not a file")


def test_a_line_of_50_megabytes_is_refused_at_once(desk: Path) -> None:
    """A huge file is refused by its size before it is read."""
    (desk / "seeds" / "huge.txt").write_bytes(b"word " * 10_000_000)
    _is_clear(_run(desk), "seeds/huge.txt")


def test_two_seeds_of_one_name_are_both_named(desk: Path) -> None:
    """good.txt and good.md would share a PO file."""
    (desk / "seeds" / "good.md").write_text(GOOD)
    done = _run(desk)
    assert done.code == 2
    assert "good.md" in done.err
    assert "good.txt" in done.err


def test_a_folder_without_a_project_says_how_to_make_one(tmp_path: Path) -> None:
    """Outside a project every command points to ``init``."""
    done = workflow("run", project=tmp_path)
    _is_clear(done, str(tmp_path))
    assert "workflow init" in done.err


def test_a_folder_that_cannot_be_written_is_an_error(desk: Path) -> None:
    """A file where a folder should be: nothing is written, the place is named."""
    (desk / "locales").rmdir()
    (desk / "locales").write_text("not a folder")
    done = _run(desk)
    assert done.code == 2
    assert "locales" in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_an_error(desk: Path) -> None:
    """Without write permission the folder is named and nothing is half done."""
    (desk / "locales").chmod(0o500)
    done = _run(desk)
    (desk / "locales").chmod(0o700)
    assert done.code == 2
    assert "locales" in done.err


@pytest.mark.parametrize(
    "content",
    [
        'msgid "Trade"\nmsgstr "무역\n',
        '<<<<<<< HEAD\nmsgid ""\nmsgstr ""\n=======\n>>>>>>> theirs\n',
        'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
        "nonsense\n",
    ],
    ids=["unclosed", "conflict", "duplicate", "nonsense"],
)
def test_a_malformed_po_is_left_alone(desk: Path, content: str) -> None:
    """The file keeps every byte; the other locale is done; the error names file and line."""
    path = desk / "locales" / "ko" / "good.po"
    path.parent.mkdir()
    path.write_text(content)
    done = _run(desk)
    _is_clear(done, "locales/ko/good.po")
    assert path.read_text() == content
    assert done.json["seeds"][0]["locales"]["zh-Hans"]["empty"] == 0


def test_translations_that_nobody_reads_are_told(desk: Path) -> None:
    """Copies of shared folders, names in capitals, folders of another name; no seed's own file."""
    _run(desk)
    own = desk / "locales" / "ko" / "good.po"
    (desk / "seeds" / "good copy.txt").write_text("They met again in Seoul.\n")
    _run(desk)
    read = "locales/ko/good copy.po", "locales/ko/good.po"
    assert all((desk / each).is_file() for each in read)
    (desk / "locales" / "ko_KR").mkdir()
    unread = ["ko/good (Kim's conflicted copy 2026-11-20).po", "ko/good (1).po",
              "ko/good.sync-conflict-20261120-101010-ABC.po", "ko/good.PO",
              "ko/old.PO", "ko_KR/good.po"]  # fmt: skip
    for name in unread:
        (desk / "locales" / name).write_bytes(own.read_bytes())
    for command in ("sync", "check", "run --engine pseudo"):
        done = workflow(*command.split(), project=desk)
        told = re.findall(r"workflow: warning: locales/(.*): is not read", done.err)
        assert sorted(told) == sorted([*unread[:-1], "ko_KR"]), command
    (import_one,) = set(re.findall(r"exchange import '(locales/ko/good .1.\.po)'", done.err))
    assert workflow("exchange", "import", desk / import_one, project=desk).code == 0


def test_a_malformed_glossary_row_is_named(desk: Path) -> None:
    """The error names file, row and column; the good rows keep working."""
    (desk / "glossary" / "terms.csv").write_text(
        "id,type,en,ko,zh,match,status\n"
        "kc,place,China,중국,中国,case,approved\n"
        "x,person,Korea,한국,韩国,sometimes,approved\n"
    )
    done = _run(desk)
    _is_clear(done, "glossary/terms.csv:3")
    assert "match" in done.err
    assert "중국" in (desk / "locales" / "ko" / "good.po").read_text()


def test_an_unknown_locale_is_refused(desk: Path) -> None:
    """``--to xx`` and an unknown target in the settings are both errors."""
    done = workflow("run", "--to", "xx", project=desk)
    assert done.code == 2
    assert "'xx' is not a known language" in done.err.replace("language 'xx': ", "'xx' ")
    (desk / "workflow.toml").write_text('targets = ["ko", "xx"]\n')
    _is_clear(_run(desk), str(desk / "workflow.toml"))


def test_an_endpoint_that_is_down_is_exit_code_3(desk: Path) -> None:
    """The URL is named; what is there already is still published."""
    (desk / "workflow.toml").write_text(
        '[llm]\nurl = "http://127.0.0.1:9/v1"\nmodel = "any"\nretries = 0\ntimeout = 2\n'
    )
    done = workflow("run", "--json", project=desk)
    _is_clear(done, "http://127.0.0.1:9/v1", code=3)
    assert done.json["seeds"][0]["locales"]["ko"]["empty"] == 2
    assert (desk / "site" / "en" / "good" / "index.html").is_file()


def test_no_engine_at_all_says_how_to_get_one(
    desk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without any engine the exit code is 3, the hint is ``engines install``; never pseudo."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("WORKFLOW_MODELS", str(tmp_path / "none"))
    done = workflow("run", "--json", project=desk)
    assert done.code == 3
    assert "workflow engines install" in done.err
    assert done.json["seeds"][0]["locales"]["ko"]["draft"] == 0
