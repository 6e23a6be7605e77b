"""Installs models that the user gives: a file, or an address to fetch it from."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from workflow.engines import address
from workflow.engines.setup import archive, checksums, download, packages, unpacking, weights
from workflow.engines.setup.unpacking import Step
from workflow.errors import EngineError, EngineMissing, ModelFileError
from workflow.protocols import Progress, silent
from workflow.store.files import replacing

_TAKEN = "What is taken: Argos packages (.argosmodel), and the local model's own GGUF file."
_CONVERTED = "Put it into an Argos package (.argosmodel), with its tokenizer and metadata.json."
#: How files begin that are no package, and what they are.
_KINDS = (
    (re.compile(rb"\s*<(?:!doctype html|html|head|body)", re.IGNORECASE), "a web page"),
    (re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|.{257}ustar", re.DOTALL), "another archive"),
    (re.compile(rb""), "something else"),
)


@dataclass(frozen=True, slots=True)
class _Given:
    """A model file, hashed before anything reads it.

    Attributes:
        path: where it lies.
        url: where it came from; empty if the user gave a file.
        digest: its SHA-256.
        accepted: checksums that the user vouches for.
    """

    path: Path
    url: str
    digest: str
    accepted: Collection[str]

    @property
    def where(self) -> str:
        """What errors call it."""
        return address.shown(self.url) if self.url else str(self.path)

    @property
    def name(self) -> str:
        """Its file name without ``.argosmodel``."""
        path = unquote(urlsplit(self.url).path) if self.url else self.path.name
        return path.rpartition("/")[2].removesuffix(".argosmodel")

    def require_known(self, name: str) -> None:
        """Compares it with what is known of a package."""
        fetched = bool(self.url)
        checksums.require(name, self.digest, self.where, self.accepted, fetched=fetched)


def install(given: str, accepted: Collection[str] = (), on_progress: Progress = silent) -> Step:
    """Installs one model: an Argos package, or the file of the local model.

    A package appears complete or not at all; one that is there already is replaced only if its
    files differ.

    Args:
        given: a path, or an ``https`` address (``http`` from this machine).
        accepted: if not empty, the SHA-256 of the file must be one of these; it may then differ
            from what is known of the package.
        on_progress: called with bytes done, bytes in all, and what is being fetched.

    Raises:
        ModelFileError: it is damaged, unsafe, changed, or of a kind that is not taken.
        EngineError: it cannot be fetched, or there is no room for it.
    """
    if "://" not in given:
        return _take(Path(given), "", accepted)
    _require_allowed(given)
    _require_libraries()
    folder = packages.folders()[0]
    with unpacking.writable(folder):
        file = unpacking.waiting_room(folder) / _waiting_name(given)
        try:
            download.fetch(given, file, archive.MAX_BYTES, on_progress)
            return _take(file, given, accepted)
        except download.Unreachable as error:  # what stands behind a question mark may be a key
            raise download.Unreachable(address.shown(given), error.what, error.hint) from None
        finally:
            file.unlink(missing_ok=True)


def _require_libraries() -> None:
    if not packages.available():
        hint = "Run: python -m pip install 'translation-workflow[argos]'"
        raise EngineMissing("argos", "is not installed", hint)


def _require_allowed(url: str) -> None:
    try:
        credentials = "@" in urlsplit(url).netloc
    except ValueError:
        hint = "Write it as https://host/file."
        raise ModelFileError(url, "is not an address", hint) from None
    hint = "Download it yourself, and give the file."
    if credentials:
        raise ModelFileError(address.shown(url), "holds a name or password", hint)
    if not download.allowed(url):
        raise ModelFileError(address.shown(url), "is not an https address", hint)


def _waiting_name(url: str) -> str:
    """Under which name a download waits: always the same for one address, so it is resumed."""
    name = re.sub(r"[^A-Za-z0-9_-]", "_", unquote(urlsplit(url).path).rpartition("/")[2])
    return f"{name[:60]}.{hashlib.sha256(url.encode()).hexdigest()[:12]}"


def _take(path: Path, url: str, accepted: Collection[str]) -> Step:
    """Installs a file that lies on this machine, by what it is."""
    head = _beginning(path)
    given = _Given(path, url, weights.sha256_of(path), accepted)
    if accepted and given.digest not in accepted:
        what = f"has the SHA-256 {given.digest}, not the one given with --sha256"
        raise ModelFileError(given.where, what, "Get it again, or correct the checksum.")
    if head.startswith(b"GGUF"):
        return _local_model(given)
    if not head.startswith(b"PK"):
        kind = next(kind for pattern, kind in _KINDS if pattern.match(head))
        raise ModelFileError(given.where, f"is not a model but {kind}", _TAKEN)
    _require_libraries()
    return _package(given)


def _beginning(path: Path) -> bytes:
    """The first bytes of a file that may be a model."""
    try:
        if path.is_dir():
            converted = (path / "model.bin").is_file()
            kind = "the folder of a CTranslate2 model" if converted else "a folder"
            raise ModelFileError(path, f"is {kind}", _CONVERTED if converted else _TAKEN)
        if not path.is_file():
            raise ModelFileError(path, "is not there, or no plain file", "Check the path.")
        if path.stat().st_size > archive.MAX_BYTES:
            raise ModelFileError(path, f"is larger than {archive.MAX_BYTES >> 30} GiB", _TAKEN)
        with path.open("rb") as file:
            return file.read(512)
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        reason = getattr(error, "strerror", None) or str(error)
        raise ModelFileError(path, f"cannot be read ({reason})", "Check the path.") from error


@contextmanager
def _as_input(given: _Given) -> Iterator[None]:
    """What is wrong with a package is wrong with what the user gave: exit code 2."""
    try:
        yield
    except EngineError as error:
        raise ModelFileError(given.where, error.what, error.hint) from error


def _package(given: _Given) -> Step:
    """Installs an archive as an Argos package."""
    folder = packages.folders()[0]
    with unpacking.writable(folder), _as_input(given):
        given.require_known(given.name)
        with unpacking.unpacked(given.path, folder) as found:
            name = checksums.package_name(found.source, found.target, found.version)
            given.require_known(name)
            if weights.sha256_of(given.path) != given.digest:
                raise ModelFileError(given.where, "changed while it was read", "Run it again.")
            place = _place_of(found, folder, name)
            there = packages.hashes(place) if place.exists() else {}
            new = there != packages.hashes(found.path)
            if new or not (place / packages.LOCK).is_file():
                unpacking.place(found, place, address.shown(given.url), given.digest)
    notes = [f"{place.name} was there with other files, and is replaced"] if there and new else []
    notes += filter(None, [given.url and checksums.remember(name, given.digest)])
    used = packages.find(found.source, found.target)
    if used and used.path != place:
        notes.append(f"{used.path.name} is newer than {name}, and stays in use")
    return Step("argos", name, place, new, ". ".join(notes))


def _place_of(package: packages.Installed, folder: Path, name: str) -> Path:
    """The folder a package goes to: where it is already, whatever another program called it."""
    same = (
        other.path
        for other in packages.installed()
        if other.path.parent == folder
        and (other.source, other.target, other.version)
        == (package.source, package.target, package.version)
    )
    return next(same, folder / name)


def _local_model(given: _Given) -> Step:
    """Puts the file of the local model where the ``local`` engine looks for it."""
    wanted = weights.local_weights()
    if given.digest != wanted.sha256:
        what = "is a GGUF model, but not the one of the local engine"
        hint = f"That is {wanted.title}. Run others with llama.cpp or Ollama, and set llm.url."
        raise ModelFileError(given.where, what, hint)
    there = weights.gguf_path() is not None
    if not there:
        path = weights.models_folder() / wanted.file
        try:
            with given.path.open("rb") as source, replacing(path) as target:
                shutil.copyfileobj(source, target, 1 << 20)
        except OSError as error:
            what = f"cannot be written ({error.strerror})"
            hint = "Free some space, or set WORKFLOW_MODELS to another folder."
            raise EngineError(path.parent, what, hint) from error
    return Step("local", wanted.title, weights.verified(), not there)
