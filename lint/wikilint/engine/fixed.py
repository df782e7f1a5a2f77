"""What became of a document: a value, so that those who only look need not import what fixes."""

from __future__ import annotations

from collections.abc import Mapping

from wikilint.document import Document
from wikilint.edits import Applied
from wikilint.engine.check import Hit
from wikilint.value import frozen


@frozen
class Fixed:
    """What became of a document.

    after: the fixed document, or the one given when nothing could be, or was allowed to be, fixed.
    before: every hit that the document had.
    left: every hit that `after` has; rejections are among them.
    fixed: how many fixes were applied, by rule.
    edits: what they did to `document.text`, sorted and disjoint: applied to it, they give `after.text`.
    """

    after: Document
    before: list[Hit]
    left: list[Hit]
    fixed: Mapping[str, int]
    edits: tuple[Applied, ...] = ()
