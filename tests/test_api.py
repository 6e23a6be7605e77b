"""What Python users call: ``import workflow``."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import workflow
from workflow.model import Project

ROOT = Path(__file__).parent.parent
ARTICLE = "Xing Haiming met the press on May 5, 2021. He spoke of trade.\n"
TERMS = "id,type,en,ko,zh\nxing,person,Xing Haiming,싱하이밍,邢海明\n"


@pytest.fixture
def opened(project: Project) -> workflow.OpenProject:
    """A project with an article and a name."""
    (project.seeds / "talks.txt").write_text(ARTICLE)
    (project.glossary / "terms.csv").write_text(TERMS)
    (project.root / "workflow.toml").write_text('engine = "pseudo"\ntargets = ["ko"]\n')
    return workflow.open_project(project.root)


def test_the_surface_is_what_it_lists() -> None:
    """Every name in ``__all__`` is there and says what it is; no other name is offered."""
    for name in workflow.__all__:
        assert getattr(workflow, name).__doc__
    assert set(workflow.__all__) <= set(dir(workflow))
    with pytest.raises(AttributeError, match="no attribute 'translate'"):
        workflow.translate  # type: ignore[attr-defined]  # noqa: B018


def test_importing_it_loads_nothing_else() -> None:
    """A program pays for what it uses, when it uses it."""
    script = "import sys, workflow; print([m for m in sys.modules if m.startswith('workflow.')])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_project_does_what_the_commands_do(opened: workflow.OpenProject) -> None:
    """Run, check and status give what the command line prints; a seed may be named."""
    done = opened.run("seeds/talks.txt")
    assert not done.outcome.errors
    assert done.site.front.is_file()
    (seed,) = opened.status(to=["ko"]).seeds
    assert (seed.name, seed.segments, seed.locales["ko"].draft) == ("talks", 2, 2)
    assert not opened.translate().errors
    assert not opened.sync("talks").errors
    assert opened.check("talks").files == ["locales/ko/talks.po"]
    assert opened.publish().pages == done.site.pages


def test_one_language_needs_no_list(opened: workflow.OpenProject) -> None:
    """A tag alone is a language, not a row of letters."""
    assert set(opened.run(to="ko", engine="pseudo").outcome.seeds[0].locales) == {"ko"}
    assert workflow.detect("경총 회장이 대사를 만났다.", sources="ko").language == "ko"


def test_errors_name_what_is_wrong(opened: workflow.OpenProject, tmp_path: Path) -> None:
    """They are all of one kind, with a place and a hint."""
    with pytest.raises(workflow.WorkflowError, match="does not exist"):
        opened.run(engine="argus")
    with pytest.raises(workflow.WorkflowError, match="names no seed"):
        opened.check("nothing")
    with pytest.raises(workflow.WorkflowError, match="is not a folder"):
        workflow.open_project(tmp_path / "none")
    with pytest.raises(workflow.WorkflowError, match="its language cannot be told"):
        workflow.translate_text("12", to="ko", engine="pseudo")


def test_a_text_keeps_its_paragraphs(opened: workflow.OpenProject) -> None:
    """And each sentence its translation; what needs none stays as it is."""
    done = workflow.translate_text("One. Two.\n\n<3>\n\nFour.", to="zh", project=opened)
    assert [each.source for each in done.sentences] == ["One.", "Two.", "<3>", "Four."]
    assert done.text.count("\n\n") == 2
    assert "<3>" in done.text
    assert (done.source_language, done.language) == ("en", "zh-Hans")
    assert str(done) == done.text


def test_a_file_is_read_as_a_seed_is(opened: workflow.OpenProject, tmp_path: Path) -> None:
    """Front matter says its language; markup is not shown; nothing is written."""
    path = tmp_path / "note.md"
    path.write_text("---\nlang: en\n---\n\n# News\n\nThe *talks* went on.\n")
    before = sorted(tmp_path.rglob("*"))
    done = workflow.translate_file(path, to="ko", project=opened)
    assert [each.source for each in done.sentences] == ["News", "The talks went on."]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_pair_is_checked_with_the_names_of_a_project(opened: workflow.OpenProject) -> None:
    """Without a project no name is known."""
    pair = ("Xing Haiming met the press.", "형해명이 기자들을 만났다.")
    assert "term-missing" in {
        each.check for each in workflow.check_pair(*pair, to="ko", project=opened)
    }
    assert not workflow.check_pair(*pair, to="ko")


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment outside any checkout, with the wheel that users install."""
    folder = tmp_path_factory.mktemp("outside")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist"]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "env")
    python = folder / "env" / "bin" / "python"
    install = ["pip", "--python", python, "install", "--no-index", "--no-deps", "--quiet", wheel]
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    # The libraries are those of this environment, behind its own; its copy of us stays hidden.
    (site,) = (folder / "env" / "lib").glob("*/site-packages")
    libraries = next(each for each in sys.path if each.endswith("site-packages"))
    (site / "libraries.pth").write_text(f"{libraries}\n")
    return folder


def test_the_wheel_works_outside_any_checkout(outside: Path) -> None:
    """Its command makes a project and publishes; its modules are not those of the checkout."""
    command = outside / "env" / "bin" / "workflow"

    def run(*words: str) -> str:
        done = subprocess.run(
            [command, *words], cwd=outside, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("init", "demo")
    (outside / "demo" / "seeds" / "talks.txt").write_text(ARTICLE)
    found = json.loads(run("-C", "demo", "run", "--engine", "pseudo", "--json"))
    assert not found["errors"]
    assert (outside / "demo" / "site" / "index.html").is_file()
    script = (
        "import workflow; print(workflow.__file__, workflow.open_project('demo').status().errors)"
    )
    done = subprocess.run(
        [command.with_name("python"), "-c", script],
        cwd=outside, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith(str(outside / "env"))
    assert done.stdout.endswith(" []\n")
