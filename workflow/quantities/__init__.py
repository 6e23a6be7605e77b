"""Numbers as values, so that ``1.2 billion``, ``12억`` and ``12亿`` compare equal.

Read are: digits in any width, with thousands separators, decimals and a following scale word
(English ``million``, Korean 만 억 조, Chinese 万 亿 兆, alone or in sums such as ``3만 2000``);
Chinese numerals (``三十八``); English number words and month names. Korean number words (셋, 삼)
are not read: they cannot be told from other syllables without a dictionary. Korean and Chinese news
give the date for a weekday (``Monday``, 28일): a day of the month is no surprise where the source
has one.
"""

from workflow.quantities.differences import invented, missing, swapped
from workflow.quantities.values import digits, mentioned

__all__ = ["digits", "invented", "mentioned", "missing", "swapped"]
