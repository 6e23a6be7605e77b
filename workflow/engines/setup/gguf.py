"""Install, find and verify models that users bring as GGUF files; read how these begin.

The layout is that of the GGUF specification, versions 2 and 3 (ggml-org/ggml, docs/gguf.md):
magic, version, two counts, keys with typed values, then the tensors' names, sizes and offsets. A
licence is looked for in the first mebibyte; what does not fit says nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
from collections.abc import Set
from pathlib import Path
from typing import Any, BinaryIO

from workflow.engines.setup import (
    catalogue,
    has_digest,
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

#: How every GGUF file begins (GGUF specification, "File structure").
MAGIC = b"GGUF"
#: Sizes of the plain types, by number; 8 is text and 9 an array.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_TEXT, _ARRAY = 8, 9
#: How much is read for the licence, and for all that is listed: a vocabulary has megabytes.
_LICENCE_WITHIN, _LISTED_WITHIN = 1 << 20, 1 << 26
#: Bytes that an entry, and what is said of a tensor, take at least.
_ENTRY, _TENSOR = 13, 24
#: More entries are no header of a model.
_MOST = 512


class _CutOff(Exception):
    """The file ends before what it lists does."""


class _Header:
    """Reads the head of a file, value by value.

    Args:
        file: at its beginning.
        within: how many bytes may be read.
    """

    def __init__(self, file: BinaryIO, within: int) -> None:
        self._file, self._within = file, within
        self._size = os.fstat(file.fileno()).st_size

    def numbers(self, form: str) -> tuple[Any, ...]:
        """Read numbers in a format of :mod:`struct`."""
        return struct.unpack(form, self._read(struct.calcsize(form)))

    def text(self) -> str:
        """Read a text."""
        return self._read(self.numbers("<Q")[0]).decode("utf-8", "replace")

    def skip(self, kind: int) -> None:
        """Pass over a value of a type.

        Raises:
            ValueError: the type is not known.
        """
        if kind == _TEXT:
            self._pass(self.numbers("<Q")[0])
        elif kind == _ARRAY:
            inner, number = self.numbers("<IQ")
            if inner in _SIZES:
                self._pass(_SIZES[inner] * number)
            elif inner == _TEXT:
                for _ in range(number):
                    self._pass(self.numbers("<Q")[0])
            else:
                raise ValueError(inner)
        elif kind in _SIZES:
            self._pass(_SIZES[kind])
        else:
            raise ValueError(kind)

    def require(self, least: int) -> None:
        """Require that so many bytes follow.

        Raises:
            _CutOff: the file ends before.
        """
        if least > self._size - self._file.tell():
            raise _CutOff

    def _read(self, size: int) -> bytes:
        self._check(size)
        return self._file.read(size)

    def _pass(self, size: int) -> None:
        self._check(size)
        self._file.seek(size, os.SEEK_CUR)

    def _check(self, size: int) -> None:
        self.require(size)
        if size > self._within - self._file.tell():
            raise ValueError(size)


def licence_in(path: Path) -> str:
    """Return the identifier of a model's licence; empty where it names none."""
    said = _said_in(path, {"general.license", "general.license.name"})
    found = said.get("general.license.name") or said.get("general.license", "")
    return " ".join(found.split())[:120]


def _said_in(path: Path, keys: Set[str]) -> dict[str, str]:
    """Return what a file says of itself under some keys that begin with ``general``."""
    said: dict[str, str] = {}
    try:
        with path.open("rb") as file:
            _read_said(_Header(file, _LICENCE_WITHIN), keys, said)
    except (OSError, ValueError, _CutOff):
        pass
    return said


def has_tensors(path: Path) -> bool:
    """Tell whether a file is a GGUF file that holds tensors, and none begins behind its end.

    One whose head has another layout, or is longer than that of any model known, is believed.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        header = _Header(file, _LISTED_WITHIN)
        try:
            magic, version, tensors, entries = header.numbers("<4sIQQ")
            if magic != MAGIC or not (version and tensors):
                return False
            if version in {2, 3}:
                header.require(entries * _ENTRY + tensors * _TENSOR)
                header.require(_last_offset(header, tensors, entries) + 1)
        except _CutOff:
            return False
        except ValueError:
            pass
    return True


def _last_offset(header: _Header, tensors: int, entries: int) -> int:
    """Return how far behind the head the last tensor begins."""
    for _ in range(entries):
        header.skip(_TEXT)
        header.skip(header.numbers("<I")[0])
    last = 0
    for _ in range(tensors):
        header.skip(_TEXT)
        (dimensions,) = header.numbers("<I")
        *_, offset = header.numbers(f"<{min(dimensions, _MOST)}QIQ")
        last = max(last, offset)
    return last


def _read_said(header: _Header, keys: Set[str], said: dict[str, str]) -> None:
    magic, version, _, entries = header.numbers("<4sIQQ")
    if magic != MAGIC or version not in {2, 3}:
        return
    for _ in range(min(entries, _MOST)):
        key = header.text()
        (kind,) = header.numbers("<I")
        if kind == _TEXT and key in keys:
            said[key] = header.text()
        else:
            header.skip(kind)
        if len(said) == len(keys) or (said and not key.startswith("general.")):
            break


#: Kinds of models (``general.architecture``) that embed texts, or are a part of another model.
_MUTE = frozenset(
    "bert clip gemma-embedding jina-bert-v2 jina-bert-v3 mmproj modern-bert neo-bert nomic-bert "
    "nomic-bert-moe t5encoder wavtokenizer-dec whisper".split()
)
#: What the parts of a model are called that is divided into several files.
_PART = re.compile(r"-\d{5}-of-(?!00001)\d{5}(?:\.gguf)?$")


def _require_writer(given: PackageFile) -> None:
    """Raise a ModelFileError for a file that is no whole model which writes texts."""
    if _PART.search(given.name):
        hint = say("Join its parts first: {command}",
                   command="llama-gguf-split --merge FIRST-PART.gguf WHOLE.gguf")  # fmt: skip
        raise ModelFileError(given.where, say("is one of several parts of a model"), hint)
    kind = _said_in(given.path, {"general.architecture"}).get("general.architecture", "")
    if kind in _MUTE:
        what = say("is a model of the kind {kind}, which writes no texts", kind=kind)
        hint = say("Choose a model: {command}", command="workflow engines list --catalogue")
        raise ModelFileError(given.where, what, hint)


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
    _require_writer(given)
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
    return Installed("local", name, path, new, f"{catalogue.licence_note(licence)}. {use}")


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

    Raises:
        EngineError: it is no GGUF file, or not the one that was installed.
    """
    record = _record(path)
    if not record.is_file():  # the user's own file, where they keep it
        if not has_tensors(path):
            raise EngineError(path, say("is no GGUF model"), _AGAIN)
        return path
    digest = record.read_text("utf-8").split()[0]
    if not has_digest(path, digest):
        raise EngineError(path, say("is not the file that was installed"), _AGAIN)
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
