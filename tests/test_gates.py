"""Gates: a test of the marks alone never says no where the bytes of a file say yes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint import gates
from wikilint.engine import registry
from wikilint.gates import EQUAL_LINES, NON_ASCII, Gate
from wikilint.rule import Rule

_BYTES = st.text("ab T[](){}*=, .-\n\té", max_size=12).map(str.encode)


@given(_BYTES, _BYTES, _BYTES)
def test_a_needle_is_found_wherever_it_is(before: bytes, needle: bytes, after: bytes) -> None:
    raw = before + needle + after
    assert gates.compiled(needle)(raw, gates.marks(raw))


@given(_BYTES, _BYTES)
def test_a_needle_is_found_nowhere_else(raw: bytes, needle: bytes) -> None:
    assert gates.compiled(needle)(raw, gates.marks(raw)) == (needle in raw)


@pytest.mark.parametrize(
    ("gate", "raw", "is_open"),
    [
        (None, b"", True),
        (re.compile(rb"a+b"), b"caab", True),
        (re.compile(rb"a+b"), b"ba", False),
        ((b"x", re.compile(rb"\d")), b"7", True),
        ((b"x", re.compile(rb"\d")), b"y", False),
        (((b"x", re.compile(rb"\d")), b"z"), b"x7", True),
        (((b"x", re.compile(rb"\d")), b"z"), b"7", False),
        (((b"x", re.compile(rb"\d")), b"z"), b"z", True),
        (NON_ASCII, "é".encode(), True),
        (NON_ASCII, b"e", False),
        (EQUAL_LINES, b"a\na\na", True),
        (EQUAL_LINES, b"a\r\na\r\na", True),
        (EQUAL_LINES, b"a\ra\ra\r", True),
        (EQUAL_LINES, b"\xef\xbb\xbfa\na\na\n", True),
        (EQUAL_LINES, b"a\na\nb\na", False),
        (EQUAL_LINES, b"\n\n\n\n", False),
        (EQUAL_LINES, b"\n\n\n\na\na\na\n", True),
    ],
)
def test_what_opens_a_gate(gate: Gate, raw: bytes, *, is_open: bool) -> None:
    assert gates.compiled(gate)(raw, gates.marks(raw)) == is_open


@given(st.sampled_from(list(registry.installed().values())), st.binary(max_size=60))
def test_a_rule_asks_its_gate(rule: Rule, raw: bytes) -> None:
    assert rule.may_speak(raw) == gates.compiled(rule.gate)(raw, gates.marks(raw))
