"""Fix a text, look again until nothing is left to fix, and prove that it is no worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from wikilint import edits
from wikilint.document import Document
from wikilint.edits import Applied
from wikilint.engine import verify
from wikilint.engine.attempt import Attempt, Proposal, Signature, signature_of
from wikilint.engine.check import FIX_REJECTED as FIX_REJECTED
from wikilint.engine.check import Hit, check
from wikilint.engine.fixed import Fixed
from wikilint.engine.isolate import isolate
from wikilint.engine.registry import ActiveRule
from wikilint.finding import Finding, Fix
from wikilint.frontmatter import Block
from wikilint.value import replace

MAX_PASSES = 10
"""Rules build on each other (placeholders have to go before two headings stand together); on real pages
two or three passes are enough, and a pair of rules that undo each other would go on for ever."""


class Rejected(Exception):
    """The fixes of a document break a promise. suspects: those that one of is to blame for it."""

    def __init__(self, reason: str, suspects: Sequence[Signature]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.suspects = tuple(dict.fromkeys(suspects))


def _settle(attempt: Attempt, before: list[Hit]) -> Fixed:
    """Pass after pass until no fix is left. Raises Rejected."""
    document = base = attempt.document
    expected = hits = before
    proposals: list[Proposal] = []
    for _ in range(MAX_PASSES + 1):
        proposals = attempt.proposals(hits)
        if not proposals:
            _prove(document, base, expected, attempt, hits)
            return _result(document, attempt, before, hits)
        known = attempt.document
        read_anew = attempt.step(proposals)
        if attempt.document is known:
            continue  # nothing held: those fixes are refused now, and not proposed again
        hits = check(attempt.document, attempt.rules)
        if read_anew:
            _must_be_gone(attempt.done[-1], hits)
            # Another text: what was said of the noise before proves nothing of it.
            base, expected = attempt.document, hits
    names = {each.rule for each in proposals}
    waiting = [each.signature for each in attempt.done if each.rule in names]
    raise Rejected(
        f"the fixes of {', '.join(sorted(names))} do not settle within {MAX_PASSES} passes", waiting
    )


def _result(document: Document, attempt: Attempt, before: list[Hit], hits: list[Hit]) -> Fixed:
    changes = tuple(edit for edit in attempt.edits if document.text[edit.start : edit.end] != edit.content)
    if verify.is_block_proven(document, attempt.document):
        changes = tuple(_with_proof(edit, document.frontmatter) for edit in changes)
    left = _told(hits, attempt) if attempt.refused else hits
    return Fixed(attempt.document, before, left, Counter(each.rule for each in attempt.done), changes)


def _with_proof(edit: Applied, block: Block | None) -> Applied:
    """The edit, with the proof that the second parser gave, if it is one of the frontmatter."""
    if block is None or edit.start >= block.body:
        return edit
    return replace(edit, proofs=tuple(sorted({*edit.proofs, verify.TWO_PARSERS})))


def _must_be_gone(proposal: Proposal, hits: Sequence[Hit]) -> None:
    """Raises Rejected when bytes were read anew and the finding that asked for it is still there."""
    name = proposal.rule
    if any(hit.rule == name and hit.finding.fix and hit.finding.fix.decode_as for hit in hits):
        raise Rejected(f"the fix of {name} does not remove its own finding", [proposal.signature])


def _told(hits: Sequence[Hit], attempt: Attempt) -> list[Hit]:
    """What is left, with a word about each fix that was refused: its finding has none now."""
    origin = edits.origins(attempt.edits)
    told = []
    for hit in hits:
        finding = hit.finding
        reason = finding.fix and attempt.refused.get(signature_of(hit.rule, finding.fix, origin))
        if reason:
            message = f"the fix of {hit.rule} was left out: {reason}"
            told.append(Hit(FIX_REJECTED, "warning", Finding(finding.start, finding.end, message)))
            told.append(replace(hit, finding=replace(finding, fix=None)))
        else:
            told.append(hit)
    return told


def _prove(
    document: Document, base: Document, expected: list[Hit], attempt: Attempt, hits: list[Hit]
) -> None:
    """Raises Rejected when the document as a whole breaks a promise. base: it, or what it was read anew as."""
    if attempt.document is base:
        return
    if base is document and (broken := verify.outside_kept(document, attempt.edits, attempt.document)):
        raise Rejected(broken, [each.signature for each in attempt.done])
    names = frozenset(each.rule for each in attempt.done)
    broken = verify.at_end(base, expected, attempt.document, hits, names)
    if broken and base is document and (shown := _uncovered(attempt, document)):
        broken = verify.at_end(base, expected, attempt.document, hits, names, shown)
    if broken:
        raise Rejected(broken, [each.signature for each in attempt.done])
    if broken := verify.block_at_end(base, attempt.document):
        raise Rejected(broken, [each.signature for each in attempt.done if each.in_block])


def _uncovered(attempt: Attempt, document: Document) -> verify.Uncovered | None:
    """What shows where nothing is changed but what hid it. Errors of the group of a rule that has read text anew do not
    count: they may say that it was read wrongly."""
    shown = verify.uncovered(document, attempt.edits)
    if shown is None:
        return None
    rules = {each.rule.name: each.rule for each in attempt.rules}
    suspect = {rules[name].group for name in shown.readers if callable(rules[name].body.kept)}
    found = [
        hit
        for hit in check(shown.document, attempt.rules)
        if hit.severity != "error" or hit.rule not in rules or rules[hit.rule].group not in suspect
    ]
    return replace(shown, found=found)


def fix_document(
    document: Document,
    rules: Sequence[ActiveRule],
    may_apply: Callable[[str, Fix], bool],
    found: list[Hit] | None = None,
    *,
    judged: bool = True,
) -> Fixed:
    """Apply every fix that may be applied, again and again until none is left.

    The result is proven (see `verify`). A fix that breaks a promise costs that fix and no other: it is left out,
    its finding stays without it, and a finding `fix-rejected` says why. Where no single fix can be blamed the
    document comes back as it was, with one `fix-rejected` of severity `error`.

    found: what `check` says of the document, where it was asked already.
    judged: whether `document.evidence` is all that the run proves; until then fixes that could become moot wait.
    """
    before = check(document, rules) if found is None else found

    def settle(refused: Mapping[Signature, str]) -> Fixed:
        return _settle(Attempt(document, rules, may_apply, dict(refused), judged), before)

    try:
        return settle({})
    except Rejected as rejected:
        return _without_the_guilty(document, before, settle, rejected)


def _without_the_guilty(
    document: Document,
    before: list[Hit],
    settle: Callable[[Mapping[Signature, str]], Fixed],
    rejected: Rejected,
) -> Fixed:
    """The document fixed without those fixes that keep the result from proving itself."""
    suspects: dict[Signature, str] = {}
    while True:
        fresh = {each: rejected.reason for each in rejected.suspects if each not in suspects}
        if not fresh:
            message = (
                f"left as it is: {rejected}; please report it, and see `wikilint explain {FIX_REJECTED}`"
            )
            return Fixed(document, before, [Hit(FIX_REJECTED, "error", Finding(0, 0, message)), *before], {})
        suspects |= fresh
        try:
            settle(suspects)
            break
        except Rejected as another:
            rejected = another

    def holds(out: frozenset[Signature]) -> bool:
        try:
            settle({each: suspects[each] for each in suspects if each in out})
        except Rejected:
            return False
        return True

    out = isolate(tuple(suspects), holds)
    return settle({each: suspects[each] for each in suspects if each in out})
