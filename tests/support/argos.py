"""The test packages: unpacked into a folder, or served as Argos' index serves them."""

from __future__ import annotations

import json
import re
import threading
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.support.toy_corpus import Line, sentences
from workflow.model import Request, TermType, TermUse

ARCHIVES = Path(__file__).parent.parent / "data" / "packages"
COLUMNS = {"en": 0, "ko": 1, "zh-Hans": 2}
_TYPES = {"o": TermType.ORG, "q": TermType.ORG, "l": TermType.PLACE, "m": TermType.PLACE}


def archive(pair: str) -> Path:
    """The archive for a pair, ``en_ko``."""
    return ARCHIVES / f"translate-{pair}-1_0.argosmodel"


def unpack(folder: Path, *pairs: str) -> Path:
    """Puts packages where argostranslate would, without any record of their files."""
    folder.mkdir(parents=True, exist_ok=True)
    for pair in pairs:
        with zipfile.ZipFile(archive(pair)) as opened:
            opened.extractall(folder)
    return folder


def uses(text: str, slots: dict[str, Line], source: str, target: str) -> tuple[TermUse, ...]:
    """The names of a corpus sentence as glossary terms."""
    found: list[TermUse] = []
    for slot, line in slots.items():
        name = line[COLUMNS[source]]
        start = text.find(name)
        end = start + len(name)
        free = all(use.end <= start or end <= use.start for use in found)
        if slot in "abcoqlm" and start >= 0 and free:
            kind = _TYPES.get(slot, TermType.PERSON)
            found.append(TermUse(name, kind, name, start, end, line[COLUMNS[target]]))
    return tuple(found)


def corpus(source: str, target: str, number: int, seed: int = 99) -> list[tuple[Request, str]]:
    """Sentences the models have not seen, with their names as terms, and their translations."""
    stream = sentences(seed)
    made = []
    for _ in range(number):
        line, slots = next(stream)
        text = line[COLUMNS[source]]
        request = Request(text, terms=uses(text, slots, source, target))
        made.append((request, line[COLUMNS[target]]))
    return made


@dataclass
class IndexServer:
    """Serves ``index.json`` and package files on a loopback port while its ``with`` block runs.

    Attributes:
        files: what is served, by path.
        cut: for the next requests of packages, after how many bytes the connection breaks.
        redirect: where every package request is sent, if anywhere.
        asked: the paths asked for and the byte each began at.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    cut: list[int] = field(default_factory=list)
    redirect: str = ""
    asked: list[tuple[str, int]] = field(default_factory=list)

    @classmethod
    def of(cls, *pairs: str) -> IndexServer:
        """A server that offers the test packages, in the layout of Argos' own index."""
        server = cls()
        for pair in pairs:
            server.files[f"/v1/{archive(pair).name}"] = archive(pair).read_bytes()
        return server

    def offer(self, **changed: Any) -> None:
        """Writes the index; ``changed`` overrides members of every entry."""
        entries = []
        for path in self.files:
            if match := re.search(r"translate-(\w\w)_(\w\w)-", path):
                entry = {
                    "package_version": "1.0", "argos_version": "1.9.6",
                    "from_code": match[1], "from_name": match[1].upper(),
                    "to_code": match[2], "to_name": match[2].upper(),
                    "links": [self.url + path],
                }  # fmt: skip
                entries.append(entry | changed)
        self.files["/index.json"] = json.dumps(entries).encode()

    @property
    def url(self) -> str:
        """The server's address, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> IndexServer:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner._answer(self)

            def log_message(self, *args: Any) -> None:
                """Keeps the tests' output quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.offer()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        start = int((re.search(r"\d+", handler.headers.get("Range", "")) or ["0"])[0])
        self.asked.append((handler.path, start))
        data = self.files.get(handler.path)
        package = handler.path.endswith(".argosmodel")
        if package and self.redirect:
            handler.send_response(302)
            handler.send_header("Location", self.redirect)
            handler.end_headers()
        elif data is None:
            handler.send_error(404)
        else:
            handler.send_response(206 if start else 200)
            if start:
                handler.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            handler.send_header("Content-Length", str(len(data) - start))
            handler.end_headers()
            end = self.cut.pop(0) if package and self.cut else len(data)
            handler.wfile.write(data[start:end])
