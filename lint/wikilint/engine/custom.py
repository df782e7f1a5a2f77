"""Rules that users write in their configuration, without Python.

[rules.custom.no-lorem]
pattern = "(?i)lorem ipsum"
message = "filler text"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_type_hints

from wikilint import kinds
from wikilint.document import Document
from wikilint.errors import UsageError
from wikilint.finding import Edit, Finding, Findings, Fix, Safety, Severity
from wikilint.frontmatter import EditRefused, Node
from wikilint.rule import KEBAB, Body, Rule

GROUP = "custom"
"""The group of these rules, and the name of their table below `[rules]`."""

TAG_KEYS = ("tags", "categories", "keywords")
"""The lists that `in = "tags"` means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """The keys of a `[rules.custom.NAME]` table; `in` is spelt `place` here.

    pattern: a regular expression of the `regex` library.
    replace: what a match becomes, with `\\1` for a group; without it the rule only reports.
    safety: whether `fix` applies it (`safe`) or only with `--unsafe-fixes`.
    timeout: seconds that the pattern may take for one file.
    """

    pattern: str
    message: str
    severity: Severity = "warning"
    replace: str | None = None
    safety: Safety = "safe"
    place: Literal["body", "frontmatter", "tags"] = "body"
    timeout: float = 1.0


def rules(tables: Mapping[str, Any], taken: Iterable[str]) -> Iterator[Rule]:
    """The rules of `[rules.custom]`.

    Raises UsageError for a name that is taken or not kebab-case, an unknown key, and a broken pattern.
    """
    known = set(taken)
    for name, table in tables.items():
        if name in known or not KEBAB.match(name):
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
    return Spec(**given)


def _rule(name: str, spec: Spec) -> Rule:
    import regex

    try:
        pattern = regex.compile(spec.pattern, regex.MULTILINE)
        if spec.replace is not None:
            # The empty match of an empty alternative shows whether every group of the replacement exists.
            regex.sub(f"{spec.pattern}|", spec.replace, "")
    except (regex.error, IndexError) as error:
        raise UsageError(f"[rules.custom.{name}]: the pattern cannot be used: {error}") from None

    def check(doc: Document) -> Findings:
        try:
            if spec.place == "body":
                yield from _in_body(doc, pattern, spec)
            else:
                yield from _in_values(doc, pattern, spec)
        except TimeoutError:
            message = f"the pattern of {name} took more than {spec.timeout:g} s on this file: make it simpler"
            yield Finding(0, 0, message, severity="error")

    manual = (
        f"{spec.message.rstrip('.')}.\n\nA rule of the configuration: `{spec.pattern}` in the {spec.place}."
    )
    return Rule(name, GROUP, spec.severity, True, False, False, None, Body((), manual, check))


def _title(spec: Spec) -> str:
    return f"Replace by “{spec.replace}”" if spec.replace else "Remove it"


def _in_body(doc: Document, pattern: Any, spec: Spec) -> Findings:
    for match in pattern.finditer(doc.text, doc.body_start, timeout=spec.timeout):
        start, end = match.span()
        if start == end or doc.is_protected(start, end):
            continue
        fix = None
        if spec.replace is not None:
            fix = Fix(_title(spec), Edit(start, end, match.expand(spec.replace)), safety=spec.safety)
        yield Finding(start, end, spec.message, fix)


def _values(doc: Document, spec: Spec) -> Iterator[Node]:
    block = doc.frontmatter
    if block is None or block.root is None:
        return
    if spec.place == "frontmatter":
        yield from block.scalars()
        return
    for key in TAG_KEYS:
        node = block.get(key)
        if node is not None and node.kind == "sequence":
            yield from (item for item in node.items if item.kind == "scalar")


def _in_values(doc: Document, pattern: Any, spec: Spec) -> Findings:
    for node in _values(doc, spec):
        value = node.value or ""
        found = [
            match for match in pattern.finditer(value, timeout=spec.timeout) if match.end() > match.start()
        ]
        if not found:
            continue
        fix = None
        if spec.replace is not None and doc.frontmatter is not None:
            try:
                changed = pattern.sub(spec.replace, value, timeout=spec.timeout)
                edits = doc.frontmatter.set_value(node, changed)
                fix = Fix(_title(spec), *edits, safety=spec.safety) if edits else None
            except EditRefused:
                fix = None
        yield Finding(node.start, node.end, spec.message, fix, count=len(found))
