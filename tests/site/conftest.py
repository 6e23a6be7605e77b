"""A published demo site and a real browser to look at it with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.site import demo
from tests.support.browsers import browser_program
from workflow.model import Project, Settings
from workflow.site import publish

expect.set_options(timeout=30_000)  # a busy machine answers late, which is no fault of a page

#: Chromium is kept from looking up hosts of its own.
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo newspaper, published."""
    root = tmp_path_factory.mktemp("paper")
    settings = Settings(name="The Han River Review", site_url="https://example.org/")
    return publish(Project(root, settings), demo.articles(), demo.TERMS).folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium for one module.

    Playwright keeps an event loop running in its thread for as long as it is open, and engines
    that other modules test in the same process need their own.
    """
    executable = browser_program()
    if not executable:
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=[*CHROMIUM])
        yield chromium
        chromium.close()
