"""What readers meet while a site is brought to its place, and what is left there afterwards."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from tests.site import demo
from tests.support.command import workflow
from workflow.app.publishing import upload as uploading
from workflow.app.publishing.upload import LIST, upload
from workflow.app.publishing.upload_targets import target_of
from workflow.errors import PublishError
from workflow.model import Project, Settings
from workflow.site import publish

URL = "https://example.org/"


def build(project: Project, *, without: int | None = None) -> Path:
    """A site, perhaps without one of its articles."""
    articles = [each for at, each in enumerate(demo.articles()) if at != without]
    return publish(Project(project.root, Settings(site_url=URL)), articles, demo.TERMS).folder


def files(root: Path) -> dict[str, bytes]:
    """What is in a folder, but for the list."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def dead_links(root: Path) -> list[str]:
    """Links that lead to no file, of the pages that a reader reaches from the front page."""
    dead, waiting, seen = [], [root / "index.html"], set()
    while waiting:
        path = waiting.pop()
        for _, _, link, _ in html.fromstring(path.read_bytes()).iterlinks():
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            target = (path.parent / unquote(parts.path)).resolve()
            if not target.is_file():
                dead.append(f"{path}: {link}")
            elif target.suffix == ".html" and target not in seen:
                seen.add(target)
                waiting.append(target)
    return dead


def test_what_changed_is_sent_and_what_went_is_removed(project: Project, tmp_path: Path) -> None:
    """And nothing else: not what stands there already, nor what somebody else put there."""
    public = tmp_path / "public"
    public.mkdir()
    (public / "CNAME").write_text("news.example.org")
    site = build(project)
    first = upload(site, str(public))
    assert files(public).keys() - {"CNAME"} == files(site).keys() == set(first.sent)
    assert upload(site, str(public)).sent == ()
    build(project, without=0)
    second = upload(site, str(public))
    gone = ("luncheon", "han-ji-won", "search/")
    assert all(any(each in name for each in gone) for name in second.removed)
    assert {"index.html", "sitemap.xml", "en/feed.xml"} <= set(second.sent)
    assert not any("jubilee.en.epub" in name for name in second.sent)
    assert files(public) == files(site) | {"CNAME": b"news.example.org"}


def test_own_hidden_files_are_sent_and_the_repository_is_not(
    project: Project, tmp_path: Path
) -> None:
    """``theme/static/.well-known`` is for the public; what git keeps of the site is not."""
    own = project.theme / "static" / ".well-known" / "security.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Contact: desk@example.org\n")
    site, public = build(project), tmp_path / "public"
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text("[remote]\n")
    sent = upload(site, str(public)).sent
    assert [each for each in sent if each.startswith(".")] == [".well-known/security.txt"]
    assert (public / ".well-known" / "security.txt").is_file()
    own.unlink()
    build(project)
    assert upload(site, str(public)).removed == (".well-known/security.txt",)


@pytest.mark.parametrize("more", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_no_reader_meets_a_broken_link(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: bool
) -> None:
    """At no moment: neither while articles come, nor while they go."""
    public = tmp_path / "public"
    site = build(project, without=0 if more else None)
    upload(site, str(public))
    build(project, without=None if more else 0)
    target, moments = target_of(str(public)), [0]

    def looked(name: str) -> None:
        if name.endswith(("index.html", ".xml")):
            moments[0] += 1
            assert dead_links(public) == [], name

    class Watched:
        read, write = target.read, target.write

        def put(self, site: Path, names: list[str]) -> None:
            for name in names:
                target.put(site, [name])
                looked(name)

        def remove(self, site: Path, names: list[str]) -> None:
            for name in names:
                target.remove(site, [name])
                looked(name)

    def strict(to: str) -> Watched:
        return Watched()

    monkeypatch.setattr(uploading, "target_of", strict)
    upload(site, str(public))
    assert moments[0] > 10
    assert files(public) == files(site)


def test_one_that_was_stopped_goes_on(project: Project, tmp_path: Path) -> None:
    """What was on its way is sent again, and goes when it is needed no more."""
    public, site = tmp_path / "public", build(project)
    target = target_of(str(public))
    uploading._note(target, dict.fromkeys(files(site), ""), "")
    target.put(site, sorted(files(site))[:40])
    build(project, without=0)
    upload(site, str(public))
    assert files(public) == files(site)


@given(st.text("./a\\", max_size=8))
def test_no_list_leads_out_of_the_place(name: str) -> None:
    """Whoever can write the list there cannot have other files removed."""
    listed = uploading._listed("x", json.dumps({"files": {name: ""}}).encode(), "")
    inside = Path("/x", *listed).resolve()
    assert inside.is_relative_to("/x")


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    """Their front page, their site, and what a list that is broken names."""
    site, public = tmp_path / "site", tmp_path / "public"
    for folder, text in (site, "ours"), (public, "theirs"):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    with pytest.raises(PublishError, match=r"index\.html"):
        upload(site, str(public), name="Desk")
    (public / "index.html").unlink()
    upload(site, str(public), name="Desk")
    (site / "index.html").write_text("newer")
    for broken in ('{"site": "Other", "files": {"index.html": ""}}', '{"fi', "[]"):
        held = (public / LIST).read_text()
        (public / LIST).write_text(broken)
        with pytest.raises(PublishError):
            upload(site, str(public), name="Desk")
        (public / LIST).write_text(held)
    assert (public / "index.html").read_text() == "ours"
    assert upload(site, str(public), name="Desk").sent == ("index.html",)


@pytest.mark.parametrize("to", [".", "..", "seeds", "seeds/new", "locales/ko", "theme", "site"])
def test_no_site_is_brought_among_its_seeds(
    project: Project, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    """Its pages would be seeds of the next run. A folder of its own within the project is fine."""
    monkeypatch.chdir(project.root)
    with pytest.raises(PublishError):
        uploading.refuse_own_folders(project, to)
    uploading.refuse_own_folders(project, "public")


@pytest.mark.parametrize("to", ["ftp://example.org/", "-rf", " ", ""])
def test_a_place_that_is_none(to: str) -> None:
    with pytest.raises(PublishError):
        target_of(to)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A real rsync server on this machine."""
    if not shutil.which("rsync"):
        pytest.skip("needs rsync")
    (tmp_path / "there").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = tmp_path / "rsyncd.conf"
    settings.write_text(
        f"port = {port}\naddress = 127.0.0.1\nuse chroot = no\nuid = {_user()}\n"
        f"[www]\npath = {tmp_path / 'there'}\nread only = no\n"
    )
    daemon = subprocess.Popen(["rsync", "--daemon", "--no-detach", f"--config={settings}"])
    for _ in range(100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"rsync://127.0.0.1:{port}/www"
    daemon.terminate()
    daemon.wait()


def _user() -> int:
    import os

    return os.getuid()


def test_by_rsync(project: Project, tmp_path: Path, server: str) -> None:
    site, there = build(project), tmp_path / "there"
    (there / "kept.txt").write_text("mine")
    upload(site, server)
    build(project, without=0)
    gone = upload(site, server).removed
    assert gone
    assert files(there) == files(site) | {"kept.txt": b"mine"}
    with pytest.raises(PublishError):
        upload(site, server.replace("/www", "/nothing"))


class _Store(BaseHTTPRequestHandler):
    """As much of S3's protocol as objects that are put, read and deleted need."""

    held: dict[str, tuple[bytes, str]]

    def _answer(self, code: int, body: bytes = b"") -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Fri, 27 Nov 2026 00:00:00 GMT")
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.held[unquote(self.path)] = body, self.headers["Content-Type"]
        self._answer(200)

    def do_GET(self) -> None:
        found = self.held.get(unquote(self.path))
        self._answer(200, found[0]) if found else self._answer(404)

    def do_POST(self) -> None:
        """Deletes what is listed (DeleteObjects)."""
        bucket = urlsplit(self.path).path
        listed = etree.fromstring(self.rfile.read(int(self.headers["Content-Length"])))
        keys = [key.text or "" for key in listed.iter("{*}Key")]
        for key in keys:
            self.held.pop(f"{bucket}/{key}", None)
        gone = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
        self._answer(200, f"<DeleteResult>{gone}</DeleteResult>".encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


def test_into_a_bucket(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """With media types, by which browsers know what they get."""
    pytest.importorskip("obstore")
    held: dict[str, tuple[bytes, str]] = {}
    handler = type("Handler", (_Store,), {"held": held})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        for name, value in {
            "AWS_ENDPOINT": f"http://127.0.0.1:{served.server_port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "x",
            "AWS_SECRET_ACCESS_KEY": "y",
            "AWS_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        site = build(project, without=1)
        upload(site, "s3://paper/www")
        build(project, without=0)
        upload(site, "s3://paper/www")
        served.shutdown()
    found = {name.removeprefix("/paper/www/"): data for name, (data, _) in held.items()}
    assert {name: data for name, data in found.items() if name != LIST} == files(site)
    assert held["/paper/www/index.html"][1] == "text/html; charset=utf-8"


def test_publish_brings_it_there_only_if_nothing_is_wrong(project: Project, tmp_path: Path) -> None:
    (project.root / "workflow.toml").write_text('targets = ["ko"]\n')
    (project.seeds / "trade.md").write_text("# Trade\n\nIt grew.\n")
    assert workflow("sync", project=project.root).code == 0
    public = tmp_path / "public"
    done = workflow("publish", "--to", public, "--json", project=project.root)
    assert done.code == 0
    assert "en/trade/index.html" in done.json["uploaded"]["sent"]
    (project.seeds / "bad.md").write_text("[x](../en/nothing/index.html)\n")
    (project.seeds / "trade.txt").write_text("A namesake.\n")
    before = files(public)
    assert workflow("publish", "--to", public, project=project.root).code != 0
    assert files(public) == before
    assert workflow("publish", "--to", "", project=project.root).code == 2


@pytest.mark.parametrize("way", ["deleted", "withdrawn"])
def test_what_is_taken_down_goes_though_another_article_is_faulty(
    project: Project, tmp_path: Path, way: str
) -> None:
    """Page, lists, search and feed; the faulty article's pages stay as they are in public."""
    (project.root / "workflow.toml").write_text('targets = ["ko"]\n')
    for name, text in (("trade", "Hanjin sank."), ("visit", "They met."), ("port", "It opened.")):
        (project.seeds / f"{name}.md").write_text(f"# The {name}\n\n{text}\n")
    assert workflow("sync", project=project.root).code == 0
    public = tmp_path / "public"
    assert workflow("publish", "--to", public, project=project.root).code == 0
    faulty = {at: data for at, data in files(public).items() if "/visit/" in at}
    faulty = {at: data for at, data in faulty.items() if not at.startswith("search/")}
    (project.seeds / "visit.md").write_bytes(b"\0\1\2")
    (project.locales / "ko" / "port.po").write_text("no PO file")
    shutil.rmtree(project.site)  # as in a fresh checkout: what was published is not at hand
    shutil.rmtree(project.cache)
    assert workflow("publish", "--to", public, project=project.root).code == 2
    assert any(b"Hanjin" in data for data in files(public).values())
    seed = project.seeds / "trade.md"
    seed.unlink() if way == "deleted" else seed.write_text(
        f"---\ndraft: true\n---\n\n{seed.read_text()}"
    )
    done = workflow("publish", "--to", public, "--json", project=project.root)
    assert done.code == 2
    assert "ko/trade/index.html" in done.json["uploaded"]["removed"]
    held = files(public)
    assert not [name for name, data in held.items() if b"Hanjin" in data or "/trade/" in name]
    assert faulty.items() <= held.items()
    assert {"en/port/index.html", "ko/port/index.html"} <= held.keys()
    (project.seeds / "visit.md").unlink()  # and what stayed goes once it has to
    (project.locales / "ko" / "port.po").unlink()
    assert workflow("publish", "--to", public, project=project.root).code == 0
    assert files(public) == files(project.site)


def test_another_site_of_the_same_name_is_not_replaced(project: Project, tmp_path: Path) -> None:
    """As where two projects have been given none, and one place; a new article is no other site."""
    (project.root / "workflow.toml").write_text('targets = ["ko"]\noutputs = []\n')
    seed, public = project.seeds / "trade.md", tmp_path / "public"
    seed.write_text("# Trade\n\nIt grew.\n")
    assert workflow("publish", "--to", public, project=project.root).code == 0
    (project.seeds / "visit.md").write_text("# Visit\n\nThey met.\n")
    assert workflow("publish", "--to", public, project=project.root).code == 0
    seed.unlink()
    assert workflow("publish", "--to", public, project=project.root).code == 0
    held = files(public)
    (project.seeds / "visit.md").rename(project.seeds / "quay.md")
    (project.seeds / "quay.md").write_text("# Quay\n\nA ship came in.\n")
    done = workflow("publish", "--to", public, project=project.root)
    assert (done.code, "none of these articles" in done.err) == (2, True)
    assert files(public) == held


def test_a_site_whose_seeds_are_all_gone_stays(project: Project) -> None:
    """A disk that is not mounted takes no article from its readers."""
    (project.root / "workflow.toml").write_text('targets = ["ko"]\noutputs = []\n')
    seed, page = project.seeds / "trade.md", project.root / "site/en/trade/index.html"
    seed.write_text("# Trade\n\nIt grew.\n")
    assert workflow("sync", project=project.root).code == 0
    assert workflow("publish", project=project.root).code == 0
    seed.unlink()
    for command in (("publish",), ("publish", "--clean"), ("run", "--engine", "pseudo")):
        done = workflow(*command, project=project.root)
        assert (done.code, "locales/ has translations" in done.err) == (2, True)
        assert page.exists()
    (project.locales / "ko" / "trade.po").unlink()
    assert workflow("publish", project=project.root).code == 0
    assert not page.exists()
