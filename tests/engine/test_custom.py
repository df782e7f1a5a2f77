"""Rules that users write in their configuration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Wikilint

PAGE = """---
title: Lorem ipsum
tags:
  - "lorem: ipsum"
  - other
---
Lorem ipsum and `lorem ipsum`.
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_text(PAGE)
    return path


def configure(text: str) -> None:
    Path("wikilint.toml").write_text(text)


def test_a_pattern_is_a_rule(wikilint: Wikilint, page: Path) -> None:
    configure('[rules.custom.no-lorem]\npattern = "(?i)lorem"\nmessage = "filler"\nseverity = "error"\n')
    (found,) = json.loads(wikilint("check", "--select", "no-lorem", "-o", "json").out)
    assert (found["rule"], found["severity"], found["message"]) == ("no-lorem", "error", "filler")
    assert found["location"] == {"row": 7, "column": 1}
    assert "no-lorem" in wikilint("rules").out
    assert "# no-lorem" in wikilint("explain", "no-lorem").out


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("body", "Lorem ipsum and", "Text and"),
        ("frontmatter", "title: Lorem ipsum", "title: Text"),
        ("tags", '- "lorem: ipsum"', '- "Text"'),
    ],
)
def test_replace_is_a_fix(wikilint: Wikilint, page: Path, place: str, before: str, after: str) -> None:
    table = "pattern = '(?i)lorem:? ipsum'\nmessage = 'filler'\nreplace = 'Text'"
    configure(f"[rules.custom.no-lorem]\n{table}\nin = '{place}'\n")
    assert wikilint("fix", "--select", "no-lorem").code == 0
    wanted = PAGE.replace(before, after)
    if place == "frontmatter":
        wanted = wanted.replace('- "lorem: ipsum"', '- "Text"')
    assert page.read_text() == wanted


def test_groups_are_put_back(wikilint: Wikilint, page: Path) -> None:
    configure(
        "[rules.custom.swap]\npattern = '(Lorem) (ipsum)'\nmessage = \"swapped\"\nreplace = '\\2 \\1'\n"
    )
    wikilint("fix", "--select", "swap")
    assert "ipsum Lorem and" in page.read_text()


def test_a_pattern_that_never_ends_ends_itself(wikilint: Wikilint, page: Path) -> None:
    page.write_text("a" * 60 + "b\n")
    configure('[rules.custom.slow]\npattern = "(a|aa)+c"\nmessage = "slow"\ntimeout = 0.05\n')
    (found,) = json.loads(wikilint("check", "--select", "slow", "-o", "json").out)
    assert "took more than 0.05 s" in found["message"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[rules.custom.mojibake]\npattern = "a"\nmessage = "b"', "is taken by a rule of wikilint"),
        ('[rules.custom.NoLorem]\npattern = "a"\nmessage = "b"', "has to be kebab-case"),
        ('[rules.custom.no-a]\npattern = "("\nmessage = "b"', "the pattern cannot be used: missing )"),
        ('[rules.custom.no-a]\npattern = "a"', "the key `message` is missing"),
        ('[rules.custom.no-a]\npattern = "a"\nmessage = "b"\nwhere = "c"', "there is no key 'where'"),
        (
            '[rules.custom.no-a]\npattern = "a"\nmessage = "b"\nin = "c"',
            "`in` takes one of body, frontmatter, tags",
        ),
        (
            '[rules.custom.no-a]\npattern = "a"\nmessage = "b"\nreplace = "\\\\2"',
            "the pattern cannot be used",
        ),
    ],
)
def test_what_is_wrong_is_said(wikilint: Wikilint, page: Path, text: str, message: str) -> None:
    configure(text)
    done = wikilint("check")
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1
