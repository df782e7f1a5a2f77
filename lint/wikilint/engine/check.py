"""Rules and a document make findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from operator import attrgetter
from time import perf_counter

from wikilint.document import Document
from wikilint.engine import remarks, suppress
from wikilint.engine.limits import TooSlow
from wikilint.engine.registry import ActiveRule
from wikilint.engine.vet import deleted, vetted
from wikilint.finding import Finding, Fix, Severity
from wikilint.gates import Gates
from wikilint.report.outcome import FIX_REJECTED as FIX_REJECTED
from wikilint.report.outcome import RULE_FAILED as RULE_FAILED
from wikilint.value import frozen, replace


@frozen
class Hit:
    """A finding, with the rule that made it and the severity that it has in this run."""

    rule: str
    severity: Severity
    finding: Finding

    @property
    def key(self) -> tuple[int, int, str]:
        return self.finding.start, self.finding.end, self.rule


def _held(chosen: ActiveRule, document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What a rule says of a document, held to the protected regions."""
    for finding in findings:
        if finding.moot_if in document.evidence:
            continue
        if chosen.rule.protected or finding.end <= document.body_start:
            yield finding
        elif document.is_protected(finding.start, finding.start):
            continue
        elif finding.fix and any(document.is_protected(edit.start, edit.end) for edit in finding.fix.edits):
            yield replace(finding, fix=None)
        else:
            yield finding


def _joins_bytes(document: Document, fix: Fix) -> bool:
    """Whether a fix takes away what keeps stray bytes apart: together they would be a character that nobody wrote."""
    text = document.text
    return any(
        not edit.content
        and "\udc80" <= text[edit.start - 1 : edit.start] <= "\udcff"
        and "\udc80" <= text[edit.end : edit.end + 1] <= "\udcff"
        for edit in fix.edits
    )


def _bounded(chosen: ActiveRule, document: Document, hit: Hit) -> Iterator[Hit]:
    """A hit, held to what its rule may delete: beyond that it loses its fix, and one more says why. It loses its fix,
    too, where stray bytes would join. What is only shown deletes nothing."""
    finding = hit.finding
    if finding.fix is None or finding.fix.safety == "display":
        yield hit
        return
    if not document.is_utf8 and _joins_bytes(document, finding.fix):
        yield replace(hit, finding=replace(finding, fix=None))
        return
    body = chosen.rule.body
    gone = deleted(document, finding.fix, body.kept)
    allowed = body.deletes * finding.count
    if gone > allowed:
        message = (
            f"the fix of {hit.rule} was left out: it would delete {gone:,} letters and digits, and the rule may delete "
            f"{allowed:,}; if that is intended, raise `deletes`"
        )
        yield Hit(FIX_REJECTED, "warning", Finding(finding.start, finding.end, message))
        hit = replace(hit, finding=replace(finding, fix=None))
    yield hit


_FAILURES = (Exception, SystemExit, GeneratorExit)


def _failed(chosen: ActiveRule, error: BaseException) -> Hit:
    from wikilint.engine import blame

    name = chosen.rule.name
    message = (
        f"the rule {name} failed here ({type(error).__name__}: {error}, at {blame.place(error)}): "
        f"{blame.remedy(chosen.rule.place.module)}, and go on with `--ignore {name}`"
    )
    return Hit(RULE_FAILED, "error", Finding(0, 0, message))


def _tried(chosen: ActiveRule, document: Document) -> list[Hit]:
    """What a rule says of a document, or that it failed.

    Raises TooSlow with the name of the rule, when the time of the document is up.
    """
    try:
        found = list(chosen.rule.body.check(document, **chosen.options))
        return _hits(chosen, document, found) if found else []
    except TooSlow:
        raise TooSlow(chosen.rule.name) from None
    except _FAILURES as error:  # a rule may fail in any way, and the other rules and files have to go on
        return [_failed(chosen, error)]


def _hits(chosen: ActiveRule, document: Document, found: Iterable[Finding]) -> list[Hit]:
    findings = [vetted(each, len(document.text)) for each in found]
    return [
        hit
        for each in _held(chosen, document, findings)
        for hit in _bounded(chosen, document, Hit(chosen.rule.name, each.severity or chosen.severity, each))
    ]


def _said_of_comments(
    chosen: ActiveRule, document: Document, silence: suppress.Silence, active: frozenset[str]
) -> Iterator[Finding]:
    from wikilint.engine import comments

    known: comments.Known = chosen.options.get("known", {})
    match chosen.rule.name:
        case "unused-suppression":
            return comments.unused(document, silence, active, known)
        case "unknown-rule-in-suppression":
            return comments.unknown(silence, known)
        case _:
            return comments.broken(document, silence)


def _about_comments(
    document: Document, silence: suppress.Silence, chosen: Iterable[ActiveRule], active: frozenset[str]
) -> Iterator[Hit]:
    """What is to be said of the comments themselves, once every rule has spoken."""
    for each in chosen:
        for finding in _said_of_comments(each, document, silence, active):
            if not silence.holds(finding.start, each.rule.name, each.rule.group):
                yield Hit(each.rule.name, each.severity, finding)


_key = attrgetter("key")
_Known = tuple[Sequence[ActiveRule], Gates]
_known: dict[int, _Known] = {}
_MOST_KNOWN = 64
_NEVER = ()
"""The gate of rules about suppressions: they speak last, and only where there is a suppression."""


def _gates(rules: Sequence[ActiveRule]) -> Gates:
    """The gates of rules. Every file of a run has the same rules, so they are put together once."""
    known = _known.get(id(rules))
    if known is None or known[0] is not rules:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        gates = Gates([_NEVER if each.rule.group == remarks.GROUP else each.gate for each in rules])
        # With the rules kept, no others can have their identity.
        known = _known[id(rules)] = rules, gates
    return known[1]


def _asked(document: Document, rules: Sequence[ActiveRule]) -> list[ActiveRule]:
    """The rules whose gate is open for a document, in their order."""
    return [rules[place] for place in _gates(rules).passed(document.raw)]


def check(
    document: Document, rules: Iterable[ActiveRule], timing: MutableMapping[str, float] | None = None
) -> list[Hit]:
    """Every finding of every rule that can have one, in the order of the text, less those suppressed.

    A rule that raises does not end the run: what it did is reported as `rule-failed`.

    timing: the seconds that each rule took are added here, by its name; what rules share is in round brackets.
    """
    rules = rules if isinstance(rules, tuple) else tuple(rules)
    if timing is None:
        asked = _asked(document, rules)
        ask = _tried
    else:
        from wikilint.engine.stopwatch import Stopwatch, TimedDocument

        watch = Stopwatch(timing, perf_counter)
        asked = watch.charge("(gates)", lambda: _asked(document, rules))
        document = TimedDocument.of(document, watch)

        def ask(chosen: ActiveRule, document: Document) -> list[Hit]:
            return watch.charge(chosen.rule.name, lambda: _tried(chosen, document))

    silence = suppress.silence(document) if suppress.MARK in document.raw else None
    if silence is not None:
        return _not_silenced(document, rules, asked, silence, ask)
    found: list[Hit] = []
    is_noise = document.utf16 is not None
    for chosen in asked:
        if not is_noise or chosen.rule.reads_utf16:
            found += ask(chosen, document)
    found.sort(key=_key)
    return found


_Ask = Callable[[ActiveRule, Document], list[Hit]]


def _not_silenced(
    document: Document,
    rules: Iterable[ActiveRule],
    asked: Iterable[ActiveRule],
    silence: suppress.Silence,
    ask: _Ask,
) -> list[Hit]:
    """What rules say of a document with suppressions in it, and then what is to be said of these."""
    found: list[Hit] = []
    for chosen in asked:
        rule = chosen.rule
        if not document.utf16 or rule.reads_utf16:
            said = ask(chosen, document)
            found += [each for each in said if not silence.holds(each.finding.start, rule.name, rule.group)]
    said_last = [each for each in rules if each.rule.group == remarks.GROUP]
    found += _about_comments(document, silence, said_last, frozenset(each.rule.name for each in rules))
    found.sort(key=_key)
    return found
