"""Install the models that a project's language pairs need.

Argos packages come from their index, over ``https``; where that cannot be reached, or has none for
a pair, the local model takes their place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from workflow.engines.setup import (
    download,
    package_files,
    packages,
    sha256_of,
    unpacking,
    weights,
    writable,
)
from workflow.engines.setup.download import Offer
from workflow.engines.setup.package_files import ELSEWHERE, ChangedPackage, Installed, PackageFile
from workflow.errors import EngineError, EngineMissing, PairUnavailable
from workflow.languages import language, normalize
from workflow.model import Project, say
from workflow.protocols import Progress, silent


def install_pairs(
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
        packages.require_libraries()
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
            raise PairUnavailable("argos", what, ELSEWHERE)
        found.append(_local(on_progress, say("Argos has no package for {names}", names=names)))
    return tuple(found)


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
            offers = download.index() if offers is None else offers
            for offer in _route(source, target, offers):
                if not packages.find(offer.source, offer.target):
                    new = _fetch_offer(offer, accepted, on_progress)
                    found[new.path] = new
            way = packages.route(source, target)
        if not way:
            lacking.append((source, target))
        for package in way:
            found.setdefault(
                package.path, Installed("argos", package.path.name, package.path, new=False)
            )
    return list(found.values()), lacking


def _route(source: str, target: str, offers: Sequence[Offer]) -> list[Offer]:
    """Return the packages to go through, directly or by way of English; none without a way."""

    def newest(one: str, two: str) -> Offer | None:
        fitting = [offer for offer in offers if (offer.source, offer.target) == (one, two)]
        return max(fitting, key=lambda offer: packages.version_key(offer.version), default=None)

    if direct := newest(source, target):
        return [direct]
    legs = [newest(source, "en"), newest("en", target)]
    return [leg for leg in legs if leg] if all(legs) else []


def _fetch_offer(offer: Offer, accepted: Collection[str], on_progress: Progress) -> Installed:
    """Download and install a package of the index, from the first link that works.

    Raises:
        ChangedPackage: it is not the package that is known under its name.
        EngineError: no link works, or the archive is not that package.
    """
    folder = packages.folders()[0]
    name = package_files.package_name(offer.source, offer.target, offer.version)
    last: EngineError = download.Unreachable(
        f"argos {offer.source} → {offer.target}", say("has no https link in the index"), ELSEWHERE
    )
    with writable(folder):
        path = unpacking.waiting_room(folder) / f"{name}.argosmodel"
        try:
            for link in filter(download.allowed, offer.links):
                try:
                    download.fetch(link, path, unpacking.MAX_BYTES, on_progress)
                    file = PackageFile(path, link, sha256_of(path), accepted)
                    file.require_known(name)
                except ChangedPackage as error:
                    last = error
                except download.Unreachable as error:
                    last = last if isinstance(last, ChangedPackage) else error
                else:
                    done = package_files.put(file, (offer.source, offer.target))
                    # What the index calls it may not be what it calls itself.
                    package_files.remember(name, file.digest)
                    return done
        finally:
            path.unlink(missing_ok=True)
    raise last
