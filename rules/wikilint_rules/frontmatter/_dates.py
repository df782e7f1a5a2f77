"""Dates and stretches of time as people write them: the format `date-or-range`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from wikilint.rule import pattern

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_LONGEST = 100
_ISO = pattern(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?\Z")
_TO = pattern(r"\s*[–—‒/]\s*|\s+(?:-|to|until)\s+")
_OPEN = frozenset({"present", "ongoing", "now", "today"})
_ABOUT = pattern(
    r"(?:early|mid|late|about|around|circa|ca\.|c\.|before|after|since|from)[ -]?(?=\S)", re.IGNORECASE
)
_NUMBERS = pattern(r"(\d{4})(?:/|-|\.)(\d{1,2})(?:/|-|\.)(\d{1,2})")
_DAY = pattern(r"([0-9]{1,2})(?:st|nd|rd|th)?\Z")
_YEAR = pattern(r"[0-9]{3,4}\Z")
_ORDERS = frozenset({"dmy", "mdy", "dm", "md", "my", "dy", "d", "m", "y"})


class _Point(NamedTuple):
    """A day, or as much of one as was written; `spring` is the month that it begins in, and has no days."""

    year: int | None
    month: int | None
    day: int | None

    def filled(self, other: _Point) -> _Point:
        """With what `14 January` takes from `14 February 2017` behind the dash."""
        year = other.year if self.year is None else self.year
        return _Point(year, other.month if self.month is None and self.day else self.month, self.day)

    def exists(self) -> bool:
        if self.year is None or (self.month is None and self.day is not None):
            return False
        longest = monthrange(self.year, self.month)[1] if self.month and self.year else 31
        return self.year > 0 and 1 <= (self.day or 1) <= longest


def date_or_range(value: object) -> bool:
    """Whether a value is a date or a stretch of time that is complete and exists in the calendar.

    `14 January – 14 February 2017`, `21–29 February 2016`, `January 14, 2017`, `March 2016`, `2013–2017`,
    `11 October 2017 – present`, `late 2015`, `2017-01-14`, `2017-01-14/2017-02-14`. A year has to be there, the
    beginning lies before the end, and words other than these are none. What is no text is another keyword's affair.
    """
    if not isinstance(value, str):
        return True
    text = " ".join(value.split(" "))
    if len(text) > _LONGEST or "\n" in text or not text:
        return False
    if _ISO.match(text):
        return _iso(text) is not None
    parts = _TO.split(text)
    if len(parts) == 1:
        bare = _ABOUT.sub("", text)
        parts = bare.split("-") if bare.count("-") == 1 else [bare]
    if len(parts) > 2 or not all(part.strip() for part in parts):
        return False
    return _single(parts[0]) if len(parts) == 1 else _range(*parts)


def day_in_words(value: str) -> str | None:
    """The day that a value names in another way than ISO 8601, as ISO 8601 has it; None for anything else."""
    text = value.strip()
    if len(text) > _LONGEST or _ISO.match(text):
        return None
    numbers = _NUMBERS.fullmatch(text)
    point = _Point(*map(int, numbers.groups())) if numbers else _point(text)
    if _ABOUT.match(text) or point is None or point.day is None or not point.exists():
        return None
    return f"{point.year:04}-{point.month:02}-{point.day:02}"


def _single(text: str) -> bool:
    point = _point(text)
    return point is not None and point.exists()


def _range(first: str, last: str) -> bool:
    start = _point(first)
    if last.strip().lower() in _OPEN:
        return start is not None and start.exists()
    end = _point(last)
    if start is None or end is None:
        return False
    end = _Point(end.year, start.month if end.month is None and end.day else end.month, end.day)
    start = start.filled(end)
    if not (start.exists() and end.exists()):
        return False
    return (start.year, start.month or 1, start.day or 1) <= (end.year, end.month or 12, end.day or 31)


def _iso(text: str) -> _Point | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return _Point(day.year, day.month, day.day)


def _point(text: str) -> _Point | None:
    text = _ABOUT.sub("", text.strip())
    if _ISO.match(text):
        return _iso(text)
    order = ""
    found: dict[str, int] = {}
    for word in text.replace(",", " ").split(" "):
        if word:
            kind, number = _word(word)
            order += kind
            found[kind] = number
    if order not in _ORDERS:
        return None
    return _Point(found.get("y"), found.get("m"), found.get("d"))


def _word(word: str) -> tuple[str, int]:
    """What a word of a date says, as `d`, `m` or `y` and a number; `?` for none of these."""
    if day := _DAY.match(word):
        return "d", int(day[1])
    if _YEAR.match(word):
        return "y", int(word)
    lower = word.rstrip(".").lower()
    for number, name in enumerate(_MONTHS, 1):
        if lower == name or (len(lower) in (3, 4) and name.startswith(lower)):
            return "m", number
    return ("m", _SEASONS[lower]) if lower in _SEASONS else ("?", 0)
