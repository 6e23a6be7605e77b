"""Track which editor is in which article, at which sentence, while their pages report it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from workflow.review.backend import SegmentAddress

#: Seconds after which an editor whose page no longer reports has left; pages report every other
#: second.
_GONE = 8.0


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an editor is.

    Attributes:
        who: ``Name <address>``.
        at: the sentence; its key is empty where they are at none.
        editing: whether they write.
    """

    who: str
    at: SegmentAddress
    editing: bool = False

    @property
    def article(self) -> tuple[str, str]:
        """The article's name and the language."""
        return self.at.article, self.at.target


class Presence:
    """Who is in which article.

    Args:
        now: gives the time in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._places: dict[str, tuple[float, Whereabouts]] = {}
        self._lock = threading.Lock()

    def tell(self, window: str, place: Whereabouts) -> Sequence[Whereabouts]:
        """Record where a window's editor is, and return who else is in the same article."""
        with self._lock:
            self._places.pop(window, None)
            others = self._there()
            self._places[window] = self._now(), place
        here = place.article
        return [other for other in others if other.article == here and other.who != place.who]

    def articles(self, but: str) -> Mapping[tuple[str, str], Sequence[str]]:
        """Return the editors in each article and language, except one editor."""
        with self._lock:
            there = self._there()
        found: dict[tuple[str, str], list[str]] = {}
        for each in there:
            names = found.setdefault(each.article, [])
            if each.who != but and each.who not in names:
                names.append(each.who)
        return found

    def _there(self) -> Sequence[Whereabouts]:
        """Drop the windows that no longer report, and return the others."""
        since = self._now() - _GONE
        self._places = {key: held for key, held in self._places.items() if held[0] >= since}
        return [place for _, place in self._places.values()]
