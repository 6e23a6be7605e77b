"""Find what a translation says twice, its source once: the check ``repetition``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from workflow import markup
from workflow.languages import is_registered, pack
from workflow.languages.detection.function_words import is_common
from workflow.languages.orthography.slips import DOUBLED
from workflow.languages.scripts import DENSE, LETTERS, weight
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import warning
from workflow.qa.typography.spelling import put_right

#: Letters that stand twice in a name of the source, as they may in its translation: Ngorongoro.
_DOUBLED_NAME = re.compile(r"(?i:\b(?:[a-z]*([a-z]{3,})\1|([a-z]{2,})[ -]\2\b))")
_WORDS = re.compile(r"[^\W_]+")
#: A part of this length that ends in a full-width mark is a clause, however it begins.
_CLAUSE = 6
_PAUSE = re.compile("[，。；！？]")
#: Three letters, twice.
_SHORTEST = 6
#: A repetition shorter than this, in letters of English, is ordinary.
_STRETCH = 24
#: A letter that stands so often in a row, but none of laughter, cries and hidden passwords; and
#: what is drawn out, or said again and again.
_LOOP = re.compile(r"([^\W\d_ㅋㅎㅠㅜ아하허헤호히흑哈呵嘿嘻呜啊哇xX])\1{5,}")
_DRAWN_OUT = re.compile(r"(\w{1,4})(?:\W?\1){2,}", re.IGNORECASE)
#: From this many words on that begin alike, and more than half of all, a word is repeated.
_MANY = 6
#: What a member of a list ends with: 제1조, 제2조, 제3조.
_LISTED = tuple(",，、;；")
#: Letters of a beginning, in scripts whose letters are no syllables.
_BEGINNING = 4
#: A clause, from mark to mark, long enough to be more than a name.
_WHOLE_CLAUSE = re.compile(rf"(?:(?<=[，。；！？])|^)[{DENSE}、]{{4,}}(?=[，。；！？]|$)")
#: Between two sentences, and the words of one that is no mere exclamation.
_SENTENCE_END, _SENTENCE = re.compile(r"(?<=[.!?])\s+"), 3
#: Words, those that tell something, and with how many letters two of them are of one stem.
_LETTERS, _TELLING, _STEM = re.compile(r"[^\W\d_]+"), 5, 6


def repetition(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find repetitions in a row, unless the source repeats itself too.

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
    if not is_registered(target) and is_common(stretch):  # *die, die die Wahl gewann*
        return
    if stretch and not (_repeated(source.casefold()) or _DOUBLED_NAME.search(source)):
        yield warning("repetition", say("{text} stands twice in a row", text=stretch))
    elif again := said_twice(source, entry.text, target):
        yield warning("repetition", say("{text} stands {n} times", text=again, n=2))


def runaway(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Yield what occurs three times or more in a row, unless the source has it too.

    Of a letter it is six times. Also a word that stands again and again with other endings, as
    where a model is kept from repeating itself and does so all the same.
    """
    source, text = markup.plain(entry.source), markup.plain(entry.text)
    if (loop := _LOOP.search(text)) and not _DRAWN_OUT.search(source):
        yield warning("repetition", say("{text} stands {n} times", text=loop[1], n=len(loop[0])))
        return
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
    """Return the most frequent beginning of words, with its number; empty if it is rare.

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


def said_twice(source: str, text: str, target: str) -> str:
    """Return what a translation says again, though not in a row; empty for nothing.

    That is a whole clause or sentence, or in Korean some words within one clause. Where a longer
    word of the source stands in it twice, or two words do so, the translation may repeat itself,
    too.

    >>> said_twice("Rescuers came late, officials said.", "官员表示，救援人员来晚了，官员表示。",
    ...     "zh-Hans")
    '官员表示'
    >>> said_twice("He left the stage, then left the stage.", "他离开舞台，又离开舞台。", "zh-Hans")
    ''
    >>> said_twice("They will publish a plan in May.", "그들은 5월에 계획을 5월에 낸다.", "ko")
    '5월에 계획을 5월에'
    """
    known = pack(target)
    if known.writing.spaced:
        inside = known.senses.asked("said_again")
        match = inside.search(text) if inside else None
        again = match[0] if match else _sentence_again(text)
    else:
        clauses = _WHOLE_CLAUSE.findall(text)
        again = next((clause for clause in clauses if text.count(clause) > 1), "")
    return "" if again and _repeats(source) else again


def _sentence_again(text: str) -> str:
    """Return a sentence that has only words of the one before."""
    said = [sentence.split() for sentence in _SENTENCE_END.split(text)]
    for before, words in pairwise(said):
        if len(words) >= _SENTENCE and {*words} <= {*before}:
            return " ".join(words)
    return ""


def _repeats(source: str) -> bool:
    words = _LETTERS.findall(source.casefold())
    telling = (word[:_STEM] for word in words if len(word) >= _TELLING)
    return _any_twice(telling) or _any_twice(pairwise(words))


def _any_twice(them: Iterable[object]) -> bool:
    return any(count > 1 for count in Counter(them).values())
