"""An article under review, its server, and a browser that has been let in."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.conftest import browser
from workflow.app import running
from workflow.app.reviewing import article_queue, deciding
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.model import Draft, Entry, Project
from workflow.protocols import silent
from workflow.review import ReviewServer
from workflow.review.guard import HEADER

__all__ = ["browser"]

NAME, ENGINE = "forum", "argos/en_ko-1.1"
REVIEWER = "Kim Min-su <kim@example.org>"
ARTICLE = """\
Seoul and Beijing prepare for an anniversary

Trade grew 38-fold in thirty years. KEF will host a forum. It will not charge a fee.

<script>alert(1)</script> is no markup. Twelve companies will attend.
"""
HEADLINE = "Seoul and Beijing prepare for an anniversary"
TRADE = "Trade grew 38-fold in thirty years."
FORUM = "KEF will host a forum."
FEE = "It will not charge a fee."
HOSTILE = "<script>alert(1)</script> is no markup."
COMPANIES = "Twelve companies will attend."
KOREAN = {
    HEADLINE: "한중, 기념일 준비",
    TRADE: "교역은 30년 동안 37배로 늘었다.",
    FORUM: "경총은 포럼을 연다.",
    FEE: "참가비는 받지 않는다.",
    HOSTILE: "<img src=x onerror=alert(1)>는 마크업이 아니다.",
    COMPANIES: "12개 기업이 참석한다.",
}


@dataclass(frozen=True)
class Desk:
    """A project under review, and the server that shows it."""

    project: Project
    server: ReviewServer

    @property
    def po(self) -> Path:
        """The Korean PO file."""
        return self.project.locales / "ko" / f"{NAME}.po"

    @property
    def entries(self) -> dict[str, Entry]:
        """What the PO file holds."""
        return dict(Catalog.load(self.project, NAME, "ko").entries)

    def text(self, source: str) -> str:
        """A translation as it is on the disk."""
        return self.entries[source].text

    def save(self, source: str, old: str, new: str) -> None:
        """What another program does to the translation of a sentence."""
        assert source in self.entries
        text = self.po.read_text()
        assert text.count(old) == 1
        written = self.po.with_suffix(".new")  # at once, or a look at half a file stops the saving
        written.write_text(text.replace(old, new))
        written.replace(self.po)


@dataclass
class Client:
    """A browser without a window: it keeps the cookie and says what it is told to."""

    desk: Desk
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def port(self) -> int:
        """Where the server listens."""
        return int(self.desk.server.port)

    def ask(
        self, method: str, path: str, body: object = None, **headers: str | None
    ) -> tuple[int, Message, str]:
        """Status, headers and text of an answer; a header that is None is left out."""
        host = f"127.0.0.1:{self.port}"
        said: dict[str, str | None] = {"Host": host, "Origin": f"http://{host}"}
        said |= {"Content-Type": "application/json"} if body is not None else {}
        said |= self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body else b""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True)
        for name, value in ({"Content-Length": str(len(data))} | said).items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text

    def enter(self, url: str = "") -> Client:
        """Lets itself in with the printed address, or an invitation."""
        url = url or self.desk.server.url
        status, headers, _ = self.ask("POST", "/api/session", {"token": url.partition("#")[2]})
        assert status == 200
        self.headers["Cookie"] = headers["Set-Cookie"].partition(";")[0]
        return self.enter_page()

    def enter_page(self) -> Client:
        """Takes from a page what calls have to repeat."""
        session = re.search(r'name="session" content="([^"]+)"', self.ask("GET", "/")[2])
        assert session
        self.headers[HEADER] = session[1]
        return self


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue looks at every article, however busy the machine is."""
    monkeypatch.setattr(article_queue, "_PATIENCE", float("inf"))


@pytest.fixture
def drafted(project: Project) -> Project:
    """A project with one article, drafted in Korean by a machine; nothing is approved."""
    (project.root / "workflow.toml").write_text('name = "Test"\ntargets = ["ko", "zh-Hans"]\n')
    (project.seeds / f"{NAME}.txt").write_text(ARTICLE)
    (project.glossary / "terms.csv").write_text(
        "id,type,en,ko,zh,match,status\nkef,abbr,KEF,경총,韩国经总,case,approved\n"
    )
    project = find_project(project.root)
    outcome = running.sync(Work(project, seed_files.select(project, ())), silent)
    assert not outcome.errors
    catalog = Catalog.load(project, NAME, "ko")
    for source, text in KOREAN.items():
        assert catalog.fill(source, Draft(text, ENGINE), "", "2026-11-24")
    catalog.save()
    return project


@pytest.fixture
def desk(drafted: Project) -> Iterator[Desk]:
    """The article's review, served on a free port."""
    paths = seed_files.select(drafted, ())
    backend = deciding.ProjectReview(drafted, paths, REVIEWER, lambda: date(2026, 11, 25))
    with served(drafted, backend) as desk:
        yield desk


@contextmanager
def served(project: Project, backend: deciding.ProjectReview) -> Iterator[Desk]:
    """The review of a project on a free port."""
    server = ReviewServer(backend, project.settings.site.colors)
    with serving(server):
        yield Desk(project, server)


@contextmanager
def serving(server: ReviewServer) -> Iterator[None]:
    """A server at work in a thread; it ends by itself once it has seen that it shall."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()


@contextmanager
def opened(
    browser: Browser,
    desk: Desk,
    path: str = f"a/{NAME}/ko",
    complains: str = "",
    url: str = "",
    **options: object,
) -> Iterator[Page]:
    """A page of the review; what the browser complains of, and is not expected, fails the test."""
    context = browser.new_context(
        viewport={"width": 1360, "height": 900}, reduced_motion="reduce", **options
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url or desk.server.url)
    page.wait_for_selector("main.queue")
    page.goto(f"{desk.server.origin}/{path}")
    page.wait_for_load_state()
    yield page
    context.close()
    # The door answers 401 and a conflict 412: the browser logs both, and they are meant.
    expected = re.compile(r"status of (401|409|410|412) ")
    assert [
        text for text in complaints
        if not expected.search(text) and not (complains and complains in text)
    ] == []  # fmt: skip
