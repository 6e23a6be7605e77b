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
    there, here = pack(spoken).reports, pack(target).reports
    if "says" not in here or not _may_report(source, spoken) or here["says"].search(text):
        return ""
    found = there["says"].search(source)
    return found[0].strip(" ,”\"’'.;") if found else ""


@lru_cache(maxsize=KEPT)
def _may_report(source: str, spoken: str) -> bool:
    """Tell whether a source may report what is said; headlines leave it out."""
    may_say = pack(spoken).reports.get("may_say")
    return bool(may_say and may_say.search(source) and _ENDED.search(source))
