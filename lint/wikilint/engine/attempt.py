"""One go at fixing a document, pass by pass: which fixes go together and keep the promises of a pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wikilint import edits
from wikilint.document import Document
from wikilint.edits import Applied
from wikilint.engine import verify
from wikilint.engine.check import Hit
from wikilint.engine.registry import ActiveRule
from wikilint.finding import Edit, Fix
from wikilint.value import field, frozen, mutable

Signature = tuple[str, object]
"""What a fix is known by from one pass and one attempt to the next, see `signature_of`."""


@frozen
class Proposal:
    """A fix that may be applied to a document, with what it is known by."""

    rule: str
    fix: Fix
    signature: Signature
    in_block: bool


@mutable
class Attempt:
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
    done: list[Proposal] = field(default_factory=list)
    edits: tuple[Applied, ...] = ()

    def proposals(self, hits: Sequence[Hit]) -> list[Proposal]:
        """The fixes that may be applied to the document as it is now, in the order of the text."""
        origin = edits.origins(self.edits)
        return [
            Proposal(hit.rule, hit.finding.fix, signature, self._touches_block(hit.finding.fix))
            for hit in hits
            if hit.finding.fix
            and (self.judged or hit.finding.moot_if is None)
            and self.may_apply(hit.rule, hit.finding.fix)
            and (signature := signature_of(hit.rule, hit.finding.fix, origin)) not in self.refused
        ]

    def _touches_block(self, fix: Fix) -> bool:
        block = self.document.frontmatter
        return block is not None and bool(fix.edits) and fix.edits[0].start < block.body

    def step(self, proposals: list[Proposal]) -> bool:
        """Apply as many of the fixes as go together and prove themselves. Whether the document was read anew."""
        for each in proposals:
            if each.fix.decode_as:
                return self._decode(each, each.fix.decode_as)
        together, merged, after = _most_that_hold(self.document, proposals, self.refused)
        if not together:
            return False
        owners: dict[Edit, list[Proposal]] = {}
        for each in together:
            for edit in each.fix.edits:
                owners.setdefault(edit, []).append(each)
        done = [_applied(edit, owners[edit]) for edit in merged]
        self.edits = edits.compose(self.document.text, self.edits, done)
        self.document = after
        self.done += together
        return False

    def _decode(self, proposal: Proposal, codec: str) -> bool:
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


def _applied(edit: Edit, own: Sequence[Proposal]) -> Applied:
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


def signature_of(rule: str, fix: Fix, origin: Callable[[int], int]) -> Signature:
    """What a fix is known by: its rule, and what it does to which place of the text that was given."""
    if fix.decode_as:
        return rule, fix.decode_as
    return rule, tuple((origin(edit.start), origin(edit.end), edit.content) for edit in fix.edits)


def _most_that_hold(
    document: Document, proposals: Sequence[Proposal], refused: dict[Signature, str]
) -> tuple[list[Proposal], tuple[Edit, ...], Document]:
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


def _first_broken(document: Document, together: Sequence[Proposal], broken: str) -> tuple[Proposal, str]:
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
