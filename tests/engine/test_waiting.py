"""Outcomes that wait come back as they were, in their order, as often as they are asked for."""

from __future__ import annotations

from pathlib import Path

from wikilint.engine.job import Job
from wikilint.engine.run import run
from wikilint.engine.waiting import Waiting
from wikilint.report.outcome import Outcome
from wikilint.settings.config import Settings
from wikilint.value import replace

PAGES = sorted(map(str, Path("fixtures").rglob("*.md")))


def outcomes() -> list[Outcome]:
    """What is said of the fixtures, each under several names: more than are compressed together."""
    found = list(run(Job("check", Settings(jobs=1)), PAGES))
    found = [each for each in found if each.diagnoses and not each.is_folder]
    assert found
    return [
        replace(each, path=f"{number}/{each.path}", relative=f"{number}/{each.relative}")
        for number in range(1 + 600 // len(found))
        for each in found
    ]


def test_they_come_back_as_they_were() -> None:
    waiting = Waiting()
    assert list(waiting) == []
    given = outcomes()
    for each in given:
        waiting.add(each.path, each)
    assert list(waiting) == given
    assert list(waiting) == given
    assert [each.path for each in waiting.asked] == [each.path for each in given]
