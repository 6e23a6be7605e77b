"""Name months and days of the week in messages."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.model import Message, say

MONTHS = (
    "January February March April May June July August September October November December".split()
)
#: Starting with Monday.
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
#: The names in messages, which are translated.
_NAMES = {
    "January": say("January"),
    "February": say("February"),
    "March": say("March"),
    "April": say("April"),
    "May": say("May"),
    "June": say("June"),
    "July": say("July"),
    "August": say("August"),
    "September": say("September"),
    "October": say("October"),
    "November": say("November"),
    "December": say("December"),
    "Monday": say("Monday"),
    "Tuesday": say("Tuesday"),
    "Wednesday": say("Wednesday"),
    "Thursday": say("Thursday"),
    "Friday": say("Friday"),
    "Saturday": say("Saturday"),
    "Sunday": say("Sunday"),
}


def called(found: Iterable[str]) -> list[Message]:
    """Name months, weekdays and dates (``August 24``) in a message."""
    return [_called(*name.split()) for name in found]


def _called(name: str, day: str = "") -> Message:
    return say("{month} {day}", month=_NAMES[name], day=day) if day else _NAMES[name]


def month_name(month: int) -> str:
    """Return the English name of a month, 1 for January."""
    return MONTHS[month - 1]
