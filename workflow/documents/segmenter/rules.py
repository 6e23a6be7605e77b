"""Decide whether a possible end of a sentence is one.

What holds in any language is here; the rest is asked of the language in whose script the next
sentence would begin (the part ``sentences`` of its pack).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from workflow.documents.segmenter.shape import FULL_WIDTH
from workflow.languages import Pack, pack, registered
from workflow.languages.orthography.sentences import PossibleEnd, Sentences, is_unfinished
from workflow.languages.scripts import script

_CONTINUING = frozenset(",，、;；:：)]}）］】〕·%/")
_STRAY = re.compile(rf"[{FULL_WIDTH}.!?]+(?:\s|$)")
_DASHES = frozenset("—\u2013-―─")
_BRAND = re.compile(r"[a-z]{1,3}[A-Z]")
_DATE_DONE = re.compile(r"(?:(?:19|20)?\d\d|’\d\d)\.\s?\d{1,2}\.\s?\d{1,2}$")
#: What stands in brackets is no abbreviation: ``your file(s).``, ``the Authority (CA).``
_BRACKET = re.compile(r"\w ?\((?!eds?\))[^()]{1,60}\)\Z")
_SHORT = 12
#: A dash as typewriters have it.
_DASH = "--"
_WORD = re.compile(r"(?<![A-Za-zÀ-ɏ.&'’-])[A-Za-zÀ-ɏ.&'’-]*+(?:,Ltd)?$")


def is_boundary(here: PossibleEnd) -> bool:
    """Say whether the sentence in progress ends here."""
    if _goes_on(here):
        return False
    if here.stopped_twice and here.spaced:
        return True
    for matches, decide in _RULES:
        if matches(here.stops):
            return decide(here, _following(here))
    return here.agreed or here.spaced


def _following(here: PossibleEnd) -> Sentences:
    """Return the rules for the following text; a number or sign after a space is the text's own."""
    name = script(here.text[here.first : here.first + 1] or " ")
    own = pack(here.language)
    if not name and here.spaced and type(own) is not Pack:
        return own.sentences
    return _sentences(name, here.language)


@cache
def _sentences(name: str, language: str) -> Sentences:
    """Return the rules for letters of a script in a text of a language.

    That is the text's own language if it is written so, else the first registered one that is; what
    no registered language is written in has the rules of the Latin letters.
    """
    own = pack(language)
    if type(own) is not Pack and name in own.writing.scripts:
        return own.sentences
    for name_tried in (name, "Latin"):
        for each in registered():
            if each.writing.scripts[0] == name_tried:
                return each.sentences
    return Sentences()


def _goes_on(here: PossibleEnd) -> bool:
    """Tell whether the next word clearly belongs to the same sentence."""
    ahead, first = here.ahead, here.text[here.first : here.first + 8]
    if ahead[0] in _CONTINUING or (here.quoted and ahead[0] in _DASHES) or _STRAY.match(ahead):
        return True
    if first[:1].islower() and not _BRAND.match(first) and not _is_full_width(here.stops):
        return not _is_statement(here)
    if is_unfinished(here):
        return True
    return here.quoted and _sentences(script(ahead[0]), here.language).takes_up(here)


def _is_statement(here: PossibleEnd) -> bool:
    """Say whether a full stop ends a statement in a script that has no small letters.

    A name in Latin letters may begin the next sentence: ``했습니다. npm은 …``.
    """
    last = here.before.rstrip()[-1:]
    return here.spaced and _is_period(here.stops) and last in _last(script(last), here.language)


@cache
def _last(name: str, language: str) -> frozenset[str]:
    return frozenset(_sentences(name, language).last)


def _is_full_width(stops: str) -> bool:
    return any(char in FULL_WIDTH for char in stops)


def _is_ellipsis(stops: str) -> bool:
    return "…" in stops or (".." in stops and not stops.strip("."))


def _full_width(here: PossibleEnd, following: Sentences) -> bool:
    return here.text[here.closed - 1] not in "》〉"


def _ellipsis(here: PossibleEnd, following: Sentences) -> bool:
    """Tell whether an ellipsis ends the sentence: only if the next words must begin a new one."""
    return following.after_question(here) if _asks(here.stops) else following.after_ellipsis(here)


def _question(here: PossibleEnd, following: Sentences) -> bool:
    return following.after_question(here)


def _period(here: PossibleEnd, following: Sentences) -> bool:
    """Say whether a full stop in half width ends a sentence, or an abbreviation or a number."""
    if not here.spaced:
        return following.unspaced(here)
    if _is_numbering(here):
        return False
    before = here.before
    if before[-1:].isdigit() and (_in_date(before, here.follows) or following.numbers_next(here)):
        return False
    if len(before) > _SHORT and _BRACKET.search(before) and here.follows[:1].isupper():
        return True
    found = _WORD.search(before)
    word = found[0].rpartition(_DASH)[2] if found else ""
    verdict = _sentences("Latin", here.language).after_word(word, here)
    return here.agreed or _is_statement(here) if verdict is None else verdict


def _is_numbering(here: PossibleEnd) -> bool:
    """Tell whether a number or letter is the numbering of the next words: 1., A., Q2., 가."""
    if here.quoted or here.stop - here.start > _SHORT:
        return False
    return bool(_numbering().fullmatch(here.text[here.start : here.stop].strip()))


@cache
def _numbering() -> re.Pattern[str]:
    own = "".join(
        f"|{each.sentences.numbering}" for each in registered() if each.sentences.numbering
    )
    return re.compile(
        rf"[(（]?(?:\d{{1,3}}(?:\.[\dA-Z]{{1,2}})*|[A-Za-z]\d{{0,2}}|[ivxIVX]{{1,5}}{own})"
    )


def _in_date(before: str, first: str) -> bool:
    """Say whether a date goes on, or what it dates follows: ``2021. 12. 7.``."""
    if re.match(r"\d{1,2}\.", first) and re.search(r"(?:^|\D)\d{1,4}$", before):
        return True
    return bool(_DATE_DONE.search(before)) and not re.match(r"[A-Z]", first)


def _asks(stops: str) -> bool:
    return "!" in stops or "?" in stops


def _is_period(stops: str) -> bool:
    return not stops.strip(".．")


_RULES: tuple[tuple[Callable[[str], bool], Callable[[PossibleEnd, Sentences], bool]], ...] = (
    (_is_full_width, _full_width),
    (_is_ellipsis, _ellipsis),
    (_asks, _question),
    (_is_period, _period),
)
