"""What runs inside something else is charged to itself alone, and a timed check says the same as any other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from wikilint.document import Document
from wikilint.engine import plan
from wikilint.engine.check import check
from wikilint.engine.stopwatch import Stopwatch, TimedDocument
from wikilint.settings.config import Settings

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_time_inside_is_not_charged_twice() -> None:
    seconds: dict[str, float] = {}
    ticks: Iterator[int] = count()
    watch = Stopwatch(seconds, lambda: float(next(ticks)))
    watch.charge("rule", lambda: watch.charge("(fact)", lambda: None))
    assert seconds == {"rule": 2.0, "(fact)": 1.0}  # the clock is asked at 0, 1, 2 and 3


def test_what_fails_is_charged_too() -> None:
    seconds: dict[str, float] = {}
    ticks: Iterator[int] = count()
    watch = Stopwatch(seconds, lambda: float(next(ticks)))
    with pytest.raises(ZeroDivisionError):
        watch.charge("rule", lambda: 1 / 0)
    assert seconds == {"rule": 1.0}


def test_a_fact_is_computed_once_and_charged_to_its_name() -> None:
    seconds: dict[str, float] = {}
    document = TimedDocument.of(Document(b"a\nb\n"), Stopwatch(seconds, lambda: 1.0))
    asked = []

    def number_of_lines(doc: Document) -> int:
        asked.append(doc)
        return len(doc.line_starts)

    assert document.fact(number_of_lines) == document.fact(number_of_lines) == 3
    assert asked == [document]
    assert set(seconds) == {"(number of lines)", "(text)", "(lines)"}


def test_a_timed_check_finds_the_same() -> None:
    rules = plan.make(Settings()).rules
    for path in sorted(FIXTURES.rglob("*.md"))[::20]:
        seconds: dict[str, float] = {}
        raw = path.read_bytes()
        assert check(Document(raw), rules, seconds) == check(Document(raw), rules)
        assert "(gates)" in seconds
