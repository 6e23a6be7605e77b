"""Argos packages from their index: which there are, fetched, unpacked and recorded.

The index has no hashes, so the first download is trusted for what it is (over https); its hashes
are recorded then, and a package that changes afterwards is not loaded any more.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import urllib.request
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workflow.engines import archive, packages
from workflow.engines.weights import sha256_of
from workflow.errors import EngineError, PairUnavailable
from workflow.files import write_atomic
from workflow.protocols import Progress

#: Seconds without an answer after which the index counts as out of reach.
_TIMEOUT = 15.0
_MAX_INDEX = 10_000_000
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A package in the index. ``source`` and ``target`` are Argos codes."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]


def url() -> str:
    """Where the index is: argostranslate's own setting, ``ARGOS_PACKAGE_INDEX``."""
    from argostranslate import settings

    base = str(settings.get_setting("ARGOS_PACKAGE_INDEX", settings.package_index))
    return base if base.endswith(".json") else f"{base.rstrip('/')}/index.json"


def offers() -> tuple[Offer, ...]:
    """All translation packages the index lists.

    Raises:
        EngineError: the index cannot be reached or is not an index.
    """
    address = url()
    with _open(address) as answer:
        data = answer.read(_MAX_INDEX)
    try:
        return tuple(
            Offer(row["from_code"], row["to_code"], str(row["package_version"]), (*row["links"],))
            for row in json.loads(data)
            if row.get("type", "translate") == "translate"
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EngineError(address, "is not an Argos package index", _HINT) from None


def needed(offered: Sequence[Offer], pairs: Iterable[tuple[str, str]]) -> tuple[Offer, ...]:
    """The newest packages that serve pairs of Argos codes, directly or through English.

    Raises:
        PairUnavailable: the index offers no way for a pair.
    """
    newest: dict[tuple[str, str], Offer] = {}
    for offer in sorted(offered, key=lambda offer: packages.version_key(offer.version)):
        newest[offer.source, offer.target] = offer
    chosen: dict[tuple[str, str], Offer] = {}
    for source, target in pairs:
        ways = ([(source, target)], [(source, "en"), ("en", target)])
        way = next((way for way in ways if all(hop in newest for hop in way)), None)
        if way is None:
            raise PairUnavailable(
                f"{source} → {target}", "is not in the Argos index", "Configure an LLM endpoint."
            )
        chosen.update({hop: newest[hop] for hop in way})
    return tuple(chosen.values())


def install(offer: Offer, progress: Progress) -> Path:
    """Fetches a package, unpacks it and records its hashes; gives its folder.

    Does nothing when this version is installed already.

    Raises:
        EngineError: no link works, the archive is refused, or the disk is full.
    """
    there = packages.find(offer.source, offer.target)
    if there and there.version == offer.version:
        return there.path
    home = packages.folders()[0]
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=home) as folder:
        name = f"translate-{offer.source}_{offer.target}-{offer.version.replace('.', '_')}"
        fetched = Path(folder) / f"{name}.argosmodel"
        link = _fetch(offer, fetched, progress)
        unpacked = archive.unpack(fetched, Path(folder))
        record = {"from": link, "sha256": sha256_of(fetched), "files": packages.hashes(unpacked)}
        write_atomic(unpacked / packages.LOCK, json.dumps(record, indent=1).encode())
        place = home / name
        if place.exists():
            shutil.rmtree(place)
        unpacked.rename(place)
    return place


def _fetch(offer: Offer, path: Path, progress: Progress) -> str:
    """Downloads from the first link that works; gives that link."""
    failures = []
    for link in offer.links:
        try:
            with _open(link) as answer, path.open("wb") as file:
                total = int(answer.headers.get("Content-Length") or 0)
                done = 0
                while piece := answer.read(1 << 18):
                    file.write(piece)
                    done += len(piece)
                    progress(done // 1_000_000, max(total, done) // 1_000_000, _label(offer))
        except EngineError as error:
            failures.append(error)
        except OSError as error:
            failures.append(EngineError(link, f"broke off ({error})", _HINT))
        else:
            return link
    if failures:
        raise failures[0]
    raise EngineError(url(), f"has no link for {offer.source} → {offer.target}", _HINT)


def _label(offer: Offer) -> str:
    return f"Argos {offer.source} → {offer.target} {offer.version} (MB)"


def _open(address: str) -> Any:
    """Opens a URL: https, or http on this machine only.

    Raises:
        EngineError: another scheme, or no answer.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise EngineError(address, "is not an https address", _HINT)
    request = urllib.request.Request(address, headers={"User-Agent": "translation-workflow"})  # noqa: S310 — the scheme is checked above
    try:
        return urllib.request.urlopen(request, timeout=_TIMEOUT)  # noqa: S310
    except OSError as error:
        reason = getattr(error, "reason", error)
        raise EngineError(address, f"cannot be reached ({reason})", _HINT) from None


_HINT = "Check the network, or run `workflow engines install local` for the local model."
