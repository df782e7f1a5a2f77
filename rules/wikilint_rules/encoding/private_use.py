"""Private-use characters: a sign that only one font knows."""

from __future__ import annotations

import re
from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule

from ._text import keeps_block, outside

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "▪", "\uf06c": "●", "\uf06e": "■", "\uf071": "❑", "\uf076": "❖",
    "\uf0d8": "➢", "\uf0d2": "☼", "\uf0e0": "→", "\uf0e8": "➔", "\uf0f0": "⇨", "\uf0fc": "✓", "\uf0fe": "☑",
    "\uf0fb": "✗", "\uf04a": "☺", "\uf04c": "☹", "\uf0ae": "→", "\uf0b0": "°", "\uf0b1": "±", "\uf0b4": "×",
    "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b9": "≠", "\uf0bb": "≈", "\uf06d": "μ", "\uf070": "π", "\uf044": "Δ",
}  # fmt: skip
"""What Word wrote in its fonts Symbol and Wingdings, whose characters it keeps at U+F000 plus their byte.

Where the two fonts differ, the sign that pages really have: bullets, arrows and ticks of Wingdings, operators of Symbol.
"""


@rule(
    "private-use", severity="info", needs=re.compile(rb"\xee|\xef[\x80-\xa3]|\xf3[\xb0-\xbf]|\xf4[\x80-\x8f]")
)
def private_use(doc: Document) -> Findings:
    """A private-use character: only one font has a sign for it, everywhere else it is an empty box.

    Most come from Word, which keeps the bullets, arrows and ticks of its fonts Symbol and Wingdings there. Those
    are a warning, and replaced with `--unsafe-fixes` by the character that looks so everywhere. Others may belong
    to a font of icons that the site has, so they are only mentioned. Each line is one finding.

    Example: `<U+F0B7> first point` becomes `• first point`.
    """
    for _, group in groupby(outside(doc, _PRIVATE), key=lambda match: doc.row(match.start())):
        line = list(group)
        edits = [Edit(*match.span(), _SYMBOLS.get(match.group(), "")) for match in line]
        known = all(edit.content for edit in edits)
        codes = ", ".join(dict.fromkeys(f"U+{ord(match.group()):04X}" for match in line[:4]))
        fix = None
        if known and keeps_block(doc, edits):
            signs = " ".join(dict.fromkeys(edit.content for edit in edits))
            fix = Fix(f"Write {signs}", *edits, safety="unsafe")
        origin = ", a sign of Word's Symbol or Wingdings font" if known else ""
        message = f"private-use character {codes}{origin}"
        severity = "warning" if known else None
        yield Finding(edits[0].start, edits[-1].end, message, fix, severity, count=len(line))
