"""Find decoys of a translation model: names that it always renders the same way.

Which names these are is a matter of each model, so it is asked: candidates
(``names.toml`` of the language it reads) are translated in several frames, and what all outputs of
a candidate share, and those of other candidates lack, is its rendering. The answer is remembered
below the project's ``.workflow/``, by the hash of the model's weights.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from workflow.engines.constrained.decoys import Decoy, occurrences, with_alike
from workflow.engines.nmt.batching import Decoding, run
from workflow.engines.nmt.ctranslate import Decode, TranslationModel
from workflow.languages import pack
from workflow.languages.orthography.boundaries import stands_apart
from workflow.store.files import write_atomic

#: Frames in which every candidate is tried, and how many of the best go on to all frames.
_FIRST_FRAMES = 4
_FINALISTS = 14
#: The share of frames in which a name must come out right; the second is what we settle for.
_STABLE, _USABLE = 0.9, 0.75
_ENOUGH = 6
#: What a longer rendering may lose in stability, and how often other names may share a rendering.
_SLACK, _SHARED = 0.1, 0.1
#: The longest rendering looked for, in characters.
_LONGEST = 28
_VERSION = 1

#: Decoys by kind, best first.
Decoys = Mapping[str, tuple[Decoy, ...]]


def reliable_decoys(model: TranslationModel, cache_folder: Path) -> Decoys:
    """Return the decoy names that a model renders reliably.

    The model is tried once; what it does is remembered in ``cache_folder``.
    """
    candidates = pack(model.source).decoy_names.candidates
    data = json.dumps(candidates, ensure_ascii=False)
    key = hashlib.sha256(f"{_VERSION} {model.digest} {data}".encode()).hexdigest()[:16]
    path = cache_folder / f"carriers-{model.pair}-{key}.json"
    try:
        stored = json.loads(path.read_bytes())
        return {kind: tuple(Decoy(**row) for row in rows) for kind, rows in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        found = probe(model)
    rows = {kind: [asdict(decoy) for decoy in chosen] for kind, chosen in found.items()}
    with suppress(OSError):  # then it is asked again next time
        write_atomic(path, json.dumps(rows, ensure_ascii=False, indent=1).encode())
    return found


def familiar(source: str, decoys: Decoys) -> dict[str, tuple[str, ...]]:
    """Return names, by kind, that a model translating from ``source`` is likely to know.

    Its own stable names come first, then the candidates.
    """
    candidates = pack(source).decoy_names.candidates
    return {
        kind: tuple(
            dict.fromkeys(
                name.removeprefix("the ")
                for name in (
                    *(decoy.source for decoy in known),
                    *(candidates[kind]["names"] if kind in candidates else ()),
                )
            )
        )
        for kind, known in with_alike(decoys).items()
    }


def probe(model: TranslationModel) -> dict[str, tuple[Decoy, ...]]:
    """Ask a model for its stable names of each kind, in some hundred short sentences.

    Empty for source languages without candidates.
    """
    found = {}
    for kind, data in pack(model.source).decoy_names.candidates.items():
        names, frames = data["names"], data["frames"]
        first = _translate(model, names, frames[:_FIRST_FRAMES])
        finalists = [name for name in names if rendering(name, first)][:_FINALISTS]
        outputs = _translate(model, finalists, frames)
        found[kind] = _select([_tried(name, outputs) for name in finalists])
    return found


def _translate(
    model: TranslationModel, names: Sequence[str], frames: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Translate every frame with every name in it."""

    def one(text: str) -> Decoding[str]:
        answer = yield Decode(model, text)
        return answer[0].text if answer else ""

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
    """Find the longest text that ``share`` of the outputs of ``name`` and hardly any others have.

    Empty when there is no such text of at least two characters.
    """
    own = outputs[name]
    needed = math.ceil(share * len(own))
    others = [text for other, texts in outputs.items() if other != name for text in texts]
    # A text that is in enough outputs is in one of the first few.
    pieces = {piece for text in own[: len(own) - needed + 1] for piece in _pieces(text)}
    for piece in sorted(pieces, key=lambda piece: (-len(piece), piece)):
        stable = sum(len(occurrences(text, piece)) == 1 for text in own) >= needed
        if stable and sum(piece in text for text in others) <= len(others) * _SHARED:
            return piece
    return ""


def _pieces(text: str) -> Iterator[str]:
    """Yield every part of a text that may be a name."""
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + _LONGEST) + 1):
            letters = text[start].isalnum() and text[end - 1].isalnum()
            if letters and stands_apart(text, start, end):
                yield text[start:end]


def _tried(name: str, outputs: Mapping[str, Sequence[str]]) -> Decoy:
    """Return the longest rendering that is nearly as frequent as the most frequent one.

    That is, the whole name 도널드 트럼프 rather than 트럼프.
    """
    own = outputs[name]
    for share in (1.0, _STABLE, _USABLE):
        if piece := rendering(name, outputs, share):
            piece = rendering(name, outputs, max(_USABLE, share - _SLACK)) or piece
            right = sum(len(occurrences(text, piece)) == 1 for text in own)
            return Decoy(name, piece, round(right / len(own), 3))
    return Decoy(name, "", 0.0)


def _select(tried: Sequence[Decoy]) -> tuple[Decoy, ...]:
    """Return the stable ones, best first, none with a rendering that is part of another's."""
    chosen: list[Decoy] = []
    for decoy in sorted(tried, key=lambda decoy: -decoy.stability):
        enough = sum(other.stability >= _STABLE for other in chosen) >= _ENOUGH
        if decoy.stability < (_STABLE if enough else _USABLE):
            break
        name = decoy.target
        if not any(name in other.target or other.target in name for other in chosen):
            chosen.append(decoy)
    return tuple(chosen)
