"""Fetch, install and examine what engines need on this machine: packages and models.

::

    pair_install       what the language pairs of a project lack
    given_install      files, folders and addresses that the user gives, also of object stores
    packages           Argos packages on this machine; package_files: their archives, installed
    model_folders      folders with a CTranslate2 model; folder_install: how they get there
    gguf               language models that users bring; weights: the one of engine ``local``
    catalogue          recommended models, and licences; hub, hub_install: where they come from
    download           files over HTTP; unpacking: archives
    inventory          the engines and their models here; doctor: what is missing, what to do

Here is what all of them share: where models are, what they hash to, whether there is room.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workflow.errors import EngineError
from workflow.model import Message, say
from workflow.store.files import write_atomic


def data_folder() -> Path:
    """Return the folder for data of the user: below ``$XDG_DATA_HOME`` or ``~/.local/share``."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "translation-workflow"


def models_folder() -> Path:
    """Return the folder for model files: ``$WORKFLOW_MODELS``, else in the data folder."""
    return Path(os.environ.get("WORKFLOW_MODELS") or data_folder() / "models")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def has_digest(path: Path, sha256: str, *, again: bool = False) -> bool:
    """Tell whether a model file has a SHA-256; a yes is remembered beside it until it changes.

    Looking takes seconds. With ``again`` it is done whatever is remembered.
    """
    stamp, stat = path.with_name(path.name + ".verified"), path.stat()
    seen = f"{sha256} {stat.st_size} {stat.st_mtime_ns} {stat.st_ino}"
    if not again and stamp.is_file() and stamp.read_text("utf-8") == seen:
        return True
    if sha256_of(path) != sha256:
        return False
    with suppress(OSError):  # a read-only folder only means looking again next time
        write_atomic(stamp, seen.encode())
    return True


@contextmanager
def writable(folder: Path, variable: str = "ARGOS_PACKAGES_DIR") -> Iterator[None]:
    """Create a folder for models; report what cannot be written in the ``with`` block, with a hint.

    Args:
        folder: to be made.
        variable: that of the environment which names it.

    Raises:
        EngineError: the folder cannot be written, or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        what = say("cannot be written ({reason})", reason=error.strerror or str(error))
        raise EngineError(folder, what, _elsewhere(variable)) from error


def require_room(folder: Path, size: int, most: int | None = None) -> None:
    """Stop if the disk of a folder has no room for a model; 64 MiB of it stay free.

    Args:
        folder: exists.
        size: bytes that are going to be written.
        most: bytes that any model may have.

    Raises:
        EngineError: there is no room.
        OSError: the folder cannot be read.
    """
    if (most and size > most) or shutil.disk_usage(folder).free < size + (64 << 20):
        what = say("has no room for {n} GB", n=f"{size / 1e9:.1f}")
        raise EngineError(folder, what, _elsewhere("WORKFLOW_MODELS"))


def _elsewhere(variable: str) -> Message:
    return say("Free some space, or set {name} to another folder.", name=variable)
