"""Find Argos packages on this machine; tell what they serve, and whether they are intact.

``argostranslate`` is imported only inside functions (its import creates folders in the user's
home), and never its ``translate`` module, which loads stanza, spaCy and PyTorch.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from workflow.engines.setup import sha256_of
from workflow.errors import EngineError, EngineMissing, install_hint
from workflow.model import say

_Model = TypeVar("_Model")
#: Written into a package when it is installed: where it came from and the hash of every file.
LOCK = "workflow.lock.json"
#: Bytes of a package's metadata that are read: real ones have a few hundred.
_METADATA_LIMIT = 1 << 20


@dataclass(frozen=True, slots=True)
class ArgosPackage:
    """One package folder.

    Attributes:
        source, target: Argos language codes (``zh`` is Simplified, ``zt`` Traditional Chinese).
        version: of the package, ``1.9``.
        path: its folder.
        problem: why it cannot be used, else empty.
    """

    source: str
    target: str
    version: str
    path: Path
    problem: str = ""


def available() -> bool:
    """Tell whether the libraries of the ``argos`` extra are here; nothing is imported."""
    return all(find_spec(name) for name in ("argostranslate", "ctranslate2", "sentencepiece"))


def require_libraries() -> None:
    """Stop where the libraries of the ``argos`` extra are not here.

    Raises:
        EngineMissing: they are not.
    """
    if not available():
        raise EngineMissing("argos", say("is not installed"), install_hint("argos"))


def folders() -> tuple[Path, ...]:
    """Return the folders in which argostranslate keeps packages; new ones go into the first.

    ``ARGOS_PACKAGES_DIR`` and argostranslate's own settings file are honoured.
    """
    from argostranslate import settings

    first = settings.get_setting("ARGOS_PACKAGES_DIR", settings.data_dir / "packages")
    return (Path(first), *map(Path, settings.package_dirs[1:]))


def installed() -> tuple[ArgosPackage, ...]:
    """Return all translation packages here, also broken ones; none without the libraries."""
    if not available():
        return ()
    found = []
    for folder in folders():
        try:
            paths = sorted(path for path in folder.iterdir() if path.is_dir())
        except OSError:
            continue
        found += [describe(path) for path in paths if not path.name.startswith(".")]
    return tuple(package for package in found if package)


def describe(path: Path) -> ArgosPackage | None:
    """Read what a package folder says about itself; ``None`` if it is not for translation."""
    try:
        with (path / "metadata.json").open("rb") as file:
            data = json.loads(file.read(_METADATA_LIMIT))
        if data.get("type", "translate") != "translate":
            return None
        source, target = str(data["from_code"]), str(data["to_code"])
        version = str(data.get("package_version") or "0")
    except (OSError, ValueError, KeyError, AttributeError, RecursionError):
        return ArgosPackage("", "", "", path, say("has no readable metadata.json"))
    problem = ""
    if not any((path / name).is_file() for name in ("sentencepiece.model", "bpe.model")):
        problem = say("has no sentencepiece.model or bpe.model")
    elif not (path / "model" / "model.bin").is_file():
        problem = say("has no model/model.bin")
    return ArgosPackage(source, target, version, path, problem)


def find(source: str, target: str) -> ArgosPackage | None:
    """Return the newest usable package for one pair of Argos codes."""
    fitting = [
        package
        for package in installed()
        if (package.source, package.target) == (source, target) and not package.problem
    ]
    return max(fitting, key=lambda package: version_key(package.version), default=None)


def version_key(version: str) -> tuple[int, ...]:
    """Return a key that sorts versions by their numbers; a part that is no number counts as 0.

    >>> version_key("1.10") > version_key("1.9"), version_key("1.x²")
    (True, (1, 0))
    """
    parts = version.split(".")
    return tuple(int(part) if re.fullmatch("[0-9]{1,9}", part) else 0 for part in parts)


def route(source: str, target: str) -> tuple[ArgosPackage, ...]:
    """Return the packages to go through from one Argos code to another, none if there is no way."""
    return way(find, source, target)


def way(find: Callable[[str, str], _Model | None], source: str, target: str) -> tuple[_Model, ...]:
    """Return the model that translates, or two through English; none if there is no way.

    Args:
        find: returns the model for a pair.
        source: the language that the first model reads.
        target: the one that the last writes.
    """
    if source == target:
        return ()
    if direct := find(source, target):
        return (direct,)
    if "en" in (source, target):
        return ()
    first, second = find(source, "en"), find("en", target)
    return (first, second) if first and second else ()


def require_intact(path: Path) -> None:
    """Compare every file of a package or model with the hashes recorded when it was installed.

    Those that others installed have no record; there is nothing to compare them with.

    Raises:
        EngineError: a file is missing, new or changed.
    """
    if differing := damaged(path):
        raise EngineError(
            path,
            say("was changed after it was installed ({names})", names=differing[:3]),
            say(
                "Delete this folder, and install it again: {command}",
                command="workflow engines install [FILE or URL]",
            ),
        )


def damaged(path: Path) -> tuple[str, ...]:
    """Return the files of a package folder that are not as recorded; none without a record."""
    try:
        recorded = dict(json.loads((path / LOCK).read_bytes())["files"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return (LOCK,)
    present = hashes(path)
    return tuple(
        sorted(name for name in {*recorded, *present} if recorded.get(name) != present.get(name))
    )


def hashes(path: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a package folder, except the record itself."""
    return {
        file.relative_to(path).as_posix(): sha256_of(file)
        for file in sorted(path.rglob("*"))
        if file.is_file() and file.name != LOCK
    }


@cache
def load_tokenizer(path: Path) -> Any:
    """Load argostranslate's tokenizer of a package: SentencePiece, or Moses with byte pairs.

    Raises:
        EngineMissing: an old package needs ``sacremoses``, which is not installed.
    """
    from argostranslate.package import Package

    if not (path / "sentencepiece.model").is_file() and not find_spec("sacremoses"):
        raise EngineMissing(
            path,
            say("needs sacremoses to split words"),
            say("Run: {command}", command="python -m pip install sacremoses"),
        )
    return Package(path).tokenizer
