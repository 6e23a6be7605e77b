"""Decide whether files have changed: one answer for all of the package.

A file is read again only if it may have changed. It has not while its inode, size and times are the
same, as git decides for its index (gitformat-index). A file that was written a moment ago could be
written again without these telling (git's "racy" entries), so nothing is remembered of it yet.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from functools import partial
from pathlib import Path

from workflow.store.results import ResultCache

#: The kind and the name under which all digests are remembered.
_KIND, _NAME = "files", ""
#: Nanoseconds after which another write would show: most file systems have clocks of a few
#: milliseconds, some of two seconds.
_SETTLED = 3_000_000_000
_SIZE = 16
#: Bytes read at a time; most files are smaller, and hashlib's own buffer takes longer to make.
_BLOCK = 1 << 16
_hasher = partial(hashlib.blake2b, digest_size=_SIZE)


class FileDigests:
    """The digests of files, sixteen bytes each.

    Args:
        results: where they are remembered for the next command; without it, for this process only.
    """

    def __init__(self, results: ResultCache | None = None) -> None:
        self._results = results
        known = results.last(_KIND, _NAME, dict[str, bytes]) if results else None
        #: For each file what tells this edition of it from others, and its digest, in one: there
        #: are three and more for every seed. First those that nobody has asked for.
        self._former = known or {}
        self._known: dict[str, bytes] = {}
        self._news = False

    def of(self, path: Path | str) -> bytes:
        """Return the digest of a file's content; all zero if it cannot be read."""
        name = str(path)
        try:
            found = os.lstat(name)
        except OSError:
            return digest(None)
        edition = digest(_edition(found).encode())
        known = self._known.get(name) or self._former.get(name)
        if known and known[:_SIZE] == edition:
            if self._former.pop(name, None):
                self._known[name] = known
            return known[_SIZE:]
        result = digest_of_file(Path(name))
        if _settled(found) and name.isprintable():  # no bytes that are no text
            self._former.pop(name, None)
            self._known[name] = edition + result
            self._news = True
        return result

    def save(self) -> None:
        """Remember the digests for the next command."""
        if self._news and self._results:
            there = {name: its for name, its in self._former.items() if os.path.lexists(name)}
            self._results.keep(_KIND, _NAME, "", there | self._known)


def digest_of_file(path: Path) -> bytes:
    """Read a file and return its digest; all zero if it cannot be read."""
    try:
        if not path.is_file():  # a device may have no end
            return digest(None)
        hasher = _hasher()
        with path.open("rb", buffering=0) as file:
            while block := file.read(_BLOCK):
                hasher.update(block)
        return hasher.digest()
    except OSError:
        return digest(None)


def content(path: Path) -> bytes | None:
    """Return the content of a file, or None if it cannot be read."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def digest(data: bytes | None) -> bytes:
    """Return a digest of sixteen bytes; all zero for no file."""
    return bytes(_SIZE) if data is None else _hasher(data).digest()


def edition(path: Path) -> str:
    """Identify the state of a regular file without reading it; empty if there is none."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return _edition(found) if stat.S_ISREG(found.st_mode) else ""


def _settled(found: os.stat_result) -> bool:
    """Tell whether another write would change a file's times."""
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    return stat.S_ISREG(found.st_mode) and time.time_ns() - changed > _SETTLED


def _edition(found: os.stat_result) -> str:
    times = f"{found.st_mtime_ns}:{found.st_ctime_ns}"
    return f"{found.st_dev}:{found.st_ino}:{found.st_mode}:{found.st_size}:{times}"
