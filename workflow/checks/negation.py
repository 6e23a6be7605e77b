"""Negation: what the source denies the translation denies, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.checks.denials import (
    CALLS,
    DENIAL,
    DENIED,
    DENIES,
    EMPTY,
    IDIOMS,
    SUBSTITUTES,
)
from workflow.checks.finding import language, sides, warning
from workflow.model import Entry, Finding, TermUse
from workflow.surface import LETTERS

#: Without one of these, nothing is denied in an English, a Korean or a Chinese source.
_HINTS = ("not", "n't", "n’t", "never", "nobody", "neither")
_ASIAN_HINT = re.compile("[지没不未非无绝决]")
#: Without one of these, nothing is denied in a translation.
_SIGNS = {
    "ko": re.compile("[않못없]|아[니닙]|안 "),
    "zh": _ASIAN_HINT,
    "en": re.compile("[Nn](?:ot|ever|['’]t)|annot"),
}
_ASKS = re.compile("[?？]")
#: Words that tell English from other languages in the same letters.
_ENGLISH = re.compile(
    r"^[\"'“‘]*(?:The|He|She|They|This|That|But|When|While|After|There)\b"
    r"|\b(?:the|and|with|from|were|they|that|would|this|its|his|their|which|who|when|where|what"
    r"|after|about|your?|says?|said|could|should|into|because|while)\b"
)


def negation(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """A source that denies something has a translation with a negative word, any other has none.

    Source: negative words of each language; a double denial or irony is for a person to see. A
    word that only can stand for a denial (거부, 拒) counts where the source has none of its own. A
    denial is added where the main clause has a negative word, and the source, in English, Korean
    or Chinese, has nothing that could be rendered with one (few, fail, only).

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
        >>> found(negation, "He agreed to the plan.", "그는 계획에 동의하지 않았다.")
        ['the translation denies (하지 않았), the source does not']
    """
    code = language(target)
    if code not in DENIAL or not (_may_deny(entry.source) or _SIGNS[code].search(entry.text)):
        return
    source, text = sides(entry)
    if _may_deny(source) and (word := _lost(source, text, code)):
        message = f"the source denies ({word}), the translation does not"
        yield warning("negation", entry, message)
    elif word := _added(source, text, code):
        message = f"the translation denies ({word}), the source does not"
        yield warning("negation", entry, message)


def _may_deny(source: str) -> bool:
    """Whether a text may deny something; quick, and never wrong in saying no."""
    if not source.isascii() and _ASIAN_HINT.search(source):
        return True
    lower = source.lower()
    return any(map(lower.__contains__, _HINTS))


def _lost(source: str, text: str, language: str) -> str:
    """The word with which ``source`` denies what nothing in ``text`` does; or nothing."""
    if _rendered(source, text, language):
        return ""
    source = IDIOMS.sub(" ", source)
    found = (denies.search(source) for denies in DENIES.values())
    return next((match[0] for match in found if match), "")


def _rendered(source: str, text: str, language: str) -> bool:
    """Whether anything in ``text`` can stand for a denial in ``source``."""
    return bool(DENIAL[language].search(text)) or any(
        substitute.search(text) and not cause.search(source)
        for substitute, cause in SUBSTITUTES[language]
    )


def _added(source: str, text: str, language: str) -> str:
    """The word with which ``text`` denies what nothing in ``source`` does; or nothing."""
    if not DENIED[language].search(text) or _ASKS.search(source + text):
        return ""
    match = DENIED[language].search(EMPTY[language].sub(" ", text))
    spoken = _spoken(source)
    if not match or not spoken:
        return ""
    called = DENIAL[spoken].search(source) or CALLS[spoken].search(source)
    return "" if called else match[0]


def _spoken(text: str) -> str:
    """The language of a text, where it is one of the three whose negative words are known."""
    if LETTERS["Hangul"].search(text):
        return "ko"
    if LETTERS["Kana"].search(text):
        return ""
    if LETTERS["Han"].search(text):
        return "zh"
    return "en" if _ENGLISH.search(text) else ""
