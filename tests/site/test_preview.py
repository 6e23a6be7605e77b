"""The preview server: right types, rebuilding, reloading, a quiet end."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from tests.site import demo
from tests.site.test_browser import DESKTOP, PHONE
from tests.support.command import workflow
from workflow.app import publishing
from workflow.errors import PublishError, SourceError, WorkflowError
from workflow.model import Project
from workflow.site import publish
from workflow.site.preview import PreviewServer, changes, serve, snapshot


@pytest.fixture
def server(site: Path) -> Iterator[PreviewServer]:
    """The demo site, served on a free port of this machine."""
    preview = PreviewServer(site, "127.0.0.1", 0)
    thread = threading.Thread(target=preview.serve_forever)
    thread.start()
    yield preview
    preview.close()
    thread.join()


def get(server: PreviewServer, path: str) -> tuple[str, str]:
    """Type and body of an answer."""
    with urllib.request.urlopen(server.url + path, timeout=10) as answer:  # noqa: S310
        return answer.headers["Content-Type"], answer.read().decode()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("ko/2021-12-07-luncheon/", "text/html; charset=utf-8"),
        ("ko/2021-12-07-luncheon/index.html?x=1", "text/html; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("-/reload.js", "text/javascript; charset=utf-8"),
    ],
)
def test_types(server: PreviewServer, path: str, kind: str) -> None:
    """Every kind of file is served as what it is, in UTF-8."""
    assert get(server, path)[0] == kind


def test_pages_wait_for_a_rebuild(server: PreviewServer) -> None:
    """A page asks to be reloaded, and is when the site was built again."""
    build = server.generation
    assert f'<script src="/-/reload.js?{build}" defer></script>' in get(server, "")[1]
    answers: list[str] = []
    waiting = threading.Thread(
        target=lambda: answers.append(get(server, f"-/wait.js?{build}&1")[1])
    )
    waiting.start()
    waiting.join(0.1)
    assert waiting.is_alive()
    server.reload()
    waiting.join(10)
    assert answers == ["location.reload();"]


def test_no_rebuild_is_missed(browser: Browser, server: PreviewServer) -> None:
    """A page that was on its way while the site was built again loads again."""
    loads: list[Page] = []

    def meanwhile(route: Route) -> None:
        server.reload()
        route.continue_()

    with browser.new_page() as page:
        page.on("load", lambda _: loads.append(page))
        page.route("**/-/wait.js*", meanwhile, times=1)
        page.goto(server.url)
        for _ in range(500):
            if len(loads) == 2:
                break
            page.wait_for_timeout(20)
        assert len(loads) == 2


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:{}", "127.0.0.1:1", "", "[::1]"])
def test_it_answers_to_its_own_names(server: PreviewServer, method: str, host: str) -> None:
    """Another name that leads here gets nothing (DNS rebinding); this machine's names do."""
    port = server.server_address[1]
    for name, status in ((host.format(port), 421), (f"localhost:{port}", 200)):
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request(method, "/", headers={"Host": name})
        assert connection.getresponse().status == status
        connection.close()


@pytest.mark.parametrize(
    "path",
    ["nothing.html", "assets/", "index.html/", "../pyproject.toml", "%2e%2e/x", "%00", 300 * "a"],
)
def test_nothing_else_is_served(server: PreviewServer, path: str) -> None:
    """Missing files, folder listings, what is outside and what can be no file are not found."""
    with pytest.raises(urllib.error.HTTPError) as failure:
        get(server, path)
    assert failure.value.code == 404
    failure.value.close()


def test_links_that_lead_out_of_the_site_are_not_served(
    server: PreviewServer, site: Path, tmp_path: Path
) -> None:
    """Neither a file nor a folder elsewhere, nor by asking for its head alone."""
    (tmp_path / "secret.txt").write_text("secret")
    links = [site / "out-file.txt", site / "out-folder"]
    links[0].symlink_to(tmp_path / "secret.txt")
    links[1].symlink_to(tmp_path)
    try:
        for path in ("out-file.txt", "out-folder/secret.txt"):
            for method in ("GET", "HEAD"):
                asked = urllib.request.Request(server.url + path, method=method)  # noqa: S310
                with pytest.raises(urllib.error.HTTPError) as failure:
                    urllib.request.urlopen(asked, timeout=10)  # noqa: S310
                assert failure.value.code == 404
                failure.value.close()
    finally:
        for link in links:
            link.unlink()


def test_changes_are_noticed(project: Project) -> None:
    """A new, a changed and a removed file are each seen once."""
    seed = project.seeds / "a.txt"
    watch = changes(project, 0.001, snapshot(project))
    for act in (lambda: seed.write_text("a"), lambda: seed.write_text("ab"), seed.unlink):
        before = snapshot(project)
        acted = threading.Timer(0.02, act)
        acted.start()
        next(watch)
        acted.join()  # opening and writing a file are two changes, if somebody looks in between
        assert snapshot(project) != before
        watch = changes(project, 0.001, snapshot(project))


def test_a_change_while_the_files_were_used_is_noticed(project: Project) -> None:
    """What is written during the first build is seen, not taken for the state it began with."""
    before = snapshot(project)
    (project.seeds / "late.txt").write_text("a")
    next(changes(project, 0.001, before))


def test_the_time_of_an_article_is_a_change(project: Project) -> None:
    """It appears, or goes, though no file is touched."""
    moments = iter([False, False, True])
    next(changes(project, 0.001, snapshot(project), lambda: next(moments)))
    assert next(moments, None) is None


def test_it_rebuilds_and_ends_quietly(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change rebuilds; a mistake is told and the server goes on; Ctrl-C ends it."""
    said: list[str] = []
    builds = 0

    def rebuild() -> list[WorkflowError]:
        nonlocal builds
        builds += 1
        if builds == 2:
            raise SourceError("seeds/a.txt", "is empty", "Write something.")
        if builds == 3:
            raise FileNotFoundError(2, "No such file or directory", "theme/style.css")
        if builds == 5:
            raise KeyboardInterrupt
        publish(project, demo.articles())
        threading.Timer(0.02, (project.seeds / "a.txt").write_text, [str(builds)]).start()
        return []

    def tell(line: str) -> None:
        said.append(line)
        threading.Timer(0.02, (project.seeds / "a.txt").write_text, [line]).start()

    monkeypatch.setattr("workflow.site.preview.INTERVAL", 0.005)
    serve(project, rebuild, ("127.0.0.1", 0), tell, tell)
    assert said[0].startswith("http://127.0.0.1:")
    assert "error: seeds/a.txt: is empty (Write something.)" in said
    assert "error: theme/style.css: No such file or directory" in said


def test_a_preview_tells_what_is_wrong(project: Project) -> None:
    """With the theme, a seed, a link; and it follows the settings. A mistake keeps the old site."""
    (project.seeds / "a.txt").write_text("We met the press on Monday.\n")
    theme, bad = project.theme / "templates" / "status.html", project.seeds / "bad.txt"
    theme.parent.mkdir(parents=True)
    front, settings = project.site / "index.html", project.root / "workflow.toml"
    broken = (
        '{% extends "workflow/status.html" %}{% block footer %}<a href="gone/">a</a>{% endblock %}'
    )
    steps: dict[str, Callable[[], object]] = {
        "http://127": lambda: theme.write_text("{% if %}"),
        f"error: {theme}:1: ": lambda: (theme.write_text(broken), bad.write_bytes(b"\0\1\2")),
        "error: seeds/bad.txt: is binary": lambda: None,
        "error: status/index.html:": lambda: None,
        "Rebuilt": lambda: (theme.unlink(), bad.unlink(), settings.write_text('name = "New"')),
    }
    waited_for = iter(steps.items())

    def tell(line: str) -> None:
        start, act = next(waited_for, ("", None))
        if act is None:
            raise KeyboardInterrupt
        assert line.startswith(start)
        assert front.is_file()
        act()

    publishing.preview(project, "127.0.0.1", 0, tell, tell)
    assert "<title>New</title>" in front.read_text()


def test_the_command_prints_the_address(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --json it is the one JSON document; what is wrong goes to standard error."""
    (project.seeds / "a.txt").write_text("We met the press on Monday.\n\n![A](b.png)\n")
    (project.seeds / "bad.txt").write_bytes(b"\0\1\2")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("workflow.site.preview.changes", stop)
    done = workflow("serve", "--port", "0", "--json", project=project.root)
    assert done.code == 0
    assert done.json["url"].startswith("http://127.0.0.1:")
    assert "error: seeds/bad.txt: is binary" in done.err
    assert "warning: seeds/a.txt:3: the picture seeds/b.png is not there" in done.err
    assert "Serving http://" in workflow("serve", "--port", "0", "-q", project=project.root).out
    anywhere = ("serve", "--port", "0", "--host", "0.0.0.0")  # noqa: S104
    assert "warning: --host 0.0.0.0: whoever" in workflow(*anywhere, project=project.root).err
    assert "warning: --host" not in done.err


def test_a_taken_port(project: Project, server: PreviewServer) -> None:
    """The error names the address and how to choose another."""
    port = server.server_address[1]
    assert isinstance(port, int)
    with pytest.raises(PublishError) as failure:
        serve(project, list, ("127.0.0.1", port), print, print)
    assert failure.value.hint == "Choose another --port."
    with pytest.raises(PublishError) as failure:
        serve(project, list, ("host.invalid", 0), print, print)
    assert failure.value.hint == "Choose another --host."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_page_for_no_page(
    browser: Browser, server: PreviewServer, scheme: Literal["light", "dark"], size: tuple[int, int]
) -> None:
    """At any depth it has its style, is accessible, and leads on."""
    with browser.new_page(
        color_scheme=scheme, viewport={"width": size[0], "height": size[1]}
    ) as page:
        answer = page.goto(f"{server.url}ko/2021/no/such/page/")
        assert answer
        assert answer.status == 404
        assert page.locator("h1").inner_text() == "Page not found"
        assert page.locator("body").evaluate("body => getComputedStyle(body).marginTop") == "0px"
        results = Axe().run(page, options={"preload": False})
        assert results.violations_count == 0, results.generate_report()
        page.locator(".ways").get_by_text("한국어판").click()
        page.wait_for_url(f"{server.url}ko/index.html")
