"""Install a model that the user gives: a file, a folder, or an address to fetch it from.

Taken are Argos packages, language models as GGUF files, and CTranslate2 models.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

from workflow.engines import address
from workflow.engines.setup import (
    download,
    folder_install,
    gguf,
    model_folders,
    models_folder,
    package_files,
    packages,
    require_room,
    sha256_of,
    unpacking,
    writable,
)
from workflow.engines.setup.folder_install import NOTHING, ModelFacts
from workflow.engines.setup.package_files import Installed, PackageFile
from workflow.errors import EngineError, ModelFileError, WorkflowError
from workflow.model import Message, say
from workflow.protocols import Progress, silent
from workflow.store.objects import ObjectFolder, is_object_address

_TAKEN = say(
    "What is taken: Argos packages (.argosmodel), language models (.gguf), and CTranslate2 models: "
    "folders, or archives of them (.zip, .tar.gz)."
)
#: How tar archives begin, compressed or not.
_TAR = re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|.{257}ustar", re.DOTALL)
#: How models are called at the hub, ``OWNER/NAME``.
_REPOSITORY = re.compile(
    r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*(?<!\.gguf)(?<!\.argosmodel)", re.ASCII
)
#: How files begin that are no package, and what they are.
_KINDS = (
    (
        re.compile(rb"\s*<(?:!doctype html|html|head|body)", re.IGNORECASE),
        say("is not a model but a web page"),
    ),
    (re.compile(folder_install.POINTER), folder_install.A_POINTER),
    (
        re.compile(rb"7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd", re.DOTALL),
        say("is not a model but another archive"),
    ),
    (re.compile(rb""), say("is not a model but something else")),
)
#: No model that one machine runs is larger.
_LARGEST = 64 << 30


def install_given(
    given: str,
    accepted: Collection[str] = (),
    on_progress: Progress = silent,
    facts: ModelFacts = NOTHING,
) -> Installed:
    """Install one model: an Argos package, a language model as a GGUF file, or a CTranslate2 model.

    Args:
        given: a path, an ``https`` address (``http`` from this machine), or one in an object store.
        accepted: if not empty, the SHA-256 of the file must be one of these; it may then differ
            from what is known of the package.
        on_progress: called with bytes done, bytes in all, and what is being fetched.
        facts: what the user says of a CTranslate2 model.

    Raises:
        ModelFileError: it is damaged, unsafe, changed, or of a kind that is not taken.
        EngineError: it cannot be fetched, or there is no room for it.
    """
    if "://" not in given:
        return _take(Path(given), "", accepted, facts)
    if is_object_address(given):
        return _from_store(given, accepted, on_progress, facts)
    _require_allowed(given)
    path = urlsplit(given).path
    package = path.endswith(".argosmodel")
    if package:
        packages.require_libraries()
    most = unpacking.MAX_BYTES if package else gguf.MAX_BYTES
    folder = packages.folders()[0] if package else models_folder()
    variable = "ARGOS_PACKAGES_DIR" if package else "WORKFLOW_MODELS"
    with writable(folder, variable):
        file = unpacking.waiting_room(folder) / _waiting_name(given)
        try:
            download.fetch(given, file, most, on_progress)
            return _take(file, given, accepted, facts)
        except download.Unreachable as error:  # what stands behind a question mark may be a key
            raise download.Unreachable(address.shown(given), error.what, error.hint) from None
        finally:
            file.unlink(missing_ok=True)


def _from_store(
    url: str, accepted: Collection[str], on_progress: Progress, facts: ModelFacts
) -> Installed:
    """Install a file or folder of an object store, unless it has changed since the first time."""
    with _fetched_object(url, on_progress) as path:
        if path.is_file():
            return _take(path, url, accepted, facts)
        facts = replace(facts, origin=facts.origin or url)
        fetched = {_remembered_as(url): (sha256_of(path / "model.bin"), url)}
        put = partial(_take, path, "", accepted, facts)
        return package_files.install_same(fetched, put, accepted=accepted)


def _require_allowed(url: str) -> None:
    """Refuse an address that holds credentials or is not encrypted."""
    try:
        credentials = "@" in urlsplit(url).netloc
    except ValueError:
        hint = say("Write it as {example}.", example="https://host/file")
        raise ModelFileError(url, say("is not an address"), hint) from None
    hint = say("Download it yourself, and give the file.")
    if credentials:
        raise ModelFileError(address.shown(url), say("holds a name or password"), hint)
    if not download.allowed(url):
        raise ModelFileError(address.shown(url), say("is not an https address"), hint)


def _waiting_name(url: str) -> str:
    """Return the file name of an unfinished download, by its address, to resume it."""
    name = re.sub(r"[^A-Za-z0-9_-]", "_", unquote(urlsplit(url).path).rpartition("/")[2])
    return f"{name[:60]}.{hashlib.sha256(url.encode()).hexdigest()[:12]}"


def _take(path: Path, url: str, accepted: Collection[str], facts: ModelFacts) -> Installed:
    """Install a local file, or folder, according to its type."""
    if path.is_dir() and (path / "model.bin").is_file():
        _require_accepted(path, sha256_of(path / "model.bin"), accepted)
        return folder_install.install_folder(path, facts)
    head = _beginning(path)
    given = PackageFile(path, url, sha256_of(path), accepted)
    _require_accepted(given.where, given.digest, accepted)
    if head.startswith(gguf.MAGIC):
        return gguf.install(given)
    if _TAR.match(head):
        return folder_install.install_archive(given, facts, tar=True)
    if not head.startswith(b"PK"):
        what = next(what for pattern, what in _KINDS if pattern.match(head))
        raise ModelFileError(given.where, what, _TAKEN)
    if not given.where.endswith(".argosmodel") and unpacking.holds_folder(path):
        return folder_install.install_archive(given, facts, tar=False)
    packages.require_libraries()
    with writable(packages.folders()[0]):
        try:
            return package_files.put(given)
        except EngineError as error:  # what is wrong with it is the user's to mend: exit code 2
            raise ModelFileError(given.where, error.what, error.hint) from error


def _require_accepted(where: str | Path, digest: str, accepted: Collection[str]) -> None:
    """Refuse a file, or a folder by its weights, that is none of those the user vouches for."""
    if accepted and digest not in accepted:
        what = say(
            "has the SHA-256 {digest}, not the one given with {option}",
            digest=digest,
            option="--sha256",
        )
        raise ModelFileError(where, what, say("Get it again, or correct the checksum."))


def _beginning(path: Path) -> bytes:
    """Read the first bytes of a file."""
    try:
        for each in (path, path / "model.bin"):
            folder_install.require_target(each)
        if path.is_dir():
            what = say("is a folder without {file}", file="model.bin")
            raise ModelFileError(path, what, _instead_of(path))
        if not path.is_file():
            what = say("is not there, or no plain file")
            hint = say("Check the path.")
            if _REPOSITORY.fullmatch(str(path)) and not path.parent.exists():
                page = f"https://huggingface.co/{path}"
                hint = say("A model at Hugging Face is given by its page: {url}", url=page)
            raise ModelFileError(path, what, hint)
        with path.open("rb") as file:
            head = file.read(512)
        package = path.suffix == ".argosmodel"
        most = unpacking.MAX_BYTES if package else gguf.MAX_BYTES
        if path.stat().st_size > most:
            what = say("is larger than {n} GiB", n=most >> 30)
            raise ModelFileError(path, what, _TAKEN)
        return head
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        reason = getattr(error, "strerror", None) or str(error)
        what = say("cannot be read ({reason})", reason=reason)
        raise ModelFileError(path, what, say("Check the path.")) from error


def _instead_of(folder: Path) -> Message:
    """Say what is to be done with a folder in which there is another library's model."""
    if any(folder.glob("*.intgemm*.bin")):
        return say("The small models of Firefox run in Firefox alone: choose another one.")
    if any(chain(folder.glob("*.safetensors"), folder.glob("pytorch_model*.bin"))):
        command = f"ct2-transformers-converter --model {folder.name} --output_dir NEW"
        return say("Convert it, then install what comes out: {command}", command=command)
    return _TAKEN


@contextmanager
def _fetched_object(url: str, on_progress: Progress) -> Iterator[Path]:
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
        with _as_model_errors():
            place = ObjectFolder(url)
            sizes = _wanted(place)
        total = sum(sizes.values())
        require_room(folder, 2 * total, 2 * _LARGEST)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unpack-") as fresh:
            path = Path(fresh) / url.rstrip("/").rpartition("/")[2]
            with _as_model_errors():
                _fetch_parts(place, sizes, path, on_progress)
            yield path


@contextmanager
def _as_model_errors() -> Iterator[None]:
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


def _fetch_parts(
    place: ObjectFolder, sizes: dict[str, int], path: Path, on_progress: Progress
) -> None:
    total, done = sum(sizes.values()), 0
    if "" not in sizes:
        path.mkdir()
    for name, size in sizes.items():
        before = done

        def report(come: int, before: int = before) -> None:
            on_progress(before + come, total, path.name)

        place.fetch(name, path / name if name else path, report)
        done += size


def _remembered_as(url: str) -> str:
    """Return the name under which the checksum of a folder's weights is remembered."""
    return f"store/{url.rstrip('/').replace('://', '/')}".replace(" ", "_")
