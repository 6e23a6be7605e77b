"""Months and days of the week in Chinese."""

from __future__ import annotations

from workflow.languages.numbers.calendars import Calendar, numbered, tabled

_MONTHS = numbered("一 二 三 四 五 六 七 八 九 十 十一 十二", 1)


def calendar() -> Calendar:
    """Return how Chinese names months, 正月 and 元月 for January, and days, 天 for Sunday."""
    days = numbered("一 二 三 四 五 六 日", 0)
    return tabled(__package__, {**_MONTHS, "正": 1, "元": 1}, {**days, "天": 6})
