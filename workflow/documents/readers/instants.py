"""Read moments as people write them: dates and times, with or without a zone."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_DATE = re.compile(
    r"(?<!\d)(\d{4})\s?[-./년年]\s?(\d{1,2})\s?[-./월月]\s?(\d{1,2})(?!\d)\s?[일日.]?"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
#: A date with the name of its month: 7 December 2021; Dec. 7, 2021.
_DAY_FIRST, _MONTH_FIRST = (
    re.compile(rf"(?<![\w-]){named},?[\s-](\d{{4}})(?!\d)", re.IGNORECASE)
    for named in (rf"{_DAY}[\s-](?:of\s)?{_MONTH}", rf"{_MONTH}\s{_DAY}")
)
#: Day and month in either order, then the year.
_EITHER = re.compile(r"(?<!\d)(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?!\d)")
_MONTH_ALONE = re.compile(r"(\d{4})(?:\s?[-./년年]\s?(\d{1,2})\s?[월月]?)?\s?년?")
_NOON = r"am|pm|a\.m\.|p\.m\.|오전|오후|上午|下午|午前|午後"
_TIME = re.compile(
    rf"[\sT,]*(?:at\s+)?(?:(?P<before>{_NOON})\s*)?(?P<hour>\d{{1,2}})"
    r"(?:\s?[:시时時点點]\s?(?:(?P<minute>\d{1,2})\s?[분分]?)?(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    rf"\s*(?P<after>{_NOON})?\s*(?P<zone>[A-Za-z][\w/+-]*|[+-]\d\d:?\d\d)?\s*",
    re.IGNORECASE,
)
_DAYS = "mon|tue|wed|thu|fri|sat|sun"
#: A time that stands before its date: 6 pm GMT on Monday, 7 December 2021; and what may part them.
_CLOCK = re.compile(
    rf"(?<![\w.:])(?:(?:{_NOON})\s*)?\d{{1,2}}"
    rf"(?:[:.]\d\d(?!\d)(?:\s*(?:{_NOON}))?|\s*(?:{_NOON}|noon)|\s?[시時时点點](?:\s?\d{{1,2}}\s?[분分])?)",
    re.IGNORECASE,
)
_PARTING = re.compile(
    rf"\s*\(?(?P<zone>(?!on\b|{_DAYS})[A-Z]{{1,5}}(?:[+-]\d\d:?\d\d)?\b)?\)?[\s,]*"
    rf"(?:on\s+)?(?:(?:{_DAYS})[a-z]*\.?)?[\s,]*(?:the\s+)?",
    re.IGNORECASE,
)
#: A day of the week behind its date, and words that say "from then on".
_WEEKDAY = re.compile(r"\s*[(（]\w{1,9}[)）]")
_ONWARDS = re.compile(r"\s*(?:이후|부터|以降|以后|以後|起|から|onwards?)\W*$")
#: Zones by the names that mean one thing only.
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "kst": 9, "jst": 9, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
          "msk": 3, "edt": -4, "cdt": -5, "mdt": -6, "pdt": -7, "sgt": 8, "hkt": 8}  # fmt: skip
#: Seconds and milliseconds since 1970, as programs write moments.
_SECONDS, _MILLISECONDS = range(10**8, 10**11), range(10**11, 10**14)
#: What lies between any moment of a day, in any zone, and its midnight anywhere else.
_UNSURE = datetime.timedelta(days=2)
#: The same of a time whose zone is not known.
_ZONE_UNSURE = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment; where a text leaves more than one open, the first and the last that it can be.

    Both are ISO 8601, without a zone where the text has none. ``day`` is the calendar date, empty
    if it is not certain.
    """

    first: str
    last: str
    day: str = ""


def instant(value: object) -> Instant | None:
    """Return the moment of a value, for a date its beginning; None if it means none.

    >>> instant("2030-01-01 09:00 KST")
    Instant(first='2030-01-01T09:00:00+09:00', last='2030-01-01T09:00:00+09:00', day='2030-01-01')
    >>> instant("soon")
    """
    try:
        if isinstance(value, datetime.datetime):
            return _exact(value)
        if isinstance(value, datetime.date):
            return _exact(_midnight(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _counted(value)
        return _written(" ".join(value.split())) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def iso_date(text: str) -> str:
    """Return the first calendar date in ``text`` as ISO 8601; empty if there is none.

    >>> iso_date("2021. 12. 7. 10:30"), iso_date("2021年12月7日"), iso_date("soon")
    ('2021-12-07', '2021-12-07', '')
    """
    if match := _DATE.search(text):
        try:
            return datetime.date(*map(int, match.groups())).isoformat()
        except ValueError:
            return ""
    return ""


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day)


def _exact(moment: datetime.datetime) -> Instant:
    moment = moment.replace(microsecond=0)
    return Instant(moment.isoformat(), moment.isoformat(), moment.date().isoformat())


def _counted(value: float) -> Instant | None:
    """Read a number: seconds or milliseconds since 1970, 20300101, or a year."""
    number = int(value)
    if number in _SECONDS or number in _MILLISECONDS:
        seconds = number / 1000 if number in _MILLISECONDS else number
        return _exact(datetime.datetime.fromtimestamp(seconds, datetime.UTC))
    return _written(str(number)) if 0 < number < 10**8 else None


def _written(text: str) -> Instant | None:
    if text.isdecimal() and len(text) > 8:
        return _counted(int(text[:15]))
    return _standard(text) or _dated(text)


def _standard(text: str) -> Instant | None:
    """Read ISO 8601; also a year, or a year and a month, by themselves."""
    if match := _MONTH_ALONE.fullmatch(text):
        return _exact(_midnight(datetime.date(int(match[1]), int(match[2] or 1), 1)))
    try:
        return _exact(datetime.datetime.fromisoformat(text))
    except ValueError:
        return None


def _dated(text: str) -> Instant | None:
    """Find a date anywhere in a text, and the time that follows it."""
    if match := _DATE.search(text):
        return _at(match, *map(int, match.groups()))
    if match := _DAY_FIRST.search(text):
        return _at(match, int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.search(text):
        return _at(match, int(match[3]), _month(match[1]), int(match[2]))
    match = _EITHER.search(text)
    return _either(match) if match else None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _either(match: re.Match[str]) -> Instant:
    """Return both dates where day and month may stand in either order."""
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    days = sorted(
        datetime.date(year, month, day)
        for month, day in {(one, other), (other, one)}
        if month <= 12
    )
    sure = days[0].isoformat() if days[0] == days[-1] else ""
    return _around(days[0], days[-1], sure, match)


def _at(match: re.Match[str], year: int, month: int, day: int) -> Instant:
    date = datetime.date(year, month, day)
    return _around(date, date, date.isoformat(), match)


def _around(first: datetime.date, last: datetime.date, day: str, date: re.Match[str]) -> Instant:
    """Return one or two days with the time beside them; a time not understood may be any."""
    early, late = _midnight(first), _midnight(last)
    rest = _ONWARDS.sub("", _WEEKDAY.sub("", date.string[date.end() :], count=1))
    rest = rest.rstrip(" )]）】」")
    if not rest.strip(" .,()月日요일"):
        rest = _before(date.string[: date.start()])
    if not rest:
        return Instant(early.isoformat(), late.isoformat(), day)
    match = _TIME.fullmatch(rest)
    time = _time(match) if match else None
    zone = _zone(match["zone"]) if match and match["zone"] else None
    if match is None or time is None or (match["zone"] and zone is None):
        if re.search(r"\d{4}", rest):  # another date?
            raise ValueError(rest)
        if time:  # in a zone that may be several
            early, late = (datetime.datetime.combine(each, time) for each in (first, last))
        unsure = _ZONE_UNSURE if time else _UNSURE
        return Instant((early - unsure).isoformat(), (late + unsure).isoformat(), day)
    moments = [datetime.datetime.combine(each, time, zone) for each in (first, last)]
    return Instant(moments[0].isoformat(), moments[1].isoformat(), day)


def _before(text: str) -> str:
    """Return the time, with its zone, at the end of the text before a date; empty without one.

    >>> _before("until 6pm GMT, Monday "), _before("Vol. 10, ")
    ('6pm GMT', '')
    """
    clock = next(iter(_CLOCK.finditer(text)), None)
    if not clock:
        return ""
    parting = _PARTING.fullmatch(text, clock.end())
    time = re.sub(r"(?<=\d)\.(?=\d)", ":", clock[0])
    return f"{time} {parting['zone'] or ''}".strip() if parting else "?"


def _time(match: re.Match[str]) -> datetime.time | None:
    noon = (match["before"] or match["after"] or "").lower().replace(".", "")
    hour = int(match["hour"])
    if noon and hour <= 12:
        hour = hour % 12 + (12 if noon in {"pm", "오후", "下午", "午後"} else 0)
    elif match["minute"] is None and not re.search("[:시时時点點]", match[0]):
        return None  # a number alone is no time
    if hour > 23:
        return None
    return datetime.time(hour, int(match["minute"] or 0), int(match["second"] or 0))


def _zone(name: str) -> datetime.tzinfo | None:
    if name.lower() in _ZONES:
        return datetime.timezone(datetime.timedelta(hours=_ZONES[name.lower()]))
    if match := re.fullmatch(r"([+-])(\d\d):?(\d\d)", name):
        offset = datetime.timedelta(hours=int(match[2]), minutes=int(match[3]))
        return datetime.timezone(-offset if match[1] == "-" else offset)
    try:
        return ZoneInfo(name) if "/" in name else None
    except (OSError, ValueError, KeyError):  # no such zone
        return None
