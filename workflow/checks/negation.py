"""Negation: what the source denies, the translation denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.checks.denials import DENIAL, DENIES, IDIOMS, SUBSTITUTES
from workflow.checks.finding import language, sides, warning
from workflow.model import Entry, Finding, TermUse

#: Without one of these, nothing is denied in an English, a Korean or a Chinese source.
_HINTS = ("not", "n't", "n’t", "never", "nobody", "neither")
_ASIAN_HINT = re.compile("[지没不未非]")


def negation(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """A source that denies something has a translation with at least one negative word.

    Source: negative words of each language; a double denial or irony is for a person to see. A
    word that only can stand for a denial (거부, 拒) counts where the source has none of its own.

    Examples:
        >>> found(negation, "He did not agree.", "그는 동의하지 않았다.")
        []
        >>> found(negation, "He did not agree.", "그는 동의를 거부했다.")
        []
        >>> found(negation, "He refused, but did not leave.", "그는 거부하고 떠났다.")
        ['the source denies (not), the translation does not']
        >>> found(negation, "Trade has not changed abroad.", "해외에서는 교역이 늘었을지도 모른다.")
        ['the source denies (not), the translation does not']
        >>> found(negation, "He did not agree.", "他同意了。")
        ['the source denies (not), the translation does not']
    """
    code = language(target)
    if code not in DENIAL or not _may_deny(entry.source):
        return
    source, text = sides(entry)
    if _rendered(source, text, code):
        return
    source = IDIOMS.sub(" ", source)
    for denies in DENIES.values():
        if match := denies.search(source):
            message = f"the source denies ({match[0]}), the translation does not"
            yield warning("negation", entry, message)
            return


def _may_deny(source: str) -> bool:
    """Whether a text may deny something; quick, and never wrong in saying no."""
    if not source.isascii() and _ASIAN_HINT.search(source):
        return True
    lower = source.lower()
    return any(map(lower.__contains__, _HINTS))


def _rendered(source: str, text: str, language: str) -> bool:
    """Whether anything in ``text`` can stand for a denial in ``source``."""
    return bool(DENIAL[language].search(text)) or any(
        substitute.search(text) and not cause.search(source)
        for substitute, cause in SUBSTITUTES[language]
    )
