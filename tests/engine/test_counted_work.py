"""A clean page costs next to nothing: what is done for one is counted, for a time would depend on the machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wikilint import markdown
from wikilint.document import Document
from wikilint.engine import check as checking
from wikilint.engine import plan
from wikilint.engine.registry import ActiveRule
from wikilint.finding import Finding
from wikilint.frontmatter.read import parse
from wikilint.frontmatter.read.plain import is_plain
from wikilint.settings.config import Settings

PAGE = """---
title: Battle of Sarrin
date: 2017-01-14
weight: 10
tags: [history, "northern Syria"]
aliases:
  - /battles/sarrin/
description: >-
  Two sentences that were folded
  over two lines.
---

# Battle of Sarrin

The town changed hands twice. See the [overview](../overview.md) for dates.

## Background

A paragraph of some words, with a list:

- one
- two

## Sources

A book.
"""

MOST_RULES = 12


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is asked and parsed from now on."""
    found: list[str] = []
    tried = checking._tried

    def ask(chosen: ActiveRule, document: Document) -> list[checking.Hit]:
        found.append(chosen.rule.name)
        return tried(chosen, document)

    def counted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def work_and_count(*given: Any) -> Any:
            found.append(name)
            return work(*given)

        return work_and_count

    monkeypatch.setattr(checking, "_tried", ask)
    monkeypatch.setattr(parse, "parse", counted("(yaml)", parse.parse))
    monkeypatch.setattr(markdown, "blocks", counted("(blocks)", markdown.blocks))
    monkeypatch.setattr("wikilint.gates.is_plain", counted("(plain)", is_plain))
    return found


def findings(raw: bytes) -> list[Finding]:
    return [hit.finding for hit in checking.check(Document(raw), plan.make(Settings()).rules)]


def test_a_clean_page_is_neither_parsed_nor_shown_to_most_rules(asked: list[str]) -> None:
    assert findings(PAGE.encode()) == []
    assert "(yaml)" not in asked
    assert "(blocks)" not in asked
    assert asked.count("(plain)") == 1
    assert len([name for name in asked if not name.startswith("(")]) <= MOST_RULES, asked


def test_a_block_that_is_not_plain_is_parsed_once_for_all_rules(asked: list[str]) -> None:
    page = PAGE.replace("weight: 10", "lang: no").encode()
    assert [each.message for each in findings(page)] == ["“no” is false in YAML 1.1 and text in YAML 1.2"]
    assert asked.count("(yaml)") == 1


def test_a_page_without_a_block_is_shown_to_no_rule_that_reads_one(asked: list[str]) -> None:
    assert findings(b"# Title\n\nWords, and a rule:\n\n---\n\nMore words.\n") == []
    assert not {"ambiguous-scalar", "duplicate-key", "unclosed-frontmatter", "duplicate-tag"} & set(asked)
    assert "(plain)" not in asked


def test_files_without_the_same_rules_share_their_gates() -> None:
    chosen = plan.make(Settings(per_file_ignores={"a*.md": ("headings",), "*b.md": ("tags",)}))
    assert chosen.rules_for("a1.md") is chosen.rules_for("a2.md")
    assert chosen.rules_for("ab.md") is chosen.rules_for("aab.md")
    assert chosen.rules_for("c.md") is chosen.rules
    assert len(chosen.rules_for("ab.md")) < len(chosen.rules_for("a1.md")) < len(chosen.rules)
