"""The rules about suppressions: they are chosen, explained and suppressed like any other, but what they say comes from
the engine (see `comments`), since nothing else knows which comments held something back."""

from __future__ import annotations

from wikilint.rule import Document, Findings, rule

GROUP = "suppressions"


@rule("unused-suppression", severity="warning", gate=b"wikilint", group=GROUP, protected=True)
def unused_suppression(doc: Document) -> Findings:
    """A wikilint comment that suppresses nothing.

    Whatever it was written for is fixed or gone. Left in place, it would hide the next damage of that kind.

    Silent: for rules that do not run on this file, for groups that run only in part, and in code.

    The fix takes out the comment, or the name where others in it are still of use.

    Fix safety: safe. Only the comment goes; a paragraph above and one below it stay apart.
    """
    yield from ()


@rule("unknown-rule-in-suppression", severity="warning", gate=b"wikilint", group=GROUP, protected=True)
def unknown_rule_in_suppression(doc: Document) -> Findings:
    """A wikilint comment that names a rule or group that does not exist.

    `<!-- wikilint: ignore[mojibakke] -->` suppresses nothing: the finding stays, and the comment only looks as if it
    were of use. A rule that was renamed or a plug-in that is not installed here leaves the same trace.

    Silent: in code.

    The fix writes the closest name there is.

    Fix safety: unsafe. It is a guess which rule was meant.
    """
    yield from ()


@rule("broken-suppression", severity="warning", gate=b"wikilint", group=GROUP, protected=True)
def broken_suppression(doc: Document) -> Findings:
    """A wikilint comment that has no effect because of how it is written.

    There is no form without names, so `<!-- wikilint: ignore -->` does nothing; nor does `wikilint: ignroe[…]` or
    `wikilint-disable`. The forms are `ignore[RULE]`, `disable[RULE]` up to `enable[RULE]`, and `file-ignore[RULE]`,
    in `<!-- wikilint: … -->` in the body and in `# wikilint: …` in a YAML block.

    Silent: in code, and for comments that only speak of wikilint.

    There is no fix: wikilint cannot know what was to be left alone.

    Fix safety: nothing is changed.
    """
    yield from ()
