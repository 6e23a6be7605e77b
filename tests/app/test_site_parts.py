"""A site that is made in parts is the site that is made at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from tests.app.test_incremental import SENTENCES, make, tree, write
from tests.support.command import workflow
from tests.support.pictures import picture
from workflow.app import publishing, running
from workflow.app.publishing import Published, site_parts
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.app.state.sharding import Shard
from workflow.config import find_project
from workflow.model import Project
from workflow.protocols import silent
from workflow.site.building import deployment
from workflow.site.building.made_articles import MadeFiles

#: A theme whose pages of one article have links that lead nowhere.
ASTRAY = """{% extends "workflow/edition.html" %}{% block footer %}{{ super() }}
{% if summary.slug == "astray" %}<a href="../gone/index.html">x</a><a href="#gone">y</a>{% endif %}
{% endblock %}"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of which everything is translated, and which has no site.

    Articles are related, one has a picture, one a link that leads nowhere and one is not public;
    there are a free page, an article in the folder of another, and one that cannot be read.
    """
    project = make(tmp_path_factory.mktemp("whole") / "p")
    settings = project.root / "workflow.toml"
    settings.write_text(f'{settings.read_text()}outputs = ["epub"]\n')
    project, seeds = find_project(project.root), project.seeds
    for folder in ("about", "talks"):
        (seeds / folder).mkdir()
    write(project.root, "about/us", SENTENCES[2:])
    more = f"# More\n\n{SENTENCES[2]} [This](../shown.md), [that](../later.md).\n"
    (seeds / "talks" / "more.md").write_text(more)
    (seeds / "port.jpg").write_bytes(picture())
    (seeds / "shown.md").write_text(
        "---\nimage: port.jpg\n---\n# Shown\n\n![The port.](port.jpg)\n\nThe port is open.\n"
    )
    (seeds / "astray.md").write_text("# Astray\n\nThis way is closed.\n")
    (project.theme / "templates").mkdir(parents=True)
    (project.theme / "templates" / "edition.html").write_text(ASTRAY)
    (seeds / "later.md").write_text("---\ndraft: true\n---\n# Later\n\nThe port will open.\n")
    (seeds / "bad.txt").write_bytes(b"\0\1\2 no text")
    running.run(Work(project, seed_files.select(project, ())), silent, site=False)
    shutil.rmtree(project.cache)
    return project


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    """A copy of it."""
    return copied(whole, tmp_path / "p")


def copied(project: Project, place: Path) -> Project:
    """The same project elsewhere, without what can be made again."""
    shutil.copytree(project.root, place, ignore=shutil.ignore_patterns(".workflow", "site"))
    return find_project(place)


def shards(project: Project, parts: int, numbers: Sequence[int] = ()) -> list[Published]:
    """Make the parts, or some of them."""
    wanted = numbers or range(1, parts + 1)
    return [site_parts.publish_shard(project, Shard(number, parts)) for number in wanted]


def said(published: Published, project: Project) -> str:
    """What is told of a site, but for where the project is."""
    told = replace(published, made=0, written=0, errors=[])
    return f"{told}{[*map(str, published.errors)]}".replace(str(project.root), "")


@pytest.fixture(scope="module")
def alone(whole: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same project with a site that was made at once."""
    return copied(whole, tmp_path_factory.mktemp("alone") / "p")


@pytest.fixture(scope="module")
def at_once(alone: Project) -> Published:
    """What is told of that site."""
    return publishing.publish(alone)


@pytest.mark.parametrize("parts", [3, 16])
def test_the_parts_make_the_whole(
    project: Project, alone: Project, at_once: Published, parts: int
) -> None:
    made = shards(project, parts)
    assert sum(each.made for each in made) == at_once.made
    assert not project.site.exists()
    joined = site_parts.join(project, parts)
    assert tree(project.site) == tree(alone.site)
    assert said(joined, project) == said(at_once, alone)
    assert joined.made == 0
    assert {each.path for each in joined.broken} >= {"ko/astray/index.html"}
    (project.seeds / "astray.md").unlink()
    for po in project.locales.rglob("astray.po"):
        po.unlink()
    again = site_parts.join(project, parts)  # they stay while a link leads nowhere
    assert not again.broken
    assert not list(project.cache.glob("parts/*"))
    assert publishing.publish(project).written == 0
    before = tree(project.site)
    publishing.publish(project, clean=True)
    assert tree(project.site) == before


def test_parts_come_from_other_machines(
    project: Project, alone: Project, at_once: Published, tmp_path: Path
) -> None:
    """Each has the project elsewhere, and files in it that are newer."""
    for number in (1, 2):
        other = copied(project, tmp_path / str(number))
        for path in other.root.rglob("*.*"):
            path.write_bytes(path.read_bytes())
        shards(other, 2, [number])
        place = site_parts.place_of(other, Shard(number, 2))
        shutil.copytree(place, site_parts.place_of(project, Shard(number, 2)))
    joined = site_parts.join(project, 2)
    assert joined.made == 0
    assert said(joined, project) == said(at_once, alone)
    assert tree(project.site) == tree(alone.site)


def test_a_machine_that_never_published_does_not_know_when_a_text_changed(
    project: Project, tmp_path: Path
) -> None:
    """The one that joins does, and makes such articles."""
    publishing.publish(project)
    write(project.root, "visit", SENTENCES)
    running.run(Work(project, seed_files.select(project, ["visit"])), silent)
    before = tree(project.site)
    other = copied(project, tmp_path / "other")
    shards(other, 1)
    shutil.copytree(other.cache / "parts", project.cache / "parts")
    joined = site_parts.join(project, 1)
    assert tree(project.site) == before
    assert joined.made == 1


def test_what_has_changed_since_is_made_by_who_joins(project: Project, tmp_path: Path) -> None:
    publishing.publish(project)
    shards(project, 2)
    write(project.root, "visit", SENTENCES)
    write(project.root, "new", SENTENCES)
    (project.seeds / "trade.txt").unlink()
    (project.seeds / "later.md").write_text("# Now\n\nThe port is open.\n")
    other = copied(project, tmp_path / "other")
    shutil.copytree(project.site, other.site)
    shutil.copytree(project.cache, other.cache)
    publishing.publish(other, clean=True)
    joined = workflow("publish", "--join", "2", project=project.root)
    assert "Made here, as no part has it as it is now: 4 articles." in joined.out
    assert tree(project.site) == tree(other.site)


def test_a_picture_that_an_article_shows_no_more(project: Project) -> None:
    """Neither is it looked at, nor told of, though the site that is there shows it."""
    (project.theme / "templates" / "edition.html").unlink()
    publishing.publish(project)
    (project.seeds / "shown.md").write_text("# Shown\n\nThe port is open.\n")
    (project.seeds / "port.jpg").unlink()
    running.run(Work(project, seed_files.select(project, ["shown"])), silent, site=False)
    shards(project, 1)
    joined = site_parts.join(project, 1)
    assert (joined.made, joined.missing) == (0, ())
    again = publishing.publish(project)
    assert (again.made, again.missing) == (0, ())


def test_a_missing_part_is_named_and_the_site_stays(project: Project) -> None:
    shards(project, 4, [1, 3])
    publishing.publish(project)
    before = tree(project.site)
    write(project.root, "visit", SENTENCES)
    ended = workflow("publish", "--join", "4", project=project.root)
    assert ended.code == 2
    assert "parts of the site are missing: 2/4, 4/4" in ended.err
    assert "workflow publish --shard 2/4" in ended.err
    assert tree(project.site) == before


def test_a_part_of_another_glossary_is_named(project: Project) -> None:
    shards(project, 2)
    with (project.glossary / "terms.csv").open("a") as table:
        table.write("t2,person,Xing Haiming,싱하이밍,邢海明\n")
    shards(project, 2, [1])
    errors = [str(each) for each in site_parts.join(project, 2).errors]
    assert any("made with other settings" in each and "2/2" in each for each in errors)
    assert not any("1/2" in each for each in errors)
    assert not project.site.exists()


def test_a_part_that_lacks_files_is_named(project: Project) -> None:
    shards(project, 1)
    place = site_parts.place_of(project, Shard(1, 1))
    (place / "ko" / "visit" / "index.html").unlink()
    errors = [str(each) for each in site_parts.join(project, 1).errors]
    assert any("1-of-1" in each and "is not whole" in each for each in errors)
    assert not project.site.exists()


@pytest.mark.parametrize("linked", [True, False])
def test_files_are_taken_again_after_a_worker_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    """Where they cannot be linked they are copied."""
    if not linked:
        monkeypatch.setattr(os, "link", mock.Mock(side_effect=[OSError, FileExistsError, OSError]))
    page = tmp_path / "part" / "ko" / "a" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("page")
    for _ in range(2):
        MadeFiles(tmp_path / "part", ("ko/a/",), 1).take(tmp_path / "site")
    assert tree(tmp_path / "site") == tree(tmp_path / "part")


def test_a_part_that_is_interrupted_leaves_the_one_that_was_there(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    for there in ([], ["1-of-2"]):
        with monkeypatch.context() as patch:
            patch.setattr(deployment, "mark", interrupt)
            with pytest.raises(KeyboardInterrupt):
                shards(project, 2, [1])
        assert [path.name for path in (project.cache / "parts").iterdir()] == there
        shards(project, 2, [1])


def test_the_site_that_is_joined_does_not_change_its_parts(project: Project) -> None:
    """They may be joined again: files of both are the same ones."""
    shards(project, 2)
    before = tree(project.cache / "parts")
    assert site_parts.join(project, 2).broken
    assert tree(project.cache / "parts") == before


@pytest.mark.parametrize(
    "options",
    [
        ("--shard", "1/2", "--join", "2"),
        ("--shard", "1/2", "--drafts"),
        ("--shard", "1/2", "--to", "elsewhere"),
        ("--shard", "1/2", "--clean"),
        ("--join", "2", "--drafts"),
        ("--join", "0"),
    ],
)
def test_options_that_contradict_each_other(project: Project, options: Sequence[str]) -> None:
    assert workflow("publish", *options, project=project.root).code == 2
    assert not project.cache.exists()


@pytest.mark.slow
def test_parts_that_are_made_at_once(project: Project, alone: Project, at_once: Published) -> None:
    assert at_once.pages
    place = "-C", str(project.root)
    command = [sys.executable, "-m", "workflow", *place, "-q", "publish", "--shard"]
    running_ = [subprocess.Popen([*command, f"{number}/3"]) for number in (1, 2, 3, 2)]
    assert {each.wait() for each in running_} <= {0, 2}
    site_parts.join(project, 3)
    assert tree(project.site) == tree(alone.site)
