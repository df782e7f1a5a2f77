"""A page held to its schemas: which errors are worth a word, and where each is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from wikilint.rule import Document, Finding, Findings, SchemaInUse, Schemas
from wikilint_rules.frontmatter._dates import date_or_range
from wikilint_rules.frontmatter._explain import problems
from wikilint_rules.frontmatter._mend import Mender
from wikilint_rules.frontmatter._places import Places, Span
from wikilint_rules.frontmatter._values import Problem
from wikilint_rules.frontmatter._words import listed

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

_FORMATS = {"date-or-range": date_or_range}

_MOST = 100
"""A page with more errors than this has the wrong schema: the rest is not listed, and nothing is mended."""


def findings(doc: Document, schemas: Schemas) -> Findings:
    """What the schemas for the path of a document find in it. Silent where another rule says why it has no data."""
    block = doc.frontmatter
    if (block is not None and block.problem is not None) or doc.no_frontmatter is not None:
        return
    data = block.data if block is not None else {}
    all_of_them = list(schemas.for_path(doc.path, _FORMATS))
    said: set[tuple[Span, str]] = set()
    for each in all_of_them:
        if each.validator.is_valid(data):
            continue
        for finding in _findings(doc, each, data, all_of_them):
            if ((finding.start, finding.end), finding.message) not in said:
                said.add(((finding.start, finding.end), finding.message))
                yield finding


def _findings(
    doc: Document, using: SchemaInUse, data: dict[str, Any], all_of_them: Sequence[SchemaInUse]
) -> Findings:
    block = doc.frontmatter
    errors = _errors(using, data)
    if block is None:
        yield from _no_block(errors)
        return
    places = Places(doc, block)
    all_problems = list(islice(problems(errors, data, using.content), _MOST + 1))
    found = _gravest((_span(places, each), each) for each in all_problems[:_MOST])
    are_all = len(all_problems) <= _MOST
    mender = None
    if block.syntax == "yaml" and are_all and any(each.repair for _, each in found):
        mender = Mender(doc, block, [each for _, each in found], lambda after: _count(all_of_them, after))
    for (start, end), problem in found:
        yield Finding(start, end, problem.message, mender.fix(problem) if mender else None)
    if not are_all:
        yield Finding(
            *places.parent(()), f"there are more than {_MOST} errors: is this the schema of this page?"
        )


def _no_block(errors: Sequence[ValidationError]) -> Findings:
    """One finding for a page without frontmatter, if the schema wants some."""
    missing = [
        f"“{each.kind.value}”" for each in errors if each.kind.name == "required" and not each.instance_path
    ]
    if missing:
        yield Finding(0, 0, f"there is no frontmatter, but the schema requires {listed(missing, 'and')}")


def _errors(using: SchemaInUse, data: dict[str, Any]) -> Sequence[ValidationError]:
    return list(islice(using.validator.iter_errors(data), _MOST + 1))


def _count(schemas: Sequence[SchemaInUse], doc: Document) -> int:
    """How many errors a document has; the validator gives one for all unknown keys of a mapping."""
    data = doc.frontmatter.data if doc.frontmatter else {}
    errors = [error for each in schemas for error in _errors(each, data)]
    unknown = ("additionalProperties", "unevaluatedProperties")
    return sum(len(each.kind.value) if each.kind.name in unknown else 1 for each in errors)


def _span(places: Places, problem: Problem) -> Span:
    if problem.at == "parent":
        return places.parent(problem.path[:-1])
    return places.key(problem.path) if problem.at == "key" else places.value(problem.path)


def _gravest(found: Iterator[tuple[Span, Problem]]) -> list[tuple[Span, Problem]]:
    """One problem for each value: a word that is no number is not also too small a one."""
    chosen: dict[tuple[object, ...], tuple[Span, Problem]] = {}
    for span, problem in found:
        place = (span, problem.path, problem.at)
        if place not in chosen or problem.rank < chosen[place][1].rank:
            chosen[place] = span, problem
    return list(chosen.values())
