"""Lines of damage as they are met, and lines that must not change, as data: see `mojibake-lines.json`.

expect: `safe` and `unsafe` say with which fixes the line is restored, `unchanged` that neither touches it; what is a
`known failure` is restored by neither, and what is repaired `unsafe, wrongly` was meant. Whoever mends one moves it.
"""

import json
from pathlib import Path
from typing import TypedDict

import pytest
from mojibake_promises import holds, mend

from wikilint_rules.encoding._repair.engine import repair


class Line(TypedDict, total=False):
    label: str
    text: str
    fixed: str
    expect: str


LINES: list[Line] = json.loads((Path(__file__).parent / "mojibake-lines.json").read_text("utf-8"))


@pytest.mark.parametrize("line", LINES, ids=[line["label"] for line in LINES])
def test_line(line: Line) -> None:
    text, fixed = line["text"], line.get("fixed", line["text"])
    found = repair(text)
    holds(text, found)
    safe, unsafe = mend(text, found), mend(text, found, ("safe", "unsafe"))
    match line["expect"]:
        case "safe":
            assert safe == fixed
        case "unsafe":
            assert (safe != fixed, unsafe) == (True, fixed)
        case "unchanged":
            assert (safe, unsafe) == (text, text)
        case "unsafe, wrongly":
            assert (safe, unsafe != text) == (text, True)
        case "known failure":
            assert (safe, unsafe != fixed) == (text, True)
        case other:
            pytest.fail(f"unknown expectation: {other}")
