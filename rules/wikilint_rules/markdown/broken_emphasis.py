"""Asterisks that were to make text bold and are shown instead: `**Udgiv*`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wikilint_rules.markdown._asterisks import Run

_PAIR = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])[^*`\\]*+(?<=[^\s*])\1(?![\w*])")
# Where another block begins, in a quotation too: an item, a heading, a row, HTML.
_BLOCK = re.compile(r"[ \t]*+(?:>[ \t>]*+)?(?:[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||</?[A-Za-z]|\Z)")
_PREFIX = re.compile(r"[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++|#{1,6}[ \t]++)*+")
_MOST = 3000
"""Longer paragraphs are left alone: the parser's time grows with the square of their length."""
# `**kwargs`, `**other_options`: how Python and C write something else.
_IDENTIFIER = re.compile(r"(?:kw|kwargs|args|argv|opts|options|params)\b|[A-Za-z]\w*_\w|[a-z]\w*[),;=(\[]")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_CODE = frozenset("/\\`={<")
_SHOWN = 40


class _Block(NamedTuple):
    """The text of a paragraph, item, heading or cell, and where it is in the page."""

    start: int
    text: str

    def before(self, run: Run) -> str:
        return self.text[run.start - 1 : run.start] if run.start else ""

    def after(self, run: Run) -> str:
        return self.text[run.end : run.end + 1]


@rule("broken-emphasis", severity="warning", gate=b"**")
def broken_emphasis(doc: Document) -> Findings:
    """Asterisks that were to make text bold do not pair up, so readers see them.

    Converters write an empty bold as `****`, close more than they opened (`**Topics******`), leave a space inside
    (`** Note **`) or lose one mark (`**Note*`). A paragraph counts where a CommonMark parser shows two asterisks or
    more as text, and where nothing but failed emphasis explains them. Each paragraph, item or cell is one finding.

    Pointers and powers (`char **argv`, `2**3`, `**kwargs`), patterns of paths, footnote marks (`word**`), masked
    words, ratings, bullets of wikis (`** item`), code and mathematics are left alone.

    Fix safety: with `--unsafe-fixes` surplus and empty marks are removed, and spaces move out of a bold, where
    only one reading is possible. A mark that was lost is never guessed: the finding is only reported.

        **Topics:******

    becomes

        **Topics:**
    """
    for block in _odd_blocks(doc):
        from wikilint_rules.markdown._asterisks import runs

        broken = _broken(block, runs(block.text))
        shown = [block.start + at for run in broken for at in run.shown]
        if not shown or any(doc.is_protected(at, at + 1) for at in shown):
            continue
        start, end = shown[0], shown[-1] + 1
        message = f"readers see asterisks that do not pair up: “{_excerpt(block, broken[0])}”"
        yield Finding(start, end, message, _fix(block, broken), count=len(broken))


def _excerpt(block: _Block, run: Run) -> str:
    start, end = max(run.start - _SHOWN // 2, 0), run.end + _SHOWN // 2
    text = " ".join(block.text[start:end].split())
    return f"{'…' if start else ''}{text}{'…' if end < len(block.text) else ''}"


def _odd_blocks(doc: Document) -> Iterator[_Block]:
    """Stretches of inline text with two asterisks that are not plainly a pair."""
    text = doc.text
    at = text.find("**", doc.body_start)
    while at >= 0:
        if region := doc.protection(at, at + 1):
            at = text.find("**", max(region.end, at + 1))
            continue
        start, end = _bounds(doc, at)
        inside = text[start:end]
        if end - start <= _MOST and "**" in _PAIR.sub("", inside):
            yield _Block(start, inside)
        at = text.find("**", max(end, at + 2))


def _bounds(doc: Document, at: int) -> tuple[int, int]:
    """Where the paragraph, item, heading or cell around an offset begins and ends."""
    first = last = row = doc.row(at)
    line = doc.line(row)
    line_start = doc.line_starts[row - 1]
    if line.lstrip(" \t>").startswith("|"):
        start = doc.text.rfind("|", line_start, at) + 1
        end = doc.text.find("|", at, line_start + len(line))
        return start, end if end >= 0 else line_start + len(line)
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


def _broken(block: _Block, runs: list[Run]) -> list[Run]:
    """The runs that failed to make emphasis; none where anything else explains them."""
    if _is_list(block, runs):
        return []
    long = [run for run in runs if run.length > 1]
    odd = [run for run in long if run.shown and not _is_code(block, run) and not _is_bullet(block, run, long)]
    certain = [run for run in odd if _is_partial(run) or _is_surplus(block, run, runs)]
    if certain or _is_failed_pair(block, odd, runs) or _is_unclosed(block, odd, long):
        return odd
    return []


def _is_list(block: _Block, runs: list[Run]) -> bool:
    """`* one ** two *** three`: the bullets of a list that lost its line breaks."""
    bullets = [run for run in runs if len(run.shown) == run.length and not block.before(run).strip()]
    shown = sum(1 for run in runs if run.shown)
    return len(bullets) > 1 and (
        any(run.length == 1 for run in bullets) or (len(bullets) > 2 and len(bullets) == shown)
    )


def _is_code(block: _Block, run: Run) -> bool:
    before, after = block.before(run), block.after(run)
    if (before in _CODE and before) or (after in _CODE and after):
        return True
    power = before.isspace() and block.text[run.end :].lstrip()[:1].isdigit()
    return power or (before.isdigit() and after.isdigit()) or bool(_IDENTIFIER.match(block.text, run.end))


def _is_bullet(block: _Block, run: Run, runs: list[Run]) -> bool:
    """Whether the run opens its line like the bullet of a wiki, and nothing in the line closes it."""
    line_start = max(block.text.rfind("\n", 0, run.start), block.text.rfind("\r", 0, run.start)) + 1
    if block.text[line_start : run.start].strip() or block.after(run) not in (" ", "\t"):
        return False
    return run is runs[-1]


def _is_partial(run: Run) -> bool:
    """`**Note*`: half of the run makes emphasis."""
    return run.length == 2 and len(run.shown) == 1


def _is_surplus(block: _Block, run: Run, runs: list[Run]) -> bool:
    """`Topics:******`, `**5.** Hearing ****`: an empty bold, or more marks than were opened."""
    if run.length < 4 or len(run.shown) < 2:
        return False
    before, after = block.before(run), block.after(run)
    if len(run.shown) < run.length:
        return True
    if before.strip() or (after and after.strip()):
        word = _WORD_BEFORE.search(block.text[max(run.start - 20, 0) : run.start])
        longest = 8 if run.length == 4 else 5
        is_mask = word is not None and (len(word[0]) <= longest or after.isalnum())
        return not is_mask
    return not block.text[run.end :].strip() and any(not other.shown for other in runs)


def _is_failed_pair(block: _Block, odd: list[Run], runs: list[Run]) -> bool:
    """`**Learning—**Just`, `** Note **`: two runs that are a pair to the eye."""
    whole = [run for run in odd if len(run.shown) == run.length <= 3]
    if len(whole) != 2 or sum(run.length > 1 for run in runs) % 2:
        return False
    first, second = whole
    if first.length != second.length:
        return False
    inside = block.text[first.end : second.start]
    if not inside.strip():
        return False
    opens = not block.before(first).isalnum() or block.before(first) > "\u2e7f"
    if not inside[0].isspace() and not inside[-1].isspace():
        return opens
    at_end = not block.text[second.end :].strip()
    spaced = inside[0].isspace() and inside[-1].isspace() and "\n" not in inside[:1] + inside[-1:]
    return opens and spaced and (at_end or bool(block.text[: first.start].strip()))


def _is_unclosed(block: _Block, odd: list[Run], long: list[Run]) -> bool:
    """`**2.4 The law`: bold is opened at the start of a block and nothing closes it."""
    if len(long) != 1 or len(odd) != 1 or odd[0].start or odd[0].length != 2:
        return False
    after = block.text[2:]
    return after[:1].isalnum() and len(after.split()) > 1


def _fix(block: _Block, broken: list[Run]) -> Fix | None:
    """Removes surplus marks, or moves the spaces out of a pair."""
    if all(_is_removable(block, run) for run in broken):
        edits = [_without(block, run) for run in broken]
        return Fix("Remove the surplus asterisks", *edits, safety="unsafe")
    if len(broken) == 2 and all(len(run.shown) == run.length == 2 for run in broken):
        first, second = broken
        inside = block.text[first.end : second.start]
        if inside[0] in " \t" and inside[-1] in " \t":
            left, right = len(inside) - len(inside.lstrip()), len(inside) - len(inside.rstrip())
            return Fix(
                "Move the spaces out of the bold",
                Edit(block.start + first.end, block.start + first.end + left),
                Edit(block.start + second.start - right, block.start + second.start),
                safety="unsafe",
            )
    return None


def _is_removable(block: _Block, run: Run) -> bool:
    """Whether the run is an empty bold, or closes more than was opened."""
    if len(run.shown) < run.length:
        return run.length >= 4 and len(run.shown) % 2 == 0 and run.shown[-1] == run.end - 1
    return run.length % 4 == 0 and not (block.after(run).strip() and block.after(run).isalnum())


def _without(block: _Block, run: Run) -> Edit:
    start, end = run.shown[0], run.shown[-1] + 1
    if not block.text[end:].strip():
        start -= len(block.text[:start]) - len(block.text[:start].rstrip(" \t"))
    return Edit(block.start + start, block.start + end)
