"""Puts a missing rendering where a language model was itself likeliest to write it.

A model that misspells an approved form often had the right one in mind: it stands among the
alternatives of the step at which the wrong one began. The reply is cut there, the rendering is
written, and the model goes on from it. This is what ``target_prefix`` is to machine translation,
placed by the model's own probabilities instead of an alignment. It takes an endpoint that tells its
alternatives (``top_logprobs`` of the chat completions protocol) and continues a reply that is begun
for it, as llama.cpp does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: What a word may stand right behind without a space.
_BEFORE_WORD = " \n([{<（［“‘「『《〈\"'·/-"
#: Languages whose words stand apart; in others a rendering may begin anywhere.
_SPACED = frozenset({"ko", "en"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reply: what was written, and what else might have been.

    Attributes:
        text: its bytes in UTF-8; a character may be spread over several steps.
        others: alternatives with their log probabilities, what was written among them.
    """

    text: bytes
    others: tuple[tuple[bytes, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a reply that has a rendering at its end.

    Attributes:
        steps: those that are kept, and the rendering as one more.
    """

    steps: tuple[Step, ...]

    @property
    def text(self) -> str:
        """What to begin the reply with."""
        return written(self.steps)


def read(logprobs: object) -> tuple[Step, ...]:
    """The steps in the ``logprobs`` of a chat completion; none where they are not told in full."""
    try:
        return tuple(
            Step(
                _bytes(step["bytes"]),
                tuple(
                    (_bytes(each["bytes"]), float(each["logprob"])) for each in step["top_logprobs"]
                ),
            )
            for step in logprobs["content"]  # type: ignore[index]
        )
    except (KeyError, TypeError, ValueError):
        return ()


def _bytes(codes: object) -> bytes:
    """The bytes that a list of numbers stands for; from a number Python would make so many."""
    if not isinstance(codes, list):
        raise TypeError("bytes are told as a list")
    return bytes(codes)


def written(steps: Sequence[Step]) -> str:
    """The text of a reply."""
    return b"".join(step.text for step in steps).decode(errors="replace")


def likeliest(
    steps: Sequence[Step], forms: Sequence[str], target: str, since: int = 0
) -> Opening | None:
    """The opening that brings in the first of the missing renderings.

    Each rendering has its likeliest place; of these the earliest comes first, because whatever
    follows it is written anew.

    Args:
        steps: of the reply.
        forms: the renderings that are missing.
        target: BCP 47 tag of the reply.
        since: the first step at which to cut.

    Returns:
        None where no rendering was among the alternatives.
    """
    spots = [spot for form in forms for spot in _best(steps, form, target, since)]
    if not spots:
        return None
    place, piece = min(spots)
    return Opening((*steps[:place], Step(piece)))


def of(form: str) -> Opening:
    """The opening that begins a reply with a name, as the source does."""
    return Opening((Step(form.encode()),))


def _best(steps: Sequence[Step], form: str, target: str, since: int) -> Iterator[tuple[int, bytes]]:
    """The likeliest place of one rendering, if it has any, and what to write there."""
    spots = list(_spots(steps, form, target, since))
    if spots:
        place, _, piece = max(spots, key=lambda spot: (spot[1], -spot[0]))
        yield place, piece


def _spots(
    steps: Sequence[Step], form: str, target: str, since: int
) -> Iterator[tuple[int, float, bytes]]:
    """Wherever a piece that begins the rendering was considered: place, likelihood, what to write.

    A rendering that was written there in full is not missing there, and is passed over.
    """
    wanted, apart = form.encode(), target.partition("-")[0] in _SPACED
    before = b""
    for place, step in enumerate(steps):
        whole = place >= since and _is_text(before)
        if whole and not _follows(steps[place:], wanted):
            for piece, likelihood in step.others:
                bare = piece.lstrip(b" ")
                free = not apart or piece != bare or _ends_apart(before)
                if free and bare and wanted.startswith(bare):
                    yield place, likelihood, piece[: len(piece) - len(bare)] + wanted
        before += step.text


def _follows(steps: Sequence[Step], wanted: bytes) -> bool:
    text = b""
    for step in steps:
        text += step.text
        if len(text.lstrip(b" ")) >= len(wanted):
            break
    return text.lstrip(b" ").startswith(wanted)


def _is_text(data: bytes) -> bool:
    """Whether a cut after ``data`` falls between two characters."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _ends_apart(data: bytes) -> bool:
    text = data.decode()
    return not text or text[-1] in _BEFORE_WORD
