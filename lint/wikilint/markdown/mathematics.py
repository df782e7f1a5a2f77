r"""Mathematics in prose: `$$…$$`, `$…$`, `\(…\)` and `\[…\]`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from wikilint.markdown.shapes import Region
from wikilint.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARK = pattern(r"\\|\$")
# pandoc's rule (extension tex_math_dollars): no blank behind the first `$`, none before the last one, and no
# digit behind it, so that “$20 and $30” is money.
_CLOSING = pattern(r"(?<![\s\\])\$(?![0-9$])")
_BRACKETED = pattern(r"\\(?:\((?:[^\\]|\\[^()])*+\\\)|\[(?:[^\\]|\\[^\[\]])*+\\\])")
_BLANK_LINE = pattern(r"(?>\r\n|\n|\r)[ \t>]*+[\r\n]")
# Text that was turned into Markdown writes plain brackets as `\[edit\]`; mathematics says something in TeX.
_TEX = pattern(r"[\^_=]|\\[A-Za-z]")


def mathematics(text: str, runs: Iterable[tuple[int, int]], code: Sequence[Region]) -> Iterator[Region]:
    """The formulas in the runs of inline text; marks inside the sorted, disjoint `code` do not count.

    Only `$$…$$` may go on behind its run, up to a blank line: what looks like a list in it is a sum.
    """
    code_starts = [region.start for region in code]

    def code_end(at: int) -> int:
        nth = bisect_right(code_starts, at) - 1
        return code[nth].end if nth >= 0 and at < code[nth].end else -1

    done = 0
    for start, end in runs:
        position, closings = max(start, done), None
        while position < end and (mark := _MARK.search(text, position, end)):
            at = mark.start()
            if (behind := code_end(at)) >= 0:
                position = behind
                continue
            position = at + 2
            if mark[0] == "\\":
                done = _bracketed_end(text, at, end)
            elif text.startswith("$$", at):
                done = _display_end(text, at)
            else:
                position = at + 1
                if closings is None:
                    found = (closing.start() for closing in _CLOSING.finditer(text, at, end))
                    closings = [closing for closing in found if code_end(closing) < 0]
                done = _dollar_end(text, at, end, closings)
            if done:
                yield Region(at, done, "math")
                position = done


def _bracketed_end(text: str, at: int, end: int) -> int:
    formula = _BRACKETED.match(text, at, end)
    return formula.end() if formula and _TEX.search(text, at + 2, formula.end() - 2) else 0


def _display_end(text: str, at: int) -> int:
    closing = text.find("$$", at + 2)
    if closing <= at + 2 or _BLANK_LINE.search(text, at, closing):
        return 0
    return closing + 2


def _dollar_end(text: str, at: int, end: int, closings: list[int]) -> int:
    if at + 1 >= end or text[at + 1].isspace():
        return 0
    nth = bisect_left(closings, at + 2)
    return closings[nth] + 1 if nth < len(closings) else 0
