"""What a GGUF file says of itself at its beginning."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.command import workflow
from workflow.engines.setup.gguf import licence_in


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def header(*entries: tuple[str, int, bytes], version: int = 3, tensors: int = 1) -> bytes:
    """The head of a GGUF file with a tensor: keys, types and values as they are written."""
    data = b"".join(text(key) + struct.pack("<I", kind) + value for key, kind, value in entries)
    return struct.pack("<4sIQQ", b"GGUF", version, tensors, len(entries)) + data


def tags(*values: str) -> bytes:
    return struct.pack("<IQ", 8, len(values)) + b"".join(map(text, values))


MANY = (
    ("general.architecture", 8, text("qwen3")),
    ("general.file_type", 4, struct.pack("<I", 15)),
    ("general.tags", 9, tags("chat", "translation")),
    ("general.license", 8, text("apache-2.0")),
    ("qwen3.block_count", 4, struct.pack("<I", 36)),
    ("tokenizer.ggml.tokens", 9, tags(*map(str, range(1000)))),
)
WHOLE = header(*MANY)


def named(folder: Path, data: bytes) -> str:
    file = folder / "model.gguf"
    file.write_bytes(data)
    return licence_in(file)


@pytest.mark.parametrize(
    ("data", "licence"),
    [
        (WHOLE, "apache-2.0"),
        (header(*MANY, version=2), "apache-2.0"),
        (header(("general.license", 8, text("other")),
                ("general.license.name", 8, text("exaone"))), "exaone"),
        (header(MANY[0], MANY[5]), ""),
        (header(("general.scores", 9, struct.pack("<IQ", 6, 1 << 62)), MANY[3]), ""),
        (header(("general.scores", 99, b""), MANY[3]), ""),
        (b"GGUF\3\0\0\0 the weights", ""),
        (b"", ""),
    ],
    ids=["whole", "older", "by name", "silent", "too long", "unknown type", "damaged", "empty"],
)  # fmt: skip
def test_the_licence_is_found(tmp_path: Path, data: bytes, licence: str) -> None:
    """Whatever stands before it; what cannot be read says nothing."""
    assert named(tmp_path, data) == licence


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=9)), min_size=1))
def test_a_damaged_header_says_nothing_worse(edits: list[tuple[int, bytes]]) -> None:
    """Bytes changed anywhere: a line of text, or none."""
    import tempfile

    data = bytearray(WHOLE)
    for place, new in edits:
        data[place : place + len(new)] = new
    with tempfile.TemporaryDirectory() as folder:
        found = named(Path(folder), bytes(data))
    assert len(found) <= 120
    assert "\n" not in found


def test_a_file_of_the_users_is_told_with_its_licence(tmp_path: Path) -> None:
    """At the installation, and in its record."""
    (tmp_path / "own.gguf").write_bytes(WHOLE)
    done = workflow("engines", "install", tmp_path / "own.gguf")
    assert (done.code, "Licence: Apache License 2.0" in done.out) == (0, True)


@pytest.mark.parametrize("data", [b"GGUF\3\0\0\0", header(*MANY, tensors=0)], ids=["cut", "words"])
def test_a_file_without_weights_is_no_model(tmp_path: Path, data: bytes) -> None:
    """Cut off after its first letters, or a vocabulary alone: refused, and not said to be there."""
    (tmp_path / "own.gguf").write_bytes(data)
    done = workflow("engines", "install", tmp_path / "own.gguf")
    assert (done.code, "holds no weights" in done.err, "own.gguf" in done.err) == (2, True, True)
