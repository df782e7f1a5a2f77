"""The rule `schema`: errors at their places, fixes that leave fewer."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine.check import Hit, check
from wikilint.engine.fix import fix_document
from wikilint.engine.registry import ActiveRule
from wikilint.settings.schemas import Schemas
from wikilint_rules.frontmatter._words import closest
from wikilint_rules.frontmatter.schema import schema

ROOT = Path(__file__).parents[3]
DAMAGED = {
    "east_aleppo_offensive_(2017).md",
    "idlib_demilitarization_(2018–2019).md",
    "iraq_war.md",
    "liwa_thuwar_al-raqqa.md",
    "operation_inherent_resolve.md",
    "spillover_of_the_syrian_civil_war.md",
    "western_al-bab_offensive_(october–november_2016).md",
    "world_war_ii.md",
}
"""Pages with a picture's name glued to its caption, two dates in one, a raw infobox."""


def chosen(schema_of_all: dict[str, Any]) -> tuple[ActiveRule, ...]:
    return (ActiveRule(schema, {"schemas": Schemas.load({"*.md": schema_of_all}, ".")}, "error"),)


def found(text: str, schema_of_all: dict[str, Any]) -> list[Hit]:
    return check(Document.from_text(text, "page.md"), chosen(schema_of_all))


def marked(text: str, schema_of_all: dict[str, Any]) -> list[str]:
    return [text[each.finding.start : each.finding.end] for each in found(text, schema_of_all)]


SYNTAXES = {
    "yaml": "---\ntitle: Sarrin\nauthor:\n  name: {}\n  links: [x, {}]\n---\n\nText.\n",
    "toml": '+++\ntitle = "Sarrin"\n[author]\nname = {}\nlinks = ["x", {}]\n+++\n\nText.\n',
    "json": '{{"title": "Sarrin",\n\t"author": {{"name": {}, "links": ["x", {}]}}}}\n\nText.\n',
}


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_marks_the_value_the_key_and_the_mapping_in_every_syntax(syntax: str, newline: str) -> None:
    text = SYNTAXES[syntax].format(12, 34).replace("\n", newline)
    texts = {"type": "array", "items": {"type": "string"}}
    author = {"properties": {"name": {"type": "string"}, "links": texts}}
    assert marked(text, {"properties": {"author": author}}) == ["12", "34"]
    closed = {"properties": {"author": {"additionalProperties": False}}}
    keys = [each.strip('"') for each in marked(text, closed)]
    assert keys == ["name", "links"]
    assert marked(text, {"properties": {"author": {"required": ["born"]}}})[0].strip('"') == "author"
    assert marked(text, {"required": ["date"]}) == [text[: 1 if syntax == "json" else 3]]


def test_a_byte_order_mark_does_not_move_a_place() -> None:
    document = Document("\ufeff---\ntitle: 3\n---\n".encode(), "page.md")
    (finding,) = check(document, chosen({"properties": {"title": {"type": "string"}}}))
    assert document.position(finding.finding.start) == (2, 8)


def test_lists_no_more_than_a_hundred_errors_and_mends_none_then() -> None:
    text = "---\n" + "".join(f"titel{number}: x\n" for number in range(300)) + "---\n"
    findings = found(text, {"additionalProperties": False, "properties": {"title": {}}})
    assert len(findings) == 101
    assert not any(each.finding.fix for each in findings)


def test_a_value_that_is_wrong_in_two_ways_is_one_finding() -> None:
    findings = found(
        "---\nweight: heavy\n---\n", {"properties": {"weight": {"type": "integer", "enum": [1, 2]}}}
    )
    assert [each.finding.message for each in findings] == ["“weight” should be 1 or 2, not “heavy”"]


def test_a_rename_that_would_only_swap_one_error_for_another_is_not_offered() -> None:
    wanted = {"additionalProperties": False, "properties": {"weight": {"type": "integer"}}}
    (finding,) = found("---\nwieght: heavy\n---\n", wanted)
    assert finding.finding.fix is None


KEYS = st.sampled_from(["title", "titel", "date", "draft", "Draft", "weight", "status", "x"])
PLAIN = st.sampled_from(
    ["Sarrin", "2017", "true", '"yes"', '"3"', "", "final", "Fnial", "[a, b]", "{a: 1}", "*b", "|-\n  a\n  b"]
)
WANTED: dict[str, Any] = {
    "required": ["title", "layout"],
    "additionalProperties": False,
    "properties": {
        "base": {},
        "title": {"type": "string"},
        "date": {"type": "string", "format": "date-or-range"},
        "draft": {"type": "boolean", "default": False},
        "weight": {"type": "integer"},
        "status": {"enum": ["draft", "final"]},
        "layout": {"const": "post"},
    },
}


@given(
    st.lists(st.tuples(KEYS, PLAIN), max_size=6, unique_by=lambda pair: pair[0]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_unsafe_fixes_settle_and_leave_fewer_errors(pairs: list[tuple[str, str]], newline: str) -> None:
    text = "---\nbase: &b here\n" + "".join(f"{key}: {value}\n" for key, value in pairs) + "---\n\nText.\n"
    document = Document.from_text(text.replace("\n", newline), "page.md")
    mended = fix_document(document, chosen(WANTED), lambda _, fix: fix.safety != "display")
    assert not [each for each in mended.left if each.rule != "schema"]
    assert not [each for each in mended.left if each.finding.fix]
    assert len(mended.left) < len(mended.before) or mended.after.raw == document.raw
    assert json.dumps(mended.after.frontmatter.data if mended.after.frontmatter else None)


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("titel", ["title", "subtitle"], "title"),
        ("pub-date", ["pubDate", "date"], "pubDate"),
        ("Draft", ["draft"], "draft"),
        ("colour", ["title", "date"], None),
        ("x" * 1000, ["x"], None),
    ],
)
def test_did_you_mean(name: str, known: list[str], meant: str | None) -> None:
    assert closest(name, known) == meant


def test_the_schema_of_the_documentation_fits_its_family() -> None:
    page = """---
subject: Deir ez-Zor offensive (January–February 2017)
shortDescription: Military operation
description: The Deir ez-Zor offensive (January–February 2017) was a military
  operation launched by the Islamic State of Iraq and the Levant.
author: Wikipedia
pubDate: 2023-10-03 11:10
img: /FileDeir_ez-Zor_cla.svg
tags:
  - Islamic State of Iraq and the Levant
date:
  - 14 January – 14 February 2017
place:
  - Deir ez-Zor Governorate, Syria
---
"""
    family = Schemas.load({"*.md": "docs/schemas/frontlines.yaml"}, str(ROOT)).by_glob["*.md"].content
    assert not found(page, family)
    assert [each.finding.message for each in found(page.replace("Wikipedia", "wikipedia"), family)] == [
        "“author” should be “Wikipedia”, not “wikipedia”"
    ]


@pytest.mark.skipif("WIKILINT_CORPORA" not in os.environ, reason="WIKILINT_CORPORA names no folder of pages")
def test_the_schema_of_the_documentation_finds_nothing_but_damage() -> None:
    family = Schemas.load({"*.md": "docs/schemas/frontlines.yaml"}, str(ROOT)).by_glob["*.md"].content
    pages = sorted((Path(os.environ["WIKILINT_CORPORA"]) / "frontlines").rglob("*.md"))
    assert len(pages) == 128
    assert {path.name for path in pages if found(path.read_text("utf-8"), family)} == DAMAGED


@pytest.mark.parametrize(
    ("page", "schema_of_all", "said"),
    [
        (
            "authors: [{name: A, id: 1}, {id: 1.0, name: A}]",
            {"properties": {"authors": {"uniqueItems": True}}},
            "“authors” holds a mapping twice, but items should be unique",
        ),
        (
            "a: [1, true, 1.0]",
            {"properties": {"a": {"uniqueItems": True}}},
            "“a” holds 1.0 twice, but items should be unique",
        ),
    ],
)
def test_equal_items_are_found_as_the_validator_finds_them(
    page: str, schema_of_all: dict[str, Any], said: str
) -> None:
    assert [each.finding.message for each in found(f"---\n{page}\n---\n", schema_of_all)] == [said]


VALUES = st.recursive(
    st.sampled_from([None, True, 0, 1, 1.0, "", "x", "2017-01-14"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
PARTS = st.sampled_from(
    [
        {"type": "string"},
        {"type": ["object", "null"]},
        {"uniqueItems": True},
        {"contains": {"type": "integer"}, "maxContains": 1},
        {"minContains": 2, "contains": {}},
        {"prefixItems": [{}], "items": False},
        {"items": {"type": "string"}, "maxItems": 1},
        {"propertyNames": {"maxLength": 0}},
        {"dependentRequired": {"a": ["b"]}},
        {"dependentSchemas": {"a": {"required": ["c"]}}},
        {"unevaluatedProperties": False, "properties": {"a": {}}},
        {"unevaluatedItems": False, "prefixItems": [{"const": 1}]},
        {"additionalProperties": False},
        {"patternProperties": {"^a": False}},
        {"not": {"type": "object"}},
        {"oneOf": [{"type": "integer"}, {"const": 1}]},
        {"anyOf": [{"type": "array", "maxItems": 0}, {"required": ["a", "b"]}]},
        {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": False},
        {"enum": [1, "x"]},
        {"const": {"a": 1}},
        {"format": "date", "pattern": "^x", "minLength": 2},
        {"multipleOf": 2, "minimum": 1, "exclusiveMaximum": 1},
        {"minProperties": 2, "maxProperties": 0},
        False,
    ]
)


@given(st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3), PARTS, PARTS)
def test_what_the_validator_rejects_is_always_reported(data: dict[str, Any], one: Any, two: Any) -> None:
    schema_of_all = {"allOf": [one], "properties": {"a": two, "b": {"properties": {"a": two}}}}
    page = f"---\nvalue: {json.dumps(data)}\n---\n"
    whole = {"properties": {"value": schema_of_all}}
    validator = Schemas.load({"*": whole}, ".").by_glob["*"].validator({})
    frontmatter = Document.from_text(page).frontmatter
    assert frontmatter is not None
    assert bool(found(page, whole)) == (not validator.is_valid(frontmatter.data))
