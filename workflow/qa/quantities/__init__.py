"""Read numbers as values, so that ``1.2 billion``, ``12억`` and ``12亿`` compare equal.

A text may have numbers of any language in it, so all registered languages read it together (the
parts ``numbers``, ``times`` and ``units`` of their packs): digits of any width, with thousands
separators, decimals and a scale after them, alone or in sums such as ``3만 2000``; number words and
numerals; spans of time, fractions and what else one language tells in one way and another in
another. Korean and Chinese news write a date where English has a weekday (``Monday``, 28일), so a
new day of the month is accepted where the other side names a day.

::

    polyglot      what the languages know, put together once
    figures       numbers in digits, with their scales
    retellings    all that a text can be said to mention, and numbers told in another way
    differences   what is missing from a translation, new in it, or another; no matter whether
                  units became others, or an amount is said again in brackets
"""

from workflow.qa.quantities.differences import (
    differing,
    invented,
    missing,
    once,
    swapped,
    unequal,
    unread_language,
)
from workflow.qa.quantities.figures import digits, listed, shown
from workflow.qa.quantities.polyglot import is_read
from workflow.qa.quantities.retellings import mentioned

__all__ = [
    "differing",
    "digits",
    "invented",
    "is_read",
    "listed",
    "mentioned",
    "missing",
    "once",
    "shown",
    "swapped",
    "unequal",
    "unread_language",
]
