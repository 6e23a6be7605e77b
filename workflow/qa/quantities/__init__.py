"""Numbers as values, so that ``1.2 billion``, ``12억`` and ``12亿`` compare equal.

What is read: digits of any width, with thousands separators, decimals and a scale word after them
(English ``million``, Korean 만 억 조, Chinese 万 亿 兆, alone or in sums such as ``3만 2000``);
Chinese numerals (``三十八``); English number words and the names of months; Korean number words
where they stand before what they count (세 명, 삼십 년), since their syllables are other words too.
Korean and Chinese news write a date where English has a weekday (``Monday``, 28일), so a new day of
the month is accepted where the other side names a day.

::

    figures       numbers in digits, with their scales
    values        all that a text can be said to mention, Chinese numerals and English words too
    korean        number words of Korean
    spans         spans of time: 90 minutes, 1시간 30분
    shares        parts of a whole: fractions, per cent, so many in so many
    paraphrases   numbers put in another way: the other clock, decades, fractions
    measures      units that become others, amounts said again in brackets
    differences   what is missing from a translation, new in it, or another
"""

from workflow.qa.quantities.differences import READ, differing, invented, missing, swapped, unequal
from workflow.qa.quantities.figures import digits, listed, shown
from workflow.qa.quantities.values import mentioned

__all__ = [
    "READ",
    "differing",
    "digits",
    "invented",
    "listed",
    "mentioned",
    "missing",
    "shown",
    "swapped",
    "unequal",
]
