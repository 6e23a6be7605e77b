"""Hold the seeds that wait to be translated, the first ones in memory."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import disk_usage

from workflow.app.state.seed_state import SeedState
from workflow.store.compact import Spool

#: Seeds that stay in memory, about 200 kB each; of further ones what was opened waits in a file,
#: 15 kB each, which takes a third of the time of opening them again.
OPEN = 500
#: Bytes of the disk that the file leaves to PO files: what they have no room for is lost.
_LEFT = 1 << 30


class WaitingSeeds(Iterator[SeedState]):
    """Seeds that wait to be translated; each is forgotten as soon as it is taken.

    Args:
        folder: where the file is.
        seeds: the first ones.
    """

    def __init__(self, folder: Path, seeds: Iterable[SeedState] = ()) -> None:
        self._waiting: deque[SeedState] = deque()
        self._folder = folder
        self._file = Spool(folder=folder)
        #: The numbers of its lines, by the paths of the seeds.
        self._lines: dict[Path, int] = {}
        for seed in seeds:
            self.append(seed)

    def append(self, seed: SeedState) -> None:
        """Add a seed at the end."""
        self._waiting.append(seed)
        if len(self._waiting) > OPEN and seed.is_open:
            opened = seed.handed_over()
            with suppress(Exception):  # an error, or what cannot be pickled: it is opened again
                if disk_usage(self._folder).free > _LEFT:
                    self._lines[seed.path] = self._file.append(pickle.dumps(opened))

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def __next__(self) -> SeedState:
        if not self._waiting:
            raise StopIteration
        seed = self._waiting.popleft()
        if (line := self._lines.pop(seed.path, None)) is not None:
            with suppress(Exception):
                seed.take(pickle.loads(self._file[line]))  # noqa: S301 - our own
        return seed
