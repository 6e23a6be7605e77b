"""Fetches what translation needs: Argos packages from their index, else the local model.

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

from workflow.engines.setup import archive, checksums, download, packages, unpacking, weights
from workflow.engines.setup.unpacking import Step
from workflow.errors import EngineError, EngineMissing, PairUnavailable
from workflow.languages import language, normalize
from workflow.model import Project
from workflow.protocols import Progress, silent

_INDEX_LIMIT = 8 << 20
_OTHERWISE = "Use another engine for it: workflow engines install local"


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
) -> tuple[Step, ...]:
    """Makes sure that every pair of a project can be translated here.

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
            raise EngineMissing(
                "argos",
                "is not installed",
                "Run: python -m pip install 'translation-workflow[argos]'",
            )
        steps, lacking = _argos(pairs, accepted, on_progress)
    except EngineError as error:
        if engine == "argos" or not isinstance(error, (download.Unreachable, EngineMissing)):
            raise
        return (_local(on_progress, f"Argos packages cannot be had: {error}"),)
    if lacking:
        names = ", ".join(f"{a} → {b}" for a, b in lacking)
        if engine == "argos":
            raise PairUnavailable("argos", f"the index has no package for {names}", _OTHERWISE)
        steps.append(_local(on_progress, f"Argos has no package for {names}"))
    return tuple(steps)


def _pairs(sources: Iterable[str], targets: Iterable[str]) -> list[tuple[str, str]]:
    """Every pair of Argos codes that is wanted."""
    wanted = (
        (language(source).argos, language(target).argos)
        for target in targets
        for source in sources
        if normalize(source) != normalize(target)
    )
    return list(dict.fromkeys(wanted))


def _local(on_progress: Progress, note: str = "") -> Step:
    there = weights.gguf_path() is not None
    path = weights.install_local(on_progress)
    return Step("local", weights.local_weights().title, path, not there, note)


def _argos(
    pairs: Sequence[tuple[str, str]], accepted: Collection[str], on_progress: Progress
) -> tuple[list[Step], list[tuple[str, str]]]:
    """Installs the packages for all pairs; also returns the pairs the index has nothing for."""
    steps: dict[Path, Step] = {}
    lacking = []
    offers: tuple[Offer, ...] | None = None
    for source, target in pairs:
        way = packages.route(source, target)
        if not way:
            offers = index() if offers is None else offers
            for offer in _route(source, target, offers):
                if not packages.find(offer.source, offer.target):
                    step = install_offer(offer, accepted, on_progress)
                    steps[step.path] = step
            way = packages.route(source, target)
        if not way:
            lacking.append((source, target))
        for package in way:
            steps.setdefault(
                package.path, Step("argos", package.path.name, package.path, new=False)
            )
    return list(steps.values()), lacking


def index_url() -> str:
    """The address of Argos' package index: ``ARGOS_PACKAGE_INDEX`` or argostranslate's own."""
    from argostranslate import settings

    base = settings.get_setting("ARGOS_PACKAGE_INDEX", settings.package_index)
    return f"{str(base).rstrip('/')}/index.json"


def index() -> tuple[Offer, ...]:
    """The translation packages that Argos offers.

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
            url, "is not an index of Argos packages", "Check ARGOS_PACKAGE_INDEX."
        ) from error


def _route(source: str, target: str, offers: Sequence[Offer]) -> list[Offer]:
    """The offers to go through, directly or through English; empty when there is no way."""

    def newest(one: str, two: str) -> Offer | None:
        fitting = [offer for offer in offers if (offer.source, offer.target) == (one, two)]
        return max(fitting, key=lambda offer: packages.version_key(offer.version), default=None)

    if direct := newest(source, target):
        return [direct]
    legs = [newest(source, "en"), newest("en", target)]
    return [leg for leg in legs if leg] if all(legs) else []


def install_offer(
    offer: Offer, accepted: Collection[str] = (), on_progress: Progress = silent
) -> Step:
    """Downloads and installs one package.

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
    return Step("argos", name, folder / name, new=True, note=note)


def _fetch_any(
    offer: Offer, file: Path, accepted: Collection[str], on_progress: Progress
) -> tuple[str, str]:
    """Downloads from the first link that works; returns that link and the archive's checksum."""
    pair = f"argos {offer.source} → {offer.target}"
    last: EngineError = download.Unreachable(pair, "has no https link in the index", _OTHERWISE)
    for link in filter(download.allowed, offer.links):
        try:
            download.fetch(link, file, archive.MAX_BYTES, on_progress)
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
    """Unpacks a package archive, checks that it is what it should be, and moves it into place.

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
            what = "is not the package it should be: it is for another pair"
            raise EngineError(file.name, what, _OTHERWISE)
        unpacking.place(package, destination, url, weights.sha256_of(file))
    return destination
