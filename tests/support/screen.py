"""A screen that nobody sees, for programs with windows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


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
