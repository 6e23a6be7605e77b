"""Months and days of the week in Korean."""

from __future__ import annotations

from workflow.languages.numbers.calendars import Calendar, numbered, tabled


def calendar() -> Calendar:
    """Return how Korean names days; its months have numbers."""
    return tabled(__package__, {}, numbered("월 화 수 목 금 토 일", 0))
