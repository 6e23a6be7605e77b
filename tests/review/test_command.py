"""``workflow review``: what it needs to know, and what it says when it cannot start."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable

import click
import pytest

from tests.review.conftest import NAME, REVIEWER, Desk
from tests.support.command import workflow
from workflow.app.reviewing.deciding import ProjectReview
from workflow.config import find_project
from workflow.model import Project
from workflow.review import ReviewServer
from workflow.store import git


def test_it_prints_the_address(drafted: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --json the address is the one JSON document; Ctrl-C ends it with success.

    While the browser opens, the articles are looked at already.
    """
    looked = threading.Event()

    def stop(self: ReviewServer, opened: Callable[[], object]) -> None:
        opened()
        assert looked.wait(60)
        raise KeyboardInterrupt

    monkeypatch.setattr(ProjectReview, "queue", lambda _: looked.set())
    monkeypatch.setattr(ReviewServer, "serve_forever", stop)
    arguments = ("review", NAME, "--port", "0", "--no-open", "--reviewer", REVIEWER)
    done = workflow(*arguments, "--json", project=drafted.root)
    assert done.code == 0
    assert done.json["url"].startswith("http://127.0.0.1:")
    assert len(done.json["url"].partition("#")[2]) >= 32


def test_no_browser_is_looked_for_without_a_desktop(
    drafted: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server the address is enough, and no terminal browser takes the screen."""
    opened: list[str] = []
    monkeypatch.setattr(ReviewServer, "serve_forever", lambda _, told: told())
    monkeypatch.setattr(click, "launch", opened.append)
    monkeypatch.setattr(sys, "platform", "linux")
    arguments = ("review", "--port", "0", "--reviewer", REVIEWER)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert "Review at" in workflow(*arguments, project=drafted.root).out
    assert not opened
    monkeypatch.setenv("DISPLAY", ":0")
    workflow(*arguments, project=drafted.root)
    assert len(opened) == 1


def test_somebody_has_to_approve(drafted: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name from git or the command line it does not start."""
    monkeypatch.setattr(git, "user", lambda _: "")
    done = workflow("review", "--no-open", project=drafted.root)
    assert done.code == 2
    assert "--reviewer" in done.err


def test_a_port_that_is_taken(drafted: Project) -> None:
    """The error names the address and another way."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        arguments = ("review", "--no-open", "--reviewer", REVIEWER, "--port", port)
        done = workflow(*arguments, project=drafted.root)
    assert done.code == 2
    assert f"127.0.0.1:{port}" in done.err
    assert "hint: Choose another --port" in done.err


def test_editor_links_lead_here(desk: Desk) -> None:
    """`site.editor = "review"` gives the address of the very sentence."""
    settings = desk.project.root / "workflow.toml"
    settings.write_text(f'{settings.read_text()}\n[site]\neditor = "review"\n')
    template = find_project(desk.project.root).settings.site.editor
    address = template.format(name=NAME, locale="ko", source="KEF%20will%20host%20a%20forum.")
    assert address.startswith(f"http://127.0.0.1:8765/a/{NAME}/ko?source=KEF%20")
