"""Months and days of the week in English."""

from __future__ import annotations

from workflow.languages.numbers.calendars import Calendar, numbered, tabled

_MONTHS = numbered(
    "January February March April May June July August September October November December", 1
)
_DAYS = numbered("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", 0)


def calendar() -> Calendar:
    """Return how English names months and days: whole, and cut short as *Aug* or *Sept*."""
    short = {name[:3]: number for name, number in _MONTHS.items()}
    days = {
        form: number
        for name, number in _DAYS.items()
        for form in (name, name.removesuffix("day"), name[:3])
    }
    return tabled(__package__, {**_MONTHS, **short, "Sept": 9}, days)
