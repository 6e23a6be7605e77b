"""What others' checkers say of the site: the Nu HTML Checker and Lighthouse, from npm.

``make test-all`` installs both below ``.venv/node``, where npm's registry can be reached.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.site import demo
from tests.site.conftest import CHROMIUM
from workflow.model import Project, Settings
from workflow.site import publish

NODE = Path(sys.prefix) / "node" / "node_modules"
ARTICLE = "2021-12-07-luncheon/"
needs_npm = pytest.mark.skipif(
    not NODE.is_dir(), reason="needs what make test-all installs from npm's registry"
)
#: What the Nu checker says that is no fault: it takes no account of where a policy's 'self' is when
#: it reads files, of the hashes of what stands in a page (browsers do: tests/site/test_browser.py),
#: nor of headings that are paragraphs with a role (rows with one in each language); nor does it
#: know a property of CSS Scroll-driven Animations that is used where a browser says it has it.
EXPECTED = ("Resource violates Content Security Policy", "Inline script violates Content",
            "Inline style violates Content", "computed heading level of 1",
            "Property “animation-timeline” doesn't exist")  # fmt: skip
#: Every kind of page.
KINDS = ["", "en/", "pair/en-ko/", "trio/", "glossary/", "status/", "search/", "404.html",
         *(f"{folder}/{ARTICLE}" for folder in ("en", "ko", "pair/en-ko", "trio"))]  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The demo newspaper at an address of its own, and its folder."""
    root = tmp_path_factory.mktemp("served")
    handler = partial(_Quiet, directory=str(root / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        url = f"http://127.0.0.1:{server.server_port}/"
        settings = Settings(name="The Han River Review", site_url=url)
        publish(Project(root, settings), demo.articles(), demo.TERMS)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield url, root / "site"
        server.shutdown()


def test_every_kind_of_page_is_looked_at(site: Path) -> None:
    """The list above has a page of each kind that there is."""
    kinds = {kind(path.read_text()) for path in site.rglob("*.html")}
    listed = [site / each for each in KINDS]
    paths = [path / "index.html" if path.is_dir() else path for path in listed]
    assert {kind(path.read_text()) for path in paths} == kinds


def kind(html: str) -> str:
    """The class of the body, which names the kind of page."""
    return html.split('<body class="', 1)[1].split('"', 1)[0]


@pytest.mark.slow
@needs_npm
def test_valid_html(served: tuple[str, Path]) -> None:
    """The Nu HTML Checker finds no error in any page, and no warning but those explained above."""
    jar = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--skip-non-html", "--format", "json", str(served[1])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    faults = [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if not any(each in message["message"] for each in EXPECTED)
    ]
    assert faults == []
    assert messages, "the checker saw no page"


@pytest.mark.slow
@needs_npm
@pytest.mark.parametrize("path", KINDS)
def test_lighthouse(served: tuple[str, Path], tmp_path: Path, path: str) -> None:
    """At least 95 of 100 for speed, accessibility, good practice and search engines, on a phone.

    Speed is simulated from what was loaded, so a busy machine can spoil one run: the best of three
    counts, and none where Lighthouse says that the machine is too slow to tell. Aligned pages are
    kept from search engines on purpose, so that audit is left out.
    """
    report = tmp_path / "report.json"
    flags = ["--headless", *CHROMIUM]
    best: dict[str, float] = {}
    for _ in range(3):
        subprocess.run(
            [str(NODE / ".bin" / "lighthouse"), served[0] + path, "--quiet", "--output=json",
             f"--output-path={report}", "--skip-audits=is-crawlable",
             f"--chrome-flags={' '.join(flags)}"],
            env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
            check=True, capture_output=True,
        )  # fmt: skip
        said = json.loads(report.read_text())
        for name, category in said["categories"].items():
            best[name] = max(best.get(name, 0), 100 * category["score"])
        if min(best.values()) >= 95:
            break
    faults = {name: score for name, score in best.items() if score < 95}
    if [*faults] == ["performance"] and "slower CPU" in str(said["runWarnings"]):
        pytest.skip("Lighthouse finds this machine too slow, or too busy, to tell a page's speed")
    assert faults == {}
