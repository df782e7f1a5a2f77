"""For people: each finding with its line, a mark below it, and what its fix makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wikilint.report.concise import mark
from wikilint.report.form import Format
from wikilint.report.outcome import Diagnosis, Line, Outcome, Snippet
from wikilint.report.style import BOLD, CYAN, DIM, GREEN, MAGENTA, RED, REVERSE, YELLOW, Style, paint, visible
from wikilint.report.width import cells, cut, wrapped

_COLORS = {"error": RED, "warning": YELLOW, "info": CYAN}
_SIGNS = {"-": RED, "+": GREEN, " ": ""}
_NARROWEST = 40
"""Columns below which nothing is cut or wrapped any more."""


def _head(each: Diagnosis, style: Style) -> Iterator[str]:
    """Severity, rule, mark and message, wrapped between words; what follows the first line is indented."""
    sign = mark(each.fix)
    lead = " ".join(filter(None, (each.severity, each.rule, sign)))
    lines = wrapped(f"{lead} {visible(each.message)}", max(style.width, _NARROWEST), indent=4)
    if style.color:
        painted = [
            paint(each.severity, _COLORS[each.severity]),
            paint(each.rule, BOLD),
            paint(sign, GREEN if sign == "[*]" else MAGENTA),
        ]
        # The first line breaks behind the mark at the earliest where the terminal is not absurdly narrow.
        if lines[0].startswith(lead):
            lines[0] = " ".join(filter(None, painted)) + lines[0][len(lead) :]
    yield from lines


def _begin(snippet: Snippet, room: int) -> int:
    """From which code point on the marked line is shown, so that its mark is in sight of `room` columns."""
    text, offset = snippet.lines[snippet.at].text, snippet.offset
    if cells(visible(text[: offset + snippet.marked])) <= room * 2 // 3:
        return 0
    left = max(room // 3, room - 2 - cells(visible(text[offset:])))
    begin = offset
    while begin and (left := left - cells(visible(text[begin - 1]))) >= 0:
        begin -= 1
    while begin < offset and not cells(text[begin]):
        begin += 1  # An accent does not stand without its letter.
    return begin


def _text(line: Line, begin: int, room: int, style: Style) -> str:
    """The text of a line from `begin` on, cut to `room` columns; what changes in it is highlighted."""
    lead = "…" if line.cut or begin else ""
    shown = visible(line.text[begin:])
    color = _SIGNS[line.sign]
    if not (style.color and color):
        return cut(lead + shown, room)
    parts, done, left = [paint(lead, DIM)], begin, room - len(lead)
    for start, end in (*line.marks, (len(line.text), len(line.text))):
        for piece, code in (
            (line.text[done : max(start, done)], color),
            (line.text[max(start, begin) : end], color + REVERSE),
        ):
            kept = cut(visible(piece), max(left, 0))
            left -= cells(kept)
            parts.append(paint(kept, code))
        done = max(end, begin)
    return "".join(parts)


def _body(snippet: Snippet, severity: str, style: Style) -> Iterator[str]:
    """The lines of a snippet, and the mark below what is meant."""
    digits = max(3, max(len(str(line.row)) for line in snippet.lines if line.row))
    room = max(_NARROWEST, style.width) - digits - 3
    begin = _begin(snippet, room)
    alone = sum(line.sign == "-" for line in snippet.lines) <= 1
    for number, line in enumerate(snippet.lines):
        marked = number == snippet.at
        first = begin if marked or (alone and line.sign == "+") else 0
        gutter = f"{line.row or '':>{digits}} {'|' if line.sign == ' ' else line.sign} "
        if style.color:
            gutter = paint(gutter, _SIGNS[line.sign] or DIM)
        yield (gutter + _text(line, first, room, style)).rstrip()
        if marked:
            lead = 1 if line.cut or begin else 0
            indent = lead + cells(visible(line.text[begin : snippet.offset]))
            length = cells(visible(line.text[snippet.offset : snippet.offset + snippet.marked]))
            signs = "^" * max(1, min(length, room - indent))
            bar = f"{'':>{digits}} | "
            if style.color:
                bar, signs = paint(bar, DIM), paint(signs, _COLORS[severity])
            yield f"{bar}{' ' * indent}{signs}"


def _note(each: Diagnosis) -> str:
    """Why a fix is not applied, or what it does where that cannot be seen."""
    if each.fix is None:
        return ""
    seen = each.snippet and any(line.sign != " " for line in each.snippet.lines)
    what = "" if seen else f": {each.fix.title}"
    if each.fix.safety == "display":
        return f"display only; no command applies it{what}"
    if each.fix.safety == "safe" and not each.fix.applicable:
        return f"not applied; the configuration turns it off{what}"
    return f"fix{what}" if what else ""


def _finding(outcome: Outcome, each: Diagnosis, style: Style) -> Iterator[str]:
    yield from _head(each, style)
    place = "" if outcome.is_folder else f":{each.start[0]}:{each.start[1]}"
    arrow = paint("-->", DIM) if style.color else "-->"
    yield f"  {arrow} {visible(outcome.path)}{place}"
    if each.snippet:
        yield from _body(each.snippet, each.severity, style)
    if note := _note(each):
        yield from wrapped(f"    = {visible(note)}", max(style.width, _NARROWEST), indent=6)
    yield ""


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    """Every finding of a file; of a flood of one rule the first few, and how many follow."""
    shown: Counter[str] = Counter()
    last = {}
    for each in outcome.diagnoses:
        shown[each.rule] += 1
        if style.fold and shown[each.rule] > style.fold:
            last[each.rule] = each.start[0]
            continue
        yield "".join(f"{line}\n" for line in _finding(outcome, each, style))
    for rule, row in last.items():
        more = f"… {shown[rule] - style.fold:,} more {rule} in {visible(outcome.path)}, up to line {row:,}"
        lines = wrapped(f"{more}: `--max-findings 0` shows them all", max(style.width, _NARROWEST), indent=4)
        yield "".join(f"{line}\n" for line in (*lines, ""))


FORMAT = Format(file, snippets=True)
