"""Digests of files; a file is read again only if it may have changed.

It has not changed while its inode, size and times are the same, as git decides for its index
(gitformat-index). A file that was written a moment ago could be written again without these telling
(git's "racy" entries), so nothing is remembered of it yet.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path

from workflow.store.results import ResultCache

#: The kind and the name under which all digests are remembered.
_KIND, _NAME = "files", ""
#: Nanoseconds after which another write would show: the clocks of file systems tick every few
#: milliseconds, of some every two seconds.
_SETTLED = 3_000_000_000


class FileDigests:
    """The digests of a project's files, sixteen bytes each."""

    def __init__(self, memo: ResultCache) -> None:
        self._memo = memo
        self._known = memo.last(_KIND, _NAME, dict[str, tuple[str, str]]) or {}
        self._used: set[str] = set()
        self._news = False

    def of(self, path: Path | str) -> bytes:
        """The digest of what a file holds; all zero where there is none to be read."""
        name = str(path)
        try:
            found = os.lstat(name)
        except OSError:
            return digest(None)
        self._used.add(name)
        stamp = _stamp(found)
        known = self._known.get(name)
        if known and known[0] == stamp:
            return bytes.fromhex(known[1])
        result = digest(content(Path(name)))
        if _settled(found) and name.isprintable():  # no bytes that are no text
            self._known[name] = stamp, result.hex()
            self._news = True
        return result

    def save(self) -> None:
        """Remembers them for the next command."""
        if self._news:
            known = {
                name: value
                for name, value in self._known.items()
                if name in self._used or os.path.lexists(name)
            }
            self._memo.keep(_KIND, _NAME, "", known)


def content(path: Path) -> bytes | None:
    """What a file holds; None where there is none to be read."""
    try:
        return path.read_bytes() if path.is_file() else None  # no device: it may have no end
    except OSError:
        return None


def digest(data: bytes | None) -> bytes:
    """Sixteen bytes; all zero for no file."""
    return bytes(16) if data is None else hashlib.blake2b(data, digest_size=16).digest()


def _settled(found: os.stat_result) -> bool:
    """Whether a file's times would tell of another write."""
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    return stat.S_ISREG(found.st_mode) and time.time_ns() - changed > _SETTLED


def _stamp(found: os.stat_result) -> str:
    times = f"{found.st_mtime_ns}:{found.st_ctime_ns}"
    return f"{found.st_dev}:{found.st_ino}:{found.st_mode}:{found.st_size}:{times}"
