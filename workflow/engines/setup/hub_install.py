"""Install models from the hub: those of the catalogue by name, others by their repository.

A licence that forbids something is agreed to first. Files are fetched, compared with the hub's
checksums and with those of the catalogue or of the first download, and then installed as files that
the user gives.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from workflow.engines.setup import (
    catalogue,
    folder_install,
    gguf,
    hub,
    model_folders,
    models_folder,
    package_files,
    require_room,
    sha256_of,
    writable,
)
from workflow.engines.setup.catalogue import CataloguedModel, Licence
from workflow.engines.setup.folder_install import ModelFacts
from workflow.engines.setup.hub import HubFile, Repository
from workflow.engines.setup.package_files import Installed, PackageFile
from workflow.errors import ModelFileError
from workflow.model import say
from workflow.protocols import Progress

#: Asked with a model's name and its licence, which forbids something; says whether it is accepted.
Agree = Callable[[str, Licence], bool]
#: Hosts of the public hub; its pages of models are addresses of repositories.
_HOSTS = {"huggingface.co", "hf.co"}
#: Files that are no whole model: one of several parts, or what llama.cpp calls a projector.
_PART = re.compile(r"-\d{5}-of-\d{5}\.|mmproj", re.IGNORECASE)


def agree_to_nothing(name: str, terms: Licence) -> bool:
    """Accept no licence that forbids something."""
    return False


@dataclass(frozen=True, slots=True)
class Consent:
    """What the user has agreed to, or is asked.

    Attributes:
        accepted: checksums that the user vouches for.
        agree: asks for a licence that forbids something.
    """

    accepted: Collection[str] = ()
    agree: Agree = agree_to_nothing


@dataclass(frozen=True, slots=True)
class HubAccess:
    """What a fetch from the hub needs besides the model.

    Attributes:
        url: the hub's address.
        consent: what the user has agreed to.
        on_progress: called with bytes done, bytes in all, and what is being fetched.
    """

    url: str
    consent: Consent
    on_progress: Progress


def repository_of(address: str, url: str) -> str:
    """Return the repository whose page an address is; empty for any other address.

    >>> repository_of("https://huggingface.co/tencent/Hy-MT2-7B-GGUF", "https://hub.example.org")
    'tencent/Hy-MT2-7B-GGUF'
    """
    parts = urlsplit(address)
    names = [name for name in parts.path.split("/") if name]
    known = parts.hostname in _HOSTS or address.startswith(f"{url}/")
    return "/".join(names) if known and len(names) == 2 else ""


def install_named(model: CataloguedModel, access: HubAccess) -> Installed:
    """Install a model of the catalogue.

    Raises:
        ModelFileError: its licence was not accepted, or it is not what it should be.
        EngineError: it cannot be fetched, or there is no room for it.
    """
    _require_agreed(model.name, model.terms, access.consent.agree)
    pair = model_folders.asked_pair(model.pair) if model.pair else None
    facts = ModelFacts(pair, "", model.licence, name=model.name)
    return _install(
        hub.look_up(model.repository, access.url), model.file, model.sha256, facts, access
    )


def install_repository(name: str, facts: ModelFacts, access: HubAccess) -> Installed:
    """Install the model of a repository: a folder of CTranslate2, or its one GGUF file.

    Raises:
        ModelFileError: its licence was not accepted, or it holds no model, or several.
        EngineError: it cannot be fetched, or there is no room for it.
    """
    found = hub.look_up(name, access.url)
    _require_agreed(name, catalogue.licence(found.licence), access.consent.agree)
    folder = any(file.name == "model.bin" for file in found.files)
    if not folder:
        _require_one(found, access.url)
    facts = replace(facts, licence=found.licence, name=facts.name or name.rpartition("/")[2])
    return _install(found, "" if folder else "*.gguf", "", facts, access)


def _require_agreed(name: str, terms: Licence, agree: Agree) -> None:
    if terms.forbids and not agree(name, terms):
        what = say(
            "has a licence that forbids {names}: {name}, {url}",
            names=list(terms.forbidden),
            name=terms.name,
            url=terms.url,
        )
        hint = say("If you accept it, add: {option}", option="--accept-licence")
        raise ModelFileError(name, what, hint)


def _install(
    repository: Repository, pattern: str, pinned: str, facts: ModelFacts, access: HubAccess
) -> Installed:
    """Download the wanted files of a repository into a folder of their own, and install them."""
    origin = f"{access.url}/{repository.name}@{repository.revision[:12]}"
    facts = replace(facts, origin=facts.origin or origin)
    if pattern:
        chosen = _one(repository, pattern, access.url)

        def wanted(name: str) -> bool:
            return name == chosen.name
    else:
        folder_install.require_libraries()
        wanted = _useful
    waiting = _waiting_room(repository, wanted)
    files = hub.fetch(repository, wanted, waiting, access.url, access.on_progress)
    fetched = {
        f"hub/{repository.name}/{file.name}": (
            file.sha256,
            f"{access.url}/{repository.name}/{file.name}",
        )
        for file in files
        if file.sha256
    }

    def put() -> Installed:
        if not pattern:
            return folder_install.install_folder(waiting, facts)
        path = waiting / chosen.name
        given = PackageFile(path, "", sha256_of(path), access.consent.accepted)
        return gguf.install(given, facts.licence, facts.origin)

    done = package_files.install_same(fetched, put, pinned, access.consent.accepted)
    shutil.rmtree(waiting, ignore_errors=True)
    return done


def _useful(name: str) -> bool:
    return bool(model_folders.USEFUL.fullmatch(name))


def _one(repository: Repository, pattern: str, url: str) -> HubFile:
    """Return the file of a repository that a pattern fits: of several sizes the smallest.

    What is only a part of a model, or the part of it that sees pictures, is none.
    """
    found = [
        file
        for file in repository.files
        if fnmatchcase(file.name.lower(), pattern.lower()) and not _PART.search(file.name)
    ]
    if not found:
        what = say("holds no model that is known here")
        raise ModelFileError(f"{url}/{repository.name}", what, say("Check the address."))
    return min(found, key=lambda file: file.size)


def _require_one(repository: Repository, url: str) -> None:
    """Refuse to choose among the GGUF files of a repository that the user names."""
    names = [file.name for file in repository.files if file.name.endswith(".gguf")]
    if len(names) > 1:
        where = f"{url}/{repository.name}"
        hint = say("Give the address of one: {url}", url=f"{where}/resolve/main/{names[0]}")
        raise ModelFileError(where, say("holds several models: {names}", names=names[:12]), hint)


def _waiting_room(repository: Repository, wanted: Callable[[str], bool]) -> Path:
    """Make the folder into which files of a repository are fetched.

    Raises:
        EngineError: there is no room for them, or it cannot be written.
    """
    folder = models_folder() / ".hub" / repository.name.replace("/", "--")
    size = sum(file.size for file in repository.files if wanted(file.name))
    with writable(folder, "WORKFLOW_MODELS"):
        require_room(folder, 2 * size)
    return folder
