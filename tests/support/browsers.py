"""Which browser the tests drive, and a screen that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

#: The shell of Chromium without its windows does the same for half of the processor time.
_NAMES = ("chromium-headless-shell", "chromium", "google-chrome")


def browser_program() -> str | None:
    """Return the program of a headless browser; None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def screen(size: str = "1200x800") -> Iterator[dict[str, str]]:
    """Yield an environment whose display is a screen in memory."""
    read, write = os.pipe()
    shown = ["-screen", "0", f"{size}x24"]
    command = ["Xvfb", "-displayfd", str(write), *shown, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        try:
            yield {**os.environ, "DISPLAY": f":{number}", "LANG": "C.UTF-8"}
        finally:
            server.terminate()
