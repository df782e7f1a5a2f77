"""The text around a finding: whatever the text, the finding and its fix, something true can be shown."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine.check import Hit
from wikilint.engine.diagnose import diagnose
from wikilint.finding import Edit, Finding, Fix, Safety
from wikilint.report import FORMATS, Style
from wikilint.report.outcome import Outcome
from wikilint.report.width import cells

PIECES = ("a", "word ", "\n", "\r\n", "\r", "\n\n", "漢", "\udcff", "\u200b", "\t", "x" * 200, "")


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Hit]]:
    text = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=30)))
    document = Document.from_text(text)
    place = st.integers(0, len(document.text))
    hits = []
    for _ in range(draw(st.integers(1, 5))):
        start, end = sorted((draw(place), draw(place)))
        cuts = sorted({draw(place) for _ in range(draw(st.integers(0, 3)) * 2)})
        edits = [
            Edit(low, high, draw(st.sampled_from(PIECES)))
            for low, high in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        safety: Safety = draw(st.sampled_from(get_args(Safety)))
        fix = Fix("Do it", *edits, safety=safety) if edits else None
        hits.append(Hit("a-rule", "error", Finding(start, end, "what is wrong", fix)))
    return document, sorted(hits, key=lambda hit: hit.key)


@given(made=documents(), width=st.sampled_from((40, 80, 120)), color=st.booleans())
def test_anything_can_be_shown(made: tuple[Document, list[Hit]], width: int, color: bool) -> None:
    document, hits = made
    diagnoses = diagnose(document, hits, lambda _, fix: fix.safety == "safe")
    for each in diagnoses:
        snippet = each.snippet
        if snippet is None:
            continue
        line = snippet.lines[snippet.at]
        assert line.row == each.start[0]
        assert 0 <= snippet.offset <= len(line.text)
        assert snippet.marked >= 1
        assert [line.row for line in snippet.lines if line.row] == sorted(
            {line.row for line in snippet.lines if line.row}
        )
        for shown in snippet.lines:
            assert "\n" not in shown.text
            assert all(0 <= start <= end <= len(shown.text) for start, end in shown.marks)
            if shown.sign != "+" and shown.row and not shown.cut:
                assert document.line(shown.row).startswith(shown.text)
    text = "".join(FORMATS["full"].file(Outcome("a.md", diagnoses), Style(color, width)))
    if not color:
        assert all(cells(line) <= width for line in text.split("\n"))


@given(made=documents())
def test_what_a_fix_shows_as_new_is_what_it_makes(made: tuple[Document, list[Hit]]) -> None:
    """A change within one line: its `+` line is the line that the fix leaves there."""
    document, hits = made
    for hit in hits:
        fix = hit.finding.fix
        if fix is None or len(fix.edits) != 1:
            continue
        (edit,) = fix.edits
        line = document.text[edit.start : edit.end] + edit.content
        if "\n" in line or "\r" in line or len(document.text) > 150:
            continue
        if document.row(edit.start) != document.row(hit.finding.start) or document.row(
            edit.end
        ) != document.row(hit.finding.start):
            continue
        (each,) = diagnose(document, [hit], lambda *_: False)
        added = [line.text for line in each.snippet.lines if line.sign == "+"] if each.snippet else []
        after = Document.from_text(
            document.text[: edit.start] + edit.content + document.text[edit.end :]
        ).line(each.start[0])
        assert added in ([after], [])
        assert bool(added) == (after != document.line(each.start[0]) and bool(after))
