"""A hub on a loopback port that speaks what ``huggingface_hub`` asks of Hugging Face."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar

from tests.support.loopback import Loopback, reply

REVISION = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class HubServer(Loopback):
    """Serves repositories.

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

    methods: ClassVar[tuple[str, ...]] = ("GET", "HEAD")
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    licences: dict[str, str] = field(default_factory=dict)
    large: tuple[str, ...] = (".bin", ".gguf", ".spm", ".model")
    lies: dict[str, str] = field(default_factory=dict)
    gated: set[str] = field(default_factory=set)
    token: str = ""
    cut: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer as Hugging Face does."""
        path = handler.path.partition("?")[0]
        self.asked.append(f"{handler.command} {path}")
        self.sent.append(handler.headers.get("Authorization", ""))
        api = re.fullmatch(r"/api/models/([^/]+/[^/]+)(?:/revision/([^/]+))?", path)
        file = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path)
        name = api[1] if api else file[1] if file else ""
        if self.token and self.sent[-1] != f"Bearer {self.token}":
            reply(handler, 401, {"X-Error-Code": "RepoNotFound"})
        elif name not in self.files:
            reply(handler, 404, {"X-Error-Code": "RepoNotFound"})
        elif api:
            data = json.dumps(self._told(name)).encode()
            reply(handler, 200, {"Content-Type": "application/json"}, data)
        elif name in self.gated:
            reply(handler, 403, {"X-Error-Code": "GatedRepo"})
        elif file and file[3] in self.files[name]:
            self._file(handler, name, file[3])
        else:
            reply(handler, 404, {"X-Error-Code": "EntryNotFound"})

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

    def _file(self, handler: BaseHTTPRequestHandler, name: str, file: str) -> None:
        data = self.files[name][file]
        large = file.endswith(self.large)
        etag = self._sha256(file, data) if large else _blob(data)
        start = int((re.search(r"\d+", handler.headers.get("Range", "")) or ["0"])[0])
        headers = {"X-Repo-Commit": REVISION, "ETag": f'"{etag}"', "Accept-Ranges": "bytes"}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        cut = self.cut.pop(0) if handler.command != "HEAD" and large and self.cut else None
        reply(handler, 206 if start else 200, headers, data[start:], cut)


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
