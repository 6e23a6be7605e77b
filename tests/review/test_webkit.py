"""The review in the engine of Safari."""

from __future__ import annotations

import pytest

from tests.review.conftest import FORUM, NAME, TRADE, Desk
from tests.support.webkit import MISSING, webkit
from workflow.model import State

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]
_AT = """const row = [...document.querySelectorAll('#rows > li')]
  .find((each) => each.querySelector('.source').textContent === arguments[0]);
row?.focus(); return Boolean(row);"""


def test_an_editor_works_in_another_engine(desk: Desk) -> None:
    """From the invitation to an approval, a split sentence, and the page beside it."""
    with webkit() as window:
        window.open(desk.server.url)
        assert window.wait("return Boolean(document.querySelector('main.queue'))")
        window.open(f"{desk.server.origin}/a/{NAME}/ko")
        assert window.wait("return Boolean(document.querySelector('#rows > [aria-current]'))")
        assert window.run(_AT, FORUM)
        window.press("a")
        assert window.wait("return /^1 of/.test(document.querySelector('#progress').textContent)")
        window.press("b")
        assert window.wait("return document.querySelector('#beside iframe:not(.coming)')"
                           "?.contentDocument.body.innerText.includes('Kim Min-su')")  # fmt: skip
        assert window.run(_AT, TRADE)
        window.press("s")
        window.press("\ue007")  # Enter
        assert window.wait("return document.querySelectorAll('#rows > li').length === 7")
    assert desk.entries[FORUM].state is State.REVIEWED
    assert TRADE not in desk.entries
