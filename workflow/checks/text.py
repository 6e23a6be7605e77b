"""The text as a whole: was it translated, and is it in the right script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.checks.finding import error, warning
from workflow.model import Entry, Finding, State, TermUse

#: Unicode blocks: Hangul syllables and jamo; CJK ideographs; kana (Unicode Standard, ch. 18).
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_KANA = re.compile("[\u3040-\u30ff]+")
_BRACKETED = re.compile(r"[(（\[［〔][^()（）\[\]]*[)）\]］〕]")
#: Problems of a draft that other checks look for themselves.
_CHECKED_AGAIN = ("markup", "term-", "forbidden-", "source-left", "particle", "surname-")
#: From this many letters on, an identical translation is hardly a name or a code.
_COPY_LENGTH = 12


def untranslated(
    entry: Entry,
    target: str,
    terms: Sequence[TermUse],
) -> Iterator[Finding]:
    """The translation differs from its source, unless it was carried over on purpose."""
    source = markup.plain(entry.source)
    letters = sum(character.isalpha() for character in source)
    if entry.origin != "source" and letters >= _COPY_LENGTH and markup.plain(entry.text) == source:
        yield error("untranslated", entry, "the translation is a copy of the source")


def script(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """No Han or kana in Korean outside brackets, no Hangul or kana in Chinese."""
    if entry.origin == "source":
        return
    text = markup.plain(entry.text)
    if target == "ko":
        strays = _HAN.findall(_BRACKETED.sub("", text)) + _KANA.findall(text)
    elif target.startswith("zh"):
        strays = _HANGUL.findall(text) + _KANA.findall(text)
    else:
        return
    if strays:
        yield error("script", entry, f"text in another script: {', '.join(dict.fromkeys(strays))}")


def machine(
    entry: Entry,
    target: str,
    terms: Sequence[TermUse],
) -> Iterator[Finding]:
    """What the engine itself could not meet, for as long as nobody has looked at the draft.

    Terms and markup are left to their own checks, which see the text as it is now.
    """
    if entry.state is State.DRAFT:
        for problem in entry.problems:
            if not problem.startswith(_CHECKED_AGAIN):
                yield warning("machine", entry, problem)
