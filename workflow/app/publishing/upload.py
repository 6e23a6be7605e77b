"""Upload the built site (``publish --to``): only the files that have changed.

The order keeps every link working at any moment: new files first, then changed pages, articles
before the lists that lead to them, then feeds and the site map; removals come last. A list of the
uploaded files lies beside them: no other file is ever removed there, and no front page or other
file at the top is replaced unless the list names it.

A site with faults is not uploaded, with one exception: a withdrawn article must not stay public
because another article is faulty. Then everything else is uploaded as it is, and articles that are
missing for another reason stay as they were.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.app.publishing.upload_targets import UploadTarget, local_folder, target_of
from workflow.errors import PublishError
from workflow.model import Project, say
from workflow.protocols import Progress, silent
from workflow.site.building.deployment import MARKER

#: The list of uploaded files with digests; most servers hide it.
LIST = ".workflow-files.json"
#: Files that are not uploaded.
_NOT_SENT = frozenset({".git", LIST, MARKER})
#: Files that refer to pages, uploaded after them.
_TELLING = ("feed.xml", "robots.txt", "_redirects")
#: The digest of a file whose upload may be in progress.
_UNSURE = ""
#: A page in a single language: ``ko/SLUG/index.html``.
_EDITION = re.compile(r"(?!(?:pair|trio|sections|tags|authors)/)[^/]+/.+/index\.html")


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The uploaded and removed files: paths below the site's root."""

    to: str
    sent: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int


def refuse_own_folders(project: Project, to: str) -> None:
    """Refuse to upload a site into the project's own folders: pages would be taken for seeds.

    Raises:
        PublishError: the target is the project's folder, one around it, or one of its own.
    """
    if (folder := local_folder(to)) is None:
        return
    place, root = folder.resolve(), project.root.resolve()
    own = (project.seeds, project.glossary, project.locales, project.theme, project.cache,
           project.site)  # fmt: skip
    if root.is_relative_to(place) or any(place.is_relative_to(path.resolve()) for path in own):
        reason = say("is a folder of the project itself")
        raise PublishError(to, reason, say("Name a folder for the site alone."))


def upload(
    site: Path,
    to: str,
    progress: Progress = silent,
    *,
    name: str = "",
    unsound: Collection[str] | None = None,
) -> Uploaded | None:
    """Upload a site to a folder, a server or a bucket.

    Args:
        site: the folder that was built.
        to: ``DIR``, ``rsync://host/module``, ``user@host:path`` or ``s3://bucket/path``.
        progress: told of every group of files.
        name: tells the site from others; empty: it is not asked which one is there.
        unsound: where something is wrong with the site, the slugs of all articles that are to be
            public: nothing of theirs is removed. None where all is right.

    Returns:
        What was done; None if something is wrong and no article has to go.

    Raises:
        PublishError: the target cannot be reached or written; run it again, it goes on. Or
            something else is there.
    """
    target = target_of(to)
    present = _digests(site)
    there = _listed(to, target.read(LIST), name)
    gone = sorted(set(there) - set(present), key=_removal)
    if unsound is not None:
        gone = [path for path in gone if _slug_in(path) not in unsound]
        if not any(_EDITION.fullmatch(path) for path in gone):
            return None
        present = {**{path: there[path] for path in set(there) - set(gone)}, **present}
    _refuse_foreign(to, target, site, set(present) - set(there))
    _refuse_other(to, present, there)
    steps = list(_steps(present, there))
    sent = [name for step in steps for name in step]
    if sent or gone:
        _note(target, {**there, **dict.fromkeys(sent, _UNSURE)}, name)
        for number, step in enumerate(steps):
            progress(number, len(steps), say("Uploading"))
            target.put(site, step)
        target.remove(site, gone)
        _note(target, present, name)
        progress(len(steps), len(steps), say("Uploading"))
    return Uploaded(to, tuple(sent), tuple(gone), len(present) - len(sent))


def _slug_in(path: str) -> str:
    """Return the slug of the article that a file belongs to, if any."""
    _, _, folder = path.rpartition("/")[0].partition("/")
    return folder.partition("/")[2] if path.startswith("pair/") else folder


def _refuse_other(to: str, present: Iterable[str], there: Iterable[str]) -> None:
    """Refuse to replace a site of the same name that has no page of an article in common.

    Raises:
        PublishError: such a site is there.
    """
    here, other = ({path for path in each if _EDITION.fullmatch(path)} for each in (present, there))
    if here and other and not here & other:
        reason = say("holds a site of this name with none of these articles")
        hint = say("Name another place. If it is this site, empty the place and publish again.")
        raise PublishError(to, reason, hint)


def _digests(site: Path) -> Mapping[str, str]:
    """Return the digest of every file of a site, by its path."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name.partition("/")[0] not in _NOT_SENT:
            found[name] = hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()
    return found


def _listed(to: str, data: bytes | None, name: str) -> Mapping[str, str]:
    """Read the list of an earlier upload; without one, nothing there is ours.

    Raises:
        PublishError: it cannot be read, so that what has to go would stay; or it is of another
            site, all of which would go.
    """
    if data is None:
        return {}
    try:
        held = json.loads(data)
        found = {str(path): str(digest) for path, digest in held["files"].items()}
        site = str(held.get("site", ""))
    except (ValueError, AttributeError, KeyError, TypeError):
        reason = say("{name} there cannot be read: what has to go would stay", name=LIST)
        hint = say("Bring it back from a backup, or empty the place and publish again.")
        raise PublishError(to, reason, hint) from None
    if name and site and name != site:
        reason = say("holds another site: {name}", name=site)
        hint = say(
            "Name another place. If only the name is new, write it into {name} there.", name=LIST
        )
        raise PublishError(to, reason, hint)
    return {path: digest for path, digest in found.items() if _is_below(path)}


def _refuse_foreign(to: str, target: UploadTarget, site: Path, new: Iterable[str]) -> None:
    """Refuse to replace somebody else's files, looking at the top level only.

    Raises:
        PublishError: the front page, robots.txt or the like is there and is no page of this site.
    """
    top = sorted(name for name in new if "/" not in name)
    held = {name: target.read(name) for name in top}
    strange = [name for name in top if held[name] not in (None, (site / name).read_bytes())]
    if strange:
        reason = say("holds files that are not of this site: {names}", names=", ".join(strange))
        raise PublishError(to, reason, say("Move them away, or name another place."))


def _is_below(name: str) -> bool:
    """Tell whether a path in a list, which anybody may have changed, stays below the target."""
    return not name.startswith("/") and "\\" not in name and ".." not in name.split("/")


def _note(target: UploadTarget, files: Mapping[str, str], name: str) -> None:
    note = "workflow publish --to keeps what is listed here; it removes nothing else."
    held = {"note": note, "site": name, "files": files}
    target.write(LIST, json.dumps(held, ensure_ascii=False).encode())


def _steps(present: Mapping[str, str], there: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """Yield groups of changed files, in an order in which no link is ever broken."""
    wanted = [name for name, digest in present.items() if there.get(name, " ") != digest]
    groups: dict[tuple[int, int], list[str]] = {}
    for name in wanted:
        groups.setdefault(_rank(name, new=name not in there), []).append(name)
    yield from (groups[rank] for rank in sorted(groups))


def _rank(name: str, *, new: bool) -> tuple[int, int]:
    """Return the rank of a file in the order: group, and within it the deepest first.

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
