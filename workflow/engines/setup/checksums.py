"""The SHA-256 that Argos packages must have, known before a byte of them is parsed.

Argos' index has no checksums. Those of the packages most used are pinned here: each was measured
independently by at least two public projects that download it (``argos-packages.sha256``, in the
format of ``sha256sum``). Of any other package the first download is remembered, in the user's data
folder, and from then on it must stay as it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from workflow.engines.setup.weights import data_folder
from workflow.errors import EngineError
from workflow.model import say

_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


class ChangedPackage(EngineError):
    """A package is not the one that was published, or that was fetched before."""


def package_name(source: str, target: str, version: str) -> str:
    """Return what Argos calls a package, fit for a file name.

    >>> package_name("en", "ko", "1.1")
    'translate-en_ko-1_1'
    """
    return f"translate-{_plain(source)}_{_plain(target)}-{_plain(version)}"


def _plain(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in text)[:20]


@cache
def pinned() -> Mapping[str, str]:
    """Return the SHA-256 of published packages, by their names."""
    return _read(files(__package__).joinpath("argos-packages.sha256").read_text("utf-8"))


def memory() -> Path:
    """Return the file in which the checksums of packages that were fetched are remembered."""
    return data_folder() / "packages.sha256"


def _remembered() -> Mapping[str, str]:
    try:
        return _read(memory().read_text("utf-8", "replace"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        what = say("cannot be read ({reason})", reason=error.strerror)
        hint = say("Make it readable: without it, a changed package would not be noticed.")
        raise EngineError(memory(), what, hint) from error


def _read(text: str) -> Mapping[str, str]:
    """Return checksums by name; of several for one name the last counts."""
    found = filter(None, map(_LINE.fullmatch, text.splitlines()))
    return {line[2].removesuffix(".argosmodel"): line[1] for line in found}


def require(
    name: str, digest: str, where: object, accepted: Collection[str] = (), *, fetched: bool = True
) -> None:
    """Compare a package's checksum with what is known of it; what nobody knows passes.

    Args:
        name: :func:`package_name`.
        digest: of the archive that came.
        where: the archive, for the message.
        accepted: checksums that the user vouches for.
        fetched: also compare with what was fetched before. An archive that the user gives is
            compared with published checksums only.

    Raises:
        ChangedPackage: it is another package under the same name.
    """
    known = pinned().get(name)
    what = say("is not the {name} that Argos published", name=name)
    if known is None and fetched:
        known = _remembered().get(name)
        what = say("is not the {name} that was fetched before", name=name)
    vouched = fetched and _remembered().get(name) == digest
    if known in {None, digest} or vouched or digest in accepted:
        return
    raise ChangedPackage(
        where,
        say(
            "{what}: its SHA-256 is {digest}, not {known}; nothing was installed",
            what=what,
            digest=digest,
            known=known,
        ),
        say(
            "If you know from another source that it is right, add: {option}",
            option=f"--sha256 {digest}",
        ),
    )


def remember(name: str, digest: str) -> str:
    """Keep the checksum of a package that was fetched and installed.

    Returns:
        What to tell the user: nothing, or that it could not be kept.
    """
    if pinned().get(name) == digest or _remembered().get(name) == digest:
        return ""
    try:
        memory().parent.mkdir(parents=True, exist_ok=True)
        with memory().open("a", encoding="utf-8") as file:
            file.write(f"{digest}  {name}.argosmodel\n")
    except OSError as error:
        return say(
            "Its checksum cannot be remembered in {path} ({reason})",
            path=str(memory()),
            reason=error.strerror,
        )
    return ""
