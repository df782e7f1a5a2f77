"""Private-use characters: a sign that only one font knows."""

from __future__ import annotations

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, pattern, rule

from ._census import unusual
from ._spans import in_mojibake
from ._text import outside, spares_frontmatter

_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "▪", "\uf06c": "●", "\uf06e": "■", "\uf071": "❑", "\uf076": "❖",
    "\uf0d8": "➢", "\uf0d2": "☼", "\uf0e0": "→", "\uf0e8": "➔", "\uf0f0": "⇨", "\uf0fc": "✓", "\uf0fe": "☑",
    "\uf0fb": "✗", "\uf04a": "☺", "\uf04c": "☹", "\uf0ae": "→", "\uf0b0": "°", "\uf0b1": "±", "\uf0b4": "×",
    "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b9": "≠", "\uf0bb": "≈", "\uf06d": "μ", "\uf070": "π", "\uf044": "Δ",
}  # fmt: skip
"""What Word wrote in its fonts Symbol and Wingdings, whose characters it keeps at U+F000 plus their byte.

Where the two fonts differ, the sign that pages really have: bullets, arrows, ticks of Wingdings, operators of Symbol.
"""


@rule("private-use", severity="info", gate=NON_ASCII)
@spares_frontmatter
def private_use(doc: Document) -> Findings:
    """A private-use character: it has a glyph in one font only and is an empty box everywhere else.

    Most come from Word, which stores the bullets, arrows and check marks of its Symbol and Wingdings fonts there.
    Those are a warning. Others may belong to an icon font of the site and are only an info. One finding per file.

    Example: `<U+F0B7> first point` becomes `• first point`.

    Fix safety: unsafe, because the two fonts differ at some codes. The fix writes the standard character that looks
    the same. Characters not known to come from Word have no fix.
    """
    if not _PRIVATE.search(unusual(doc)):
        return
    known: list[Edit] = []
    unknown: list[Edit] = []
    for match in outside(doc, _PRIVATE):
        if in_mojibake(doc, match.start()):
            continue
        sign = _SYMBOLS.get(match.group(), "")
        (known if sign else unknown).append(Edit(*match.span(), sign))
    if known:
        signs = " ".join(dict.fromkeys(edit.content for edit in known))
        fix = Fix(f"Write {signs}", *known, safety="unsafe")
        message = f"private-use character {_codes(doc, known)}, a sign of Word’s Symbol or Wingdings font"
        yield Finding(known[0].start, known[0].end, message, fix, "warning", count=len(known))
    if unknown:
        message = f"private-use character {_codes(doc, unknown)}"
        yield Finding(unknown[0].start, unknown[0].end, message, count=len(unknown))


def _codes(doc: Document, edits: list[Edit]) -> str:
    codes = list(dict.fromkeys(f"U+{ord(doc.text[edit.start]):04X}" for edit in edits))
    return ", ".join(codes[:4]) + (" …" if len(codes) > 4 else "")
