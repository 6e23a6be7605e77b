"""What a GGUF file says of itself at its beginning: its tensors and its licence.

The layout is that of the GGUF specification, versions 2 and 3 (ggml-org/ggml, docs/gguf.md):
magic, version, two counts, then keys with typed values. Only the first mebibyte is looked at;
whatever does not fit says nothing.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

#: Sizes of the plain types, by number; 8 is text and 9 an array.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_TEXT, _ARRAY = 8, 9
_LIMIT = 1 << 20
#: More entries, or longer ones, are no header of a model.
_MOST = 512


def licence_of(path: Path) -> str:
    """Return the identifier of a model's licence; empty where it names none."""
    try:
        with path.open("rb") as file:
            return _licence(file)
    except (OSError, ValueError, struct.error):
        return ""


def has_tensors(path: Path) -> bool:
    """Tell whether a file begins as a GGUF file does, of any version and byte order, with tensors.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(24)
    if len(head) < 24 or not head.startswith(b"GGUF"):
        return False
    return any(head[4:8]) and any(head[8:16])


def _licence(file: BinaryIO) -> str:
    magic, version, _, entries = struct.unpack("<4sIQQ", _read(file, 24))
    if magic != b"GGUF" or version not in {2, 3}:
        return ""
    said: dict[str, str] = {}
    for _ in range(min(entries, _MOST)):
        key = _text(file)
        (kind,) = struct.unpack("<I", _read(file, 4))
        if kind == _TEXT and key in {"general.license", "general.license.name"}:
            said[key] = _text(file)
        else:
            _skip(file, kind)
        if len(said) == 2 or (said and not key.startswith("general.")):
            break
    found = said.get("general.license.name") or said.get("general.license", "")
    return " ".join(found.split())[:120]


def _read(file: BinaryIO, size: int) -> bytes:
    """Read so many bytes, all of them within the beginning.

    Raises:
        ValueError: there are not so many.
    """
    if size > _LIMIT - file.tell():
        raise ValueError
    data = file.read(size)
    if len(data) != size:
        raise ValueError
    return data


def _text(file: BinaryIO) -> str:
    (size,) = struct.unpack("<Q", _read(file, 8))
    return _read(file, size).decode("utf-8", "replace")


def _skip(file: BinaryIO, kind: int) -> None:
    """Pass over a value.

    Raises:
        ValueError: it is of no known type, or has no end here.
    """
    if kind == _TEXT:
        _text(file)
    elif kind == _ARRAY:
        inner, number = struct.unpack("<IQ", _read(file, 12))
        if inner in _SIZES:
            _read(file, _SIZES[inner] * number)
        elif inner == _TEXT and number <= _LIMIT:
            for _ in range(number):
                _text(file)
        else:
            raise ValueError
    elif kind in _SIZES:
        _read(file, _SIZES[kind])
    else:
        raise ValueError
