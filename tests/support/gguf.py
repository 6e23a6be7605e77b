"""Small GGUF files, laid out as the specification says (ggml-org/ggml, docs/gguf.md)."""

from __future__ import annotations

import struct

#: A key, the number of its value's type, and the value as it is written.
Entry = tuple[str, int, bytes]


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def tags(*values: str) -> bytes:
    """An array of texts."""
    return struct.pack("<IQ", 8, len(values)) + b"".join(map(text, values))


def model(weights: bytes, *entries: Entry, version: int = 3, tensors: int = 1) -> bytes:
    """A model whose tensors, of one row each, all begin where its weights do."""
    data = b"".join(text(key) + struct.pack("<I", kind) + value for key, kind, value in entries)
    for number in range(tensors):
        data += text(f"blk.{number}") + struct.pack("<IQIQ", 1, len(weights), 24, 0)
    return struct.pack("<4sIQQ", b"GGUF", version, tensors, len(entries)) + data + weights
