"""A clean page costs next to nothing: what is done for it is counted, because a time would depend on the machine.

The modules that a command imports are counted in `tests/test_imports.py`.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Wikilint

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

MOST_PATTERNS = 40

MOST_READINGS = 2
"""Of a block by `fix`: one before the fix and one after it."""

COMPILED = """
import sys
from re import _compiler
made, compiled = [], _compiler.compile
def noted(source, *given):
    made.append(source)
    return compiled(source, *given)
_compiler.compile = noted
from wikilint.cli import main
sys.argv = ["wikilint", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(*map(repr, made), sep="\\n", file=sys.stderr)
"""


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


def test_few_patterns_are_compiled_for_a_clean_page(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE)
    command = [sys.executable, "-c", COMPILED, "check", "--isolated", "--no-cache", str(tmp_path)]
    subprocess.run(command, capture_output=True, check=True)  # writes the index of the rules
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "All clean" in done.stdout
    patterns = done.stderr.splitlines()
    assert 0 < len(patterns) <= MOST_PATTERNS
    assert len(patterns) == len(set(patterns))


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the disk was waited for, by the kind of what was written."""
    counted: Counter[str] = Counter()

    def sync(fd: int) -> None:
        counted["folder" if stat.S_ISDIR(os.fstat(fd).st_mode) else "file"] += 1

    monkeypatch.setattr(os, "fsync", sync)
    return counted


def fix_pages(folder: Path, pages: int, text: str, wikilint: Wikilint) -> None:
    folder.mkdir()
    for number in range(pages):
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    assert wikilint("fix", "--isolated", "-j", "1", folder).code == 0


def test_fix_waits_for_the_disk_once_for_each_file(
    tmp_path: Path, wikilint: Wikilint, synced: Counter[str]
) -> None:
    damaged = PAGE.replace("A book.", "A cafÃ©.")
    fix_pages(tmp_path / "few", 2, damaged, wikilint)
    few = Counter(synced)
    synced.clear()
    fix_pages(tmp_path / "more", 12, damaged, wikilint)
    assert synced["file"] - few["file"] == 10
    assert synced["folder"] == few["folder"] <= 2, "of the pages and of the journal"
    assert few["file"] - 2 <= 2, "the journal: before the first file is changed, and at its end"


def test_fix_does_not_wait_for_the_disk_where_nothing_is_wrong(
    tmp_path: Path, wikilint: Wikilint, synced: Counter[str]
) -> None:
    fix_pages(tmp_path / "clean", 3, PAGE, wikilint)
    assert not synced


def test_fix_reads_the_block_of_a_page_few_times(
    tmp_path: Path, wikilint: Wikilint, asked: list[str]
) -> None:
    fix_pages(tmp_path / "pages", 1, PAGE.replace("Two sentences", "Two cafÃ©s"), wikilint)
    assert 0 < asked.count("(yaml)") <= MOST_READINGS
