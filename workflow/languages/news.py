"""Recognise the lines around an article in a language's newspapers and agencies.

The patterns are narrow on purpose: an ordinary paragraph taken for a notice would go untranslated.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from workflow.languages.tables import FactTable

_NOTHING = "(?!)"


@dataclass(frozen=True, slots=True)
class NewsLines:
    """Patterns of lines that are not prose; an empty one matches nothing.

    They are as they are written: who asks compiles those of all languages as one.

    Attributes:
        notice: stands in a line that says whose the text is.
        byline: is a whole line that only says who wrote it, from where, or when.
        caption: is a whole line that belongs to a picture.
        dateline: begins a first paragraph: who reports, from where, for whom.
        numbering: begins an item of a list, or a numbered heading, in letters of the language.
        related: is a whole line above links to other articles.
        pointing: stands in a line before a link to one, which is all that is left of the line.
        label: is a whole line above a headline that says what follows: *Press release*.
        details: is a whole line between that and the headline: whom to ask, the day.
        embargo: begins a line that says until when nobody may publish what is below it.
        releasing: begins a line that says from when on one may, if it names a day.
        withheld: is a whole line that says that what is below is not for the public.
        unfinished: is a whole headline that says that the text is not finished.
        gate: is a whole line that asks readers to pay or sign in before they read on.
        wall: is a whole line that asks for cookies, scripts or a proof that one is human.
        consent: is one of these that can be nothing else, and is no text of an article.
        untold: is all that stands for a picture where its author has left what a program offered.
        tool: is all that an element of a page says that only works the page: *Share this article*.
        tools: are several names of such tools beside each other, all that an element says.
    """

    notice: str = _NOTHING
    byline: str = _NOTHING
    caption: str = _NOTHING
    dateline: str = _NOTHING
    numbering: str = _NOTHING
    related: str = _NOTHING
    pointing: str = _NOTHING
    label: str = _NOTHING
    details: str = _NOTHING
    embargo: str = _NOTHING
    releasing: str = _NOTHING
    withheld: str = _NOTHING
    unfinished: str = _NOTHING
    gate: str = _NOTHING
    wall: str = _NOTHING
    consent: str = _NOTHING
    untold: str = _NOTHING
    tool: str = _NOTHING
    tools: str = _NOTHING


def tabled(package: str) -> NewsLines:
    """Return the lines that a language's ``news.tsv`` tells, by the use of each row.

    Rows of other uses only stand in the patterns of these.
    """
    table = FactTable(package, "news.tsv")
    known = (each.name for each in fields(NewsLines))
    return NewsLines(**{use: table.text(use) for use in known if use in table.uses})
