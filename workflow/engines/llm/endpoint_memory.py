"""Remember between runs what an endpoint refuses, so that no run has to find it out again.

It is remembered for a few days, since a service or a server may have been renewed. Where it refuses
something else meanwhile, it is learned anew at once (``Capabilities.forget``).
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from workflow.model import LlmSettings
from workflow.store.digests import digest
from workflow.store.files import write_atomic
from workflow.store.json_records import encoded, read_record

#: Seconds for which it is remembered. Learning it anew takes a refused request or two.
_REMEMBERED = 3 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Learned:
    """What one model at one endpoint refuses, and how much it thinks.

    Attributes:
        refused: fields of a request, or its system turn.
        streams: it answers only in streams.
        thoughts: the tokens that its thoughts have needed; 0 for as many as are usual.
        since: when that was learned, in seconds since 1970.
    """

    refused: tuple[str, ...] = ()
    streams: bool = False
    thoughts: int = 0
    since: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class EndpointMemory:
    """What is remembered of one model at one endpoint.

    Attributes:
        path: a file that may be deleted, with what is known of all of them.
        llm: names the endpoint and the model, and the fields that are sent to it besides.
    """

    path: Path
    llm: LlmSettings

    def recall(self) -> Learned:
        """Return what was learned in the last days; nothing if that is too long ago."""
        return self._read().get(self._key, Learned())

    def keep(self, learned: Learned) -> None:
        """Remember what a run has learned, if that is something new."""
        known = self._read()
        if learned == known.get(self._key, Learned()):
            return
        known[self._key] = replace(learned, since=time.time())
        with suppress(OSError):  # then the next run learns it anew
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self.path, encoded(known))

    def _read(self) -> dict[str, Learned]:
        known, now = read_record(self.path, dict[str, Learned]) or {}, time.time()
        return {key: each for key, each in known.items() if 0 <= now - each.since < _REMEMBERED}

    @property
    def _key(self) -> str:
        """What tells this endpoint from others, without its address, which may hold a key."""
        llm = self.llm
        extra = json.dumps(llm.extra, sort_keys=True, default=str)
        parts = (llm.url, llm.model, llm.profile, llm.max_tokens, extra)
        return digest(repr(parts).encode()).hex()
