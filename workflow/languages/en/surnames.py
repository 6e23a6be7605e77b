"""Tell whether an English surname stands alone or belongs to somebody's full name."""

from __future__ import annotations

import re
from functools import lru_cache

from workflow.languages.characters import HYPHENS
from workflow.languages.en import verbs

#: Words that often open a sentence before a surname; any other capitalised word may be a name.
OPENERS = frozenset(
    "a after also although and as at because before both but by did does earlier for from had has "
    "he however if in it later like meanwhile mr mrs ms dr neither nor on once or said she since "
    "so still that the then there though to today tomorrow was were what when where whether which "
    "while who why will with would yesterday yet".split()
)
#: Forms of address and offices: a surname after one of them is no other person's.
HONORIFICS = frozenset(
    "admiral ambassador analyst archbishop attorney brigadier capt captain cardinal ceo cfo chair "
    "chairman chairperson chairwoman chancellor chief cmdr coach col colonel commissioner "
    "congressman congresswoman councillor dame deputy detective director doctor dr envoy father "
    "gen general gov governor inspector judge justice lady lawmaker lieutenant lord lt madam "
    "manager maj major mayor minister miss mr mrs ms mx officer premier president principal prof "
    "professor rabbi rep representative rev reverend secretary sen senator sergeant sgt sheikh sir "
    "sister spokesman spokesperson spokeswoman superintendent".split()
)
#: Words that headlines leave without a capital.
_SMALL = frozenset(
    "a an and as at but by for from her his if in into its nor of off on or our over per than that "
    "the their to up via vs with".split()
)
_TITLED = re.compile(r"[^\W\d_]+(?:['’]\w+)?")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’-]*) $")
_GIVEN_NAME = re.compile(
    r"-(?P<joined>\w+)| [A-ZÀ-Þ]\w*-\w| (?P<word>[A-ZÀ-Þ][\w'’]*[a-z])"
    r"| (?:I{1,3}|I?V|VI{1,3}|IX|X[IV]{1,4})(?!\w)"  # Charles II
    r"| (?:d[aei]|del|du|v[ao]n)(?: la| de[nr])? [A-ZÀ-Þ]"  # Charles de Gaulle
)
#: What is joined to the front of a name and belongs to no name: *anti-Trump*.
_PREFIX = re.compile("(?i)(?<![\\w-])(?:anti|ex|mid|non|post|pre|pro|then|trans|un)$")


def continues(text: str, end: int) -> bool:
    """Tell whether a surname that ends at ``end`` begins another name (``Lee Jae-yong``).

    In a headline with capitals throughout only a hyphen tells a given name from any other word.
    """
    match = _GIVEN_NAME.match(text, end)
    if match is None or match["joined"] in verbs.JOINED_TO_PERSONS:
        return False  # Trump-era, Biden-appointed
    return not (match["word"] and title_case(text))


def preceded(text: str, start: int) -> bool:
    """Tell whether a surname that begins at ``start`` ends someone's full name (``Bruce Lee``).

    Not after a form of address, whether or not the glossary has it (``Professor Lee``).
    """
    if start and text[start - 1] in HYPHENS:
        return _PREFIX.search(text, max(0, start - 8), start - 1) is None
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    if before is None or not before[1][0].isupper() or before[1].endswith(("'s", "’s")):
        return False
    return before[1].rstrip(".").lower() not in OPENERS and not _is_honorific(before[1])


def address_before(text: str, start: int) -> str:
    """Return the form of address right before a name (``Mr.``, ``Premier``); empty without one.

    It has its capital as the name has; a title of more than one word counts by its last one.
    """
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    if before is None or not before[1][0].isupper():
        return ""
    return before[1] if _is_honorific(before[1]) else ""


def _is_honorific(word: str) -> bool:
    """Tell whether a word is a form of address or an office: ``Presidents``, ``Ex-President``."""
    plain = re.sub("men$", "man", word.rstrip(".").lower().rpartition("-")[2])
    return plain in HONORIFICS or plain.removesuffix("s") in HONORIFICS


@lru_cache(maxsize=1024)
def capitals_tell(text: str) -> bool:
    """Tell whether a capital marks a name here: not in a text or headline all in capitals."""
    return not text.isupper() and not title_case(text)


@lru_cache(maxsize=1024)
def title_case(text: str) -> bool:
    """Tell whether a text has capitals throughout, as English headlines have.

    Only the short words that headlines leave small may be: a sentence full of names has a verb.
    """
    words = 0
    for match in _TITLED.finditer(text):
        if match[0][0].islower() and match[0] not in _SMALL:
            return False
        words += 1
    return words > 2
