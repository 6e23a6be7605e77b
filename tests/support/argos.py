"""The test packages: unpacked into a folder, or served as Argos' index serves them."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Self

from tests.support.loopback import Loopback, reply
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
class IndexServer(Loopback):
    """Serves ``index.json`` and package files.

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

    def __enter__(self) -> Self:
        super().__enter__()
        self.offer()
        return self

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Give a file, or the rest of it."""
        start = int((re.search(r"\d+", handler.headers.get("Range", "")) or ["0"])[0])
        self.asked.append((handler.path, start))
        data = self.files.get(handler.path)
        package = handler.path.endswith(".argosmodel")
        if package and self.redirect:
            reply(handler, 302, {"Location": self.redirect})
        elif data is None:
            reply(handler, 404, {})
        else:
            part = {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"} if start else {}
            cut = self.cut.pop(0) - start if package and self.cut else None
            reply(handler, 206 if start else 200, part, data[start:], cut)
