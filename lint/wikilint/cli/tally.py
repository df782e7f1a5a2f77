"""What a run adds up to, counted as outcomes pass by: the outcomes themselves are not kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from wikilint.report.outcome import FIX_REJECTED, RULE_FAILED, TOO_SLOW, Outcome
from wikilint.value import field, mutable


def troubles(outcome: Outcome) -> list[str]:
    """What went wrong with a file itself: it could not be read or written, a rule failed, a fix was refused."""
    failed = [one.message for one in outcome.diagnoses if one.rule in (FIX_REJECTED, RULE_FAILED, TOO_SLOW)]
    return [outcome.error, *failed] if outcome.error else failed


@mutable
class ByRule:
    """The findings of a rule: in how many files, and how many have a safe fix, an unsafe one, or are display only."""

    findings: int = 0
    files: int = 0
    safe: int = 0
    unsafe: int = 0

    @property
    def shown(self) -> int:
        return self.findings - self.safe - self.unsafe


@mutable
class Tally:
    """The numbers of a run.

    failed: files that could not be read or written. affected: files with findings.
    before: findings before anything was fixed. fixed: fixes that were applied, by rule.
    fails: whether a file makes the run fail. failing: whether one did.
    """

    fails: Callable[[Outcome], bool] = lambda _: False
    failing: bool = False
    files: int = 0
    failed: int = 0
    affected: int = 0
    changed: int = 0
    before: int = 0
    troubled: bool = False
    rules: dict[str, ByRule] = field(default_factory=dict)
    fixed: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        self.failing = self.failing or (bool(outcome.diagnoses) and self.fails(outcome))
        self.files += not outcome.is_folder
        self.failed += outcome.error is not None
        self.affected += bool(outcome.diagnoses)
        self.changed += outcome.changed
        self.before += outcome.found
        if outcome.fixed:
            self.fixed.update(outcome.fixed)
        for name, spent in outcome.seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
        if not (outcome.diagnoses or outcome.error):
            return
        self.troubled = self.troubled or bool(troubles(outcome))
        seen = set()
        for each in outcome.diagnoses:
            rule = self.rules.setdefault(each.rule, ByRule())
            rule.findings += 1
            if each.rule not in seen:
                seen.add(each.rule)
                rule.files += 1
            if each.fix and each.fix.applicable:
                rule.safe += 1
            elif each.fix and each.fix.safety == "unsafe":
                rule.unsafe += 1

    @property
    def total(self) -> ByRule:
        """The findings of all rules together; `files` counts each file once."""
        every = self.rules.values()
        return ByRule(
            sum(each.findings for each in every),
            self.affected,
            sum(each.safe for each in every),
            sum(each.unsafe for each in every),
        )
