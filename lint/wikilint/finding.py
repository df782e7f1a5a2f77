"""What a rule says about a text: findings, and the edits that would fix it. Plain frozen values.

Every offset is a code point of `Document.text`; spans are half open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from wikilint.value import frozen

Severity = Literal["info", "warning", "error"]
Safety = Literal["safe", "unsafe", "display"]

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From the mildest to the gravest."""


@frozen
class Edit:
    """Replace `text[start:end]` with `content`.

    start, end: the span that is replaced; equal for an insertion.
    content: the new text; "" deletes.
    """

    start: int
    end: int
    content: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"an edit has to run forwards: {self.start}..{self.end}")

    def __lt__(self, other: Edit) -> bool:
        return (self.start, self.end, self.content) < (other.start, other.end, other.content)


@frozen
class Fix:
    """A way to fix a finding: either all of its edits are applied, or none.

    title: what it does, for people: "Remove the second heading".
    edits: sorted and disjoint.
    safety: `safe` is proven to keep the meaning; `unsafe` is a good guess, applied with `--unsafe-fixes`;
        `display` is shown and never applied.
    decode_as: instead of edits, the codec to read the file's bytes with (they are written back as UTF-8).
        For damage to the bytes themselves: UTF-16, a named legacy encoding, a byte order mark.
    proof: why it is right, for the manifest: "UTF-8 read as windows-1252, 2 layers"; "" if there is no proof.
    """

    title: str
    edits: tuple[Edit, ...]
    safety: Safety
    decode_as: str | None
    proof: str

    def __init__(
        self,
        title: str,
        *edits: Edit,
        safety: Safety = "safe",
        decode_as: str | None = None,
        proof: str = "",
    ) -> None:
        if bool(edits) == bool(decode_as):
            raise ValueError(f"the fix “{title}” needs either edits or a codec to decode_as with")
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "edits", tuple(sorted(edits)))
        object.__setattr__(self, "safety", safety)
        object.__setattr__(self, "decode_as", decode_as)
        object.__setattr__(self, "proof", proof)


@frozen
class Finding:
    """One damage: where it is, what it is, and how it could be fixed.

    start, end: its span.
    message: what is wrong, for people; one line, no full stop.
    fix: how it could be fixed; None if there is no proposal.
    severity: None for the severity of the rule.
    count: how many times the damage occurs in the span (a run of placeholders is one finding).
    proves: a fact about the whole run that this finding is evidence for (the mojibake rule: a codec).
    safe_if: a fact that makes this finding's fix safe if the run proves it.
    moot_if: a fact that makes this finding void if the run proves it; until then, the fix waits. See
        `wikilint.evidence`.
    """

    start: int
    end: int
    message: str
    fix: Fix | None = None
    severity: Severity | None = None
    count: int = 1
    proves: str | None = None
    safe_if: str | None = None
    moot_if: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a finding has to run forwards: {self.start}..{self.end}")


Findings = Iterator[Finding]
"""What a rule returns: it yields as it goes."""
