"""A flood of the same damage is one finding: nobody reads three thousand lines that say the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from wikilint.rule import Document, Finding, Findings, Fix

from ._text import apart

P = ParamSpec("P")
Look = Callable[Concatenate[Document, P], Findings]

LIMIT = 25
"""Findings of one kind in one file that are told one by one; a screen holds about as many."""

_SUPPRESSIONS = b"wikilint:"
"""Where comments spare a part of the text, each finding has to stand where its damage does."""


def one_for_many(look: Look[P]) -> Look[P]:
    """A rule's function whose findings of a kind become one, with a count, where they are more than `LIMIT`.

    Of a kind are findings of the same severity with the same kind of fix, in the frontmatter or in the body, in a
    protected region or outside; so what holds for the fix of one holds for all of them.
    """

    @wraps(look)
    def told(doc: Document, /, *args: P.args, **kwargs: P.kwargs) -> Findings:
        found = list(look(doc, *args, **kwargs))
        if len(found) <= LIMIT or _SUPPRESSIONS in doc.raw:
            yield from found
            return
        kinds: dict[tuple[object, ...], list[Finding]] = {}
        for each in found:
            kinds.setdefault(_kind(doc, each), []).append(each)
        for group in kinds.values():
            if len(group) > LIMIT:
                yield _joined(doc, group)
            else:
                yield from group

    return told


def _kind(doc: Document, found: Finding) -> tuple[object, ...]:
    fix = found.fix
    where = found.start >= doc.body_start, doc.is_protected(found.start, found.end)
    if fix is None:
        return found.severity, *where
    if fix.decode_as or found.proves or found.safe_if:
        return (id(found),)
    reaches = any(
        edit.end > doc.body_start and doc.is_protected(edit.start, max(edit.end, edit.start + 1))
        for edit in fix.edits
    )
    return found.severity, *where, fix.safety, fix.title.partition(":")[0], reaches


def _joined(doc: Document, group: list[Finding]) -> Finding:
    first, last = group[0], group[-1]
    count = sum(each.count for each in group)
    message = f"{first.message}; {count - first.count:,} more like it down to line {doc.row(last.start)}"
    fix = first.fix
    if fix is not None:
        edits = dict.fromkeys(edit for each in group if each.fix for edit in each.fix.edits)
        fix = Fix(fix.title, *apart(edits), safety=fix.safety)
    return Finding(first.start, first.end, message, fix, first.severity, count)
