"""Carriers: names that one model always renders the same way.

A name the model does not know is translated under the name of a carrier, whose rendering is then
found in the output and replaced by the one the glossary requires. Which names are stable is a
matter of each model, so it is asked: candidates are translated in several frames, and what all
outputs of a candidate share, and those of other candidates lack, is its rendering. The answer is
remembered below the project's ``.workflow/``, by the hash of the weights.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from workflow.engines.argos.batching import Steps, run
from workflow.engines.argos.ctranslate import Decode, Model
from workflow.model import TermType
from workflow.store.files import write_atomic

#: Kinds of names that behave alike in a sentence.
KINDS: Mapping[TermType, str] = {
    TermType.PERSON: "person",
    TermType.ORG: "org",
    TermType.ABBR: "org",
    TermType.PRODUCT: "org",
    TermType.PLACE: "place",
    TermType.TITLE: "term",
    TermType.TERM: "term",
}
#: Whose carriers help out when a kind has none left.
_ALIKE = {"place": ("org",), "org": ("place",), "person": ("org",)}
#: Frames in which every candidate is tried, and how many of the best go on to all frames.
_FIRST_FRAMES = 4
_FINALISTS = 14
#: The share of frames in which a carrier must come out right; the second is what we settle for.
_STABLE, _USABLE = 0.9, 0.75
_ENOUGH = 6
#: What a longer rendering may lose in stability, and how often other names may share a rendering.
_SLACK, _SHARED = 0.1, 0.1
#: The longest rendering looked for, in characters.
_LONGEST = 28
_VERSION = 1
#: Letters of scripts with spaces between words.
_SPACED = re.compile(r"[A-Za-zÀ-ɏ0-9Ѐ-ӿ가-힣]")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A stand-in: how it is written in the source, how the model renders it, how reliably."""

    source: str
    target: str
    stability: float = 1.0


@cache
def _candidates() -> dict[str, Any]:
    return tomllib.loads(
        files("workflow.engines.argos").joinpath("stable-names.toml").read_text("utf-8")
    )


def choices(kind: str, found: Mapping[str, Sequence[Carrier]]) -> tuple[Carrier, ...]:
    """The carriers for one kind, best first; behind them those of kinds that behave alike."""
    return tuple(
        carrier for each in (kind, *_ALIKE.get(kind, ())) for carrier in found.get(each, ())
    )


def names(source: str, kind: str, found: Mapping[str, Sequence[Carrier]]) -> tuple[str, ...]:
    """Names for one kind that a model translating from ``source`` is likely to know."""
    known = [carrier.source for carrier in choices(kind, found)]
    untried = _candidates().get(source, {}).get(kind, {}).get("names", ())
    return tuple(dict.fromkeys(name.removeprefix("the ") for name in (*known, *untried)))


def probe(model: Model) -> dict[str, tuple[Carrier, ...]]:
    """Asks a model for its carriers of each kind, best first; some hundred short sentences.

    Empty for source languages without candidates.
    """
    found = {}
    for kind, data in _candidates().get(model.source, {}).items():
        names, frames = data["names"], data["frames"]
        first = _translate(model, names, frames[:_FIRST_FRAMES])
        finalists = [name for name in names if rendering(name, first)][:_FINALISTS]
        outputs = _translate(model, finalists, frames)
        found[kind] = _select([_tried(name, outputs) for name in finalists])
    return found


def _translate(
    model: Model, names: Sequence[str], frames: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The translations of every frame with every name in it."""

    def one(text: str) -> Steps[str]:
        answer = yield Decode(model, text)
        return answer[0].text

    texts = [frame.replace("{}", name) for name in names for frame in frames]
    texts = [text[0].upper() + text[1:] for text in texts]
    order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
    done = dict(run((index, one(texts[index])) for index in order))
    width = len(frames)
    return {
        name: tuple(done[number * width + frame] for frame in range(width))
        for number, name in enumerate(names)
    }


def rendering(name: str, outputs: Mapping[str, Sequence[str]], share: float = _USABLE) -> str:
    """The longest text that ``share`` of the outputs of ``name`` and hardly any others have.

    Empty when there is no such text of at least two characters.
    """
    own = outputs[name]
    needed = math.ceil(share * len(own))
    others = [text for other, texts in outputs.items() if other != name for text in texts]
    # A text that is in enough outputs is in one of the first few.
    pieces = {piece for text in own[: len(own) - needed + 1] for piece in _pieces(text)}
    for piece in sorted(pieces, key=lambda piece: (-len(piece), piece)):
        stable = sum(count(text, piece) == 1 for text in own) >= needed
        if stable and sum(piece in text for text in others) <= len(others) * _SHARED:
            return piece
    return ""


def _pieces(text: str) -> Iterator[str]:
    """Every part of a text that may be a name."""
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + _LONGEST) + 1):
            if _is_name(text[start:end]) and _bounded(text, start, end):
                yield text[start:end]


def _is_name(piece: str) -> bool:
    return piece[0].isalnum() and piece[-1].isalnum()


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a piece begins where a word begins and, in alphabets, ends where one ends."""
    if start and _SPACED.match(text[start]) and _SPACED.match(text[start - 1]):
        return False
    alphabetic = text[end - 1].isalpha() and not "가" <= text[end - 1] <= "힣"
    return not (alphabetic and _SPACED.match(text[end - 1]) and _SPACED.match(text[end : end + 1]))


def count(text: str, piece: str) -> int:
    """How often a rendering stands in a text as a name of its own."""
    return sum(
        _bounded(text, match.start(), match.end()) for match in re.finditer(re.escape(piece), text)
    )


def _tried(name: str, outputs: Mapping[str, Sequence[str]]) -> Carrier:
    """The longest rendering within reach of the most frequent one: 도널드 트럼프, not 트럼프."""
    own = outputs[name]
    for share in (1.0, _STABLE, _USABLE):
        if piece := rendering(name, outputs, share):
            piece = rendering(name, outputs, max(_USABLE, share - _SLACK)) or piece
            return Carrier(name, piece, round(sum(count(t, piece) == 1 for t in own) / len(own), 3))
    return Carrier(name, "", 0.0)


def _select(tried: Sequence[Carrier]) -> tuple[Carrier, ...]:
    """The stable ones first; none whose rendering is part of another's."""
    chosen: list[Carrier] = []
    for carrier in sorted(tried, key=lambda carrier: -carrier.stability):
        enough = sum(other.stability >= _STABLE for other in chosen) >= _ENOUGH
        if carrier.stability < (_STABLE if enough else _USABLE):
            break
        if not any(
            carrier.target in other.target or other.target in carrier.target for other in chosen
        ):
            chosen.append(carrier)
    return tuple(chosen)


def of(model: Model, cache_folder: Path) -> dict[str, tuple[Carrier, ...]]:
    """A model's carriers, probed once and remembered in ``cache_folder``."""
    data = json.dumps(_candidates().get(model.source, {}), ensure_ascii=False)
    key = hashlib.sha256(f"{_VERSION} {model.digest} {data}".encode()).hexdigest()[:16]
    path = cache_folder / f"carriers-{model.source}_{model.target}-{key}.json"
    try:
        stored = json.loads(path.read_bytes())
        return {kind: tuple(Carrier(**row) for row in rows) for kind, rows in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        found = probe(model)
    rows = {kind: [asdict(carrier) for carrier in chosen] for kind, chosen in found.items()}
    with suppress(OSError):  # then it is asked again next time
        write_atomic(path, json.dumps(rows, ensure_ascii=False, indent=1).encode())
    return found
