"""Fix a text, look again until nothing is left to fix, and prove that it is no worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from wikilint import edits
from wikilint.document import Document
from wikilint.edits import Applied
from wikilint.engine import verify
from wikilint.engine.check import FIX_REJECTED as FIX_REJECTED
from wikilint.engine.check import Hit, check
from wikilint.engine.fixed import Fixed
from wikilint.engine.isolate import isolate
from wikilint.engine.registry import ActiveRule
from wikilint.finding import Edit, Finding, Fix
from wikilint.frontmatter import Block
from wikilint.value import field, frozen, mutable, replace

MAX_PASSES = 10
"""Rules build on each other (placeholders have to go before two headings stand together); on real pages
two or three passes are enough, and a pair of rules that undo each other would go on for ever."""

Signature = tuple[str, object]
"""What a fix is known by from one pass and one attempt to the next, see `_signature`."""


class Rejected(Exception):
    """The fixes of a document break a promise. suspects: those that one of is to blame for it."""

    def __init__(self, reason: str, suspects: Sequence[Signature]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.suspects = tuple(dict.fromkeys(suspects))


@frozen
class _Proposal:
    """A fix that may be applied to a document, with what it is known by."""

    rule: str
    fix: Fix
    signature: Signature
    in_block: bool


@mutable
class _Attempt:
    """One go at fixing a document, pass by pass.

    refused: why each fix that is not to be applied is not.
    judged: whether it is settled what the run proves; until then fixes that could become moot wait.
    done: what was applied so far. edits: the same as edits of the text that was given.
    """

    document: Document
    rules: Sequence[ActiveRule]
    may_apply: Callable[[str, Fix], bool]
    refused: dict[Signature, str]
    judged: bool
    done: list[_Proposal] = field(default_factory=list)
    edits: tuple[Applied, ...] = ()

    def proposals(self, hits: Sequence[Hit]) -> list[_Proposal]:
        """The fixes that may be applied to the document as it is now, in the order of the text."""
        origin = edits.origins(self.edits)
        return [
            _Proposal(hit.rule, hit.finding.fix, signature, self._touches_block(hit.finding.fix))
            for hit in hits
            if hit.finding.fix
            and (self.judged or hit.finding.moot_if is None)
            and self.may_apply(hit.rule, hit.finding.fix)
            and (signature := _signature(hit.rule, hit.finding.fix, origin)) not in self.refused
        ]

    def _touches_block(self, fix: Fix) -> bool:
        block = self.document.frontmatter
        return block is not None and bool(fix.edits) and fix.edits[0].start < block.body

    def step(self, proposals: list[_Proposal]) -> bool:
        """Apply as many of the fixes as go together and prove themselves. Whether the document was read anew."""
        for each in proposals:
            if each.fix.decode_as:
                return self._decode(each, each.fix.decode_as)
        together, merged, after = _most_that_hold(self.document, proposals, self.refused)
        if not together:
            return False
        owners: dict[Edit, list[_Proposal]] = {}
        for each in together:
            for edit in each.fix.edits:
                owners.setdefault(edit, []).append(each)
        done = [_applied(edit, owners[edit]) for edit in merged]
        self.edits = edits.compose(self.document.text, self.edits, done)
        self.document = after
        self.done += together
        return False

    def _decode(self, proposal: _Proposal, codec: str) -> bool:
        try:
            text = self.document.raw.decode(codec)
        except (LookupError, UnicodeDecodeError) as error:
            self.refused[proposal.signature] = f"the bytes are not {codec} ({error})"
            return False
        after = Document(text.encode("utf-8"), self.document.path, self.document.evidence)
        whole = _applied(Edit(0, len(self.document.text), after.text), [proposal])
        self.edits = edits.compose(self.document.text, self.edits, (whole,))
        self.document = after
        self.done.append(proposal)
        return True


def _applied(edit: Edit, own: Sequence[_Proposal]) -> Applied:
    """An edit with the rules of the fixes that it belongs to."""
    is_safe = all(each.fix.safety == "safe" for each in own)
    names = tuple(sorted({each.rule for each in own}))
    proofs = {
        each.fix.proof or f"read as {each.fix.decode_as}"
        for each in own
        if each.fix.proof or each.fix.decode_as
    }
    return Applied(
        edit.start, edit.end, edit.content, names, "safe" if is_safe else "unsafe", tuple(sorted(proofs))
    )


def _signature(rule: str, fix: Fix, origin: Callable[[int], int]) -> Signature:
    """What a fix is known by: its rule, and what it does to which place of the text that was given."""
    if fix.decode_as:
        return rule, fix.decode_as
    return rule, tuple((origin(edit.start), origin(edit.end), edit.content) for edit in fix.edits)


def _most_that_hold(
    document: Document, proposals: Sequence[_Proposal], refused: dict[Signature, str]
) -> tuple[list[_Proposal], tuple[Edit, ...], Document]:
    """As many of the fixes as go together and keep the promises of a pass; each that breaks one goes to `refused`.

    The fixes are independent of each other, so the first that breaks a promise is found by halving.
    """
    left = list(proposals)
    while True:
        merged, which = edits.merge(each.fix for each in left)
        together = [left[number] for number in which]
        after = document.with_edits(merged)
        broken = verify.after_pass(document, merged, after)
        if not broken:
            return together, merged, after
        guilty, reason = _first_broken(document, together, broken)
        refused[guilty.signature] = reason
        left = [each for each in left if each.signature not in refused]


def _first_broken(document: Document, together: Sequence[_Proposal], broken: str) -> tuple[_Proposal, str]:
    """The fix with which a promise breaks that held with those before it, and the promise."""
    holds, fails = 0, len(together)
    while fails - holds > 1:
        middle = (holds + fails) // 2
        merged, _ = edits.merge(each.fix for each in together[:middle])
        if reason := verify.after_pass(document, merged, document.with_edits(merged)):
            fails, broken = middle, reason
        else:
            holds = middle
    return together[fails - 1], broken


def _settle(attempt: _Attempt, before: list[Hit]) -> Fixed:
    """Pass after pass until no fix is left. Raises Rejected."""
    document = base = attempt.document
    expected = hits = before
    proposals: list[_Proposal] = []
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


def _result(document: Document, attempt: _Attempt, before: list[Hit], hits: list[Hit]) -> Fixed:
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


def _must_be_gone(proposal: _Proposal, hits: Sequence[Hit]) -> None:
    """Raises Rejected when bytes were read anew and the finding that asked for it is still there."""
    name = proposal.rule
    if any(hit.rule == name and hit.finding.fix and hit.finding.fix.decode_as for hit in hits):
        raise Rejected(f"the fix of {name} does not remove its own finding", [proposal.signature])


def _told(hits: Sequence[Hit], attempt: _Attempt) -> list[Hit]:
    """What is left, with a word about each fix that was refused: its finding has none now."""
    origin = edits.origins(attempt.edits)
    told = []
    for hit in hits:
        finding = hit.finding
        reason = finding.fix and attempt.refused.get(_signature(hit.rule, finding.fix, origin))
        if reason:
            message = f"the fix of {hit.rule} was left out: {reason}"
            told.append(Hit(FIX_REJECTED, "warning", Finding(finding.start, finding.end, message)))
            told.append(replace(hit, finding=replace(finding, fix=None)))
        else:
            told.append(hit)
    return told


def _prove(
    document: Document, base: Document, expected: list[Hit], attempt: _Attempt, hits: list[Hit]
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


def _uncovered(attempt: _Attempt, document: Document) -> verify.Uncovered | None:
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
        return _settle(_Attempt(document, rules, may_apply, dict(refused), judged), before)

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
