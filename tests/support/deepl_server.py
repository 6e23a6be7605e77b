"""A loopback stand-in for DeepL's API: translation of XML, glossaries, and its refusals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from itertools import count
from typing import Any, ClassVar
from urllib.parse import urlsplit

from tests.support.llm_server import translation
from tests.support.loopback import Loopback, body_of, reply


@dataclass
class DeeplServer(Loopback):
    """The API.

    Attributes:
        glossaries: by id, as the API describes them, with their entries.
        received: every request for translations.
        heeds: whether renderings of the glossary come out.
        status: what to answer instead, if not 0.
        says: its message then.
        refuses: words of a text that a request must not hold.
        most: how many glossaries may be made.
        gone: whether glossaries are not found where they are to be used.
    """

    methods: ClassVar[tuple[str, ...]] = ("GET", "POST", "DELETE")
    glossaries: dict[str, dict[str, Any]] = field(default_factory=dict)
    received: list[dict[str, Any]] = field(default_factory=list)
    heeds: bool = True
    status: int = 0
    says: str = "no"
    refuses: str = ""
    most: int = 1000
    gone: bool = False
    _numbers: Iterator[int] = field(default_factory=count)

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer in JSON."""
        body = json.loads(body_of(handler) or b"{}")
        status, value = self.answer(handler.command, urlsplit(handler.path).path, body)
        data = b"" if value is None else json.dumps(value).encode()
        reply(handler, status, {"Content-Type": "application/json"}, data)

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """What to say to one request."""
        if self.status:
            return self.status, {"message": self.says}
        if path == "/v2/translate":
            self.received.append(body)
            if self.refuses and any(self.refuses in text for text in body["text"]):
                return 400, {"message": "Bad request"}
            if self.gone and "glossary_id" in body:
                return 404, {"message": "Not found", "detail": "Glossary not found"}
            terms = self.glossaries.get(body.get("glossary_id", ""), {}).get("entries", {})
            texts = [self._translated(text, terms, body) for text in body["text"]]
            found = [
                {"detected_source_language": "EN", "text": text, "billed_characters": len(text)}
                for text in texts
            ]
            return 200, {"translations": found}
        if path == "/v2/glossaries" and method == "GET":
            return 200, {"glossaries": [*self.glossaries.values()]}
        if path == "/v2/glossaries" and len(self.glossaries) >= self.most:
            return 456, {"message": "Quota exceeded. Too many glossaries."}
        if path == "/v2/glossaries":
            rows = [line.split("\t") for line in body["entries"].splitlines()]
            made = {
                "glossary_id": f"g{next(self._numbers)}", "name": body["name"], "ready": True,
                "source_lang": body["source_lang"].lower(),
                "creation_time": "2026-11-26T00:00:00.000Z",
                "target_lang": body["target_lang"].lower(), "entry_count": len(rows),
                "entries": dict(rows),
            }  # fmt: skip
            self.glossaries[made["glossary_id"]] = made
            return 201, made
        if method == "DELETE":
            return (204 if self.glossaries.pop(path.rpartition("/")[2], None) else 404), None
        return 404, {"message": "unknown"}

    def _translated(self, text: str, terms: dict[str, str], body: dict[str, Any]) -> str:
        """XML in, XML out: what is to be ignored and the glossary's renderings stay."""
        kept: list[str] = []

        def keep(rendering: str) -> str:
            kept.append(rendering)
            return f"〔{len(kept) - 1}〕"

        text = re.sub(r"<k>.*?</k>", lambda match: keep(match[0]), text)
        for name, rendering in terms.items() if self.heeds else ():
            text = text.replace(name, keep(rendering))
        text = re.sub(r"&\w+;", lambda match: keep(match[0]), text)
        said = translation(text, "zh" if body["target_lang"].startswith("ZH") else "ko")
        return re.sub(r"〔(\d+)〕", lambda match: kept[int(match[1])], said)
