"""Spaces where the language has them, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa.problems import language, warning

#: How many letters are shown on either side of a fault.
_BESIDE = 8
_WIDE_BLANKS = re.compile(r"[\u3000\u00a0]")
#: A sentence is one line: msgfmt refuses one that ends otherwise than its source.
_BREAK = re.compile(r"\n\s*")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uff60\u3000-\u303f]")
#: Pattern, its replacement, and what to say. The replacement is certain in every case. A pattern
#: begins with what it looks for, not with what stands before that: the engine skips to it.
_SPARE = (
    (re.compile(r"(?<=\S)[ \u3000\u00a0]{2,}(?=\S)"), " ", say("two spaces in a row: {text}")),
    (
        re.compile(r"^[ \u3000\u00a0]+|(?<![ \u3000\u00a0])[ \u3000\u00a0]+$"),
        "",
        say("a space at the beginning or end"),
    ),
)
#: Beside Latin letters in Chinese, spaces are a matter of house style, and pages show two as one.
_SPARE_CHINESE = (
    (
        re.compile(r"(?<=[^\sA-Za-z0-9])[ \u3000\u00a0]{2,}(?=[^\sA-Za-z0-9])"),
        " ",
        say("two spaces in a row: {text}"),
    ),
    _SPARE[1],
)
_OTHERS = (
    (
        # ``2 : 1`` is a score; without both spaces it would be right, without one it is not.
        re.compile(r"[ \u00a0](?<=\w[ \u00a0])(?!(?<=\d.):\s*\d)[ \u00a0]*(?=[,.?!;:](?:\s|$))"),
        "",
        say("a space before a mark: {text}"),
    ),
)
_KOREAN = (
    *_OTHERS,
    (re.compile(r",(?=[가-힣])(?<=[가-힣],)"), ", ", say("no space after a comma: {text}")),
    (re.compile(r"\.(?=[가-힣])(?<=[다요]\.)"), ". ", say("no space after a full stop: {text}")),
)
_CHINESE = (
    (re.compile(r"[ \u3000](?<=[\u3400-\u9fff”’）》][ \u3000])[ \u3000]*(?=[，。：；？！、）》])"),
     "", say("a space before a mark: {text}")),
)  # fmt: skip
#: French sets a space before some marks.
_OWN = {"ko": _KOREAN, "zh": _CHINESE, "fr": ()}


def spaces(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Problem]:
    r"""No two spaces in a row, none at the beginning or end, no line break.

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
        message = say("a line break: {text}", text=_shown(text, broken))
        yield warning("spaces", message, _joined(text))
        return
    if "  " in text or text != text.strip() or _WIDE_BLANKS.search(text):
        chinese = language(target) == "zh"
        yield from _found("spaces", text, _SPARE_CHINESE if chinese else _SPARE)


def spacing(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Problem]:
    """Korean has a space after a comma, not before it; Chinese none before its punctuation.

    Source: 한글 맞춤법, appendix 문장 부호 (Korean); GB/T 15834-2011 (Chinese). Spaces between Han
    characters (in headlines) and between Han and Latin letters are a matter of house style.

    Examples:
        >>> found(spacing, "Trade grew, he said.", "교역이 늘었다고, 그는 말했다.")
        []
        >>> found(spacing, "Trade grew, he said.", "교역이 늘었다고,그는 말했다.")
        ['no space after a comma: 늘었다고,그는']
        >>> found(spacing, "Trade grew.", "贸易增长 。")
        ['a space before a mark: 贸易增长␣。']
    """
    yield from _found("spacing", entry.text, _OWN.get(language(target), _OTHERS))


def _found(
    check: str, text: str, rules: Sequence[tuple[re.Pattern[str], str, Message]]
) -> Iterator[Problem]:
    for pattern, replacement, fault in rules:
        if match := pattern.search(text):
            message = Message(fault.template, {"text": _shown(text, match)})
            yield warning(check, message, pattern.sub(replacement, text))


def _joined(text: str) -> str:
    """The lines of a text as one: a space between them, but for scripts that have none."""
    lines = list(filter(None, map(str.strip, text.splitlines())))
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        joined += line if _WIDE.match(joined[-1]) and _WIDE.match(line) else f" {line}"
    return joined


def _shown(text: str, match: re.Match[str]) -> str:
    """The fault with the words beside it, in which each space can be seen."""
    start, end = match.span()
    before = re.sub(r"(?s)^.*[\s>]", "", text[max(0, start - _BESIDE) : start])
    after = re.sub(r"(?s)[\s<].*$", "", text[end : end + _BESIDE])
    return before + re.sub(r"\s", "␣", match[0].replace("\n", "⏎")) + after
