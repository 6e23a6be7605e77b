"""The translation as a whole: translated, complete, and said once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.languages import pack, scripts
from workflow.languages.evident_language import language_by_words, likely_language
from workflow.languages.scripts import DENSE, LETTERS, weight
from workflow.languages.slips import DOUBLED
from workflow.languages.writing import BAND
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.leftovers import without_names
from workflow.qa.problems import error, sides, warning
from workflow.qa.said_twice import said_twice
from workflow.qa.slip_repairs import put_right
from workflow.qa.unsaid import unsaid

#: From this many letters on, an identical translation is hardly a name or a code.
_COPY_LENGTH = 12
#: Four words of the source in a row, two of them in lower case and none in brackets, are a piece of
#: a clause, not a name or a title.
_LEFT = 4
_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*")
#: Letters that stand twice in a name of the source, as they may in its translation: Ngorongoro.
_DOUBLED_NAME = re.compile(r"(?i:\b(?:[a-z]*([a-z]{3,})\1|([a-z]{2,})[ -]\2\b))")
_WORDS = re.compile(r"[^\W_]+")
#: So much with a mark of full width behind it is a clause, whatever it begins with.
_CLAUSE = 6
_PAUSE = re.compile("[，。；！？]")
#: Three letters, twice.
_SHORTEST = 6
#: Room for that many words without a letter of another script: what is shorter needs no look.
_ROOM = re.compile(f"[^{DENSE}]{{7}}")
_LATIN = re.compile(f"[^{DENSE}]+")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
#: What stands as it is in every language: ``@name``, ``#topic``, ``<div id=x>``.
_HANDLE = re.compile(r"[@#]\w+|</?[a-z]+[^<>]*>", re.ASCII)
#: A text that goes on without saying how, and a sentence that is finished.
_DOTS = re.compile(r"…|⋯|\.{2}")
# Behind dots a quotation mark may close a speaker's own pause (one of 5,000 human translations).
_DOTS_AT_END = re.compile(r"(?:…|⋯|\.{3})[.。]?\s*\Z")
_STOPPED = re.compile(r"[.!?。！？][\"'”’」』》)）]*\s*\Z")
#: Letters that are granted, so that headings and names pass.
_SLACK = 12
#: A repetition shorter than this, in letters of English, is ordinary.
_STRETCH = 24


def untranslated(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a copy of the source, or a clause of it that is left in the translation.

    Source: Weblate's check "Unchanged translation", limited to what is too long for a name.

    Examples:
        >>> found(untranslated, "Bloomberg Businessweek", "Bloomberg Businessweek")
        []
        >>> found(untranslated, "https://example.org/talks", "https://example.org/talks")
        []
        >>> found(untranslated, "Trade grew once again.", "Trade grew once again.")
        ['the translation is a copy of the source']
        >>> found(untranslated, "It was all sold.", "모두 팔렸다. (It was all sold.)")
        ['left in the source language: It was all sold']
    """
    source, text = sides(entry)
    copy = source == text and not scripts.may_be_name(source)
    if copy and sum(map(str.isalpha, _HANDLE.sub(" ", source))) >= _COPY_LENGTH:
        yield error("untranslated", say("the translation is a copy of the source"))
    elif not pack(target).writing.latin_words and (
        clause := _left(source, text) or _beside(source, text)
    ):
        yield error("untranslated", say("left in the source language: {text}", text=clause))


def _left(source: str, text: str) -> str:
    """Return the first words of a clause of the source that stand in its translation, if any."""
    if not _ROOM.search(text):
        return ""
    runs = [
        _WORD.findall(run)
        for run in _LATIN.findall(_BRACKETED.sub(" ", without_names(text, source)))
    ]
    if not any(len(run) >= _LEFT for run in runs) or _HANDLE.search(text):
        return ""
    there = f" {' '.join(_WORD.findall(source))} "
    for run in runs:
        for at in range(len(run) - _LEFT + 1):
            words = run[at : at + _LEFT]
            clause = " ".join(words)
            if sum(map(str.islower, words)) > 1 and f" {clause} " in there:
                return clause
    return ""


def _beside(source: str, text: str) -> str:
    """Return a whole sentence of the source that stands in a bracket of its translation, if any."""
    words = _WORD.findall(source)
    whole = " ".join(words).casefold()
    for bracket in _BRACKETED.findall(text) if len(words) >= _LEFT else ():
        sentence = source.rstrip(" \"'”’)")[-1:] in {".", "!", "?"}
        if " ".join(_WORD.findall(bracket)).casefold() == whole and bracket != text and sentence:
            # A quotation in another language may stand beside its translation.
            return " ".join(words[:_LEFT]) if language_by_words(source) else ""
    return ""


def length(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a translation much shorter or longer than its source.

    Source: the length ratio of Gale and Church (1993), with letters weighted by script. A required
    rendering that is longer than its name, such as one with a bracket, is granted.

    Examples:
        >>> found(length, "Trade between the two countries grew again.", "양국 교역이 다시 늘었다.")
        []
        >>> found(length, "Trade between the two countries grew again this year, he said.", "교역.")
        ['much shorter than the source (10 % of the usual length): part of it may be missing']
        >>> found(length, "Trade between the two countries grew again.", "양국 교역이 다시…")
        ['breaks off where the source does not']
    """
    low, usual, high = pack(target).writing.band
    source, text = sides(entry)
    before, after = weight(source), weight(text)
    if _DOTS_AT_END.search(text) and _STOPPED.search(source) and not _DOTS.search(source):
        yield warning("length", say("breaks off where the source does not"))
    elif after + _SLACK < before * low:
        tenths = max(1, round(10 * after / (before * usual)))
        message = say(
            "much shorter than the source ({share} of the usual length): part of it may be missing",
            share=f"{tenths}0 %",
        )
        yield warning("length", message)
    elif gone := _gone(source, text, target, uses) if after < before * usual else "":
        yield warning(
            "length", say("shorter than usual, and nothing is said of: {text}", text=gone)
        )
    elif (over := after - before * high - _slack(before)) > 0 and over > _granted(uses):
        times = round(2 * after / max(before * usual, _SLACK)) / 2
        message = say(
            "much longer than the source ({n} times the usual length): something may be added",
            n=f"{times:g}",
        )
        yield warning("length", message)


def _gone(source: str, text: str, target: str, uses: Sequence[TermUse]) -> str:
    """Return what a translation says nothing of; names whose renderings it has are left out."""
    spoken = likely_language(source)
    for use in uses:
        told = next((form for form in (use.rendering, *use.accepted) if form and form in text), "")
        if told:
            source, text = source.replace(use.source, " "), text.replace(told, " ", 1)
    return re.sub(r"\s{2,}", " … ", unsaid(source, spoken, text, target))


def _slack(before: float) -> int:
    """Return how many letters are granted on top: of a short source the length tells little."""
    return _SLACK if before > 2 * _SLACK else 2 * _SLACK


def halved(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Yield what :func:`length` finds, a text that is too long only if nothing explains it."""
    for problem in length(entry, target, uses):
        source, text = sides(entry)
        before, after = weight(source), weight(text)
        if after < before or after > before * BAND[2] + _SLACK:
            yield problem


def _granted(uses: Sequence[TermUse]) -> float:
    """By how much required renderings are longer than what they stand for, in weighted letters."""
    return sum(max(0.0, weight(use.rendering) - weight(use.source)) for use in uses)


def repetition(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find what stands twice in a row, unless the source repeats itself too.

    Source: pofilter's test "doublewords", extended to phrases and to languages without spaces.

    Examples:
        >>> found(repetition, "A long, long way", "길고 긴 길")
        []
        >>> found(repetition, "Trade grew again.", "교역이 다시 교역이 다시 늘었다.")
        ['교역이 다시 stands twice in a row']
        >>> found(repetition, "They attended the meeting.", "他们参加了会议会议。")
        ['会议 stands twice in a row']
        >>> found(repetition, "They searched one house after another.", "他们一栋楼一栋楼地搜查。")
        []
        >>> found(repetition, "They saw a man by the river.", "他们看见了一名男子看见了一名男子。")
        ['看见了一名男子 stands twice in a row']
    """
    if found := list(runaway(entry, target, uses)):
        yield from found
        return
    if slips := [*pack(target).slips.found(DOUBLED, entry.text)]:
        message = say("{text} stands twice in a row", text=slips[0].right)
        yield warning("repetition", message, put_right(entry.text, slips))
        return
    stretch = _repeated(markup.plain(entry.text))
    source = markup.plain(entry.source)
    each = pack(target).writing.severally
    if each and each.fullmatch(stretch):
        return
    if stretch and not (_repeated(source.casefold()) or _DOUBLED_NAME.search(source)):
        yield warning("repetition", say("{text} stands twice in a row", text=stretch))
    elif not pack(target).writing.spaced and (clause := said_twice(source, entry.text)):
        yield warning("repetition", say("{text} stands {n} times", text=clause, n=2))


#: From so many words on that begin alike, and more than half of all, one is said again and again.
_MANY = 6
#: What a member of a list ends with: 제1조, 제2조, 제3조.
_LISTED = tuple(",，、;；")
#: Letters of a beginning, in scripts whose letters are no syllables.
_BEGINNING = 4


def runaway(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Yield the stretch that stands three times or more, which nothing in the source does.

    Also a word that stands again and again with other endings, as where a model is kept from
    repeating itself and does so all the same.
    """
    source, text = markup.plain(entry.source), markup.plain(entry.text)
    beginning, count = _commonest_beginning(text)
    if count and not _commonest_beginning(source)[1]:
        yield warning("repetition", say("{text} stands {n} times", text=f"{beginning}…", n=count))
        return
    size = round(_STRETCH * len(text) / max(weight(text), len(text), 1))
    if not _may_recur(text, size):
        return
    stretch, count = _most_frequent(text, size)
    if count > 2 and _most_frequent(source, _STRETCH // 2)[1] < 3:
        yield warning("repetition", say("{text} stands {n} times", text=stretch, n=count))


def _commonest_beginning(text: str) -> tuple[str, int]:
    """Return how most words of a text begin, and how many do; nothing where they are few.

    Members of a list may begin alike and are not counted.
    """
    words = text.split()
    unlisted = [word for word in words if not word.endswith(_LISTED)]
    if len(unlisted) < _MANY:
        return "", 0
    first = sorted([word[0] for word in unlisted])
    if 2 * first.count(first[len(first) // 2]) <= len(words):  # no letter begins more than half
        return "", 0
    begun = Counter(word[: 1 if weight(word[:1]) > 1 else _BEGINNING] for word in unlisted)
    beginning, count = begun.most_common(1)[0]
    return (beginning, count) if count >= _MANY and 2 * count > len(words) else ("", 0)


def _may_recur(text: str, size: int) -> bool:
    """Tell whether a stretch of ``size`` characters may stand in a text more than once.

    Quick, and never wrong in saying no: wherever the first one stands, it holds one of the blocks
    of half its length into which the text is cut here.
    """
    half = max(1, size // 2)
    starts = range(0, len(text) - half + 1, half)
    blocks = [text[at : at + half] for at in starts]
    return max(map(text.find, blocks, range(1, len(text), half)), default=-1) >= 0


def _most_frequent(text: str, size: int) -> tuple[str, int]:
    windows = Counter(text[start : start + size] for start in range(len(text) - size + 1))
    return windows.most_common(1)[0] if windows else ("", 0)


def _repeated(text: str) -> str:
    """Return the first stretch of three or more characters that stands twice in a row, if any."""
    if not _may_repeat(text):
        return ""
    half = text[: len(text) // 2].rstrip()
    if text.endswith(half):
        return half
    last: dict[str, int] = {}
    for at in range(len(text) - 2):
        beginning = text[at : at + 3]
        before = last.get(beginning, at)
        last[beginning] = at
        stretch = text[before:at].rstrip()
        if len(stretch) > 1 and text.startswith(stretch, at) and _stands(text, before, at, stretch):
            return stretch
    return ""


def _may_repeat(text: str) -> bool:
    """Tell whether words stand twice in a row, marks aside, or three Han letters twice.

    Quick, and never wrong in saying no.
    """
    if len(text) < _SHORTEST:
        return False
    if not text.isascii() and LETTERS["Han"].search(text):
        letters = list(text)
        return len(set(zip(letters, letters[1:], letters[2:], strict=False))) <= len(text) - 3
    words = _WORDS.findall(text)
    last: dict[str, int] = {}
    if len(set(words)) < len(words):
        for at, word in enumerate(words):
            before = last.get(word, at)
            if before < at and words[before:at] == words[at : 2 * at - before]:
                return True
            last[word] = at
    half = text[: len(text) // 2].rstrip()
    return len(half) > 2 and text.endswith(half)


def _stands(text: str, before: int, at: int, stretch: str) -> bool:
    """Tell whether two equal stretches are words or phrases, not parts of longer words."""
    if sum(map(str.isalpha, stretch)) < 2:
        return False
    if len(stretch) < at - before:
        return not (text[before - 1 : before].isalnum() or text[at + len(stretch) :][:1].isalnum())
    if len(stretch) >= _CLAUSE and _PAUSE.match(stretch[-1]):
        return True
    return len(stretch) > 2 and LETTERS["Han"].match(stretch) is not None and " " not in stretch
