"""List a language's words for keys and values of front matter about publication."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from workflow.languages.tables import read


def tabled(package: str) -> Mapping[str, frozenset[str]]:
    """Return the words that a language's ``front_matter.tsv`` lists, by their use.

    The uses are those of ``en/front_matter.tsv``; each word is written as keys are compared, in
    lower case and without anything between its letters.
    """
    return {
        row["use"]: frozenset(row["words"].split()) for row in read(package, "front_matter.tsv")
    }


@cache
def mail_fields() -> Mapping[str, str]:
    """Return the English names of the fields of a mail's head by what other languages call them.

    >>> mail_fields()["发件人"], mail_fields()["보낸 사람"]
    ('from', 'from')
    """
    return {
        word.replace("_", " "): row["use"]
        for row in read(__package__, "mail_fields.tsv")
        for word in row["words"].split()
    }
