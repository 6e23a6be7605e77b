"""Find spaces that a language does not write, or lacks: the check ``spacing``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from workflow.languages import pack
from workflow.languages.scripts import letters
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa.problems import warning
from workflow.qa.typography.spaces import faults, shown
from workflow.qa.typography.spelling import repair_of

#: Up to this many spaces are slips; more may be pauses, as in a verse.
_SLIPS = 2
#: A space beside what other scripts write and numbers, where it is a matter of house style.
_BESIDE_LATIN = re.compile(r"(?<=[A-Za-z0-9%$€£°℃)]) +| +(?=[A-Za-z0-9$€£(])")
#: A quotation mark of full width with a space on its inner side, and how many are a style.
_APART, _STYLE = re.compile(r"[“‘《] +|(?<=\S) +[”’》]"), 1
#: A sentence, and no headline.
_PROSE = re.compile("[。！？；，]")
_OTHERS = (
    (
        # ``2 : 1`` is a score; without both spaces it would be right, without one it is not.
        re.compile(r"[ \u00a0](?<=\w[ \u00a0])(?!(?<=\d.):\s*\d)[ \u00a0]*(?=[,.?!;:](?:\s|$))"),
        "",
        say("a space before a mark: {text}"),
    ),
)
#: A speaker or a word that is explained, with a space before its colon as in the translation.
_LABEL = re.compile(r"\w+ : ")


@cache
def _rules(target: str) -> tuple[tuple[re.Pattern[str], str, Message], ...]:
    """Return the spacing rules of a language, given by its tag."""
    known = pack(target)
    own = letters(*known.writing.scripts)
    if known.writing.full_width:
        blank = rf"[ \u3000](?<=[{own}”’）》」』][ \u3000])[ \u3000]*(?=[，。：；？！、）》])"
        return ((re.compile(blank), "", say("a space before a mark: {text}")),)
    if known.writing.space_before_marks:
        return ()
    if not known.writing.dense:
        return _OTHERS
    comma = re.compile(rf",(?=[{own}])(?<=[{own}],)")
    stop = re.compile(rf"\.(?=[{own}])(?<=[{known.sentences.last or own}]\.)")
    return (
        *_OTHERS,
        (comma, ", ", say("no space after a comma: {text}")),
        (stop, ". ", say("no space after a full stop: {text}")),
    )


def spacing(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find superfluous and missing spaces, where that is certain.

    Source: 한글 맞춤법, articles 2, 41 to 43 and 47 and the appendix 문장 부호 (Korean);
    GB/T 15834-2011 (Chinese). Spaces between Han characters in headlines and between Han and Latin
    letters are a matter of house style.

    Examples:
        >>> found(spacing, "Trade grew, he said.", "교역이 늘었다고, 그는 말했다.")
        []
        >>> found(spacing, "Trade grew, he said.", "교역이 늘었다고,그는 말했다.")
        ['no space after a comma: 늘었다고,그는']
        >>> found(spacing, "Trade grew.", "贸易增长 。")
        ['a space before a mark: 贸易增长␣。']
        >>> found(spacing, "He can swim.", "수영할수 있다.")
        ['wrong spacing: 수영할수 있다 → 수영할 수 있다']
        >>> found(spacing, "Trade grew.", "贸 易 增长。")
        ['a space between letters: 贸␣易']
    """
    if not (_LABEL.match(entry.source) or _sets_marks_apart(entry.text)):
        yield from faults("spacing", entry.text, _rules(target))
    if repair := repair_of(entry, target, "spacing", uses):
        message = say("wrong spacing: {text}", text=repair.changes)
        yield warning("spacing", message, repair.text)
    elif pack(target).writing.full_width:
        yield from _apart(entry.text, target)


@cache
def _blank(scripts: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a space between two letters of some scripts, and a letter that stands between two.

    Many spaces are where a writer takes breath, but for those about a letter alone; so may one be
    in a text that has spaces beside marks.
    """
    own = letters(*scripts)
    blank = rf"(?<=[{own}]) +(?=[{own}])"
    return re.compile(blank), re.compile(rf"{blank}[{own}] +(?=[{own}])")


def _apart(text: str, target: str) -> Iterator[Problem]:
    """Yield letters separated by a space in a sentence of a language without spaces.

    In a headline or a list, a space stands for a mark.
    """
    if " " not in text or not _PROSE.search(text):
        return
    blank, single = _blank(pack(target).writing.scripts)
    match = blank.search(text)
    slips = len(blank.findall(text)) if match else 0
    others = text.count(" ") - slips - len(_BESIDE_LATIN.findall(text)) if slips else 0
    if match and ((slips <= _SLIPS and not others) or single.search(text)):
        message = say("a space between letters: {text}", text=shown(text, match))
        yield warning("spacing", message, blank.sub("", text))


def _sets_marks_apart(text: str) -> bool:
    """Tell whether a text has spaces on both sides of its quotation marks: a style of its own."""
    return len(_APART.findall(text)) >= _STYLE
