"""Ask langdetect where neither script nor words tell. Slow: some hundred texts a second.

langdetect draws its n-grams at random; a seed on our own factory makes its answers repeatable
without touching the library's or Python's global state.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from workflow.languages import normalize

#: Beyond this many characters langdetect gets slower, but hardly better.
_ENOUGH = 400


@cache
def _factory(languages: tuple[str, ...]) -> Any:
    """Make a seeded factory with the profiles of these languages, in an order of our own.

    ``None`` when langdetect knows fewer than two of them. The fewer there are, the faster it is.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    folder = Path(PROFILES_DIRECTORY)
    paths = sorted(path for path in folder.iterdir() if normalize(path.name) in languages)
    if len(paths) < 2:
        return None
    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile([path.read_text("utf-8") for path in paths])
    return factory


def guess(text: str, prior: Mapping[str, float]) -> tuple[str, float]:
    """Return the likeliest of the languages in ``prior`` and its probability.

    Args:
        text: any text.
        prior: how likely each language is before the text is looked at, in any unit. The same
            languages in the same order share their loaded profiles.

    Returns:
        ``("", 0.0)`` when langdetect knows too few of the languages or finds nothing in the text.
    """
    return _guess(text[:_ENOUGH], tuple(prior.items()))


@lru_cache(maxsize=512)
def _guess(text: str, prior: tuple[tuple[str, float], ...]) -> tuple[str, float]:
    """Remember what :func:`guess` returns: a block is asked for its vote, then for its language."""
    from langdetect.lang_detect_exception import LangDetectException

    factory = _factory(tuple(tag for tag, _ in prior))
    if factory is None:
        return "", 0.0
    detector = factory.create()
    weights = dict(prior)
    detector.set_prior_map({code: weights[normalize(code)] for code in factory.langlist})
    # It ignores words in capitals, and so would find nothing in a headline set in them.
    detector.append(text.lower())
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:
        return "", 0.0
    return (normalize(best[0].lang), float(best[0].prob)) if best else ("", 0.0)
