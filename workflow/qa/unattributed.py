"""Who says what a sentence tells, and what a translation makes a fact of."""

from __future__ import annotations

import re

from workflow.languages import pack

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
    if "may_say" not in there or "says" not in here or not there["may_say"].search(source):
        return ""
    if not _ENDED.search(source):  # headlines leave it out
        return ""
    found = there["says"].search(source)
    return "" if found is None or here["says"].search(text) else found[0].strip(" ,”\"’'.;")
