"""How newspapers and agencies of a language write what stands around an article.

The patterns are narrow on purpose: an ordinary paragraph taken for a notice would go untranslated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from workflow.languages.tables import by_use

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class NewsLines:
    """Patterns of lines that are not prose; each finds nothing where nothing is known.

    Attributes:
        notice: stands in a line that says whose the text is.
        byline: is a whole line that only says who wrote it, from where, or when.
        caption: is a whole line that belongs to a picture.
        dateline: begins a first paragraph: who reports, from where, for whom.
        numbering: begins an item of a list, or a numbered heading, in letters of the language.
        related: is a whole line above links to other articles.
        pointing: stands in a line before a link to one, which is all that is left of the line.
        label: is a whole line above a headline that says what follows: *Press release*.
        tool: is all that an element of a page says that only works the page: *Share this article*.
        tools: are several names of such tools beside each other, all that an element says.
    """

    notice: re.Pattern[str] = _NOTHING
    byline: re.Pattern[str] = _NOTHING
    caption: re.Pattern[str] = _NOTHING
    dateline: re.Pattern[str] = _NOTHING
    numbering: re.Pattern[str] = _NOTHING
    related: re.Pattern[str] = _NOTHING
    pointing: re.Pattern[str] = _NOTHING
    label: re.Pattern[str] = _NOTHING
    tool: re.Pattern[str] = _NOTHING
    tools: re.Pattern[str] = _NOTHING


def tabled(package: str) -> NewsLines:
    """Return the lines that a language's ``news.tsv`` tells, by the use of each row.

    Rows of other uses only stand in the patterns of these.
    """
    known = {each.name for each in fields(NewsLines)}
    rows = by_use(package, "news.tsv")
    return NewsLines(**{use: pattern for use, pattern in rows.items() if use in known})
