"""Fetch models from a hub that speaks Hugging Face's protocol, through ``huggingface_hub``.

The hub is ``engines.hub`` of the settings, else ``$HF_ENDPOINT``, else Hugging Face. A revision is
looked up first, and everything is fetched from it; each file must have the checksum that the hub
keeps of it. Tokens are the library's affair (``$HF_TOKEN``) and never shown.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workflow.connection_faults import kind_or_name
from workflow.engines.setup import download, sha256_of
from workflow.errors import EngineError, EngineMissing, ModelFileError, install_hint
from workflow.model import Project, say
from workflow.protocols import Progress

_PUBLIC = "https://huggingface.co"
#: Seconds for one answer of the hub.
_TIMEOUT = 30.0
#: Bytes that files of a repository may have that the hub keeps no SHA-256 of.
_PLAIN = 64 << 20


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository.

    Attributes:
        name: its path there.
        size: in bytes.
        sha256: of a large one; empty for one that is kept in git.
        blob: git's own hash of such a one.
    """

    name: str
    size: int
    sha256: str
    blob: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at one revision.

    Attributes:
        name: ``OWNER/NAME``.
        revision: the commit.
        files: what is in it.
        licence: what its card says; empty where it says nothing.
    """

    name: str
    revision: str
    files: tuple[HubFile, ...]
    licence: str


def available() -> bool:
    """Tell whether the library of the ``hub`` extra is here; nothing is imported."""
    return bool(find_spec("huggingface_hub"))


def endpoint(project: Project | None) -> str:
    """Return the address of the hub.

    Raises:
        ModelFileError: it is neither ``https`` nor on this machine, or holds a password.
    """
    own = project.settings.engines.hub if project else ""
    url = (own or os.environ.get("HF_ENDPOINT") or _PUBLIC).rstrip("/")
    if "@" in url or not download.allowed(url):
        hint = say("Correct {name}.", name="engines.hub, HF_ENDPOINT")
        shown = url.rpartition("@")[2]
        raise ModelFileError(shown, say("is not an https address"), hint)
    return url


def look_up(repository: str, hub: str) -> Repository:
    """Ask the hub what is in a repository now.

    Raises:
        EngineMissing: the library is not here.
        Unreachable: the hub cannot be reached, or does not have it.
    """
    _require_library()
    from huggingface_hub import HfApi

    with _told(f"{hub}/{repository}"):
        api = HfApi(endpoint=hub, library_name="translation-workflow")
        found = api.model_info(repository, timeout=_TIMEOUT, files_metadata=True)
    if not found.sha:
        raise download.Unreachable(f"{hub}/{repository}", say("names no revision"), _AGAIN)
    card: Any = found.card_data or {}
    said = card.get("license_name") or card.get("license") or ""
    return Repository(
        repository,
        str(found.sha),
        tuple(map(_file, found.siblings or ())),
        str(said) if isinstance(said, str) else "",
    )


def _file(sibling: Any) -> HubFile:
    large = sibling.lfs
    size = (large.size if large else sibling.size) or 0
    digest = str(large.sha256) if large else ""
    return HubFile(str(sibling.rfilename), int(size), digest, str(sibling.blob_id or ""))


def fetch(
    repository: Repository,
    wanted: Callable[[str], object],
    folder: Path,
    hub: str,
    on_progress: Progress,
) -> tuple[HubFile, ...]:
    """Download files of a repository, each compared with the hub's checksum.

    Args:
        repository: as it was looked up.
        wanted: tells by its name whether a file is.
        folder: where they go; what is there in part is gone on with.
        hub: the address.
        on_progress: called with bytes done, bytes in all, and what is being fetched.

    Raises:
        Unreachable: one cannot be had.
        EngineError: one is not what the hub says.
    """
    from huggingface_hub import hf_hub_download

    files = tuple(file for file in repository.files if wanted(file.name))
    size = sum(file.size for file in files)
    done = 0
    for file in files:
        on_progress(done, size, file.name)
        with _told(f"{hub}/{repository.name}"):
            path = hf_hub_download(
                repository.name,
                file.name,
                revision=repository.revision,
                local_dir=folder,
                endpoint=hub,
                library_name="translation-workflow",
                tqdm_class=_bar(on_progress, done, size, file.name),
            )
        _require_right(Path(path), file, f"{hub}/{repository.name}/{file.name}")
        done += file.size
    on_progress(size, size, repository.name)
    return files


def _require_right(path: Path, file: HubFile, where: str) -> None:
    """Compare a file with the hub's checksum: SHA-256, or git's hash of a small one."""
    if file.sha256:
        right = sha256_of(path) == file.sha256
    else:
        data = path.read_bytes() if path.stat().st_size <= _PLAIN else b""
        header = f"blob {len(data)}\0".encode()
        right = hashlib.sha1(header + data, usedforsecurity=False).hexdigest() == file.blob
    if not right:
        path.unlink()
        raise EngineError(where, say("is not the file that the hub lists"), _AGAIN)


_AGAIN = say("Run it again; if that does not help, the hub, or something before it, is at fault.")


def _bar(on_progress: Progress, before: int, size: int, name: str) -> Any:
    """Return a class of progress bars that tell ``on_progress``, and draw nothing."""
    from tqdm.auto import tqdm

    class SilentBar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            kwargs.pop("name", None)
            super().__init__(*args, **{**kwargs, "disable": True})

        def update(self, n: float | None = 1) -> None:
            self.n += n or 0
            on_progress(min(before + int(self.n), size), size, name)

    return SilentBar


def _require_library() -> None:
    if not available():
        what = say("needs the library {name}", name="huggingface_hub")
        raise EngineMissing("hub", what, install_hint("hub"))


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Turn errors of the library into ours, without details of the request."""
    from huggingface_hub import errors

    try:
        yield
    except errors.GatedRepoError:
        what = say("must be asked for")
        hint = say("Accept its terms there, and put a token into {name}.", name="$HF_TOKEN")
        raise download.Unreachable(where, what, hint) from None
    except (errors.RepositoryNotFoundError, errors.RemoteEntryNotFoundError):
        what = say("is not there, or not for everybody")
        hint = say("If it needs a token, put it into {name}.", name="$HF_TOKEN")
        raise download.Unreachable(where, what, hint) from None
    except Exception as error:  # there is no list of what the library and those below it raise
        status = getattr(getattr(error, "response", None), "status_code", None)
        reason = status or kind_or_name(error)
        hint = say("Check the connection, {name}, or give a file.", name="engines.hub, HF_ENDPOINT")
        what = say("cannot be had ({reason})", reason=reason)
        raise download.Unreachable(where, what, hint) from None
