"""Track what an endpoint supports, shared by all conversations with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.engines.llm.endpoint_memory import EndpointMemory, Learned
from workflow.engines.llm.message_forms import UNTOLD, is_object
from workflow.engines.llm.pacing import RequestPace
from workflow.engines.llm.refusals import SYSTEM_TURN

#: Parameters that a request can do without.
_OPTIONAL = frozenset(
    "temperature seed top_p top_k repetition_penalty response_format logprobs top_logprobs "
    "chat_template_kwargs stream_options".split()
)
#: The names of the limit of a reply; the first that is not refused is used.
LIMITS = ("max_tokens", "max_completion_tokens")
#: Parameters that only make sense together.
_TOGETHER = (frozenset({"logprobs", "top_logprobs"}),)
#: Asks a stream to say at its end what it took (OpenAI's API reference, ``stream_options``).
_COUNTED = {"include_usage": True}
#: The most tokens that are allowed for thoughts.
MOST_THOUGHTS = 32_768


@dataclass(slots=True)
class Capabilities:
    """Which fields and features one model at one endpoint supports.

    Attributes:
        thoughts: tokens that its thoughts are allowed.
        most_thoughts: how far that may be raised.
        streams: it answers only in streams.
        pace: how many requests it takes at once.
        memory: remembers for later runs what it refuses.
        is_recalled: whether what it refuses is from earlier runs, and nothing was answered yet.
    """

    thoughts: int = 0
    most_thoughts: int = MOST_THOUGHTS
    streams: bool = False
    pace: RequestPace = field(default_factory=RequestPace)
    memory: EndpointMemory | None = None
    is_recalled: bool = field(default=False, init=False)
    _usual: int = field(default=0, init=False)
    _refused: set[str] = field(default_factory=set)
    _proven: set[str] = field(default_factory=set)
    _guessed: Counter[str] = field(default_factory=Counter)
    _accepted: set[str] = field(default_factory=set)
    _tells_ends: bool = False
    _ends_untold: bool = False
    _read: int = 0
    _unread: int = 0
    _whole: int = 0
    _at_once: int = 64

    def __post_init__(self) -> None:
        """Begin with what earlier runs have learned."""
        self._usual = self.thoughts
        if self.memory and (known := self.memory.recall()) != Learned():
            self.is_recalled = True
            self._refused, self._proven = {*known.refused}, {*known.refused}
            self.streams = known.streams
            self.thoughts = min(self.most_thoughts, max(self.thoughts, known.thoughts))

    def forget(self) -> None:
        """Forget what earlier runs have learned: the endpoint answers otherwise now."""
        if self.is_recalled:
            self.is_recalled = self.streams = False
            self._refused, self._proven = set(), set()

    def remember(self) -> None:
        """Remember what was learned for later runs: not what was guessed, or is refused at times.

        A field may not suit one text, or one of the machines behind an address; and a refusal that
        names none may be a slip, unless there was another.
        """
        if self.memory and self.pace.answers:
            thoughts = self.thoughts if self.thoughts > self._usual else 0
            refused = tuple(sorted(self._proven - self._accepted - self._doubted))
            self.memory.keep(Learned(refused, self.streams, thoughts))

    @property
    def _doubted(self) -> set[str]:
        """Guesses from one refusal alone, and of fields without which it was refused as well."""
        if SYSTEM_TURN in self._guessed:
            return {*self._guessed} - {SYSTEM_TURN}
        return {name for name, times in self._guessed.items() if times == 1}

    def fit(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return a request body without the fields that the endpoint has refused.

        A refused system turn goes before the user's first one.
        """
        told = {"stream": True, "stream_options": _COUNTED} if self.streams else {}
        whole = {**body, **told}
        fitted = {name: value for name, value in whole.items() if name not in self._refused}
        limit = fitted.pop(LIMITS[0], body.get(LIMITS[0]))
        for name in LIMITS:
            if limit is not None and name not in self._refused:
                fitted[name] = limit
                break
        if SYSTEM_TURN in self._refused:
            fitted["messages"] = _merged(fitted["messages"])
        return fitted

    def answered(self, sent: Collection[str], refused: Collection[str] = ()) -> None:
        """Record that the endpoint has accepted a request with these fields.

        Args:
            sent: the fields.
            refused: those that the same question had when it was refused.
        """
        self.is_recalled = False
        self._proven.update(self._refused.intersection(refused).difference(sent))
        self._accepted.update(sent)
        self.pace.answered()

    def do_without(self, sent: Collection[str], named: Collection[str], *, explained: bool) -> bool:
        """Drop a field that was refused; return whether the next request would be different.

        Args:
            sent: the parts of the request, see :func:`parts_of`.
            named: those that the refusal speaks of. Where it names none that can be left out, all
                of these are that no answered request has had, and the system turn if nothing else
                is left.
            explained: whether it names another, which accounts for the refusal.
        """
        may = {name for name in sent if name in _OPTIONAL or name in LIMITS or name == SYSTEM_TURN}
        refused = may.intersection(named)
        if not refused and not explained:
            untried = may - self._accepted
            refused = untried.intersection(_OPTIONAL) or untried.intersection({SYSTEM_TURN})
            self._guessed.update(refused)
        for group in _TOGETHER:
            if group & refused:
                refused |= group
        self._refused |= refused
        return not self._refused.isdisjoint(may)

    def do_without_limit(self, sent: Collection[str]) -> bool:
        """Set no limit to replies, which leave room for thoughts; return whether one was sent.

        Where context and limit are more than the model holds, what is left of its room is enough.
        """
        if not self.thoughts or not any(name in sent for name in LIMITS):
            return False
        self._refused.update(LIMITS)
        return True

    def think_longer(self, thoughts: int) -> bool:
        """Raise the limit of thinking tokens; return whether it could be raised."""
        if thoughts >= self.most_thoughts:
            return False
        if thoughts == self.thoughts:
            self.thoughts = min(self.most_thoughts, max(2048, 4 * thoughts))
        return True

    @property
    def takes_several(self) -> bool:
        """Whether to ask for several sentences at once: most JSON replies were readable."""
        return self._unread == 0 or (self._read > 2 * self._unread)

    @property
    def at_once(self) -> int:
        """How many sentences may be asked for at once; one, of an endpoint that is silent."""
        return 1 if self.pace.silent else self._at_once

    def is_broken_off(self, end: object, said: str) -> bool:
        """Tell whether a reply was broken off, by what its server says of the end.

        One whose end is untold was, unless it is JSON that has its own end. An endpoint that sends
        such, and never tells an end, is believed where a reply is plain text.
        """
        if end != UNTOLD:
            self._tells_ends |= bool(end)
            return False
        whole = is_object(said)
        self._ends_untold |= whole
        return not whole and (self._tells_ends or not self._ends_untold)

    def note_json(self, *, read: bool) -> None:
        """Record whether a reply that should have been JSON was."""
        self._read += read
        self._unread += not read

    def note_whole(self, sentences: int) -> None:
        """Record that a reply with this many sentences was complete."""
        self._whole = max(self._whole, sentences)

    def note_cut(self, sentences: int) -> None:
        """Record that a reply with this many sentences, or the question, was too long.

        Where one about as many came whole, it was for these sentences only.
        """
        if sentences > self._whole:
            self._at_once = max(1, min(self._at_once, (sentences + 1) // 2))


def parts_of(body: Mapping[str, Any]) -> frozenset[str]:
    """Return what a request consists of: its fields, and its system turn if it has one."""
    ordered = any(turn["role"] == "system" for turn in body["messages"])
    return frozenset(body) | ({SYSTEM_TURN} if ordered else frozenset())


def _merged(turns: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Move the text of system messages to the beginning of the first other message."""
    orders = [turn["content"] for turn in turns if turn["role"] == "system"]
    rest = [dict(turn) for turn in turns if turn["role"] != "system"]
    if rest and orders:
        rest[0]["content"] = "\n\n".join((*orders, rest[0]["content"]))
    return [*rest]
