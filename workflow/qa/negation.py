"""Negation: what the source denies the translation denies, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.denials import DENIAL, DENIED, DENIES, EMPTY, IDIOMS, SUBSTITUTES
from workflow.qa.licences import licensed
from workflow.qa.problems import language, sides, warning
from workflow.qa.spoken import spoken

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
#: A question, from the mark before it.
_QUESTION = re.compile("(?:(?! [-–—] )[^.!?。！？“”\"‘’'])*[?？]")
#: A question that does not ask for assent.
_ASKS_FOR = re.compile(
    r"(?:\bwh(?:at|en|ere|ich|o)\b|무[엇슨]|누[구가]|어디|언제|什么|谁|哪|何[时处])[^.?!。]*[?？]",
    re.IGNORECASE,
)


def negation(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Problem]:
    """A source that denies something has a translation with a negative word, any other has none.

    Source: negative words of each language; a double denial or irony is for a person to see. A
    word that only can stand for a denial (거부, 拒) counts where the source has none of its own. A
    denial is added where the main clause has a negative word, and the source, in English, Korean
    or Chinese, has nothing that licenses one (few, fail, only; :mod:`workflow.qa.licences`),
    or has it and the translation tells it without a denial.

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
        >>> found(negation, "He failed to agree.", "그는 동의하지 못했다.")
        []
        >>> found(negation, "Few agreed, but the man came.", "동의한 이는 적었고 그는 오지 않았다.")
        ['the translation denies (오지 않았), the source does not']
        >>> found(negation, "Could he help?", "그가 돕지 않을까?")
        []
    """
    code = language(target)
    if code not in DENIAL or not (_may_deny(entry.source) or _SIGNS[code].search(entry.text)):
        return
    source, text = sides(entry)
    if _may_deny(source) and (word := _lost(source, text, code)):
        message = say("the source denies ({word}), the translation does not", word=word)
        yield warning("negation", message)
    elif word := _added(source, text, code):
        message = say("the translation denies ({word}), the source does not", word=word)
        yield warning("negation", message)


def lost(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Problem]:
    """Yield the denial of an English source that nothing in the translation can stand for.

    What Korean and Chinese deny, English often tells without a denial: that is for a person to see.
    """
    code = language(target)
    if code in DENIAL and code != "en" and _may_deny(entry.source):
        source, text = sides(entry)
        if DENIES["en"].search(IDIOMS.sub(" ", source)) and _lost(source, text, code):
            yield from negation(entry, target, terms)


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
    if not DENIED[language].search(text):
        return ""
    match = DENIED[language].search(EMPTY[language].sub(" ", _statements(source, text)))
    tongue = spoken(source) if match else ""
    if not match or not tongue or licensed(source, text, tongue, language):
        return ""
    return match[0]


def _statements(source: str, text: str) -> str:
    """A translation without its questions, in which a denial often asks for assent (지 않을까).

    Nothing, if what the source asks is told as a statement; all, if the source asks for what, who,
    when or where, since assent is no answer to that.
    """
    if _ASKS_FOR.search(source) or not _ASKS.search(source + text):
        return text
    return _QUESTION.sub(" ", text) if _ASKS.search(text) else ""
