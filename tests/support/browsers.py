"""Which browser the tests drive."""

from __future__ import annotations

import shutil

#: The shell of Chromium without its windows does the same for half of the processor time.
_NAMES = ("chromium-headless-shell", "chromium", "google-chrome")


def browser_program() -> str | None:
    """Return the program of a headless browser; None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)
