"""Where the mojibake of a file is: that damage is reported by its own rule, and by no other."""

from __future__ import annotations

from bisect import bisect_right

from wikilint.rule import Document, fact


@fact
def _spans(doc: Document) -> tuple[list[int], list[int]]:
    from ._repair.engine import repair

    spans = sorted((each.start, each.end) for each in repair(doc.text))
    return [start for start, _ in spans], [end for _, end in spans]


def in_mojibake(doc: Document, start: int) -> bool:
    """Whether the character at `start` is a part of UTF-8 that was read with the wrong codec.

    Expensive where a text has much of it: ask only for characters that would be reported.
    """
    starts, ends = _spans(doc)
    at = bisect_right(starts, start) - 1
    return at >= 0 and start < ends[at]
