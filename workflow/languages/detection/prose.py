"""Tell whether a text reads like sentences of any language, or like code, output, data.

Measured on code blocks of some 150 public repositories; see ``tests/languages/test_prose.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.languages.scripts import letters

#: How much of a block is read.
_ENOUGH = 20_000
#: The least share of a block in sentences, and the least letters in them (an English word has
#: five).
_SHARE, _LETTERS = 0.6, 30
#: Fewer sentences that differ are the lines of a program's output.
_DIFFERENT = 0.6
#: Limits for a sentence: the number of words, and the shares of real words and of capitalised ones.
_WORDS, _WHOLE, _CAPITALS = 4, 0.8, 0.4
#: Characters of a sentence in a script without spaces.
_SIGNS = 8
_OPENING, _CLOSING = "\"'“‘«([*_¿¡", "\"'”’»)\\]*_,;:.!?…，、；：。！？"
_FENCED = re.compile(r"^[ \t]*(```+|~~~+).*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^[ \t]*(?:#{1,6} .*|===? .*|<!--.*-->)$", re.MULTILINE)
_LINK = re.compile(
    r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s\"[^\"]*\")?\)|\[[^\[\]]*\])"
    r"|<https?://[^<>\s]+>|https?://[^\s)]+"
)
_CODE = re.compile(r"(?<!`)`++[^`]++`++|\$[^$\n]+\$")
_MARKS = re.compile(
    r"</?(?:a|abbr|b|br|code|dfn|em|i|kbd|small|span|strong|sub|sup)\b[^<>]*>|\*\*|__"
)
_FRONT_MATTER = re.compile(r"\s*(?:---|\+\+\+)[ \t]*\n")
_PROMPT = re.compile(r"^[ \t]*\$ ", re.MULTILINE)
_COMMENT = re.compile(r"(?:--|//|#|%|;|/?\*|\$|>)(?:\s|$)")
_ITEM = re.compile(r"(?:[-*+]|\d+[.)]|>|:)\s+")
_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]*_]*\s+|(?<=[。．！？])[”’」』）\"]*|(?<=:)\s+(?=$)")
_STOP = re.compile(r"[.!?…:。．！？：；]\W*$")
_ANNOUNCES = re.compile(r"[:：]\W*$")
_WORD = re.compile(rf"[{re.escape(_OPENING)}]*[^\W\d_]+(?:['’\-/][^\W\d_]+)*[{_CLOSING}]*")
#: Signs of code: some of them may stand in a sentence, the others never do.
_CODEY = re.compile(
    r"[{}=<>|\\;$@#^~]|\w\(|\w\.\w+\(|::|->|&&|\+\+|(?<!\S)--?\w|\S {3,}\S|\.\.\.\]"
)
_NEVER = re.compile(r"[{}\\]|\":|\[\.\.\.\]|\S/\S+/\S|</")
_UNSPACED = re.compile(f"[{letters('Han', 'Kana')}]")
_JOINED = re.compile(f"[{letters('Hangul')}]")
_LATIN = re.compile("[A-Za-z]")
_TAIL = 12


def reads_like_prose(text: str) -> bool:
    """Tell whether most of a text in a block of code is sentences.

    >>> reads_like_prose("Keep the lid closed while it runs. The motor stops when it is opened.")
    True
    >>> reads_like_prose("if (lid.closed()) { motor.start('The lid is closed, so it runs.'); }")
    False
    """
    if _FRONT_MATTER.match(text):
        return False
    text = _HEADING.sub("", _FENCED.sub("\n\n", text[:_ENOUGH]))
    text = _MARKS.sub("", _CODE.sub("x", _LINK.sub(r"\1", text)))
    found = list(_sentences(text))
    whole = [each for each in found if not _ANNOUNCES.search(each[-_TAIL:])]
    different = {re.sub(r"[\W\d_]+", " ", each) for each in whole}
    if len(different) < max(1, _DIFFERENT * len(whole)):
        return False
    if sum(map(_signs, found)) < _SHARE * _signs(text):
        return False
    return sum(map(_carried, whole)) >= _LETTERS


def _signs(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _carried(text: str) -> float:
    """Return how many letters a sentence is worth: of Chinese each counts for three."""
    alphabet = sum(map(str.isalpha, text))
    return alphabet + 2 * len(_UNSPACED.findall(text)) + len(_JOINED.findall(text))


def _sentences(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n[ \t]*\n", text):
        if _PROMPT.search(paragraph):
            continue
        lines = (line.strip() for line in paragraph.split("\n"))
        joined = " ".join(
            (line[found.end() :] if (found := _ITEM.match(line)) else line)
            for line in lines
            if not _COMMENT.match(line)
        )
        for sentence in _END.split(joined):
            if (sentence := sentence.strip()) and _is_sentence(sentence):
                yield sentence


def _is_sentence(text: str) -> bool:
    if not _STOP.search(text[-_TAIL:]) or _NEVER.search(text):
        return False
    codey, unspaced = len(_CODEY.findall(text)), len(_UNSPACED.findall(text))
    if unspaced >= _SIGNS:
        return 2 * unspaced >= len(_LATIN.findall(text)) and codey <= 1 + unspaced // 20
    words = [word for word in text.split() if re.search(r"\w", word)]
    good = [word.lstrip(_OPENING) for word in words if _WORD.fullmatch(word)]
    least = _WORDS - bool(_JOINED.search(text))
    if len(words) < least or len(good) < _WHOLE * len(words) or codey > len(words) // 12:
        return False
    capitals = sum(word[:1].isupper() for word in good)
    return not words[0].lstrip(_OPENING)[:1].islower() and capitals <= _CAPITALS * len(good)
