"""What no fix may change, checked on the texts themselves.

That nothing outside the edits changes is proven on the bytes that were read; the rest is about the edits
themselves: that they keep the promises of `docs/design.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from wikilint.document import Document
from wikilint.edits import Applied, apply
from wikilint.engine.check import Hit
from wikilint.engine.vet import words
from wikilint.finding import Edit
from wikilint.frontmatter import Pair
from wikilint.frontmatter.edit import proof
from wikilint.pattern import pattern
from wikilint.value import frozen

_SUSPECT = pattern("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffd]")
"""Characters that no fix may bring in: controls, bidirectional overrides, embeddings and isolates, separators,
stray bytes, U+FEFF, U+FFFD. U+200E and U+200F are not among them: Hebrew and Arabic pages need them back."""


def after_pass(before: Document, edits: Sequence[Edit], after: Document) -> str | None:
    """Why one pass of edits breaks a promise, or None.

    New characters: no control, bidi or replacement character and no stray byte is brought in, and stray bytes do not
    join to a character when something between them goes.
    Frontmatter: a block that could be read can be read again, and only the top-level keys that an edit
    touches hold other data.
    """
    for edit in edits:
        come = _SUSPECT.findall(edit.content)
        if come and Counter(come) - Counter(_SUSPECT.findall(before.text[edit.start : edit.end])):
            return f"an edit at line {before.row(edit.start)} adds a control or replacement character"
    if not before.is_utf8 and after.text != apply(before.text, edits):
        return "stray bytes would combine into a character that nobody wrote"
    return _block_kept(before, edits, after)


def _block_kept(before: Document, edits: Sequence[Edit], after: Document) -> str | None:
    old, new = before.frontmatter, after.frontmatter
    if old is None or old.syntax != "yaml" or old.root is None or not edits or edits[0].start >= old.body:
        return None
    if new is None or new.root is None:
        return "the frontmatter could no longer be read"
    ends = [edit.end for edit in edits]  # sorted, like the edits

    def is_touched(pair: Pair) -> bool:
        nth = bisect_left(ends, pair.start)
        return nth < len(edits) and edits[nth].start <= pair.end

    touched = {pair.name for pair in old.root.pairs if is_touched(pair)}
    named = {pair.name for pair in new.root.pairs} - {pair.name for pair in old.root.pairs}
    if changed := proof.changed_keys(old, new) - touched - named:
        return f"the frontmatter key {min(changed)!r} would change, and no fix named it"
    return None


def outside_kept(before: Document, edits: Iterable[Applied], after: Document) -> str | None:
    """Why more than the edits changed, or None: carried out on the bytes that were read, they give the result."""
    text = Document(before.raw).text  # not what the rules were shown: that is what is in doubt
    if apply(text, edits) == after.text and before.bom == after.bom:
        return None
    return "more would change than the edits say"


def _is_readable(document: Document) -> bool:
    return document.frontmatter is not None and document.frontmatter.problem is None


def _seen_before(before: Document, after: Document, left: Sequence[Hit]) -> Sequence[Hit]:
    """The findings that are left where the document could be read before: elsewhere they are news, not harm."""
    if after.is_utf8 and (before.utf16 or not before.is_utf8):
        return ()
    if after.frontmatter is not None and before.frontmatter is None:
        return [each for each in left if each.finding.start >= after.frontmatter.body]
    if _is_readable(after) and not _is_readable(before):
        return [each for each in left if each.finding.start >= after.body_start]
    if before.frontmatter is None and before.no_frontmatter is None and (absence := after.no_frontmatter):
        # What went stood above it: now that it is at the top, it looks like the beginning of a block.
        return [each for each in left if each.finding.start != absence.start]
    return left


def _damage(found: Iterable[Hit]) -> Counter[tuple[str, str]]:
    """How often each rule found damage of each severity. What a finding counts is what counts: a fix that ends
    a line makes two findings of one, and no more damage."""
    damage: Counter[tuple[str, str]] = Counter()
    for each in found:
        if each.severity != "info":
            damage[each.rule, each.severity] += each.finding.count
    return damage


def _number(found: Iterable[Hit]) -> int:
    return sum(each.severity != "info" for each in found)


_UNSEEN = pattern(
    "(?:\x1b\\[[0-9;]*[A-Za-z]|ï»¿|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\uffff\ue000-\uf8ff\U000e0000-\U0010ffff])+"
)
"""What no reader sees: controls, colors of a terminal, marks of direction and of order, tags, private characters."""


@frozen
class Uncovered:
    """A document without what no reader sees, of what edits take away, and with what a proof has read anew. What it
    shows was there before.

    readers: the rules that have read anew. found: what rules find in it.
    """

    document: Document
    readers: frozenset[str] = frozenset()
    found: Sequence[Hit] = ()


def uncovered(before: Document, edits: Iterable[Applied]) -> Uncovered | None:
    """What edits uncover; None where they take away nothing that hides, and have read nothing anew."""
    shown, readers = [], set()
    for edit in edits:
        old = before.text[edit.start : edit.end]
        new = edit.content if edit.proofs else _UNSEEN.sub("", old)
        if new != old:
            shown.append(Edit(edit.start, edit.end, new))
            readers |= set(edit.rules if edit.proofs else ())
    return Uncovered(before.with_edits(shown), frozenset(readers)) if shown else None


_MUCH = 1000
"""Letters and digits; a small page may well be nothing but damage."""


def _letters_gone(before: Document, after: Document) -> str | None:
    """Why a page would lose too much of its text, or None: that is no fix any more, whatever the rules declare. Copies
    of words that are still there may go."""
    if len(before.text) - len(after.text) <= _MUCH:
        return None
    had, has = (sum(map(str.isalnum, each.text)) for each in (before, after))
    if had - has > _MUCH and 2 * has < had and _words_gone(before, after) > _MUCH:
        return f"{had - has:,} of {had:,} letters and digits would be lost"
    return None


def _words_gone(before: Document, after: Document) -> int:
    """How many letters and digits the words have that are nowhere in the text any more."""
    left = set(words(after.text))
    return sum(len(word) for word in words(before.text) if word not in left)


def at_end(
    before: Document,
    found: Sequence[Hit],
    after: Document,
    left: Sequence[Hit],
    fixers: frozenset[str],
    shown: Uncovered | None = None,
) -> str | None:
    """Why the fixed document as a whole breaks a promise, or None.

    shown: what was there before, too, but could not be seen. Its letters are what counts: three that stood for one
    are not lost.

    Damage: no rule finds more errors than before, and all together find less, of what could be seen before. A
    warning more is no harm in itself: what is mended may show what it hid (a heading that held nothing but damage is
    an empty section now), or join a run of equal lines, which is one finding that counts more. Hints (`info`) do not
    count at all.
    Encoding: what was strict UTF-8 still is.
    """
    there = shown.found if shown else ()
    had, has = _damage(found) | _damage(there), _damage(_seen_before(before, after, left))
    number = max(_number(found), _number(there))
    names = ", ".join(sorted(fixers))
    if more := sorted({rule for (rule, severity) in has - had if severity == "error"}):
        return f"the fixes of {names} bring new findings of {', '.join(more)}"
    if has.total() > had.total() and _number(_seen_before(before, after, left)) > number:
        return f"the fixes of {names} leave {has.total()} findings where there were {had.total()}"
    if gone := _letters_gone(shown.document if shown else before, after):
        return gone
    if before.is_utf8 and not after.is_utf8:
        return "the text would no longer be UTF-8"
    return None


TWO_PARSERS = "YAML read alike by two parsers"
"""The proof of a change of the frontmatter."""


def is_block_proven(before: Document, after: Document) -> bool:
    """Whether the frontmatter has changed and a second parser is asked, see `block_at_end`."""
    old, new = before.frontmatter, after.frontmatter
    if old is None or new is None or (old.root is None and new.root is None):
        return False
    return old.text[old.start : old.end] != new.text[new.start : new.end]


def block_at_end(before: Document, after: Document) -> str | None:
    """Why a second, independent YAML parser does not confirm the changes of the frontmatter, or None."""
    old, new = before.frontmatter, after.frontmatter
    if old is None or new is None or not is_block_proven(before, after):
        return None
    return proof.second_opinion(old, new)
