"""What a GGUF file says of itself at its beginning."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.command import workflow
from tests.support.gguf import model, tags, text
from workflow.engines.setup.gguf import licence_in

MANY = (
    ("general.architecture", 8, text("qwen3")),
    ("general.file_type", 4, struct.pack("<I", 15)),
    ("general.tags", 9, tags("chat", "translation")),
    ("general.license", 8, text("apache-2.0")),
    ("qwen3.block_count", 4, struct.pack("<I", 36)),
    ("tokenizer.ggml.tokens", 9, tags(*map(str, range(1000)))),
)
WHOLE = model(b"the weights", *MANY)


def named(folder: Path, data: bytes) -> str:
    file = folder / "model.gguf"
    file.write_bytes(data)
    return licence_in(file)


@pytest.mark.parametrize(
    ("data", "licence"),
    [
        (WHOLE, "apache-2.0"),
        (model(b"the weights", *MANY, version=2), "apache-2.0"),
        (model(b"", ("general.license", 8, text("other")),
                ("general.license.name", 8, text("exaone"))), "exaone"),
        (model(b"", MANY[0], MANY[5]), ""),
        (model(b"", ("general.scores", 9, struct.pack("<IQ", 6, 1 << 62)), MANY[3]), ""),
        (model(b"", ("general.scores", 99, b""), MANY[3]), ""),
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


def counting(tensors: int, entries: int) -> bytes:
    """A file that says how much it lists, and lists nothing."""
    return struct.pack("<4sIQQ", b"GGUF", 3, tensors, entries) + bytes(4096)


@pytest.mark.parametrize(
    "data",
    [
        b"GGUF\3\0\0\0",
        model(b"", *MANY, tensors=0),
        counting(1 << 40, 2),
        counting(300, 1 << 60),
        counting(200, 3),
        WHOLE[:-11],
        WHOLE[: len(WHOLE) // 2],
        model(b"", ("general.name", 8, struct.pack("<Q", 1 << 62)), MANY[0]),
    ],
    ids=["start", "words", "tensors", "entries", "too few", "no weights", "half", "endless text"],
)
def test_a_file_without_all_its_weights_is_no_model(tmp_path: Path, data: bytes) -> None:
    """Cut off anywhere before the last tensor, counts that no file of its size can hold, or words
    alone: refused, and not said to be there.
    """
    (tmp_path / "own.gguf").write_bytes(data)
    done = workflow("engines", "install", tmp_path / "own.gguf")
    assert (done.code, "holds no weights" in done.err, "own.gguf" in done.err) == (2, True, True)


@pytest.mark.parametrize(
    "data",
    [
        model(b"the weights", *MANY, version=2),
        model(b"the weights", ("general.scores", 99, b""), *MANY),
        struct.pack(">4sIQQ", b"GGUF", 3, 1, 0) + bytes(64),
        struct.pack("<4sIIIQ", b"GGUF", 1, 1, 0, 7) + bytes(64),
    ],
    ids=["older", "unknown type", "other byte order", "oldest"],
)
def test_another_layout_is_believed(tmp_path: Path, data: bytes) -> None:
    """What is not known to be wrong is the loader's to judge."""
    (tmp_path / "own.gguf").write_bytes(data)
    assert workflow("engines", "install", tmp_path / "own.gguf").code == 0


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("mmproj-qwen.gguf", b"clip", "of the kind clip"),
        ("embed.gguf", b"bert", "of the kind bert"),
        ("big-00001-of-00003.gguf", b"llama", "llama-gguf-split --merge"),
    ],
)
def test_a_file_that_writes_no_texts_is_refused(
    tmp_path: Path, name: str, kind: bytes, said: str
) -> None:
    """The eye of another model, one that embeds texts, a third of one: with what to do instead."""
    written = struct.pack("<Q", len(kind)) + kind
    (tmp_path / name).write_bytes(model(b"the weights", ("general.architecture", 8, written)))
    done = workflow("engines", "install", tmp_path / name)
    assert (done.code, said in done.err) == (2, True)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("model.safetensors", "ct2-transformers-converter --model theirs"),
        ("pytorch_model.bin", "ct2-transformers-converter --model theirs"),
        ("model.enko.intgemm.alphas.bin", "run in Firefox alone"),
    ],
)
def test_a_folder_with_another_librarys_model_is_told_with_the_way_on(
    tmp_path: Path, file: str, said: str
) -> None:
    """As they are found at Hugging Face and in Firefox."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / file).write_bytes(b"x")
    done = workflow("engines", "install", folder)
    assert (done.code, said in done.err) == (2, True)


def test_the_only_part_of_a_model_is_the_model(tmp_path: Path) -> None:
    """Programs that divide models call it so where one part is enough."""
    kind = struct.pack("<Q", 5) + b"llama"
    whole = tmp_path / "small-00001-of-00001.gguf"
    whole.write_bytes(model(b"the weights", ("general.architecture", 8, kind)))
    assert workflow("engines", "install", whole).code == 0
