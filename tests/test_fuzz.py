"""Every input that fuzzing has kept, and some of those it begins with, through its target again."""

from __future__ import annotations

import pytest
from benchmarks.fuzz import seeds
from benchmarks.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_no_promise_is_broken(name: str) -> None:
    inputs = [*seeds.kept(name), *seeds.of(name)[:50]]
    assert inputs
    for data in inputs:
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_words_can_be_written_for_libfuzzer(name: str) -> None:
    assert all(word and len(word.encode()) <= 64 for word in seeds.words(name))
