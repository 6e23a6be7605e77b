"""Numbers as values, so that ``1.2 billion``, ``12억`` and ``12亿`` compare equal.

What is read: digits of any width, with thousands separators, decimals and a scale word after them
(English ``million``, Korean 만 억 조, Chinese 万 亿 兆, alone or in sums such as ``3만 2000``);
Chinese numerals (``三十八``); English number words and the names of months. Korean number words
(셋, 삼) are not, but for a few: without a dictionary they cannot be told from other syllables.
Korean and Chinese news write a date where English has a weekday (``Monday``, 28일), so a new day of
the month is accepted where the other side names a day.
"""

from workflow.quantities.differences import invented, missing, swapped
from workflow.quantities.values import digits, mentioned

__all__ = ["digits", "invented", "mentioned", "missing", "swapped"]
