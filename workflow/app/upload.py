"""Bring the built site to where readers find it (``publish --to``): what changed, and no more.

No reader meets a link that leads nowhere: what is new comes first, then pages that have changed,
articles before the lists that lead to them, then feeds and the site map; only then goes what is
needed no more. A list of what was brought lies beside it: nothing else is ever removed there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.app.upload_targets import UploadTarget, target_of
from workflow.protocols import Progress, silent

#: Lists what was brought, with digests; hidden from most servers.
LIST = ".workflow-files.json"
#: What tells others about pages, after the pages themselves.
_TELLING = ("feed.xml", "robots.txt", "_redirects")
#: Stands for a file that may be on its way.
_UNSURE = ""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What was brought to a target, and what was removed there: paths below the site's root."""

    to: str
    sent: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int


def upload(site: Path, to: str, progress: Progress = silent) -> Uploaded:
    """Bring a site to a folder, a server or a bucket.

    Args:
        site: the folder that was built.
        to: ``DIR``, ``rsync://host/module``, ``user@host:path`` or ``s3://bucket/path``.
        progress: told of every group of files.

    Raises:
        PublishError: the target cannot be reached or written; run it again, it goes on.
    """
    target = target_of(to)
    present = _digests(site)
    there = _listed(target.read(LIST))
    steps = list(_steps(present, there))
    sent = [name for step in steps for name in step]
    gone = sorted(set(there) - set(present), key=_removal)
    if sent or gone:
        _note(target, {**there, **dict.fromkeys(sent, _UNSURE)})
        for number, step in enumerate(steps):
            progress(number, len(steps), "Uploading")
            target.put(site, step)
        target.remove(site, gone)
        _note(target, present)
        progress(len(steps), len(steps), "Uploading")
    return Uploaded(to, tuple(sent), tuple(gone), len(present) - len(sent))


def _digests(site: Path) -> Mapping[str, str]:
    """Return the digest of every file of a site, by its path."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            found[name] = hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()
    return found


def _listed(data: bytes | None) -> Mapping[str, str]:
    """Read the list of an earlier upload; without one nothing there is ours."""
    try:
        files = json.loads(data or b"{}").get("files", {})
        return {str(name): str(digest) for name, digest in files.items() if _is_below(str(name))}
    except (ValueError, AttributeError):
        return {}


def _is_below(name: str) -> bool:
    """Tell whether a path of a list, which anybody may have changed, stays below the target."""
    return not name.startswith("/") and "\\" not in name and ".." not in name.split("/")


def _note(target: UploadTarget, files: Mapping[str, str]) -> None:
    note = "workflow publish --to keeps what is listed here; it removes nothing else."
    target.write(LIST, json.dumps({"note": note, "files": files}, ensure_ascii=False).encode())


def _steps(present: Mapping[str, str], there: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """Yield groups of files that have changed, in an order in which every link leads somewhere."""
    wanted = [name for name, digest in present.items() if there.get(name, " ") != digest]
    groups: dict[tuple[int, int], list[str]] = {}
    for name in wanted:
        groups.setdefault(_rank(name, new=name not in there), []).append(name)
    yield from (groups[rank] for rank in sorted(groups))


def _rank(name: str, *, new: bool) -> tuple[int, int]:
    """Return the place of a file in the order: group, and within it the deepest first.

    A feed that is new, nobody reads yet; new pages link to it.
    """
    page, deep = name.endswith(".html"), -name.count("/")
    if new and name.endswith("/feed.xml"):
        return (0, 0)
    if name.startswith("sitemap") or name.rpartition("/")[2] in _TELLING:
        return (4, 0)
    if new:
        return (1, 0) if page and deep else (3, deep) if page else (0, 0)
    return (3, deep) if page else (2, 0)


def _removal(name: str) -> tuple[bool, str]:
    """Sort pages before what they show."""
    return not name.endswith(".html"), name
