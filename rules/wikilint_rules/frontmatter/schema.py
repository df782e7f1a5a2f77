"""Frontmatter that does not fit its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from wikilint.rule import Document, Finding, Findings, rule
from wikilint_rules.frontmatter._explain import problems
from wikilint_rules.frontmatter._mend import Mender
from wikilint_rules.frontmatter._places import Places, Span
from wikilint_rules.frontmatter._schemas import Compiled, holding
from wikilint_rules.frontmatter._values import Problem
from wikilint_rules.frontmatter._words import listed

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

_MOST = 100
"""A page with more errors than this has the wrong schema: the rest is not listed, and nothing is mended."""

_NONE: dict[str, Any] = {}


@rule("schema", severity="error")
def schema(doc: Document, *, schemas: dict[str, Any] = _NONE) -> Findings:
    """Frontmatter that does not fit the JSON Schema of its folder.

    Which schema holds for which pages stands in the configuration, as globs that read like those of `.gitignore`:

        [schema]
        "content/events/**" = "schemas/event.yaml"

    The files are JSON Schema (2020-12 unless they say otherwise), in YAML or JSON. Where several globs match, each
    schema has to fit. Dates count as text, so `format: date` and `format: date-time` work, and one more format is
    known: `date-or-range` for `14 January – 14 February 2017`. TOML and JSON blocks are held to the schema too.

    Each error stands where its cause does: at the value that is wrong, at the key that is unknown, at the opening
    fence (or the key above) where one is missing. A key or a word that is nearly right is named: “did you mean”.

    All fixes are unsafe, for a schema cannot know what you meant: rename a misspelt key, write the value that
    `const` asks for or the one of an `enum` that is nearly there, add a missing key that has a `const` or a
    `default`, quote a number that should be text. None is offered that would not leave fewer errors.

        titel: Battle of Sarrin      # “titel” should probably be “title”, which is missing

    becomes

        title: Battle of Sarrin

    schemas: schemas by glob, as `[schema]` of the configuration loads them.
    """
    if not schemas:
        return
    block = doc.frontmatter
    if (block is not None and block.problem is not None) or doc.no_frontmatter is not None:
        return
    data = block.data if block is not None else {}
    all_of_them = list(holding(schemas, doc.path))
    said: set[tuple[Span, str]] = set()
    for each in all_of_them:
        if each.validator.is_valid(data):
            continue
        for finding in _findings(doc, each, data, all_of_them):
            if ((finding.start, finding.end), finding.message) not in said:
                said.add(((finding.start, finding.end), finding.message))
                yield finding


def _findings(
    doc: Document, compiled: Compiled, data: dict[str, Any], all_of_them: Sequence[Compiled]
) -> Findings:
    block = doc.frontmatter
    errors = _errors(compiled, data)
    if block is None:
        yield from _no_block(errors)
        return
    places = Places(doc, block)
    all_problems = list(islice(problems(errors, data, compiled.schema), _MOST + 1))
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
        yield Finding(0, 0, f"there is no frontmatter, and the schema asks for {listed(missing, 'and')}")


def _errors(compiled: Compiled, data: dict[str, Any]) -> Sequence[ValidationError]:
    return list(islice(compiled.validator.iter_errors(data), _MOST + 1))


def _count(schemas: Sequence[Compiled], doc: Document) -> int:
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
