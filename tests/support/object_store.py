"""An S3 store on this machine, in memory: moto's server, a process of its own."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Self

BUCKET = "paper"
#: Beyond what a busy machine takes to start it.
_PATIENCE = 90.0


def missing() -> str:
    """Say why there can be none here; empty where there can."""
    if any(find_spec(name) is None for name in ("moto", "fsspec", "obstore")):
        return "moto's server or the extra objects is not installed: make test-all installs them"
    return ""


class ObjectStore:
    """The store; use it in a ``with`` statement.

    Args:
        denies: whether it knows nobody's key.

    Attributes:
        environment: by which it is found.
    """

    def __init__(self, *, denies: bool = False) -> None:
        self._denies = denies
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self.environment = {
            "AWS_ENDPOINT": self.url,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": "us-east-1",
        }
        self._process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        server = Path(sys.executable).with_name("moto_server")
        self._process = subprocess.Popen(
            [sys.executable, server, "-H", "127.0.0.1", "-p", str(self._port)],
            env={**os.environ, **({"INITIAL_NO_AUTH_ACTION_COUNT": "1"} if self._denies else {})},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self.ask("PUT", f"/{BUCKET}")
                return self
            except (OSError, http.client.HTTPException):
                assert time.monotonic() < until
                assert self._process.poll() is None
                time.sleep(0.1)

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End it: nobody reaches it any more."""
        self._process.kill()
        self._process.wait()

    def ask(self, method: str, path: str, data: bytes | None = None) -> bytes:
        """Speak to it as anybody may."""
        asked = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        with closing(asked):
            asked.request(method, path, data)
            answer = asked.getresponse()
            assert answer.status == 200, answer.status
            return answer.read()
