"""Fetches models that lie in an object store: a file, or a folder with a CTranslate2 model."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.engines.setup import (
    model_folders,
    models_folder,
    require_room,
    writable,
)
from workflow.errors import ModelFileError, WorkflowError
from workflow.model import say
from workflow.protocols import Progress
from workflow.store.objects import ObjectFolder

#: No model that one machine runs is larger.
_LARGEST = 64 << 30


@contextmanager
def fetched(url: str, on_progress: Progress) -> Iterator[Path]:
    """Download a model, file or folder, for the ``with`` block; yield its path.

    Args:
        url: its address in the store.
        on_progress: called with bytes done, bytes in all, and what is being fetched.

    Raises:
        ModelFileError: it is not there, or cannot be fetched.
        EngineError: there is no room for it.
    """
    folder = models_folder()
    with writable(folder, "WORKFLOW_MODELS"):
        with _told():
            place = ObjectFolder(url)
            sizes = _wanted(place)
        total = sum(sizes.values())
        require_room(folder, 2 * total, 2 * _LARGEST)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unpack-") as fresh:
            path = Path(fresh) / url.rstrip("/").rpartition("/")[2]
            with _told():
                _fetch(place, sizes, path, on_progress)
            yield path


@contextmanager
def _told() -> Iterator[None]:
    """Turn errors of the store into errors of the model."""
    try:
        yield
    except WorkflowError as error:
        raise ModelFileError(error.where, error.what, error.hint) from None


def _wanted(place: ObjectFolder) -> dict[str, int]:
    """Return the files to fetch with their sizes; one without a name is the address itself."""
    size = place.size()
    if size is not None:
        return {"": size}
    found = {
        name: size for name, size in place.sizes().items() if model_folders.USEFUL.fullmatch(name)
    }
    if "model.bin" not in found:
        what = say("is neither a file nor a folder with {file}", file="model.bin")
        raise ModelFileError(place.address, what, say("Check the address."))
    return found


def _fetch(place: ObjectFolder, sizes: dict[str, int], path: Path, on_progress: Progress) -> None:
    total, done = sum(sizes.values()), 0
    if "" not in sizes:
        path.mkdir()
    for name, size in sizes.items():
        before = done

        def told(come: int, before: int = before) -> None:
            on_progress(before + come, total, path.name)

        place.fetch(name, path / name if name else path, told)
        done += size


def remembered_as(url: str) -> str:
    """Return the name under which the checksum of a folder's weights is remembered."""
    return f"store/{url.rstrip('/').replace('://', '/')}".replace(" ", "_")
