"""Find and rate possible line breaks in a text, and join broken lines.

Short lines are needed for subtitles. Forbidden breaks follow the Unicode line breaking algorithm
(UAX #14), undesirable ones the common rules of subtitlers: no article, preposition or title at the
end of a line, and no break inside a name or a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from workflow.languages import common_words
from workflow.languages.packs import pack
from workflow.languages.scripts import BREAKABLE, UNSPACED
from workflow.markup import plain

#: Costs of a break: behind a sentence, behind a pause, between words, where it is bad, where it is
#: a last resort.
SENTENCE, PAUSE, WORD, BAD, WORST = 0.0, 0.2, 1.0, 2.5, 8.0
_CLOSERS = "\"'”’»」』)\\]）］】》〉}"
_OPENERS = "“‘«「『(\\[（［【《〈{¿¡$£€¥₩#@"
_SENTENCE = re.compile(rf"[.!?…。！？｡؟۔।][{_CLOSERS}]*$")
_PAUSE = re.compile(rf"[,;:，、；：،؛–—][{_CLOSERS}]*$|[)）»”」』】》][,，]?$")
_NO_START = re.compile(
    rf"[{_CLOSERS}.,;:!?%‰°·…。，、；：！？｡､々ー～〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ／/]"
)
#: What begins no line even behind a space: marks, as French has them, and dashes, which would be
#: taken for another speaker's.
_NEVER_FIRST = frozenset("!?:;»%.,)]…。，、；：！？）」』》】-‐‑‒–—―")
_NO_END = re.compile(rf"[{_OPENERS}·／/第]")
_LITTLE = re.compile(r"(?:^|[\s“‘«(\"'])[^\W\d_]{1,3}$")
_TITLE = re.compile(r"(?:^|\s)[A-Z][a-z]{0,4}\.$")
_ALPHABET = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_KATAKANA = re.compile("[\u30a1-\u30ff]")
#: Letters on each side of the dot within a foreign name.
_DOT_NAME = 4
#: Signs that Chinese shares with scripts written with spaces.
_SHARED = frozenset("“”‘’…—·")
#: Signs that hold the space beside them themselves.
_FULL_WIDTH = frozenset("，。、；：？！（）「」『』《》【】〔〕")


def joins(before: str, after: str) -> bool:
    """Tell whether text that is broken between these two characters goes on without a space.

    >>> joins("贸", "易"), joins("역", "이"), joins("。", "K"), joins("在", "K")
    (True, False, True, False)
    """
    if before in _FULL_WIDTH or after in _FULL_WIDTH:
        return True
    letters = [bool(BREAKABLE.match(char)) for char in (before, after)]
    signs = [char in _SHARED for char in (before, after)]
    return any(letters) and all(a or b for a, b in zip(letters, signs, strict=True))


def joined_lines(text: str) -> str:
    r"""Join lines, with a space for each break except between Chinese letters.

    Placeholders beside a break do not matter.

    >>> joined_lines("교역이\n  늘었다.\n"), joined_lines("贸易<g1>\n增长</g1>。")
    ('교역이 늘었다.', '贸易<g1>增长</g1>。')
    """
    lines = list(filter(None, map(str.strip, text.splitlines())))
    joined = "".join(lines[:1])
    for line in lines[1:]:
        before, after = plain(joined)[-1:], plain(line)[:1]
        joined += line if before and after and joins(before, after) else f" {line}"
    return joined


def break_points(text: str, language: str) -> Mapping[int, float]:
    """Return the offsets at which a line may begin, with the cost of a break there.

    Args:
        text: plain, with single spaces.
        language: BCP 47 tag.

    >>> list(break_points("He saw 5 ships.", "en"))
    [3, 7, 9]
    >>> {at: cost for at, cost in break_points("他来了，我走了。", "zh-Hans").items() if cost < 1}
    {4: 0.2}
    """
    known = pack(language)
    stays = known.typography.stays
    kept = {found.start() for found in stays.finditer(text)} if stays else frozenset()
    words = common_words.every(known.subtag) if not known.writing.spaced else frozenset()
    found: dict[int, float] = {}
    for at in range(1, len(text)):
        cost = _spaced(text, at) if text[at - 1] == " " else _within(text, at, words)
        if cost is not None:
            found[at] = cost + (BAD if at in kept else 0)
    if not found and not known.writing.spaced:
        return {at: WORST for at in range(1, len(text)) if _is_parted(text, at)}
    return found


def _spaced(text: str, at: int) -> float | None:
    """Return the cost of a break at a space; None if it is not allowed."""
    before, after = text[max(0, at - 40) : at - 1], text[at : at + 40]
    if not before or not after or after[0] in _NEVER_FIRST:
        return None
    if _NO_END.match(before[-1]):
        return BAD
    if _SENTENCE.search(before):
        return BAD if _TITLE.search(before) else SENTENCE
    if _PAUSE.search(before):
        return PAUSE
    if _LITTLE.search(before) or (before[-1].isdigit() and after[0].isalpha()):
        return BAD if _ALPHABET.match(before[-1]) or before[-1].isdigit() else WORD
    word = before.rpartition(" ")[2]
    return WORD + (word[:1].isupper() and after[0].isupper())


def _within(text: str, at: int, words: frozenset[str]) -> float | None:
    """Return the cost of a break without a space; None if it is not allowed."""
    before, after = text[at - 1], text[at]
    if not _may_part(before, after):
        return None
    if "·" in text[max(0, at - _DOT_NAME) : at + _DOT_NAME]:
        return BAD
    behind = text[max(0, at - 6) : at]
    if _SENTENCE.search(behind):
        return SENTENCE
    if _PAUSE.search(behind):
        return PAUSE
    if not (_UNSPACED.match(before) and _UNSPACED.match(after)):
        return BAD if after.isalnum() else WORD
    return WORST / 2 if _parts_word(text, at, words) else WORD


def _may_part(before: str, after: str) -> bool:
    """Return whether a line may end between two characters at all."""
    if not (BREAKABLE.match(before) or BREAKABLE.match(after)) or after == " ":
        return False
    if _NO_START.match(after) or _NO_END.match(before) or unicodedata.category(after)[0] == "M":
        return False
    # A number stays with what it counts, and a word in katakana is one.
    together = before.isdigit() and after.isalnum()
    return not (together or (_KATAKANA.match(before) and _KATAKANA.match(after)))


def _parts_word(text: str, at: int, words: frozenset[str]) -> bool:
    """Return whether a break parts a word of two letters, and neither belongs to another."""
    if text[at - 1 : at + 1] not in words:
        return False
    return text[at - 2 : at] not in words or text[at : at + 2] not in words


def _is_parted(text: str, at: int) -> bool:
    """Return whether a letter begins here that may stand at the beginning of a line."""
    after = text[at]
    return unicodedata.category(after)[0] not in "MP" and not text[at - 1].isspace()
