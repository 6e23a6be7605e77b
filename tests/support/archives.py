"""Archives made here: good ones, and ones that are damaged or mean harm."""

from __future__ import annotations

import io
import json
import stat
import zipfile
import zlib
from collections.abc import Callable

from workflow.engines.setup import unpacking


def packed(members: dict[str, bytes], **settings: object) -> bytes:
    """A zip archive; ``mode``: of its members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = int(settings.get("mode", stat.S_IFREG | 0o644)) << 16  # type: ignore[call-overload]
            info.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(info, content)
    return data.getvalue()


def good(version: str = "1.0", **more: bytes) -> dict[str, bytes]:
    """The members of a package for en → ko, which says it is whole; its weights are a word."""
    metadata = json.dumps({"from_code": "en", "to_code": "ko", "package_version": version})
    return {
        "top/metadata.json": metadata.encode(),
        "top/sentencepiece.model": b"pieces",
        "top/model/model.bin": b"weights",
        **more,
    }


def _with_name(name: str) -> Callable[[], bytes]:
    return lambda: packed({**good(), name: b"x"})


def _patched(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


def _lying_offset() -> bytes:
    """An archive whose end says that its directory begins before the file does."""
    data = bytearray(packed(good()))
    at = data.rindex(b"PK\x05\x06")
    data[at + 16 : at + 20] = (0xFFFFFF00).to_bytes(4, "little")
    return bytes(data)


def _lying_header() -> bytes:
    """A member whose entry in the archive's directory says that it lies far behind the end."""
    data = bytearray(packed(good()))
    at = data.index(b"PK\x01\x02")
    data[at + 42 : at + 46] = (0x7FFFFFFF).to_bytes(4, "little")
    return bytes(data)


def _lying_size() -> bytes:
    """A member whose entry in the archive's directory says it has one byte."""
    data = bytearray(packed(good(**{"top/big": b"x" * 5000})))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"top/big"))
    data[at + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(data)


#: What is wrong, and an archive of which that is true.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "parent": _with_name("top/../../escaped"),
    "absolute": _with_name("/escaped"),
    "backslash": _with_name("top\\..\\..\\escaped"),
    "drive": _with_name("C:/escaped"),
    "control": _with_name("top/a\nb"),
    "another package": _with_name("translate-en_zh-1_0/model/model.bin"),
    "no top folder": _with_name("metadata.json"),
    "case twin": _with_name("top/METADATA.JSON"),
    "long name": _with_name("top/" + "x" * 300),
    "symlink": lambda: packed(good(), mode=stat.S_IFLNK | 0o777),
    "device": lambda: packed(good(), mode=stat.S_IFCHR | 0o644),
    "bomb": lambda: packed(good(**{"top/zeros": bytes(50_000_000)})),
    "many": lambda: packed(good(**{f"top/{n}": b"" for n in range(unpacking.MAX_MEMBERS)})),
    "lying size": _lying_size,
    "lying offset": _lying_offset,
    "lying header": _lying_header,
    "file and folder": _with_name("top/sentencepiece.model/more"),
    "not a zip": lambda: b"PK\x03\x04 not really",
    "empty": lambda: b"",
    "cut": lambda: packed(good())[:-30],
    "bad checksum": lambda: _patched(
        packed(good()), zipfile.crc32(b"weights").to_bytes(4, "little"), b"\1\2\3\4"
    ),
    "bad stream": lambda: _patched(
        packed(good()), zlib.compress(b"weights", wbits=-15), b"\xff" * 9
    ),
    "other pair": lambda: packed(
        {**good(), "top/metadata.json": b'{"from_code": "en", "to_code": "zh"}'}
    ),
    "no metadata": lambda: packed({"top/model/model.bin": b"x", "top/sentencepiece.model": b"x"}),
    "no weights": lambda: packed({"top/metadata.json": good()["top/metadata.json"]}),
    "metadata of another kind": lambda: packed(
        {**good(), "top/metadata.json": b'{"type": "sbd", "from_code": "en", "to_code": "ko"}'}
    ),
}
