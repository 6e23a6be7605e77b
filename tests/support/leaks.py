"""Looks for words in everything that is published: names, texts, archives, every encoding."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]*>")
_INLAID = re.compile(rb"base64,([A-Za-z0-9+/=]+)")


def leaks(folder: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """For each file below a folder that says one of the words in any way: those words."""
    wanted = {_plain(word): word for word in words}
    assert all(wanted)
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        said = _said(_names(name), wanted)
        if path.is_file():
            said |= _said_by_file(path.read_bytes(), tuple(wanted))
        if said:
            found[name] = sorted(wanted[word] for word in said)
    return found


@lru_cache(maxsize=20_000)
def _said_by_file(data: bytes, wanted: tuple[str, ...]) -> frozenset[str]:
    """The words that a file says; most files of a site are asked about again and again."""
    return _said(_texts(data), wanted)


def _said(texts: Iterable[str], wanted: Iterable[str]) -> frozenset[str]:
    said = {_plain(text) for text in set(texts)}
    return frozenset(word for word in wanted if any(word in each for each in said))


def _plain(text: str) -> str:
    """Text without case, white space and what only serves its typography."""
    return re.sub(r"[\s\u2060\u00ad\u200b]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _names(name: str) -> Iterator[str]:
    yield name
    yield unquote(name)


def _texts(data: bytes) -> Iterator[str]:
    """What a file says, as it is and decoded; of an archive, what is in it."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment.decode("latin-1")
            for member in archive.namelist():
                yield from _names(member)
                yield from _texts(archive.read(member))
        return
    if data[:2] == b"\x1f\x8b":
        yield from _texts(gzip.decompress(data))
        return
    for inlaid in _INLAID.findall(data):
        yield from _texts(base64.b64decode(inlaid + b"=="))
    for encoding in ("utf-8", *(("utf-16",) if b"\0" in data else ())):
        text = data.decode(encoding, "replace")
        yield text
        yield from _decoded(text)


def _decoded(text: str) -> Iterator[str]:
    """A text with its escapes of JSON, XML and URLs undone, and what its elements enclose."""
    open_text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    yield open_text
    yield html.unescape(html.unescape(open_text))
    yield unquote(text)
    yield html.unescape(_TAG.sub("", open_text))
    if text.lstrip()[:1] in "{[":
        try:
            yield json.dumps(json.loads(text), ensure_ascii=False)
        except ValueError:
            return
