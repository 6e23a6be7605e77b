"""Put what parsers of YAML, TOML and JSON say into words for people who do not program."""

from __future__ import annotations

import re

#: Messages of parsers, or of Python below them, that only programmers understand; and their
#: meanings.
_MEANINGS = (
    (r"recursion|RecursionError", "brackets too deep inside each other"),
    (r"set_int_max_str_digits", "a number of thousands of digits"),
    (r"timedelta|utcoffset", "a time zone is a day or more away"),
    (r"mapping values are not allowed", "a colon within a value: put it in quotation marks"),
    (r"'\\t' that cannot start any token", "a tab where a value begins: use spaces"),
    (
        r"('.*') that cannot start any token",
        "a value begins with {}: put it in quotation marks",
    ),
    (
        r"expected alphabetic or numeric character",
        "a value begins with * or &: put it in quotation marks",
    ),
    (r"undefined alias ('.*')", "nothing above is named {}: put a value with * in quotation marks"),
    (r"second occurrence", "two values have the same name after &"),
    (r"unconstructable recursive", "a list that holds itself"),
    (
        r"expected <block end>",
        "a line stands further in or out than those it belongs to, or lacks its key",
    ),
    (r"expected ',' or '[\]}]'", "a bracket is not closed, or a comma is missing"),
    (r"unexpected end of stream|^Unterminated string", "a quotation mark is not closed"),
    (
        r"for the tag '(?:tag:yaml\.org,2002:)?([^']*)'",
        "{} means something to another program only",
    ),
    (r"for merging", "<< stands before something that has no keys"),
    (r"unhashable", "a key is a list or has keys of its own"),
    (r"^Invalid value\b", "a value is no number, no date, and not in quotation marks"),
    (
        r"^Expected newline or end of document",
        "a value goes on behind its end: put it in quotation marks",
    ),
    (
        r"invalid literal for int|could not convert string|base64|^expected an? |no attribute|^'",
        "a value is not what it begins like: put it in quotation marks",
    ),
)


def plainly(error: object) -> str:
    """Explain what is wrong with the file, in the parser's words if they are plain enough."""
    said = " ".join(str(error).split()) or type(error).__name__
    for pattern, meaning in _MEANINGS:
        if found := re.search(pattern, said):
            return meaning.format(*found.groups())
    return said
