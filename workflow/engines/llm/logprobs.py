"""Find where a missing rendering belongs in a reply, by the model's own probabilities.

A model that misspells an approved form often had the right one in mind: it stands among the
alternatives of the token at which the wrong one began. The reply is cut there, the rendering is
written, and the model goes on from it. This is what ``target_prefix`` is to machine translation,
placed by probabilities instead of an alignment. It takes an endpoint that tells its alternatives
(``top_logprobs`` of the chat completions protocol) and goes on from a prefilled reply, as llama.cpp
does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.languages import pack

#: What a word may stand right behind without a space.
_BEFORE_WORD = " \n([{<（［“‘「『《〈\"'·/-"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a reply: what was written, and the alternatives.

    Attributes:
        text: its bytes in UTF-8; a character may be spread over several tokens.
        others: alternatives with their log probabilities, what was written among them.
    """

    text: bytes
    others: tuple[tuple[bytes, float], ...] = ()


#: The beginning of a reply that has a rendering at its end.
Prefill = tuple[Token, ...]


def read(logprobs: object) -> tuple[Token, ...]:
    """Read the tokens in the ``logprobs`` of a chat completion; none unless all are told."""
    try:
        return tuple(
            Token(
                _bytes(token["bytes"]),
                tuple(
                    (_bytes(each["bytes"]), float(each["logprob"]))
                    for each in token["top_logprobs"]
                ),
            )
            for token in logprobs["content"]  # type: ignore[index]
        )
    except (KeyError, TypeError, ValueError):
        return ()


def _bytes(codes: object) -> bytes:
    """Return a list of numbers as bytes; of one number, ``bytes`` would make so many zeros."""
    if not isinstance(codes, list):
        raise TypeError("bytes are told as a list")
    return bytes(codes)


def joined(tokens: Sequence[Token]) -> str:
    """Return the text of tokens."""
    return b"".join(token.text for token in tokens).decode(errors="replace")


def beginning(form: str) -> Prefill:
    """Return the prefill that makes a reply begin with ``form``."""
    return (Token(form.encode()),)


def likeliest(
    tokens: Sequence[Token], forms: Sequence[str], target: str, since: int = 0
) -> Prefill | None:
    """Find the likeliest prefill that brings in the first of the missing renderings.

    Each rendering has its likeliest place; of these the earliest comes first, because whatever
    follows it is written anew.

    Args:
        tokens: of the reply.
        forms: the renderings that are missing.
        target: BCP 47 tag of the reply.
        since: the first token at which to cut.

    Returns:
        None where no rendering was among the alternatives.
    """
    spots = [spot for form in forms for spot in _best(tokens, form, target, since)]
    if not spots:
        return None
    place, piece = min(spots)
    return (*tokens[:place], Token(piece))


def _best(
    tokens: Sequence[Token], form: str, target: str, since: int
) -> Iterator[tuple[int, bytes]]:
    """Yield the likeliest place of one rendering, if any, and what to write there."""
    spots = list(_spots(tokens, form, target, since))
    if spots:
        place, _, piece = max(spots, key=lambda spot: (spot[1], -spot[0]))
        yield place, piece


def _spots(
    tokens: Sequence[Token], form: str, target: str, since: int
) -> Iterator[tuple[int, float, bytes]]:
    """Yield where a first piece of the rendering was an alternative: place, likelihood, piece.

    A rendering that was written there in full is not missing there, and is passed over.
    """
    wanted, apart = form.encode(), pack(target).writing.spaced
    before = b""
    for place, token in enumerate(tokens):
        whole = place >= since and _ends_whole_character(before)
        if whole and not _follows(tokens[place:], wanted):
            for piece, likelihood in token.others:
                bare = piece.lstrip(b" ")
                free = not apart or piece != bare or _ends_apart(before)
                if free and bare and wanted.startswith(bare):
                    yield place, likelihood, piece[: len(piece) - len(bare)] + wanted
        before += token.text


def _follows(tokens: Sequence[Token], wanted: bytes) -> bool:
    """Tell whether tokens begin with a rendering, or a space and the rendering."""
    text = b""
    for token in tokens:
        text += token.text
        if len(text.lstrip(b" ")) >= len(wanted):
            break
    return text.lstrip(b" ").startswith(wanted)


def _ends_whole_character(data: bytes) -> bool:
    """Tell whether bytes end with a whole character of UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _ends_apart(data: bytes) -> bool:
    """Tell whether a word may begin after ``data``."""
    text = data.decode()
    return not text or text[-1] in _BEFORE_WORD
