"""What translation needs, fetched: Argos packages from their index, else the local model.

Argos' index has no checksums: those of its packages that can be known are pinned, the others are
remembered from the first download (:mod:`~workflow.engines.setup.checksums`). The connection is
``https``, the archive is unpacked with care, and from then on every file must stay as it came.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workflow.engines.setup import checksums, download, packages, unpacking, weights
from workflow.engines.setup.unpacking import Installed
from workflow.errors import EngineError, EngineMissing, PairUnavailable
from workflow.languages import language, normalize
from workflow.model import Project, say
from workflow.protocols import Progress, silent

_INDEX_LIMIT = 8 << 20
_OTHERWISE = say("Use another engine for it: {command}", command="workflow engines install local")


@dataclass(frozen=True, slots=True)
class Offer:
    """A package in the index; language codes are Argos'."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]


def install(
    project: Project,
    sources: Sequence[str] = ("en",),
    on_progress: Progress = silent,
    engine: str = "auto",
    accepted: Collection[str] = (),
) -> tuple[Installed, ...]:
    """Make sure that every pair of a project can be translated here.

    Args:
        project: its settings say which targets are wanted.
        sources: BCP 47 tags of the languages its seeds are in.
        on_progress: called with bytes done, bytes in all, and what is being fetched.
        engine: ``argos``, ``local``, or ``auto``: Argos packages where the index can be reached
            and has them, the local model for the rest.
        accepted: checksums of packages that the user vouches for.

    Raises:
        ChangedPackage: a package is not the one that is known.
        EngineError: nothing could be installed, or a download is damaged.
    """
    if engine == "local":
        return (_local(on_progress),)
    pairs = _pairs(sources, project.settings.targets)
    try:
        if not packages.available():
            raise missing_argos()
        found, lacking = _argos(pairs, accepted, on_progress)
    except EngineError as error:
        if engine == "argos" or not isinstance(error, (download.Unreachable, EngineMissing)):
            raise
        note = say("Argos packages cannot be had: {error}", error=str(error))
        return (_local(on_progress, note),)
    if lacking:
        names = [f"{a} → {b}" for a, b in lacking]
        if engine == "argos":
            what = say("the index has no package for {names}", names=names)
            raise PairUnavailable("argos", what, _OTHERWISE)
        found.append(_local(on_progress, say("Argos has no package for {names}", names=names)))
    return tuple(found)


def missing_argos() -> EngineMissing:
    """Return the error that the libraries of the ``argos`` extra are not here."""
    command = "python -m pip install 'translation-workflow[argos]'"
    return EngineMissing("argos", say("is not installed"), say("Run: {command}", command=command))


def _pairs(sources: Iterable[str], targets: Iterable[str]) -> list[tuple[str, str]]:
    """Return every pair of Argos codes that is wanted."""
    wanted = (
        (language(source).argos, language(target).argos)
        for target in targets
        for source in sources
        if normalize(source) != normalize(target)
    )
    return list(dict.fromkeys(wanted))


def _local(on_progress: Progress, note: str = "") -> Installed:
    """Install the local model, unless it is there."""
    there = weights.gguf_path() is not None
    path = weights.install_local(on_progress)
    return Installed("local", weights.local_weights().title, path, not there, note)


def _argos(
    pairs: Sequence[tuple[str, str]], accepted: Collection[str], on_progress: Progress
) -> tuple[list[Installed], list[tuple[str, str]]]:
    """Install the packages for all pairs; return also the pairs the index has nothing for."""
    found: dict[Path, Installed] = {}
    lacking = []
    offers: tuple[Offer, ...] | None = None
    for source, target in pairs:
        way = packages.route(source, target)
        if not way:
            offers = index() if offers is None else offers
            for offer in _route(source, target, offers):
                if not packages.find(offer.source, offer.target):
                    new = install_offer(offer, accepted, on_progress)
                    found[new.path] = new
            way = packages.route(source, target)
        if not way:
            lacking.append((source, target))
        for package in way:
            found.setdefault(
                package.path, Installed("argos", package.path.name, package.path, new=False)
            )
    return list(found.values()), lacking


def index_url() -> str:
    """Return the address of the index: ``ARGOS_PACKAGE_INDEX`` or argostranslate's own."""
    from argostranslate import settings

    base = settings.get_setting("ARGOS_PACKAGE_INDEX", settings.package_index)
    return f"{str(base).rstrip('/')}/index.json"


def index() -> tuple[Offer, ...]:
    """Read which translation packages Argos offers.

    Raises:
        Unreachable: the index cannot be reached.
        EngineError: it is not a package index.
    """
    url = index_url()
    try:
        entries: list[dict[str, Any]] = json.loads(download.get(url, _INDEX_LIMIT))
        if not isinstance(entries, list):
            raise TypeError
        return tuple(
            Offer(
                entry["from_code"],
                entry["to_code"],
                str(entry.get("package_version", "0")),
                tuple(link for link in entry["links"] if isinstance(link, str)),
            )
            for entry in entries
            if entry.get("type", "translate") == "translate"
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EngineError(
            url,
            say("is not an index of Argos packages"),
            say("Check {name}.", name="ARGOS_PACKAGE_INDEX"),
        ) from error


def _route(source: str, target: str, offers: Sequence[Offer]) -> list[Offer]:
    """Return the offers to go through, directly or through English; none if there is no way."""

    def newest(one: str, two: str) -> Offer | None:
        fitting = [offer for offer in offers if (offer.source, offer.target) == (one, two)]
        return max(fitting, key=lambda offer: packages.version_key(offer.version), default=None)

    if direct := newest(source, target):
        return [direct]
    legs = [newest(source, "en"), newest("en", target)]
    return [leg for leg in legs if leg] if all(legs) else []


def install_offer(
    offer: Offer, accepted: Collection[str] = (), on_progress: Progress = silent
) -> Installed:
    """Download and install one package.

    Its folder appears complete or not at all.

    Raises:
        ChangedPackage: it is not the package that is known under its name.
        EngineError: no link works, or the archive is not that package.
    """
    folder = packages.folders()[0]
    name = checksums.package_name(offer.source, offer.target, offer.version)
    with unpacking.writable(folder):
        file = unpacking.waiting_room(folder) / f"{name}.argosmodel"
        try:
            url, digest = _fetch_any(offer, file, accepted, on_progress)
            install_file(file, folder / name, (offer.source, offer.target), url)
        finally:
            file.unlink(missing_ok=True)
    note = checksums.remember(name, digest)
    return Installed("argos", name, folder / name, new=True, note=note)


def _fetch_any(
    offer: Offer, file: Path, accepted: Collection[str], on_progress: Progress
) -> tuple[str, str]:
    """Download from the first link that works; return that link and the archive's checksum."""
    pair = f"argos {offer.source} → {offer.target}"
    what = say("has no https link in the index")
    last: EngineError = download.Unreachable(pair, what, _OTHERWISE)
    for link in filter(download.allowed, offer.links):
        try:
            download.fetch(link, file, unpacking.MAX_BYTES, on_progress)
            digest = weights.sha256_of(file)
            checksums.require(file.stem, digest, link, accepted)
        except checksums.ChangedPackage as error:
            last = error
        except download.Unreachable as error:
            last = last if isinstance(last, checksums.ChangedPackage) else error
        else:
            return link, digest
    raise last


def install_file(file: Path, destination: Path, pair: tuple[str, str], url: str = "") -> Path:
    """Unpack a package archive, check that it is what it should be, and move it into place.

    Args:
        file: the ``.argosmodel``.
        destination: the folder it becomes; replaced if it exists.
        pair: the Argos codes it must be for.
        url: where it came from, for the record.

    Raises:
        EngineError: the archive is unsafe, damaged, or another package.
        OSError: it cannot be moved into place; what was there stays.
    """
    with unpacking.unpacked(file, destination.parent) as package:
        if (package.source, package.target) != pair:
            what = say("is not the package it should be: it is for another pair")
            raise EngineError(file.name, what, _OTHERWISE)
        unpacking.place(package, destination, url, weights.sha256_of(file))
    return destination
