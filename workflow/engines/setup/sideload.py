"""Models that the user gives, installed: a file, or an address to fetch it from."""

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
from workflow.engines.setup import checksums, download, packages, unpacking, weights
from workflow.engines.setup.install import missing_argos
from workflow.engines.setup.unpacking import Installed
from workflow.errors import EngineError, ModelFileError
from workflow.model import say
from workflow.protocols import Progress, silent
from workflow.store.files import replacing

_TAKEN = say("What is taken: Argos packages (.argosmodel), and the local model's own GGUF file.")
_CONVERTED = say(
    "Put it into an Argos package (.argosmodel), with its tokenizer and metadata.json."
)
#: How files begin that are no package, and what they are.
_KINDS = (
    (
        re.compile(rb"\s*<(?:!doctype html|html|head|body)", re.IGNORECASE),
        say("is not a model but a web page"),
    ),
    (
        re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|.{257}ustar", re.DOTALL),
        say("is not a model but another archive"),
    ),
    (re.compile(rb""), say("is not a model but something else")),
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
        """What errors call it: its path, or its address without credentials."""
        return address.shown(self.url) if self.url else str(self.path)

    @property
    def name(self) -> str:
        """Its file name without ``.argosmodel``."""
        path = unquote(urlsplit(self.url).path) if self.url else self.path.name
        return path.rpartition("/")[2].removesuffix(".argosmodel")

    def require_known(self, name: str) -> None:
        """Compare it with what is known of a package."""
        fetched = bool(self.url)
        checksums.require(name, self.digest, self.where, self.accepted, fetched=fetched)


def install(
    given: str, accepted: Collection[str] = (), on_progress: Progress = silent
) -> Installed:
    """Install one model: an Argos package, or the file of the local model.

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
            download.fetch(given, file, unpacking.MAX_BYTES, on_progress)
            return _take(file, given, accepted)
        except download.Unreachable as error:  # what stands behind a question mark may be a key
            raise download.Unreachable(address.shown(given), error.what, error.hint) from None
        finally:
            file.unlink(missing_ok=True)


def _require_libraries() -> None:
    if not packages.available():
        raise missing_argos()


def _require_allowed(url: str) -> None:
    """Refuse an address that would send credentials, or fetch in clear text."""
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
    """Return the name of a waiting download: one for each address, so that it is resumed."""
    name = re.sub(r"[^A-Za-z0-9_-]", "_", unquote(urlsplit(url).path).rpartition("/")[2])
    return f"{name[:60]}.{hashlib.sha256(url.encode()).hexdigest()[:12]}"


def _take(path: Path, url: str, accepted: Collection[str]) -> Installed:
    """Install a file that lies on this machine, by what it is."""
    head = _beginning(path)
    given = _Given(path, url, weights.sha256_of(path), accepted)
    if accepted and given.digest not in accepted:
        what = say(
            "has the SHA-256 {digest}, not the one given with {option}",
            digest=given.digest,
            option="--sha256",
        )
        raise ModelFileError(given.where, what, say("Get it again, or correct the checksum."))
    if head.startswith(b"GGUF"):
        return _local_model(given)
    if not head.startswith(b"PK"):
        what = next(what for pattern, what in _KINDS if pattern.match(head))
        raise ModelFileError(given.where, what, _TAKEN)
    _require_libraries()
    return _package(given)


def _beginning(path: Path) -> bytes:
    """Read the first bytes of a file that may be a model."""
    try:
        if path.is_dir():
            if (path / "model.bin").is_file():
                what = say("is the folder of a CTranslate2 model")
                raise ModelFileError(path, what, _CONVERTED)
            raise ModelFileError(path, say("is a folder"), _TAKEN)
        if not path.is_file():
            what = say("is not there, or no plain file")
            raise ModelFileError(path, what, say("Check the path."))
        if path.stat().st_size > unpacking.MAX_BYTES:
            what = say("is larger than {n} GiB", n=unpacking.MAX_BYTES >> 30)
            raise ModelFileError(path, what, _TAKEN)
        with path.open("rb") as file:
            return file.read(512)
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        reason = getattr(error, "strerror", None) or str(error)
        what = say("cannot be read ({reason})", reason=reason)
        raise ModelFileError(path, what, say("Check the path.")) from error


@contextmanager
def _as_input(given: _Given) -> Iterator[None]:
    """Blame what is wrong with a package on what the user gave: exit code 2."""
    try:
        yield
    except EngineError as error:
        raise ModelFileError(given.where, error.what, error.hint) from error


def _package(given: _Given) -> Installed:
    """Install an archive as an Argos package."""
    folder = packages.folders()[0]
    with unpacking.writable(folder), _as_input(given):
        given.require_known(given.name)
        with unpacking.unpacked(given.path, folder) as found:
            name = checksums.package_name(found.source, found.target, found.version)
            given.require_known(name)
            if weights.sha256_of(given.path) != given.digest:
                what = say("changed while it was read")
                raise ModelFileError(given.where, what, say("Run it again."))
            place = _place_of(found, folder, name)
            there = packages.hashes(place) if place.exists() else {}
            new = there != packages.hashes(found.path)
            if new or not (place / packages.LOCK).is_file():
                unpacking.place(found, place, address.shown(given.url), given.digest)
    notes: list[str] = []
    if there and new:
        notes.append(say("{name} was there with other files, and is replaced", name=place.name))
    notes += filter(None, [given.url and checksums.remember(name, given.digest)])
    used = packages.find(found.source, found.target)
    if used and used.path != place:
        notes.append(
            say("{name} is newer than {given}, and stays in use", name=used.path.name, given=name)
        )
    return Installed("argos", name, place, new, ". ".join(notes))


def _place_of(package: packages.ArgosPackage, folder: Path, name: str) -> Path:
    """Return the folder for a package: where it is already, whatever another program calls it."""
    same = (
        other.path
        for other in packages.installed()
        if other.path.parent == folder
        and (other.source, other.target, other.version)
        == (package.source, package.target, package.version)
    )
    return next(same, folder / name)


def _local_model(given: _Given) -> Installed:
    """Put the file of the local model where the ``local`` engine looks for it."""
    wanted = weights.local_weights()
    if given.digest != wanted.sha256:
        what = say("is a GGUF model, but not the one of the local engine")
        hint = say(
            "That is {name}. Run others with llama.cpp or Ollama, and set {setting}.",
            name=wanted.title,
            setting="llm.url",
        )
        raise ModelFileError(given.where, what, hint)
    there = weights.gguf_path() is not None
    if not there:
        path = weights.models_folder() / wanted.file
        try:
            with given.path.open("rb") as source, replacing(path) as target:
                shutil.copyfileobj(source, target, 1 << 20)
        except OSError as error:
            what = say("cannot be written ({reason})", reason=error.strerror)
            hint = say("Free some space, or set {name} to another folder.", name="WORKFLOW_MODELS")
            raise EngineError(path.parent, what, hint) from error
    return Installed("local", wanted.title, weights.verified(), not there)
