"""Asterisks that were to make text bold and are shown instead: `**Udgiv*`."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule
from wikilint_rules._fold import folded
from wikilint_rules.markdown._emphasis import UNSPACED, Block, find_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wikilint_rules.markdown._asterisks import Run
    from wikilint_rules.markdown._emphasis import Broken, Pair

# Both begin with an asterisk and look back over it, so that `re` goes from one asterisk to the next.
_PAIR = pattern(r"(\*(?<![\w*\\]\*)\*{0,2})(?=[^\s*])[^*`\\]*+(?<=[^\s*])\1(?![\w*])")
# A pair on one line and in one cell: whatever the block, it is one. Taken out first, most pages have no asterisks left.
_PLAIN_PAIR = pattern(
    r"(\*(?<![\w*\\]\*)\*{0,2})(?=[^\s*])[^*`\\\r\n|]*+(?:(?:`[^`*\r\n|]++`(?!`)|\\[^*\r\n|])[^*`\\\r\n|]*+)*+"
    r"(?<=[^\s*])\1(?![\w*])"
)
# Where another block begins, in a quotation too: an item, a heading, a row, HTML.
_BLOCK = pattern(r"[ \t]*+(?:>[ \t>]*+)?(?:[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||</?[A-Za-z]|\Z)")
_ROW = pattern(r"[ \t>]*+\|")
_PREFIX = pattern(r"[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++|#{1,6}[ \t]++)*+")
_MOST = 3000
"""Longer paragraphs are left alone: the parser's time grows with the square of their length."""
_SHOWN = 40


@rule("broken-emphasis", severity="warning", gate=b"**")
def broken_emphasis(doc: Document) -> Findings:
    """Asterisks meant to make text bold that do not pair up, so readers see them.

    Converters write an empty bold as `****`, close more than they opened (`**Topics******`), leave a space inside
    (`**Note: **text`) or lose one mark (`**Note*`). A paragraph is reported where a CommonMark parser shows two or
    more asterisks as text, and only failed emphasis explains them. Each paragraph, item or cell is one finding.

    The rule ignores pointers and powers (`char **argv`, `2**3`, `**kwargs`), path patterns, footnote marks
    (`word**`), masked words, ratings, wiki bullets (`** item`), code and mathematics.

        **Topics:******

    becomes

        **Topics:**

    Fix safety: unsafe. Surplus and empty marks are removed, and spaces move out of the bold text, where only one
    reading is possible and the parser then shows none of the marks. There is no fix for a mark that was lost.
    """
    return folded(doc, _shown(doc))


def _shown(doc: Document) -> Findings:
    for block in _odd_blocks(doc):
        from wikilint_rules.markdown._asterisks import runs

        broken = find_broken(block, runs(block.text))
        shown = [block.start + at for run in broken.runs for at in run.shown]
        if not shown or any(doc.is_protected(at, at + 1) for at in shown):
            continue
        start, end = shown[0], shown[-1] + 1
        message = f"readers see asterisks that do not pair up: “{_excerpt(block, broken.runs[0])}”"
        fix = _proven(block, _fix(block, broken), len(shown))
        yield Finding(start, end, message, fix, count=len(broken.runs))


def _excerpt(block: Block, run: Run) -> str:
    start, end = max(run.start - _SHOWN // 2, 0), run.end + _SHOWN // 2
    text = " ".join(block.text[start:end].split())
    return f"{'…' if start else ''}{text}{'…' if end < len(block.text) else ''}"


def _odd_blocks(doc: Document) -> Iterator[Block]:
    """Stretches of inline text with two asterisks that are not plainly a pair."""
    text = doc.text
    if "**" not in _PLAIN_PAIR.sub("", text):
        return
    at = text.find("**", doc.body_start)
    while at >= 0:
        start, end = _bounds(doc, at)
        inside = text[start:end]
        if "**" in _PAIR.sub("", inside):
            if region := doc.protection(at, at + 1):
                at = text.find("**", max(region.end, at + 1))
                continue
            if end - start <= _MOST:
                yield Block(start, inside)
        at = text.find("**", max(end, at + 2))


def _bounds(doc: Document, at: int) -> tuple[int, int]:
    """Where the paragraph, item, heading or cell around an offset begins and ends."""
    first = last = row = doc.row(at)
    line_start = doc.line_starts[row - 1]
    if _ROW.match(doc.text, line_start):
        end = doc.text.find("|", at, doc.line_end(at))
        line_end = len(doc.text[at : doc.line_end(at)].rstrip("\r\n")) + at if end < 0 else end
        return doc.text.rfind("|", line_start, at) + 1, line_end
    while (
        first > 1
        and not _BLOCK.match(doc.line(first))
        and doc.line(first - 1).strip()
        and at - line_start < _MOST
    ):
        first -= 1
        line_start = doc.line_starts[first - 1]
    while last < len(doc.line_starts) and not _BLOCK.match(doc.line(last + 1)) and last - row < _MOST // 40:
        last += 1
    start = max(line_start, doc.body_start)
    prefix = _PREFIX.match(doc.text, start, at + 1)
    start = prefix.end() if prefix and prefix.end() <= at else start
    return start, doc.line_starts[last - 1] + len(doc.line(last))


def _fix(block: Block, broken: Broken) -> Fix | None:
    """Removes surplus marks, or moves the spaces out of pairs, where nothing else is broken."""
    if all(_is_removable(block, run) for run in broken.runs):
        edits = [_without(block, run) for run in broken.runs]
        return Fix("Remove the surplus asterisks", *edits, safety="unsafe")
    if 2 * len(broken.pairs) == len(broken.runs) and all(_is_sure(block, pair) for pair in broken.pairs):
        edits = [edit for pair in broken.pairs for edit in _apart(block, pair)]
        return Fix("Move the spaces out of the bold text", *edits, safety="unsafe")
    return None


def _proven(block: Block, fix: Fix | None, shown: int) -> Fix | None:
    """The fix, if the parser agrees that it leaves fewer marks to see, and it makes no list of a paragraph."""
    from wikilint_rules.markdown._asterisks import runs, shown_underscores

    if fix is None:
        return None
    after, at = "", 0
    for edit in fix.edits:
        after += block.text[at : edit.start - block.start] + edit.content
        at = edit.end - block.start
    after += block.text[at:]
    left = [run for run in runs(after) if run.shown]
    is_better = sum(len(run.shown) for run in left) < shown and all(run.length == 1 for run in left)
    if not is_better or shown_underscores(after) > shown_underscores(block.text):
        return None
    return None if _BLOCK.match(after) and not _BLOCK.match(block.text) else fix


def _is_removable(block: Block, run: Run) -> bool:
    """Whether the run is an empty bold, or closes more than was opened."""
    if len(run.shown) < run.length:
        return run.length >= 4 and len(run.shown) % 2 == 0 and run.shown[-1] == run.end - 1
    return run.length % 4 == 0 and not block.after(run).isalnum()


def _without(block: Block, run: Run) -> Edit:
    start, end = run.shown[0], run.shown[-1] + 1
    if not block.text[end:].strip():
        start -= len(block.text[:start]) - len(block.text[:start].rstrip(" \t"))
    return Edit(block.start + start, block.start + end)


def _is_sure(block: Block, pair: Pair) -> bool:
    """Whether a space at its edge is all that is wrong with a pair: in `Note:** a **bold` two other marks were lost."""
    first, second, inside = pair
    if not (inside[0].isspace() and inside[-1].isspace()):
        return pair.is_spaced
    before, after = block.before(first), block.after(second)
    opens = not before.strip() or unicodedata.category(before) in ("Ps", "Pi") or before >= UNSPACED
    return opens and not (after.isalnum() and after < UNSPACED)


def _apart(block: Block, pair: Pair) -> Iterator[Edit]:
    """`**Note: **text` becomes `**Note:** text`."""
    first, second, inside = pair
    left, right = len(inside) - len(inside.lstrip()), len(inside) - len(inside.rstrip())
    if left:
        before = "" if block.before(first) in ("", " ", "\n") else inside[:left]
        marks = block.text[first.start : first.end]
        yield Edit(block.start + first.start, block.start + first.end + left, before + marks)
    if right:
        after = inside[-right:] if block.after(second).strip() else ""
        marks = block.text[second.start : second.end]
        yield Edit(block.start + second.start - right, block.start + second.end, marks + after)
