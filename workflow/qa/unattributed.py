"""Who says what a sentence tells, and what a translation makes a fact of."""

from __future__ import annotations

import re
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.scripts import KEPT

_ENDED = re.compile("[.!?…][\"'”’)]*\\s*$")


def unattributed(source: str, spoken: str, text: str, target: str) -> str:
    """Return the words with which a source reports what its translation tells as a fact.

    A translation that has any word or ending of speech may report as well, whoever is meant.

    >>> unattributed("The minister had known, the party said.", "en", "장관은 알고 있었다.", "ko")
    'said'
    >>> unattributed("The minister had known, the party said.", "en", "장관이 알았다고 한다.", "ko")
    ''
    """
    here = pack(target).reports
    said = _said(source, spoken) if "says" in here else ""
    return "" if not said or here["says"].search(text) else said


@lru_cache(maxsize=KEPT)
def _said(source: str, spoken: str) -> str:
    """Return the words with which a source reports what is said; headlines leave it out."""
    known = pack(spoken).reports
    may_say = known.get("may_say")
    if not (may_say and _ENDED.search(source) and may_say.search(source)):
        return ""
    found = known["says"].search(source)
    return found[0].strip(" ,”\"’'.;") if found else ""
