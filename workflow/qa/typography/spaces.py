"""Find doubled spaces and those around a sentence: the check ``spaces``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.languages import pack
from workflow.languages.orthography.line_breaks import joined_lines
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa.problems import warning

#: How many letters are shown on either side of a fault.
_BESIDE = 8
_WIDE_BLANKS = re.compile(r"[\u3000\u00a0]")
#: A line break, since a sentence is one line: msgfmt refuses one that ends otherwise than its
#: source.
_BREAK = re.compile(r"\n\s*")
#: Pattern, replacement, and message. The replacement is always certain. A pattern begins with its
#: target and not with the context before it, so that the engine can skip to it.
_SPARE = (
    (re.compile(r"(?<=\S)[ \u3000\u00a0]{2,}(?=\S)"), " ", say("two spaces in a row: {text}")),
    (
        re.compile(r"^[ \u3000\u00a0]+|(?<![ \u3000\u00a0])[ \u3000\u00a0]+$"),
        "",
        say("a space at the beginning or end"),
    ),
)
#: Beside Latin letters in a language without spaces, they are a matter of house style, and pages
#: show two as one.
_SPARE_UNSPACED = (
    (
        re.compile(r"(?<=[^\sA-Za-z0-9$€£%])[ \u3000\u00a0]{2,}(?=[^\sA-Za-z0-9$€£])"),
        " ",
        say("two spaces in a row: {text}"),
    ),
    _SPARE[1],
)


def spaces(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    r"""Find two spaces in a row, spaces at the beginning or end, and line breaks.

    Source: pofilter's test "doublespacing" and Weblate's "Starting spaces", "Trailing space".

    Examples:
        >>> found(spaces, "Trade grew.", "교역이 늘었다.")
        []
        >>> found(spaces, "Trade grew.", "교역이  늘었다.")
        ['two spaces in a row: 교역이␣␣늘었다.']
        >>> found(spaces, "Trade grew.", "교역이 늘었다.\n")
        ['a line break: 늘었다.⏎']
    """
    text = entry.text
    if (broken := _BREAK.search(text)) and "\n" not in entry.source:
        message = say("a line break: {text}", text=shown(text, broken))
        yield warning("spaces", message, joined_lines(text))
        return
    if "  " in text or text != text.strip() or _WIDE_BLANKS.search(text):
        spaced = pack(target).writing.spaced
        yield from faults("spaces", text, _SPARE if spaced else _SPARE_UNSPACED)


def faults(
    check: str, text: str, rules: Sequence[tuple[re.Pattern[str], str, Message]]
) -> Iterator[Problem]:
    """Yield for each rule that a text breaks a problem with its repair.

    Args:
        check: the code of the problems.
        text: a translation.
        rules: what is wrong, what it becomes, and what is said of it.
    """
    for pattern, replacement, fault in rules:
        if match := pattern.search(text):
            message = Message(fault.template, {"text": shown(text, match)})
            yield warning(check, message, pattern.sub(replacement, text))


def shown(text: str, match: re.Match[str]) -> str:
    """Return the fault with the words beside it and a visible mark for each space."""
    start, end = match.span()
    before = re.sub(r"(?s)^.*[\s>]", "", text[max(0, start - _BESIDE) : start])
    after = re.sub(r"(?s)[\s<].*$", "", text[end : end + _BESIDE])
    return before + re.sub(r"\s", "␣", match[0].replace("\n", "⏎")) + after
