"""Rules that users write in their configuration."""

from __future__ import annotations

import json
import pickle
import re
import tomllib
from pathlib import Path

import pytest
from conftest import Wikilint

from wikilint.document import Document
from wikilint.engine import custom, patience
from wikilint.engine.check import check
from wikilint.engine.custom import PLACES, rules
from wikilint.engine.diagnose import diagnose
from wikilint.engine.registry import ActiveRule
from wikilint.report.outcome import Outcome

CONFIGURATION = Path(__file__).parents[2].joinpath("docs", "configuration.md").read_text("utf-8")

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


_BLOCK = CONFIGURATION.partition("````text\n")[2]
EXAMPLES: dict[str, str] = {}
for _line in _BLOCK.partition("````")[0].splitlines():
    _place, _text = _line.split(maxsplit=1)
    EXAMPLES[_place] = _text


def test_every_place_is_documented_by_an_example() -> None:
    assert {place.replace("code(python)", "code(LANGUAGE)") for place in EXAMPLES} == set(PLACES)


@pytest.mark.parametrize("place", EXAMPLES)
def test_a_rule_looks_where_it_is_told_to(place: str) -> None:
    example = EXAMPLES[place].replace("⏎", "\n")
    (rule,) = rules({"no-lorem": {"pattern": "lorem", "message": "filler", "in": place}}, ())
    (found,) = rule(Document.from_text(re.sub("[«»]", "", example)))
    marked = example.index("«")
    assert found.start <= marked
    assert found.end == example.index("»") - 1


@pytest.mark.parametrize("place", ["heading", "alt", "url", "code", "code(python)", "comment", "table"])
def test_a_rule_fixes_where_it_looks(wikilint: Wikilint, page: Path, place: str) -> None:
    example = EXAMPLES[place].replace("⏎", "\n") + "\n"
    page.write_text(re.sub("[«»]", "", example))
    table = f"pattern = 'lorem'\nmessage = 'filler'\nreplace = 'text'\nin = '{place}'"
    configure(f"[rules.custom.no-lorem]\n{table}\n")
    assert wikilint("fix", "--select", "no-lorem").code == 0
    assert page.read_text() == re.sub("«lorem»", "text", example)


def test_the_rules_in_the_documentation_are_accepted() -> None:
    blocks = [tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", CONFIGURATION, re.DOTALL)]
    tables = {
        name: table for block in blocks for name, table in block.get("rules", {}).get("custom", {}).items()
    }
    made = {rule.name: rule for rule in rules(tables, ())}
    assert {"no-lorem", "no-click-here", "plain-http", "no-prompt"} <= made.keys()
    page = "[here](a.md), [here you are](b.md)\n\nhttp://docs.example.org\n\n```sh\n$ make\n```\n"
    found = {
        name: [finding.message for finding in rule(Document.from_text(page))] for name, rule in made.items()
    }
    assert {name: len(each) for name, each in found.items()} == {
        **dict.fromkeys(made, 0),
        "no-click-here": 1,
        "plain-http": 1,
        "no-prompt": 1,
    }


def test_what_no_place_is_stays_unread() -> None:
    text = "x\\[lorem](lorem)\n\n```\n| lorem |\n|---|\n```\n\n> | lorem\n\n[^1]: lorem\n"
    for place in ("heading", "link-text", "alt", "image-target", "comment", "table"):
        (rule,) = rules({"no-lorem": {"pattern": "lorem", "message": "filler", "in": place}}, ())
        assert not list(rule(Document.from_text(text)))


def test_a_pattern_that_is_always_slow_is_given_up() -> None:
    table = {"pattern": "(a|aa)+c", "message": "slow", "timeout": 0.001}
    (rule,) = rules({"slow": table}, ())
    messages = [next(rule(Document.from_text("a" * 60 + "b"))).message for _ in range(12)]
    assert messages[9].startswith("the pattern of slow took more than")
    assert messages[10:] == ["not checked: the pattern of slow was too slow for 10 files of this run"] * 2


def test_a_pattern_that_is_slow_in_other_processes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process that has the run counts, the others hear with their next files."""
    monkeypatch.setattr(patience, "HEARD", {})
    monkeypatch.setattr(custom, "HEARD", patience.HEARD)
    table = {"pattern": "(a|aa)+c", "message": "slow", "timeout": 0.001}
    (rule,) = rules({"slow": table}, ())
    page = Document.from_text("a" * 60 + "b")
    counting = patience.Patience({"slow"}, custom.is_slow)
    for number in range(12):
        pickle.loads(pickle.dumps([("a.md", None, counting)]))
        message = next(rule(Document.from_text("clean"))) if number > 9 else None
        if message is not None:
            assert message.message == "not checked: the pattern of slow was too slow for 10 files of this run"
            continue
        (fresh,) = rules({"slow": table}, ())
        found = diagnose(page, check(page, [ActiveRule(fresh, {}, "warning")]), lambda *_: False)
        assert "took more than" in found[0].message
        counting.note(Outcome("a.md", found))


def test_tags_are_those_that_the_tag_rules_look_at(wikilint: Wikilint, page: Path) -> None:
    page.write_text("---\nTopics: [lorem]\nplaces:\n  - lorem\naliases: [lorem]\n---\nText.\n")
    configure('[rules.custom.no-lorem]\npattern = "lorem"\nmessage = "filler"\nin = "tags"\n')
    found = json.loads(wikilint("check", "--select", "no-lorem", "-o", "json").out)
    assert [each["location"]["row"] for each in found] == [2, 4]


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
            "`in` takes one of body, frontmatter, tags, heading,",
        ),
        ('[rules.custom.no-a]\npattern = "a"\nmessage = "b"\nin = "code()"', "not 'code()'"),
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
