"""Find what a Chinese text may have for a name that it writes in another way, too: 沃尔斯卡."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import eq

from workflow.languages import common_words
from workflow.languages.names.heard_names import SpokenName
from workflow.languages.orthography.sounds import resemblance
from workflow.languages.zh.dotted_names import alike

#: The least similarity of East Asian names in two ways; of others to the source, and in all.
_ALIKE, _HEARD, _LIKE = 0.5, 0.65, 1.2
_SHORTEST = 2


def name_variants(name: SpokenName, form: str, text: str, letters: str) -> Iterator[str]:
    """Yield the likest beginning of each run of a text that may be a name; none in 帕尔马斯.

    Args:
        name: of the source.
        form: how the text has it.
        text: the translation.
        letters: the characters with which foreign names are written.
    """
    rest = text.replace(form, " " * len(form))
    if name.origin:
        yield from _east_asian(form, rest)
        return
    before = re.compile(rf"[{letters}]+·")  # 尼古拉·彼得罗维奇
    rest = before.sub(lambda given: " " * len(given[0]), rest)
    for run in _transcription(letters).finditer(rest):
        like, heard, likest = max(
            (heard + resemblance(form, one), heard, one)
            for one in _stretches(run[0], len(form))
            for heard in [alike(name.family, one)]
        )
        part = (
            not run[0].startswith(likest)
            or likest in form
            or form in likest
            or likest in common_words.every("zh")
        )
        if heard >= _HEARD and like >= _LIKE and not part:
            yield likest


def _stretches(run: str, size: int) -> list[str]:
    """Return the parts of a run that are about as long as a name."""
    sizes = range(max(_SHORTEST, size - 1), size + 2)
    return [run[at : at + n] for n in sizes for at in range(len(run) - n + 1)] or [run]


def _east_asian(form: str, text: str) -> Iterator[str]:
    """Yield names of the same family name that differ in one character that sounds alike."""
    for found in re.finditer(form[0], text):
        written = text[found.start() : found.start() + len(form)]
        one = sum(map(eq, form, written)) == len(form) - 1 and len(written) == len(form)
        word = written[1:] in common_words.every("zh")  # 金正是 …
        if one and not word and resemblance(form, written) >= _ALIKE:
            yield written


@cache
def _transcription(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]{{{_SHORTEST},24}}")
