"""Find text that was read in the wrong encoding: the check ``encoding``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import error

#: UTF-8 read as Windows-1252, characters that could not be read at all, and what gettext puts
#: between texts that it joins.
_DAMAGE = re.compile("[ÂÃâìíëê\ufffd?#]")
_DAMAGED = re.compile(r"[ÂÃâ][\x80-\xbf€™“”˜œ]|[ìíëê][\x80-\xbf€‚„…†‡‰‹Œ]|\ufffd|\?{3,}|#-#-#-#-#")


def encoding(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find text that was read in the wrong encoding.

    Source: the replacement character (Unicode Standard, chapter 23.8), the usual traces of UTF-8
    taken for Windows-1252, and the marks of gettext's msgcat and msguniq.

    Examples:
        >>> found(encoding, "Trade grew.", "교역이 늘었다.")
        []
        >>> found(encoding, "Trade grew.", "교역이 늘\ufffd다.")
        ['damaged text: \ufffd']
        >>> found(encoding, "Trade grew.", "#-#-#-#-#  n.po  #-#-#-#-# 교역이 늘었다.")
        ['damaged text: #-#-#-#-#']
    """
    text = entry.text
    if text.isascii() and "???" not in text:
        return
    match = _DAMAGED.search(text) if _DAMAGE.search(text) else None
    if match and match[0] not in markup.plain(entry.source):
        yield error("encoding", say("damaged text: {text}", text=match[0]))
