"""Find negations that are lost or added: the check ``negation``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, islice

from workflow.languages import Pack, is_registered, pack, registered
from workflow.languages.all_languages import languages_of
from workflow.languages.detection.evident_language import evident_language, likely_language
from workflow.languages.meaning.denials import Denials
from workflow.languages.scripts import KEPT
from workflow.languages.tables import NOTHING, LazyPattern
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.both_sides import read_sides
from workflow.qa.meaning.closed_classes import contradicted
from workflow.qa.meaning.denied_words import told_otherwise, told_plainly
from workflow.qa.meaning.implied_negation import implies
from workflow.qa.problems import sides, warning

_ASKS = re.compile("[?？]")
#: A question, from the preceding mark on.
_QUESTION = re.compile("(?:(?! [-–—] )[^.!?。！？“”\"‘’'])*[?？]")


def negation(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a negation that only the source or only the translation has.

    Source: negative words of each language; a double denial or irony is for a person to see. A
    word that only can stand for a denial (거부, 拒) counts where the source has none of its own. A
    denial is added where the main clause has a negative word, and the source, in English, Korean
    or Chinese, has nothing that implies one (few, fail, only), or has it and the translation tells
    it without a denial.

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
    known = pack(target).denials
    if not known.known:
        return
    source, text = sides(entry)
    if word := contradicted(read_sides(entry, target)):
        message = say("the source denies ({word}), the translation does not", word=word)
        yield warning("negation", message)
        return
    if not (_may_deny(source) or known.translation_prefilter.search(text)):
        return
    if _may_deny(source) and (word := _lost(source, text, target)):
        message = say("the source denies ({word}), the translation does not", word=word)
        yield warning("negation", message)
    elif word := _added(source, text, pack(target)):
        message = say("the translation denies ({word}), the source does not", word=word)
        yield warning("negation", message)


def lost(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Yield the negation of an English source that nothing in the translation can express.

    What Korean and Chinese deny, English often tells without a denial: that is for a person to see.
    """
    known = pack(target).denials
    if known.known and not known.universal and _may_deny(entry.source):
        source, text = sides(entry)
        firm = _firmly_denies(source, text, target) and not _prefixed(source, text, known)
        if firm and _lost(source, text, target):
            yield from negation(entry, target, uses)


def _prefixed(source: str, text: str, known: Denials) -> bool:
    """Tell whether a translation may negate by a prefix (미기재 for *not stated*)."""
    own = any(each.prefixed.search(source) for each in _denying(source))
    return not own and bool(known.prefixed.search(text))


def _firmly_denies(source: str, text: str, target: str) -> bool:
    """Tell whether a sentence's verb is negated, or its subject and the translation has both.

    A denied subject is often told freely: *No seats were left*, 座位已满.
    """
    source = _plain(source)
    denying = [known for known in _denying(source) if known.universal]
    if any(known.clause.search(source) for known in denying):
        return True
    subject = [match for known in denying if (match := known.implied.match(source))]
    spoken = likely_language(source)
    return bool(subject) and told_plainly(source, spoken, subject, text, target, least=2)


def _may_deny(source: str) -> bool:
    """Tell quickly whether a text may contain a negation; never wrongly False."""
    return bool(_denying(source))


@lru_cache(maxsize=KEPT)
def _denying(source: str) -> tuple[Denials, ...]:
    """Collect the negations of the languages that a text may be in; none of a Japanese one."""
    if (spoken := evident_language(source)) and not is_registered(spoken):
        return ()
    lower = source.lower()
    every = (each.denials for each in languages_of(source))
    return tuple(each for each in every if each.source_prefilter.search(lower))


@lru_cache(maxsize=KEPT)
def _plain(source: str) -> str:
    """Return a text without negative words that negate nothing in any language."""
    for known in _denying(source):
        source = known.any_idioms.sub(" ", source)
    return source


@cache
def _asks_for() -> re.Pattern[str]:
    """Collect the patterns of genuine questions in all languages."""
    found = filter(None, (each.denials.asks_for for each in registered()))
    return re.compile(rf"(?:{'|'.join(found)})[^.?!。]*[?？]", re.IGNORECASE)


def _lost(source: str, text: str, target: str) -> str:
    """Return the negation of a source that nothing in its translation expresses."""
    known = pack(target).denials
    if _is_told(source, text, known):
        return ""
    source = _plain(source)
    word = _untold(source, text, known)
    return word if word and _is_plain(source, text, target) else ""


def _is_plain(source: str, text: str, target: str) -> bool:
    """Tell whether a translation affirms what its source denies, as far as known."""
    if pack(target).denials.told_freely is NOTHING:
        return True
    spoken = likely_language(source)
    denials = pack(spoken).denials
    found = (*denials.clause.finditer(source), *denials.implied.finditer(source))
    return not denials.precedes or told_plainly(source, spoken, found, text, target)


def _untold(source: str, text: str, known: Denials) -> str:
    if not _rendered(source, text, known):
        found = (each.clause.search(source) for each in _denying(source))
        word = next((match[0] for match in found if match), "")
        if word:
            return word
    return _fewer(source, text, known)


def _is_told(source: str, text: str, known: Denials) -> bool:
    """Tell quickly whether a translation has enough negations for its source."""
    lower = source.lower()
    may = sum(len(each.source_prefilter.findall(lower)) for each in _denying(source))
    return len(known.negative.findall(text)) >= may


def _fewer(source: str, text: str, known: Denials) -> str:
    """Return what a source denies, if its translation has fewer negations.

    A question that denies may only ask for assent, and *without* beside a denial may be undone.
    """
    words = [
        match[0].strip() for each in _denying(source) for match in each.implied.finditer(source)
    ]
    if not words or _ASKS.search(source) or ("without" in words and len(words) > 1):
        return ""
    patterns: Iterable[re.Pattern[str] | LazyPattern] = chain(
        (known.negative,),
        (
            substitute
            for substitute, cause in known.substitutes.within(text)
            if not cause.search(source) or any(map(cause.search, words))
        ),
        (told for told, phrase in known.counterparts.within(text) if phrase.search(source)),
    )
    told = (match for pattern in patterns for match in pattern.finditer(text))
    return "" if any(islice(told, len(words) - 1, None)) else ", ".join(words)


def _rendered(source: str, text: str, known: Denials) -> bool:
    """Tell whether anything in a text can express a negation of its source."""
    return (
        bool(known.negative.search(text))
        or any(
            substitute.search(text) and not cause.search(source)
            for substitute, cause in known.substitutes.within(text)
        )
        or known.tells_otherwise(source, text)
    )


def _added(source: str, text: str, target: Pack) -> str:
    """Return the negation of a text that nothing in its source expresses."""
    known = target.denials
    if not known.beyond_doubt.search(text):
        return ""
    spoken = evident_language(source)
    denials = pack(spoken).denials
    if not denials.known or denials.of_sources.search(source):
        return ""
    told = known.empty.sub(" ", _statements(source, text))
    found = [*known.beyond_doubt.finditer(told)]
    if not found or implies(source, text, spoken, target.subtag):
        return ""
    return next((one[0] for one in found if _is_sure(one, source, spoken, target)), "")


def _is_sure(denial: re.Match[str], source: str, spoken: str, target: Pack) -> bool:
    """Tell whether a negation cannot be a free rendering of something affirmative in the source."""
    if told_otherwise(denial, target.subtag, source, spoken):
        return False
    if not target.denials.told_freely.fullmatch(denial[0]):
        return True
    return told_plainly(denial.string, target.subtag, [denial], source, spoken)


def _statements(source: str, text: str) -> str:
    """Drop the questions of a translation, in which a negation often only asks for assent.

    Return the empty text if the translation tells as a statement what the source asks, and the
    whole text if the source asks what, who, when or where: assent is no answer to that.
    """
    if _asks_for().search(source) or not _ASKS.search(source + text):
        return text
    return _QUESTION.sub(" ", text) if _ASKS.search(text) else ""
