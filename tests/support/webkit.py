"""The engine of Safari, driven as the WebDriver standard has it (https://www.w3.org/TR/webdriver2)."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.browsers import screen

_DRIVER = "WebKitWebDriver"
#: The browser that comes with the engine, wherever this machine's kind of processor has it.
_BROWSERS = "*/webkit2gtk-4.1/MiniBrowser"
MISSING = [name for name in (_DRIVER, "Xvfb") if not shutil.which(name)]


class WebKit:
    """One window of it."""

    def __init__(self, port: int) -> None:
        self._port = port
        browser = next(Path("/usr/lib").glob(_BROWSERS))
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = ""
        self._session = f"/session/{self._ask('POST', '/session', wanted)['sessionId']}"

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        data = None if body is None else json.dumps(body)
        connection.request(method, f"{self._session}{path}", data)
        answer = json.loads(connection.getresponse().read())["value"]
        connection.close()
        assert not (isinstance(answer, dict) and "error" in answer), answer
        return answer

    def open(self, url: str) -> None:
        """Go to an address and wait until it is there."""
        self._ask("POST", "/url", {"url": url})

    def resize(self, width: int, height: int) -> None:
        """Make the window so large, frame included."""
        self._ask("POST", "/window/rect", {"width": width, "height": height})

    def run(self, script: str, *arguments: object) -> Any:
        """Return what a function's body gives back."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        steps = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": steps}]})

    def wait(self, script: str, *arguments: object) -> Any:
        """Return what a function's body gives back as soon as that is something."""
        end = time.monotonic() + 60
        while not (found := self.run(script, *arguments)):
            assert time.monotonic() < end, script
            time.sleep(0.1)
        return found

    def end(self) -> None:
        """Close the window."""
        self._ask("DELETE", "")


@contextmanager
def webkit() -> Iterator[WebKit]:
    """Yield a window of it on a screen of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with screen("1400x900") as environment:
        environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"  # nor is there one for root
        command = [_DRIVER, f"--port={port}"]
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as driver:
            try:
                window = WebKit(_ready(port))
                yield window
                window.end()
            finally:
                driver.terminate()


def _ready(port: int) -> int:
    end = time.monotonic() + 30
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return port
        except OSError:
            assert time.monotonic() < end, "the driver does not answer"
            time.sleep(0.05)
