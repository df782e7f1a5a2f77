"""The scan of `wikilint[fast]`: it never misses what a pattern matches, and gates give the same answers with it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint import gates, scan
from wikilint.engine import registry
from wikilint.gates import Gate, Gates

FIXTURES = Path(__file__).parents[1] / "fixtures"
ALL = [rule.gate for rule in registry.installed().values()]


def _patterns(gate: Any) -> Iterator[tuple[bytes, int]]:
    if isinstance(gate, tuple):
        for member in gate:
            yield from _patterns(member)
    elif gate is not None and not isinstance(gate, (bytes, str)):
        yield gate.pattern, gate.flags


PATTERNS = sorted({each for gate in ALL for each in _patterns(gate)})


def _with_and_without(several: list[Gate]) -> tuple[Gates, Gates]:
    quick, plain = Gates(several), Gates(several)
    quick._make_scan()
    assert quick._scan is not None
    return quick, plain


@pytest.mark.parametrize("known", PATTERNS, ids=lambda known: repr(known[0])[:40])
def test_every_pattern_of_a_gate_can_be_scanned_for(known: tuple[bytes, int]) -> None:
    source = scan.translated(*known)
    assert source is not None
    assert scan.made([source]) is not None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (rb"a*+b++c?+d{2}+", rb"a*b+c?d{2}"),
        (rb"a*?b", rb"a*b"),
        (rb"a{1,300}", rb"a{1,}"),
        (rb"a\s", rb"a[\t\n\v\f\r ]"),
        (rb"[^\s\\s]", rb"[^\t\n\v\f\r \\s]"),
        (rb"a\Z", rb"a\z"),
        (rb"-(?<=[ab]-)c", rb"[ab]-c"),
        (rb"c(?![(\[:])", rb"c(?:[^(\[:]|\z)"),
        (rb"c(?![^ab])", rb"c(?:)"),
        (rb"a(?=b)c(?<!d)", rb"a(?:)c(?:)"),
        (rb"a$", None),
        (rb"^a", None),
        (rb"\bword", None),
        (rb"(a)\1", None),
        (rb"(?P<name>a)", None),
        (rb"(?>a|b)", None),
        (rb"(?=(a))", None),
        (rb"[[:alpha:]]", None),
        (rb"a{,3}", None),
        (rb"[\S]", None),
    ],
)
def test_what_a_pattern_becomes(source: bytes, expected: bytes | None) -> None:
    assert scan.translated(source) == (None if expected is None else b"(?:" + expected + b")")


def test_flags_that_re2_reads_otherwise_are_not_translated() -> None:
    assert scan.translated(b"a", re.MULTILINE) is None
    assert scan.translated(b"a.b", re.DOTALL) == b"(?s:a.b)"


_PARTS = st.sampled_from(
    [
        rb"a",
        rb"[ab]",
        rb"[^a]",
        rb"\s",
        rb"[^\s]",
        rb"[\s]",
        rb".",
        rb"(?:a|b)",
        rb"(?i:ab)",
        rb"\x80",
        b"\xe9",
        rb"\d",
        rb"\w",
        rb"\n",
        rb"(?<=a)",
        rb"(?<![ab])",
        rb"(?=b)",
        rb"(?![ab])",
        rb"\Z",
        rb"\[",
        rb"a(?<=[ab]a)",
    ]
)
_TIMES = st.sampled_from(
    [b"", b"", b"*", b"*+", b"+", b"++", b"?", b"?+", b"{1,2}", b"{2}+", b"*?", b"{0,20}"]
)


@given(st.data())
def test_a_translation_matches_wherever_the_pattern_does(data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.tuples(_PARTS, _TIMES), min_size=1, max_size=5))
    source = b"".join(
        part if part.startswith((b"(?<", b"(?=", b"(?!", rb"\Z")) else part + times for part, times in parts
    )
    try:
        known = re.compile(source)
    except re.error:
        return
    translated = scan.translated(source)
    if translated is None or (may_be := scan.made([translated])) is None:
        return
    raw = data.draw(st.text("abA \n\v\t[0é\x80", max_size=12).map(lambda text: text.encode("latin-1")))
    if known.search(raw):
        assert may_be(raw) == [0], (source, translated)


@given(st.binary(min_size=1, max_size=6), st.binary(max_size=6), st.binary(max_size=6))
def test_a_needle_is_found_where_it_is_and_nowhere_else(needle: bytes, before: bytes, after: bytes) -> None:
    may_be = scan.made([scan.literal(needle)])
    assert may_be is not None
    assert may_be(before + needle + after) == [0]
    assert may_be(before + after) == ([0] if needle in before + after else [])


@pytest.mark.parametrize("folder", sorted(FIXTURES.iterdir()), ids=lambda folder: folder.name)
def test_the_same_gates_are_open_with_and_without_for_every_fixture(folder: Path) -> None:
    for path in folder.rglob("*.md"):
        raw = path.read_bytes()
        assert QUICK.passed(raw) == PLAIN.passed(raw), path


@pytest.mark.skipif("WIKILINT_CORPORA" not in os.environ, reason="WIKILINT_CORPORA names no folder of pages")
def test_the_same_gates_are_open_with_and_without_for_real_pages() -> None:
    for path in Path(os.environ["WIKILINT_CORPORA"]).rglob("*.md"):
        raw = path.read_bytes()
        assert QUICK.passed(raw) == PLAIN.passed(raw), path


@given(st.binary(max_size=80))
def test_the_same_gates_are_open_with_and_without_for_any_bytes(raw: bytes) -> None:
    assert QUICK.passed(raw) == PLAIN.passed(raw)


def test_a_gate_that_cannot_be_translated_is_asked_beside_the_scan() -> None:
    quick, plain = _with_and_without([re.compile(rb"^a"), b"b", (b"c", re.compile(rb"\bd"))])
    for raw in (b"", b"a", b"b", b"xa", b"c", b" d", b"abcd"):
        assert quick.passed(raw) == plain.passed(raw)


def test_no_scan_is_made_for_a_few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "_SCAN_AFTER", 3)
    several = Gates([b"a"])
    assert [several.passed(b"a"), several.passed(b"b"), several._scan] == [[0], [], None]
    assert several.passed(b"a") == [0]
    assert several._scan is not None


def test_a_scan_that_fails_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    quick, _plain = _with_and_without([b"a", b"b"])
    monkeypatch.setattr(quick, "_scan", lambda _raw: None)
    assert quick.passed(b"xb") == [1]


def test_an_automaton_without_memory_says_that_it_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    import re2

    class Small(re2.Options):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.max_mem = 3_000

    monkeypatch.setattr(re2, "Options", Small)
    may_be = scan.made([b"[ab]*c[ab]{12}d"])
    assert may_be is None or may_be(b"abcabbabaabbaabd" * 500) is None


def test_the_switch_turns_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(scan.SWITCH, "0")
    assert scan.made([b"a"]) is None


def test_without_google_re2_there_is_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "re2", None)
    assert scan.made([b"a"]) is None
    several = Gates([b"a"])
    several._make_scan()
    assert several.passed(b"a") == [0]


QUICK, PLAIN = _with_and_without(ALL)
