"""Rules that users write in their configuration, without Python.

[rules.custom.no-lorem]
pattern = "(?i)lorem ipsum"
message = "filler text"
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from wikilint import kinds
from wikilint.document import Document
from wikilint.engine import places
from wikilint.engine.patience import HEARD
from wikilint.errors import UsageError
from wikilint.finding import Edit, Finding, Findings, Fix, Safety, Severity
from wikilint.frontmatter import TAG_KEYS, EditRefused, Node
from wikilint.rule import Body, Rule, is_kebab

GROUP = "custom"
"""The group of these rules, and the name of their table below `[rules]`."""

PLACES = ("body", "frontmatter", "tags", *places.names())
"""What `in` can be."""

DELETES = 50
"""Letters and digits that a replacement may take away, where the table does not say how many: a few words."""

_PATIENCE = 10
"""How many files of a run a pattern may be too slow for, before it is not tried any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """The keys of a `[rules.custom.NAME]` table; `in` is spelt `place` here.

    pattern: a regular expression of the `regex` library.
    replace: what a match becomes, with `\\1` for a group; without it the rule only reports.
    safety: whether `fix` applies it (`safe`) or only with `--unsafe-fixes`.
    place: see `PLACES`.
    timeout: seconds that the pattern may take for one file.
    deletes: how many letters and digits one replacement may take away.
    """

    pattern: str
    message: str
    severity: Severity = "warning"
    replace: str | None = None
    safety: Safety = "safe"
    place: str = "body"
    timeout: float = 1.0
    deletes: int = DELETES


def rules(tables: Mapping[str, Any], taken: Iterable[str]) -> Iterator[Rule]:
    """The rules of `[rules.custom]`.

    Raises UsageError for a name that is taken or not kebab-case, an unknown key, and a broken pattern.
    """
    known = set(taken)
    for name, table in tables.items():
        if name in known or not is_kebab(name):
            reason = (
                "is taken by a rule of wikilint" if name in known else "has to be kebab-case, like no-lorem"
            )
            raise UsageError(f"[rules.custom.{name}]: the name {reason}")
        yield _rule(name, _spec(name, table))


def _spec(name: str, table: Any) -> Spec:
    where = f"[rules.custom.{name}]"
    if not isinstance(table, dict):
        raise UsageError(f"{where} has to be a table with `pattern` and `message`")
    keys = {"in" if key == "place" else key: key for key in Spec.__dataclass_fields__}
    if unknown := sorted(table.keys() - keys):
        raise UsageError(f"{where}: there is no key {unknown[0]!r}; the keys are {', '.join(keys)}")
    hints = get_type_hints(Spec)
    try:
        given = {keys[key]: kinds.taken(hints[keys[key]], value, (key,)) for key, value in table.items()}
    except kinds.MismatchError as error:
        raise UsageError(f"{where}: `{error.path[0]}` {error}") from None
    if missing := [key for key in ("pattern", "message") if key not in given]:
        raise UsageError(f"{where}: the key `{missing[0]}` is missing")
    spec = Spec(**given)
    if spec.place not in PLACES and places.find(spec.place) is None:
        raise UsageError(f"{where}: `in` takes one of {', '.join(PLACES)}, not {spec.place!r}")
    return spec


def _rule(name: str, spec: Spec) -> Rule:
    import regex

    try:
        pattern = regex.compile(spec.pattern, regex.MULTILINE)
        if spec.replace is not None:
            # The empty match of an empty alternative shows whether every group of the replacement exists.
            regex.sub(f"{spec.pattern}|", spec.replace, "")
    except (regex.error, IndexError) as error:
        raise UsageError(f"[rules.custom.{name}]: the pattern cannot be used: {error}") from None

    look = _in_values if spec.place in ("frontmatter", "tags") else _in_text
    slow = 0

    def check(doc: Document) -> Findings:
        nonlocal slow
        if (known := max(slow, HEARD.get(name, 0))) >= _PATIENCE:
            message = f"not checked: the pattern of {name} was too slow for {known} files of this run"
            yield Finding(0, 0, message, severity="error")
            return
        try:
            yield from look(doc, _Pattern(pattern, time.monotonic() + spec.timeout), spec)
        except TimeoutError:
            slow += 1
            message = f"{_took(name)} {spec.timeout:g} s on this file: make it simpler"
            yield Finding(0, 0, message, severity="error")

    place = places.find(spec.place)
    manual = (
        f"{spec.message.rstrip('.')}.\n\nA rule of the configuration: `{spec.pattern}` in `{spec.place}`."
    )
    protected = place is not None and place.protected
    body = Body((), manual, check, deletes=spec.deletes)
    return Rule(name, GROUP, spec.severity, True, protected, False, None, body)


def _took(name: str) -> str:
    return f"the pattern of {name} took more than"


def is_slow(name: str, message: str) -> bool:
    """Whether a message of the rule says that its pattern took too long."""
    return message.startswith(_took(name))


class _Pattern:
    """A compiled pattern of the `regex` library, and the moment at which its time for a file is over."""

    def __init__(self, compiled: Any, deadline: float) -> None:
        self._compiled = compiled
        self._deadline = deadline

    def matches(self, text: str, start: int = 0) -> Iterator[Any]:
        """Every match that is not empty. Raises TimeoutError."""
        found = self._compiled.finditer(text, start, timeout=self._left())
        return (match for match in found if match.end() > match.start())

    def replaced(self, text: str, replacement: str) -> str:
        """Raises TimeoutError."""
        return str(self._compiled.sub(replacement, text, timeout=self._left()))

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _title(spec: Spec) -> str:
    return f"Replace by “{spec.replace}”" if spec.replace else "Remove it"


def _in_text(doc: Document, pattern: _Pattern, spec: Spec) -> Findings:
    place = places.find(spec.place)
    for offset, match in _text_matches(doc, pattern, place):
        start, end = offset + match.start(), offset + match.end()
        if doc.is_protected(start, end) and not (place and place.protected):
            continue
        fix = None
        if spec.replace is not None:
            fix = Fix(_title(spec), Edit(start, end, match.expand(spec.replace)), safety=spec.safety)
        yield Finding(start, end, spec.message, fix)


def _text_matches(doc: Document, pattern: _Pattern, place: places.Place | None) -> Iterator[tuple[int, Any]]:
    """Matches, each with the offset that its own offsets count from; the body is searched where there is no place."""
    if place is None:
        yield from ((0, match) for match in pattern.matches(doc.text, doc.body_start))
        return
    for start, end in place.spans(doc):
        yield from ((start, match) for match in pattern.matches(doc.text[start:end]))


def _values(doc: Document, spec: Spec) -> Iterator[Node]:
    block = doc.frontmatter
    if block is None or block.root is None:
        return
    if spec.place == "frontmatter":
        yield from block.scalars()
        return
    for node in block.lists(TAG_KEYS):
        yield from (item for item in node.items if item.kind == "scalar")


def _in_values(doc: Document, pattern: _Pattern, spec: Spec) -> Findings:
    for node in _values(doc, spec):
        value = node.value or ""
        count = sum(1 for _ in pattern.matches(value))
        if not count:
            continue
        fix = None
        if spec.replace is not None and doc.frontmatter is not None:
            try:
                edits = doc.frontmatter.set_value(node, pattern.replaced(value, spec.replace))
                fix = Fix(_title(spec), *edits, safety=spec.safety) if edits else None
            except EditRefused:
                fix = None
        yield Finding(node.start, node.end, spec.message, fix, count=count)
