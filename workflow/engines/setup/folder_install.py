"""Install a folder with a CTranslate2 model: from a folder, an archive, or what was fetched.

Only files that a translation model consists of are taken, none of which runs code. Their hashes are
recorded before any of them is parsed, and compared again whenever the model is loaded.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from workflow.engines import address
from workflow.engines.ctranslate2 import FolderTokenizer
from workflow.engines.setup import (
    catalogue,
    model_folders,
    packages,
    require_room,
    unpacking,
    writable,
)
from workflow.engines.setup.model_folders import USEFUL, ModelFolder, home
from workflow.engines.setup.package_files import Installed, PackageFile, replace_folder
from workflow.errors import EngineError, EngineMissing, ModelFileError, install_hint
from workflow.languages import language
from workflow.model import Message, say
from workflow.store.files import write_atomic

#: No model that one machine runs is larger.
MAX_BYTES = 64 << 30
#: How a file begins that stands for a large one in git (Git LFS's specification), and what it is.
POINTER = b"version https://git-lfs.github.com/"
A_POINTER = say("is a pointer of Git LFS, not the file itself")
#: The share of a SentencePiece model's pieces that its translation model knows at least.
_KNOWN = 0.8


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What the user, or a catalogue, tells of a model.

    Attributes:
        pair: the tags of its languages; None where it says so itself.
        family: the name of its family; empty where that can be recognized.
        licence: its licence; empty for what its card says.
        origin: where it came from.
        name: what it is to be called; empty for its folder's name.
    """

    pair: tuple[str, str] | None = None
    family: str = ""
    licence: str = ""
    origin: str = ""
    name: str = ""


#: What is told of a model of which nobody tells anything.
NOTHING = ModelFacts()


def install_folder(source: Path, facts: ModelFacts, digest: str = "") -> Installed:
    """Install the model in a folder.

    Args:
        source: the folder; it stays as it is.
        facts: what is known of it besides.
        digest: SHA-256 of the archive that it came in, if it did.

    Raises:
        ModelFileError: it is no model that can be used.
        EngineError: it cannot be written.
    """
    require_libraries()
    found = _plain_files(source)
    size = sum(path.stat().st_size for path in found)
    name = _plain(facts.name or source.resolve().name)
    with _fresh(size) as fresh:
        path = fresh / name
        path.mkdir()
        for file in found:
            shutil.copyfile(file, path / file.name)
        hashes = packages.hashes(path)
        model = _required(model_folders.examined(path, facts.pair, facts.family), source)
        forbids = catalogue.licence(model.licence).forbids
        model = replace(
            model,
            licence=model.licence if forbids else facts.licence or model.licence,
            origin=facts.origin or model.origin,
            digest=hashes["model.bin"],
        )
        _require_fitting(model, source)
        place = home() / name
        there = packages.hashes(place) if place.exists() else {}
        new = there != hashes
        if new or not (place / packages.LOCK).is_file():
            _record(path, model, hashes, digest)
            replace_folder(path, place)
    replaced = [say("{name} was there with other files, and is replaced", name=name)]
    notes = [*(replaced if there and new else []), *told_of(model)]
    return Installed("ctranslate2", name, place, new, ". ".join(notes))


def install_archive(file: PackageFile, facts: ModelFacts, *, tar: bool) -> Installed:
    """Install the model in an archive.

    Args:
        file: a zip or tar file, hashed already.
        facts: what is known of it besides.
        tar: whether it is a tar file.

    Raises:
        ModelFileError: it is unsafe or damaged, or holds no model that can be used.
        EngineError: it cannot be written.
    """
    require_libraries()
    with _fresh(file.path.stat().st_size) as fresh:
        unpacked = fresh / "unpacked"
        unpacked.mkdir()
        try:
            if tar:
                unpacking.unpack_tar(file.path, unpacked, MAX_BYTES, USEFUL.fullmatch)
            else:
                unpacking.unpack(file.path, unpacked, MAX_BYTES, loose=True)
        except EngineError as error:
            raise ModelFileError(file.where, error.what, error.hint) from error
        folders = [path.parent for path in sorted(unpacked.rglob("model.bin"))]
        if len(folders) != 1:
            what = say("holds {n} models of CTranslate2, not one", n=len(folders))
            raise ModelFileError(file.where, what, say("Unpack it, and give one model's folder."))
        own = "" if folders[0] == unpacked else folders[0].name
        name = facts.name or (own if own not in {"model", "ctranslate2_model"} else "")
        origin = facts.origin or (address.shown(file.url) if file.url else "")
        facts = replace(facts, name=name or _stem(file.where), origin=origin)
        return install_folder(folders[0], facts, file.digest)


def told_of(model: ModelFolder) -> Iterator[Message]:
    """Yield notes on a model for the user: what it translates, its licence, its origin."""
    if all(model.pair):
        names = [language(tag).name for tag in model.pair]
        yield say("It translates {pair}", pair=" → ".join(names))
    else:
        yield say("It translates between {n} languages", n=len(model.languages))
    yield catalogue.licence_note(model.licence)
    if model.origin:
        yield say("From: {origin}", origin=model.origin)


def require_libraries() -> None:
    """Stop where the libraries of the ``ctranslate2`` extra are not here."""
    if not model_folders.available():
        raise EngineMissing("ctranslate2", say("is not installed"), install_hint("ctranslate2"))


def _required(model: ModelFolder, source: Path) -> ModelFolder:
    if not model.problem:
        return model
    hint = say(
        "Give it the files of the original model as well (its SentencePiece models, README.md); "
        "tell its languages with {option}.",
        option="--pair en-ko",
    )
    raise ModelFileError(source, model.problem, hint)


def _plain_files(source: Path) -> list[Path]:
    """Return the files of a model in a folder.

    Raises:
        ModelFileError: one of them is a link to nothing, or only stands for a large file that git
            keeps elsewhere.
    """
    useful = sorted(path for path in source.iterdir() if USEFUL.fullmatch(path.name))
    for path in useful:
        require_target(path)
    found = [path for path in useful if path.is_file()]
    for path in found:
        with path.open("rb") as file:
            if file.read(len(POINTER)) == POINTER:
                hint = say("Run: {command}", command="git lfs pull")
                raise ModelFileError(path, A_POINTER, hint)
    return found


def require_target(path: Path) -> None:
    """Refuse a link whose file is gone, as caches of downloads have them when they are cleared.

    Raises:
        ModelFileError: it is one.
    """
    if path.is_symlink() and not path.exists():
        what = say("is a link to a file that is not there")
        raise ModelFileError(path, what, say("Get it again, with all of its files."))


def _require_fitting(model: ModelFolder, source: Path) -> None:
    """Refuse SentencePiece models that are damaged, or belong to another translation model."""
    known = set(model_folders.vocabulary(model.path))
    tags = [*model.languages, "", ""]
    try:
        tokenizer = FolderTokenizer(model, model.pair[0] or tags[0], model.pair[1] or tags[1])
    except EngineError as error:
        name = Path(error.where).name
        what = say("{name} is no SentencePiece model, or is damaged", name=name)
        raise ModelFileError(source, what, say("Get it again, with all of its files.")) from error
    pieces = list(tokenizer.target_pieces())
    if sum(piece in known for piece in pieces) < _KNOWN * len(pieces):
        what = say("has a SentencePiece model that is another model's")
        raise ModelFileError(source, what, say("Get it again, with all of its files."))


def _record(path: Path, model: ModelFolder, hashes: dict[str, str], digest: str) -> None:
    record = {
        "family": model.family,
        "languages": dict(model.languages),
        "pair": list(model.pair),
        "licence": model.licence,
        "origin": model.origin,
        "archive_sha256": digest,
        "installed": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "files": hashes,
    }
    data = json.dumps(record, ensure_ascii=False, indent=1).encode()
    write_atomic(path / packages.LOCK, data)


@contextmanager
def _fresh(size: int) -> Iterator[Path]:
    """Make a folder in which a model is put together before it gets into place.

    Raises:
        EngineError: there is no room for it, or it cannot be written.
    """
    folder = home()
    with writable(folder, "WORKFLOW_MODELS"):
        require_room(folder, size, MAX_BYTES)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unpack-") as fresh:
            yield Path(fresh)


def _stem(where: str) -> str:
    """Return the name of an archive without its endings."""
    name = where.partition("?")[0].rstrip("/").rpartition("/")[2]
    return re.sub(r"(?:\.(?:zip|tgz|tar|gz|xz|bz2))+$", "", name)


def _plain(name: str) -> str:
    """Turn a name into one that a folder can have on every system, and that is not hidden."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    return kept.strip("._")[:80] or "model"
