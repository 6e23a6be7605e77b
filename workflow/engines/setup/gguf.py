"""Installs, finds and verifies GGUF files, the user's own language models."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

from workflow.engines.setup import gguf_header, licences
from workflow.engines.setup.package_files import Installed, PackageFile
from workflow.engines.setup.weights import models_folder, sha256_of
from workflow.errors import EngineError, EngineMissing, ModelFileError
from workflow.model import say
from workflow.store.files import replacing, write_atomic

#: How every GGUF file begins (GGUF specification, "File structure").
MAGIC = b"GGUF"
#: Larger files are no models that one machine runs.
MAX_BYTES = 512 << 30
_AGAIN = say("Install it again: {command}", command="workflow engines install FILE.gguf")


def install(given: PackageFile, licence: str = "", origin: str = "") -> Installed:
    """Copy a model into the models folder, with its checksum beside it.

    Args:
        given: the file.
        licence: its identifier; empty for what the file says.
        origin: where it came from, if that is known.

    Raises:
        ModelFileError: it holds no model.
        EngineError: another file of its name is there, or it cannot be written.
    """
    if not gguf_header.has_tensors(given.path):
        what = say("is cut off, or holds no weights: a GGUF file without tensors is no model")
        raise ModelFileError(given.where, what, say("Download it again, and look at its size."))
    licence = licence or gguf_header.licence_of(given.path)
    name = f"{given.name.removesuffix('.gguf')}.gguf"
    path = models_folder() / name
    new = not (path.is_file() and sha256_of(path) == given.digest)
    if new and path.exists():
        hint = say("Rename one of the two, or delete the one that is there.")
        raise EngineError(path, say("is there already, with another content"), hint)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if new:
            _require_space(given.path, path)
            with given.path.open("rb") as source, replacing(path) as target:
                shutil.copyfileobj(source, target, 1 << 20)
        write_atomic(_record(path), f"{given.digest}  {name}\n".encode())
        if licence or origin:
            data = json.dumps({"licence": licence, "origin": origin}, ensure_ascii=False)
            write_atomic(_card(path), data.encode())
    except OSError as error:
        what = say("cannot be written ({reason})", reason=error.strerror)
        hint = say("Free some space, or set {name} to another folder.", name="WORKFLOW_MODELS")
        raise EngineError(path.parent, what, hint) from error
    use = say("To use it, set {setting}", setting=f'local.model = "{name}"')
    return Installed("local", name, path, new, f"{licences.told(licence)}. {use}")


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
    if not gguf_header.has_tensors(path):
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


def _require_space(source: Path, target: Path) -> None:
    needed = source.stat().st_size + (64 << 20)
    if shutil.disk_usage(target.parent).free < needed:
        raise EngineError(
            target.parent,
            say("has no room for {n} GB", n=f"{needed / 1e9:.1f}"),
            say("Free some space, or set {name} to another folder.", name="WORKFLOW_MODELS"),
        )
