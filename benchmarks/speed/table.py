"""Tables of Markdown, and a page that holds them between two markers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.speed.measure import Row

BEGIN = "<!-- speed: written by `python -m benchmarks.speed --write` -->"
END = "<!-- speed: end -->"


@dataclass(frozen=True, slots=True)
class Table:
    """head: the names of the columns; the first is aligned left, all others right. note: a line below."""

    head: Sequence[str]
    cells: Sequence[Sequence[str]]
    note: str = ""

    def __str__(self) -> str:
        lines = [_line(self.head), _line(["---", *["---:"] * (len(self.head) - 1)]), *map(_line, self.cells)]
        return "\n".join(lines) + (f"\n\n{self.note}" if self.note else "")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def compared(title: str, rows: Sequence[Row], note: str = "") -> Table:
    """A row for each program; the first program is the one that all are compared with."""
    if not rows:
        return Table((title,), (), note)
    base = rows[0]
    head = (title, "median", "from", "to", "runs", f"{base.program.name} takes", "peak", "exit")
    return Table(head, [[row.program.name, *_times(row), *_beside(base, row)] for row in rows], note)


def _times(row: Row) -> tuple[str, str, str, str]:
    seconds = [run.seconds for run in row.runs]
    return time_of(row), f"{min(seconds):.3f}", f"{max(seconds):.3f}", str(len(seconds))


def _beside(base: Row, row: Row) -> tuple[str, str, str]:
    return ratio(base, row), peak(row), exits(row)


def time_of(row: Row) -> str:
    """The median, or what is known of a program that was stopped."""
    return f"> {row.median:.0f} s" if row.over else f"{row.median:.3f} s"


def ratio(one: Row, other: Row) -> str:
    """How many times the median of `other` the median of `one` is; a bound where one of them was stopped."""
    if one.over and other.over:
        return "?"
    bound = "> " if one.over else "< " if other.over else ""
    return f"{bound}{one.median / other.median:.2f} ×"


def peak(row: Row) -> str:
    return f"{row.peak:.0f} MiB"


def exits(row: Row) -> str:
    """The exit codes; those that say that the work was not done are named as such."""
    if row.over:
        return "stopped"
    codes = ", ".join(str(code) for code in sorted({run.code for run in row.runs}))
    wanted = " or ".join(str(code) for code in sorted(row.program.codes))
    return f"**{codes}**, expected {wanted}" if row.unexpected else codes


def between_markers(page: str, text: str) -> str:
    """The page with `text` between its markers, and nothing else changed.

    Raises ValueError where the page does not have each marker once, in this order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in before + after:
        raise ValueError(f"the page needs one line `{BEGIN}` and after it one line `{END}`")
    return f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}"
