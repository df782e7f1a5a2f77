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
from wikilint.settings import schemas
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
    return (ActiveRule(schema, {"schemas": {"*.md": schema_of_all}}, "error"),)


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
    family = schemas.load({"*.md": "docs/schemas/frontlines.yaml"}, str(ROOT))["*.md"]
    assert not found(page, family)
    assert [each.finding.message for each in found(page.replace("Wikipedia", "wikipedia"), family)] == [
        "“author” should be “Wikipedia”, not “wikipedia”"
    ]


@pytest.mark.skipif("WIKILINT_CORPORA" not in os.environ, reason="WIKILINT_CORPORA names no folder of pages")
def test_the_schema_of_the_documentation_finds_nothing_but_damage() -> None:
    family = schemas.load({"*.md": "docs/schemas/frontlines.yaml"}, str(ROOT))["*.md"]
    pages = sorted((Path(os.environ["WIKILINT_CORPORA"]) / "frontlines").rglob("*.md"))
    assert len(pages) == 128
    assert {path.name for path in pages if found(path.read_text("utf-8"), family)} == DAMAGED
