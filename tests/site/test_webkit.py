"""The published pages in the engine of Safari."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.test_browser import ARTICLE, VIEWS
from tests.support.webkit import MISSING, WebKit, webkit

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]
_WIDER = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_pages_are_whole_in_another_engine(site: Path) -> None:
    """None scrolls sideways; cards, tools, readings, layouts and search do their work."""
    with webkit() as window:
        for width in (1360, 450):  # of its windows the least
            window.resize(width, 900)
            for path, _ in VIEWS:
                window.open((site / path).as_uri())
                assert window.run(_WIDER) <= 0, path
        window.resize(1360, 900)
        window.open((site / "trio" / ARTICLE).as_uri())
        read(window)
        window.open((site / "search" / "index.html").as_uri())
        window.run("const q = document.querySelector('#q'); q.value = '요소';"
                   "q.dispatchEvent(new Event('input'))")  # fmt: skip
        assert "요소" in window.wait("return document.querySelector('#results mark')?.textContent")


def read(window: WebKit) -> None:
    """Does with an article what its readers do."""
    assert window.run("return document.querySelector('.bar').offsetHeight") < 60  # one line
    address = window.run("return location.href")
    window.run("document.querySelector('.body a.term').click()")
    assert window.wait("return document.querySelector('.card')?.innerText")
    assert window.run("return location.href") == address
    window.run("document.querySelectorAll('.body .u')[2].querySelector('.no').click()")
    assert window.wait("return !document.querySelector('.handles').hidden")
    window.run("document.querySelector('[data-do=read]').click()")
    assert window.wait("return document.querySelectorAll('ruby').length") > 50
    window.run("document.querySelector('#m-stack').click()")
    assert window.wait("return location.search") == "?show=stack"
