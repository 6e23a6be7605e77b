"""Keep what reviewers have typed and not saved, in case the browser crashes.

A small file for each sentence, below ``.workflow/typed/``; the browser has its own copy, so that
nothing is lost with that folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from workflow.languages import language
from workflow.review import Gone, SegmentAddress, Typed
from workflow.store.files import write_atomic

_KEY = re.compile(r"[0-9A-Za-z-]{1,80}")


class TypedTexts:
    """The unsaved texts of a project.

    Args:
        folder: where they are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, name: str, target: str) -> Mapping[str, Typed]:
        """Return the unsaved texts of an article, by the keys of its sentences."""
        paths = sorted(self._folder_of(name, target).glob("*.json"))
        found = ((path.stem, _read(path)) for path in paths)
        return {key: typed for key, typed in found if typed}

    def keep(self, address: SegmentAddress, typed: Typed | None) -> None:
        """Keep the unsaved text of a sentence; None removes it.

        Raises:
            Gone: no sentence has such a key.
            OSError: it cannot be kept.
        """
        if not _KEY.fullmatch(address.key):
            raise Gone
        path = self._file(address)
        if typed is None:
            path.unlink(missing_ok=True)
        else:
            write_atomic(path, json.dumps(asdict(typed)).encode())

    def forget(self, address: SegmentAddress, saved: str) -> None:
        """Remove the unsaved text of a sentence, if it equals the saved one."""
        path = self._file(address)
        typed = _read(path)
        if typed and typed.text.strip() == saved.strip():
            path.unlink(missing_ok=True)

    def _file(self, address: SegmentAddress) -> Path:
        return self._folder_of(address.article, address.target) / f"{address.key}.json"

    def _folder_of(self, name: str, target: str) -> Path:
        return self._folder / language(target).gettext / f"{name}.texts"


def _read(path: Path) -> Typed | None:
    """Read a file; return None if it is damaged."""
    try:
        return Typed(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
