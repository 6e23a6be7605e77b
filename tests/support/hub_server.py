"""A hub on a loopback port that speaks what ``huggingface_hub`` asks of Hugging Face."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REVISION = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class HubServer:
    """Serves repositories while its ``with`` block runs.

    Attributes:
        files: what is in a repository, by its name and the file's; those of ``large`` as LFS.
        licences: what the card of a repository says.
        large: endings of files that the hub keeps a SHA-256 of.
        lies: what the hub says is the SHA-256 of a file, by its name.
        gated: repositories whose terms must be accepted there first.
        token: what must be sent with each request, if anything.
        cut: for the next downloads, after how many bytes the connection breaks.
        asked: the paths that were asked for, with the method.
        sent: the ``Authorization`` of each request.
    """

    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    licences: dict[str, str] = field(default_factory=dict)
    large: tuple[str, ...] = (".bin", ".gguf", ".spm", ".model")
    lies: dict[str, str] = field(default_factory=dict)
    gated: set[str] = field(default_factory=set)
    token: str = ""
    cut: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The server's address, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> HubServer:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                owner._answer(self, body=True)

            def do_HEAD(self) -> None:
                owner._answer(self, body=False)

            def log_message(self, *args: Any) -> None:
                """Keeps the tests' output quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler, *, body: bool) -> None:
        path = handler.path.partition("?")[0]
        self.asked.append(f"{handler.command} {path}")
        self.sent.append(handler.headers.get("Authorization", ""))
        api = re.fullmatch(r"/api/models/([^/]+/[^/]+)(?:/revision/([^/]+))?", path)
        file = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path)
        name = api[1] if api else file[1] if file else ""
        if self.token and self.sent[-1] != f"Bearer {self.token}":
            _reply(handler, 401, {"X-Error-Code": "RepoNotFound"}, b"", body=body)
        elif name not in self.files:
            _reply(handler, 404, {"X-Error-Code": "RepoNotFound"}, b"", body=body)
        elif api:
            data = json.dumps(self._told(name)).encode()
            _reply(handler, 200, {"Content-Type": "application/json"}, data, body=body)
        elif name in self.gated:
            _reply(handler, 403, {"X-Error-Code": "GatedRepo"}, b"", body=body)
        elif file and file[3] in self.files[name]:
            self._file(handler, name, file[3], body=body)
        else:
            _reply(handler, 404, {"X-Error-Code": "EntryNotFound"}, b"", body=body)

    def _told(self, name: str) -> dict[str, Any]:
        siblings = []
        for file, data in self.files[name].items():
            row: dict[str, Any] = {"rfilename": file, "size": len(data), "blobId": _blob(data)}
            if file.endswith(self.large):
                row["lfs"] = {"sha256": self._sha256(file, data), "size": len(data),
                              "pointerSize": 135}  # fmt: skip
            siblings.append(row)
        card = {"license": self.licences[name]} if name in self.licences else {}
        return {"id": name, "modelId": name, "sha": REVISION, "private": False, "tags": [],
                "downloads": 0, "likes": 0, "siblings": siblings, "cardData": card}  # fmt: skip

    def _sha256(self, file: str, data: bytes) -> str:
        return self.lies.get(file, hashlib.sha256(data).hexdigest())

    def _file(self, handler: BaseHTTPRequestHandler, name: str, file: str, *, body: bool) -> None:
        data = self.files[name][file]
        large = file.endswith(self.large)
        etag = self._sha256(file, data) if large else _blob(data)
        start = int((re.search(r"\d+", handler.headers.get("Range", "")) or ["0"])[0])
        headers = {"X-Repo-Commit": REVISION, "ETag": f'"{etag}"', "Accept-Ranges": "bytes"}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        end = self.cut.pop(0) if body and large and self.cut else None
        _reply(handler, 206 if start else 200, headers, data[start:], body=body, end=end)


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _reply(
    handler: BaseHTTPRequestHandler,
    status: int,
    headers: dict[str, str],
    data: bytes,
    *,
    body: bool,
    end: int | None = None,
) -> None:
    handler.send_response(status)
    for key, value in headers.items():
        handler.send_header(key, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    if body:
        handler.wfile.write(data[:end])
        if end is not None:
            handler.close_connection = True
