"""Makes a tiny sentence encoder: each word has a vector, and words that mean the same share it.

The model is ONNX, written by hand in protobuf's wire format (onnx.proto3): one ``Gather`` of rows
of a table, which gives a state for each token, as encoders do before pooling.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path

#: ONNX's numbers of types.
_FLOAT, _INT64 = 1, 7


def encoder(folder: Path, meanings: Mapping[str, int]) -> Path:
    """An encoder in a folder that knows the meanings of some words; of all others, nothing."""
    size = max(meanings.values()) + 2
    words = {"[PAD]": 0, "[UNK]": 1} | {word: n for n, word in enumerate(meanings, 2)}
    rows = [[0.0] * size for _ in words]
    rows[1][0] = 1.0
    for word, meaning in meanings.items():
        rows[words[word]][meaning + 1] = 1.0
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(_model(rows))
    tokenizer = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": None, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": None,
        "decoder": None, "model": {"type": "WordLevel", "vocab": words, "unk_token": "[UNK]"},
    }  # fmt: skip
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder


def _model(rows: list[list[float]]) -> bytes:
    values = [value for row in rows for value in row]
    table = (
        _number(1, len(rows)) + _number(1, len(rows[0])) + _number(2, _FLOAT)
        + _bytes(8, b"table") + _bytes(9, struct.pack(f"<{len(values)}f", *values))
    )  # fmt: skip
    node = (
        _bytes(1, b"table") + _bytes(1, b"input_ids")
        + _bytes(2, b"last_hidden_state") + _bytes(4, b"Gather")
    )  # fmt: skip
    graph = (
        _bytes(1, node) + _bytes(2, b"tiny") + _bytes(5, table)
        + _bytes(11, _value(b"input_ids", _INT64, (b"batch", b"length")))
        + _bytes(12, _value(b"last_hidden_state", _FLOAT, (b"batch", b"length", b"size")))
    )  # fmt: skip
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


def _value(name: bytes, kind: int, dimensions: tuple[bytes, ...]) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, each)) for each in dimensions)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    done = b""
    while value > 0x7F:
        done += bytes([value & 0x7F | 0x80])
        value >>= 7
    return done + bytes([value])
