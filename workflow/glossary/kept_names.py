"""Names of the source that were left in the translation as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workflow.glossary.comparison import Comparison
from workflow.glossary.occurrences import all_forms, leaves
from workflow.model import TermType, TermUse

#: Latin words in a row.
_LATIN_RUN = re.compile(r"[A-Za-zÀ-ɏ0-9][\w.&’'/-]*(?: [A-Za-zÀ-ɏ0-9][\w.&’'/-]*)*", re.ASCII)


def source_left(pair: Comparison) -> list[str]:
    """Find names that a translation leaves as the source has them.

    In brackets a name is a gloss, beside its rendering a service to the reader, and among other
    Latin words it belongs to them (*Los Angeles Dodgers*).
    """
    right = all_forms(pair.uses)
    owners = {
        word: use for use in pair.uses if use.rendering for word in (use.source, *_words(use))
    }
    left: list[str] = []
    for word, use in owners.items():
        if any(word in form for form in (*right, *left)):
            continue
        alone = any(_stands_alone(pair, spot) for spot in _left(pair.text, word))
        if alone and _is_short(pair, use):
            left.append(word)
    return left


def _is_short(pair: Comparison, use: TermUse) -> bool:
    """Tell whether a translation has a rendering of a use less often than its source a mention."""
    return not pair.short.isdisjoint(leaf.term for leaf in leaves([use]))


def _left(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Find a word of the source in a translation, outside of brackets."""
    for match in source_pattern(word).finditer(text) if word in text else ():
        if not in_bracket(text, match.start()):
            yield match.span()


def in_bracket(text: str, place: int) -> bool:
    """Tell whether a place is inside a bracket."""
    opened, closed = (max(map(text[:place].rfind, marks)) for marks in ("(（[［", ")）]］"))
    return opened > closed


def _stands_alone(pair: Comparison, span: tuple[int, int]) -> bool:
    """Tell whether the run of Latin words at a place holds only words of the source's terms.

    Also where no Latin word stands at the place.
    """
    for run in _LATIN_RUN.finditer(pair.text):
        if run.start() <= span[0] < run.end():
            own = " ".join(use.source for use in pair.uses)
            return all(word.strip(".,'’") in own for word in run[0].split())
    return True


def _words(use: TermUse) -> Iterator[str]:
    """Yield the strings by which a name that was left untranslated is recognised.

    They are the name itself and, of a person, each longer word of it.
    """
    for leaf in use.parts or (use,):
        yield leaf.source
        if leaf.type is TermType.PERSON:
            yield from (word for word in leaf.source.split() if len(word) > 2)


@lru_cache(maxsize=4096)
def source_pattern(word: str) -> re.Pattern[str]:
    """Match a name of the source as a word of its own, not in a web address."""
    return re.compile(rf"(?<![\w@/.&-]){re.escape(word)}(?![\w@/&]|\.\w)", re.ASCII)
