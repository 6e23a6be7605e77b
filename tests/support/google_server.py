"""A loopback stand-in for Google Cloud Translation v3, Cloud Storage and Google's token server.

Paths, fields and errors are those of the REST references: translateText, glossaries with their
long-running operations, an upload into a bucket, and the exchange of a signed claim for a token.
"""

from __future__ import annotations

import json
import re
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.support.llm_server import translation
from tests.support.loopback import Loopback, body_of, reply

PLACE = "projects/news/locations/us-central1"


@dataclass
class GoogleServer(Loopback):
    """The root of all of these interfaces.

    Attributes:
        glossaries: by full name, their entries.
        files: by ``gs://`` address, what was uploaded.
        received: every request for translations.
        requests: method and path of every request.
        refusals: status and error status of what the next requests for translations get.
        heeds: whether renderings of the glossary come out.
        keeps: whether what must not be translated comes out as it went in.
        broken: whether glossaries come out as failed operations.
        applies: whether an answer has the field for translations with a glossary.
        fails_at: a text that a request with it fails at, and the status.
        withheld: the glossary that the account may not use.
    """

    methods: ClassVar[tuple[str, ...]] = ("GET", "POST", "DELETE")
    glossaries: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    received: list[dict[str, Any]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    refusals: deque[tuple[int, str, str]] = field(default_factory=deque)
    heeds: bool = True
    keeps: bool = True
    broken: bool = False
    applies: bool = True
    fails_at: tuple[str, int] | None = None
    withheld: str = ""
    _making: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def key_file(self, path: Path) -> Path:
        """Write the key file of a service account whose tokens come from here."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        account = {
            "type": "service_account", "project_id": "news", "private_key_id": "1",
            "private_key": pem.decode(), "client_email": "desk@news.iam.gserviceaccount.com",
            "client_id": "1", "token_uri": f"{self.url}/token",
        }  # fmt: skip
        path.write_text(json.dumps(account), "utf-8")
        return path

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer in JSON."""
        key = handler.headers.get("Authorization", "")
        status, value = self.answer(handler.command, handler.path, key, body_of(handler))
        headers = {"Content-Type": "application/json"}
        reply(handler, status, headers, json.dumps(value).encode())

    def answer(self, method: str, url: str, key: str, data: bytes) -> tuple[int, Any]:
        """What to say to one request."""
        path, query = unquote(urlsplit(url).path), parse_qs(urlsplit(url).query)
        self.requests.append(f"{method} {path}")
        if path == "/token":
            return 200, {"access_token": "secret", "expires_in": 3600, "token_type": "Bearer"}
        if key != "Bearer secret":
            return _error(401, "UNAUTHENTICATED", "Request had invalid credentials.")
        if path.startswith("/upload/storage/v1/b/"):
            bucket, name = path.split("/")[5], query["name"][0]
            self.files[f"gs://{bucket}/{name}"] = data.decode()
            return 200, {"kind": "storage#object", "bucket": bucket, "name": name}
        body = json.loads(data or b"{}")
        if path == f"/v3/{PLACE}:translateText":
            return self._translate(body)
        return self._glossary(method, path.removeprefix("/v3/"), body)

    def _translate(self, body: dict[str, Any]) -> tuple[int, Any]:
        self.received.append(body)
        if self.refusals:
            return _error(*self.refusals.popleft())
        if self.fails_at and any(self.fails_at[0] in text for text in body["contents"]):
            return _error(self.fails_at[1], "INTERNAL", "no")
        name = body.get("glossaryConfig", {}).get("glossary")
        if name and name == self.withheld:
            return _error(403, "PERMISSION_DENIED", "Permission denied on a resource.")
        if name and name not in self.glossaries:
            return _error(400, "INVALID_ARGUMENT", "Glossary not found.")
        target = "zh" if body["targetLanguageCode"] == "zh-CN" else "ko"
        both = {
            "translations": [{"translatedText": self._said(text, {}, target)}
                             for text in body["contents"]],
        }  # fmt: skip
        if name and self.applies:
            terms = self.glossaries[name] if self.heeds else {}
            both["glossaryTranslations"] = [
                {"translatedText": self._said(text, terms, target)} for text in body["contents"]
            ]
        return 200, both

    def _said(self, html: str, terms: dict[str, str], target: str) -> str:
        """HTML in, HTML out."""
        kept: list[str] = []

        def keep(text: str) -> str:
            kept.append(text)
            return f"〔{len(kept) - 1}〕"

        if self.keeps:
            html = re.sub(r'<span [^>]*translate="no".*?</span>', lambda m: keep(m[0]), html)
        else:
            html = re.sub(r'<span [^>]*translate="no".*?</span>', "it", html)
        html = re.sub(r"<[^>]*>", lambda match: keep(match[0]), html)
        for name, rendering in terms.items():
            html = html.replace(name, keep(rendering))
        html = re.sub(r"&#?\w+;", lambda match: keep(match[0]), html)
        said = translation(html, target).replace("'", "&#39;")
        return re.sub(r"〔(\d+)〕", lambda match: kept[int(match[1])], said)

    def _glossary(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        if method == "POST" and path == f"{PLACE}/glossaries":
            assert set(body) == {"name", "languagePair", "inputConfig"}
            text = self.files[body["inputConfig"]["gcsSource"]["inputUri"]]
            rows = dict(line.split("\t") for line in text.splitlines())
            operation = f"{PLACE}/operations/{len(self._making)}"
            self._making[operation] = body["name"], rows
            return 200, {"name": operation, "metadata": {"state": "RUNNING"}}
        if path in self._making:
            name, rows = self._making[path]
            if self.broken:
                fault = {"code": 3, "message": "The file cannot be read."}
                return 200, {"name": path, "done": True, "error": fault}
            self.glossaries[name] = rows
            return 200, {"name": path, "done": True, "response": {"name": name}}
        if method == "DELETE" and self.glossaries.pop(path, None) is not None:
            return 200, {"name": f"{PLACE}/operations/d", "done": True}
        if path == f"{PLACE}/glossaries":
            return 200, {"glossaries": [{"name": name} for name in self.glossaries]}
        if path in self.glossaries:
            return 200, {"name": path, "entryCount": len(self.glossaries[path])}
        return _error(404, "NOT_FOUND", "Glossary not found.")


def _error(code: int, status: str, message: str) -> tuple[int, Any]:
    """An error in the form of ``google.rpc.Status``."""
    return code, {"error": {"code": code, "message": message, "status": status}}
