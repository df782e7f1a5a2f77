"""The rules about suppressions: they are chosen, explained and suppressed like any other, but what they say comes from
the engine (see `comments`), since nothing else knows which comments held something back."""

from __future__ import annotations

from wikilint.rule import Document, Findings, rule

GROUP = "suppressions"


@rule("unused-suppression", severity="warning", gate=b"wikilint", group=GROUP, protected=True)
def unused_suppression(doc: Document) -> Findings:
    """A wikilint comment that suppresses nothing.

    The finding it was written for is gone. Left in place, it would hide the next damage of that kind.

    The rule ignores names of rules that do not run on this file, groups that run only in part, and code.

    Fix safety: safe. Only the comment is removed, or a single name if others in it are still needed; the paragraphs
    above and below it stay separate.
    """
    yield from ()


@rule("unknown-rule-in-suppression", severity="warning", gate=b"wikilint", group=GROUP, protected=True)
def unknown_rule_in_suppression(doc: Document) -> Findings:
    """A wikilint comment that names a rule or group that does not exist.

    `<!-- wikilint: ignore[mojibakke] -->` suppresses nothing: the finding stays, and the comment only looks useful.
    The name may be misspelled, or belong to a rule that was renamed or a plug-in that is not installed.

    The rule ignores code.

    Fix safety: unsafe, because the closest existing name is only a guess.
    """
    yield from ()


@rule("broken-suppression", severity="warning", gate=b"wikilint", group=GROUP, protected=True)
def broken_suppression(doc: Document) -> Findings:
    """A wikilint comment that has no effect because of how it is written.

    There is no form without names, so `<!-- wikilint: ignore -->` does nothing; nor does `wikilint: ignroe[…]` or
    `wikilint-disable`. The forms are `ignore[RULE]`, `disable[RULE]` up to `enable[RULE]`, and `file-ignore[RULE]`,
    in `<!-- wikilint: … -->` in the body and in `# wikilint: …` in a YAML block.

    The rule ignores code, and comments that only mention wikilint.

    Fix safety: there is no fix, because only the author knows what should be ignored.
    """
    yield from ()
