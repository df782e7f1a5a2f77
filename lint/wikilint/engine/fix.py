"""Mend a text, look again until nothing is left to mend, and prove that it is no worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wikilint import edits
from wikilint.document import Document
from wikilint.engine import verify
from wikilint.engine.check import Hit, check
from wikilint.engine.registry import ActiveRule
from wikilint.finding import Finding, Fix

MAX_PASSES = 10
"""Rules build on each other (placeholders have to go before two headings stand together); on real pages
two or three passes are enough, and a pair of rules that undo each other would go on for ever."""

FIX_REJECTED = "fix-rejected"
"""The name under which a file is reported that was left as it is because its fixes did not prove themselves."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of a document.

    after: the mended document, or the one given when nothing could be, or was allowed to be, mended.
    before: every finding that the document had.
    left: every finding that `after` has; a rejection is one of them.
    fixed: how many fixes were applied, by rule.
    """

    after: Document
    before: list[Hit]
    left: list[Hit]
    fixed: Mapping[str, int]


class Rejected(Exception):
    """The fixes of a document break a promise; nothing of it is kept."""


def _next(document: Document, fixes: Sequence[tuple[str, Fix]]) -> tuple[Document, list[str]]:
    """The document after as many of the fixes as go together, and the rules of those."""
    for name, fix in fixes:
        if fix.decode_as:
            try:
                text = document.raw.decode(fix.decode_as)
            except (LookupError, UnicodeDecodeError) as error:
                raise Rejected(
                    f"the bytes are not {fix.decode_as}, as the fix of {name} has it ({error})"
                ) from None
            return Document(text.encode("utf-8"), document.path, document.evidence), [name]
    merged, which = edits.merge(fix for _, fix in fixes)
    after = document.with_text(edits.apply(document.text, merged))
    names = [fixes[number][0] for number in which]
    if broken := verify.after_pass(document, merged, after):
        raise Rejected(f"{broken} (fixes of {', '.join(sorted(set(names)))})")
    return after, names


def _settle(
    document: Document, before: list[Hit], rules: Sequence[ActiveRule], may_apply: Callable[[str, Fix], bool]
) -> Fixed:
    after, found = base, expected = document, before
    fixed: Counter[str] = Counter()
    for _ in range(MAX_PASSES + 1):
        fixes = [
            (each.rule, each.finding.fix)
            for each in found
            if each.finding.fix and may_apply(each.rule, each.finding.fix)
        ]
        if not fixes:
            if after is not base and (
                broken := verify.at_end(base, expected, after, found, frozenset(fixed))
            ):
                raise Rejected(broken)
            return Fixed(after, before, found, fixed)
        after, names = _next(after, fixes)
        fixed.update(names)
        found = check(after, rules)
        if any(fix.decode_as for _, fix in fixes):
            if any(each.rule in names and each.finding.fix and each.finding.fix.decode_as for each in found):
                raise Rejected(f"the fix of {names[0]} leaves its own finding")
            # Another text: what was said of the noise before proves nothing of it.
            base, expected = after, found
    waiting = ", ".join(sorted({name for name, _ in fixes}))
    raise Rejected(f"the fixes of {waiting} do not settle within {MAX_PASSES} passes")


def fix_document(
    document: Document, rules: Sequence[ActiveRule], may_apply: Callable[[str, Fix], bool]
) -> Fixed:
    """Apply every fix that may be applied, again and again until none is left.

    The result is proven (see `verify`) or it is not used at all: then the document comes back as it was,
    with one finding more, `fix-rejected`, that says what went wrong.
    """
    before = check(document, rules)
    try:
        return _settle(document, before, rules, may_apply)
    except Rejected as rejected:
        message = f"left as it is: {rejected}; please report it, and see `wikilint explain fix-rejected`"
        refusal = Hit(FIX_REJECTED, "error", Finding(0, 0, message))
        return Fixed(document, before, [refusal, *before], {})
