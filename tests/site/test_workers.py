"""Articles that two processes render are the same, and so are their mistakes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.app.test_incremental import SENTENCES, make, run, tree, write
from workflow.app import publishing
from workflow.model import Project
from workflow.site import article_writer


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of some thirty short articles, translated and published by one process."""
    project = make(tmp_path)
    for number in range(30):
        write(tmp_path, f"article-{number}", [*SENTENCES, f"It was number {number}."])
    run(project)
    return project


def anew(project: Project) -> publishing.Published:
    """Builds the whole site again."""
    shutil.rmtree(project.cache)
    return publishing.publish(project)


def test_a_helper_writes_the_same_pages(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, pages = tree(project.site), anew(project).pages
    monkeypatch.setattr(article_writer, "_ALONE", 1)
    monkeypatch.setattr(article_writer.ArticleWriter, "article", refuse)
    monkeypatch.setattr(
        article_writer.WriterPool, "render", patient(article_writer.WriterPool.render)
    )
    published = anew(project)
    assert not published.errors
    assert published.pages == pages
    assert tree(project.site) == alone


def refuse(*_: object) -> int:
    """Stands for rendering in this process."""
    raise AssertionError("the helper has to do it")


def patient(render: object) -> object:
    """Waits until the helper is there, and until it has done each article."""

    def wait(self: article_writer.WriterPool, *article: object) -> None:
        self._seen += 1
        if self._helper is None:
            self._start_helper()
        while not self._ready:
            self._collect(wait=True)
        render(self, *article)  # type: ignore[operator]
        while self._sent - self._received:
            self._collect(wait=True)

    return wait


def test_a_mistake_in_the_helper_is_told_and_the_old_site_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(project.site)
    monkeypatch.setattr(article_writer, "_ALONE", 1)
    monkeypatch.setattr(
        article_writer.WriterPool, "render", patient(article_writer.WriterPool.render)
    )
    templates = project.theme / "templates"
    templates.mkdir(parents=True)
    (templates / "edition.html").write_text("{{ nothing.at.all }}")
    (error,) = anew(project).errors
    assert "edition.html" in str(error)
    assert tree(project.site) == before


def test_a_helper_that_does_not_start_is_done_without(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tree(project.site)
    monkeypatch.setattr(article_writer, "_ALONE", 1)
    monkeypatch.setattr(article_writer, "_run_helper", None)
    assert not anew(project).errors
    assert tree(project.site) == alone
