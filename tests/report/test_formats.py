"""Each format, against the form that its readers publish, with names and texts that try to break out of it.

The schemas beside this file are our own, written after the public ones: the part that we write, and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema_rs
import pytest

from wikilint.document import Document
from wikilint.engine import manual, plan
from wikilint.engine.check import check
from wikilint.engine.diagnose import diagnose
from wikilint.report import FORMATS, Report, Style
from wikilint.report.outcome import Change, Diagnosis, FixOutcome, Outcome
from wikilint.settings.config import Settings

SCHEMAS: Mapping[str, Any] = json.loads((Path(__file__).parent / "schemas.json").read_text("utf-8"))
PLAN = plan.make(Settings())
RULES = plan.available(Settings())

NAMES = (
    "a.md",
    "b\n::error file=x::forged.md",
    "c\r\nx.md:1:1: forged",
    'd"><testcase name="forged"/>.md',
    "e%0A::warning::forged.md",
    "f\x1b[2J\x07\x9b31m.md",
    "g,line=1,title=forged::h.md",
    "h\u202eforged\u2066\u200b.md",
    "i\ufffe\uffff.md",
    "j\\xff bytes.md",
)
TEXTS = (
    "# T\n\n## A]]>\x1b[2J\n## A]]>\x1b[2J\n\nText.\n",
    "Caf\udce9 <b>&amp;</b> \x07\x00[object Object]\n::error::forged\n",
    "---\ntags:\n  - |-\n    a\n    b\n---\n\nThe cafÃ© â€“ \u202eof\u2028it.\n",
)


def outcomes() -> list[Outcome]:
    found = []
    for number, name in enumerate(NAMES):
        document = Document.from_text(TEXTS[number % len(TEXTS)], name)
        hits = check(document, PLAN.rules)
        found.append(Outcome(name, diagnose(document, hits, PLAN.may_apply), relative=name, found=len(hits)))
    hostile = Diagnosis(
        "custom-rule",
        "info",
        'm\n::error::forged %0A, "><!-- ]]> \x1b[31m \ufffe',
        (3, 4),
        (3, 4),
        2,
        FixOutcome("unsafe", "t\n\x1b", (Change("x\n\x1b\udcff", (3, 4), (3, 4)),), applicable=False),
        None,
        "0" * 24,
    )
    return [*found, Outcome("k.md", (hostile,), relative="k.md"), Outcome("l.md", error="no\nway \x1b")]


OUTCOMES = outcomes()
FINDINGS = sum(len(outcome.diagnoses) for outcome in OUTCOMES)


def written(name: str, *, over: list[Outcome] = OUTCOMES, color: bool = False) -> str:
    pieces: list[str] = []
    report = Report(
        FORMATS[name],
        Style(color, url=lambda name: manual.url(RULES.get(name))),
        pieces.append,
        lambda: manual.described(rule.rule for rule in PLAN.rules),
    )
    for outcome in over:
        report.add(outcome)
    report.end()
    return "".join(pieces)


@pytest.mark.parametrize("name", FORMATS)
def test_no_raw_control_character(name: str) -> None:
    text = written(name)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e\u2066\ufffe\uffff]", text)
    text.encode("utf-8")  # no stray byte either


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_report_too(name: str) -> None:
    text = written(name, over=[Outcome("a.md")])
    if name in SCHEMAS:
        jsonschema_rs.validate(SCHEMAS[name], json.loads(text))
    elif name in ("junit", "checkstyle"):
        ElementTree.fromstring(text)
    else:
        assert text in ("", "[]\n")


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_json_keeps_its_schema(name: str) -> None:
    text = written(name)
    assert text.isascii()
    jsonschema_rs.validate(SCHEMAS[name], json.loads(text))


def test_the_schemas_refuse_what_is_wrong() -> None:
    for name in SCHEMAS:
        value = json.loads(written(name))
        broken = [*value, {}] if isinstance(value, list) else {**value, "forged": 1}
        assert not jsonschema_rs.is_valid(SCHEMAS[name], broken)


def test_lines_are_one_a_finding() -> None:
    for name, count in (("concise", FINDINGS), ("jsonl", FINDINGS), ("github", FINDINGS + 1)):
        assert written(name).count("\n") == count
    for line in written("jsonl").split("\n")[:-1]:
        jsonschema_rs.validate(SCHEMAS["json"], [json.loads(line)])


def test_github_says_only_what_was_found() -> None:
    command = re.compile(
        r"::(error|warning|notice) file=[^:,\n]+,line=\d+,col=\d+,endLine=\d+(,endColumn=\d+)?,title=[a-z0-9-]+::[^\n]+"
    )
    for line in written("github").split("\n")[:-1]:
        assert command.fullmatch(line)
    assert "%250A::warning" not in written("github").split("::", 2)[0]


def test_each_fingerprint_is_the_only_one() -> None:
    prints = [issue["fingerprint"] for issue in json.loads(written("gitlab"))]
    assert len(set(prints)) == len(prints) == FINDINGS + 1
    results = json.loads(written("sarif"))["runs"][0]["results"]
    assert [result["partialFingerprints"]["wikilint/v1"] for result in results] == prints


def test_sarif_describes_each_rule_that_it_names() -> None:
    run = json.loads(written("sarif"))["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    named = {result["ruleId"] for result in run["results"]}
    assert named - set(rules) == {"custom-rule", "unreadable-file"}
    assert {name for name, rule in rules.items() if "helpUri" not in rule} == set(manual.ENGINE)
    fixes = [result["fixes"][0] for result in run["results"] if "fixes" in result]
    assert fixes
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_has_a_fix_that_is_the_fix() -> None:
    """A reader that knows nothing but SARIF carries a fix out."""
    text = "# T\n\nThe cafÃ© is – small.\n"
    document = Document.from_text(text, "a.md")
    outcome = Outcome(
        "a.md", diagnose(document, check(document, PLAN.rules), PLAN.may_apply), relative="a.md"
    )
    (result,) = json.loads(written("sarif", over=[outcome]))["runs"][0]["results"]
    lines = text.split("\n")
    ((replacement,),) = (change["replacements"] for change in result["fixes"][0]["artifactChanges"])
    region = replacement["deletedRegion"]
    assert region["startLine"] == region["endLine"]
    line = lines[region["startLine"] - 1]
    fixed = (
        line[: region["startColumn"] - 1]
        + replacement["insertedContent"]["text"]
        + line[region["endColumn"] - 1 :]
    )
    assert fixed == "The café is – small."


def _attributes(element: ElementTree.Element, *names: str) -> None:
    assert set(element.attrib) == set(names), element.tag


def test_junit_keeps_its_form() -> None:
    root = ElementTree.fromstring(written("junit").encode())
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        _attributes(suite, "name", "tests", "failures", "errors")
        cases = list(suite)
        assert len(cases) == int(suite.attrib["tests"])
        for kind in ("failure", "error"):
            assert len(suite.findall(f"testcase/{kind}")) == int(suite.attrib[f"{kind}s"])
        for case in cases:
            assert case.tag == "testcase"
            _attributes(case, "name", "classname")
            for problem in case:
                _attributes(problem, "message", "type")
    assert len(root.findall("testsuite/testcase/failure")) == FINDINGS
    assert len(root.findall("testsuite/testcase/error")) == 1


def test_checkstyle_keeps_its_form() -> None:
    root = ElementTree.fromstring(written("checkstyle").encode())
    assert (root.tag, root.attrib) == ("checkstyle", {"version": "4.3"})
    for file in root:
        assert file.tag == "file"
        _attributes(file, "name")
        for error in file:
            assert error.tag == "error"
            _attributes(error, "line", "column", "severity", "message", "source")
            assert error.attrib["severity"] in ("info", "warning", "error")
    assert len(root.findall("file/error")) == FINDINGS + 1


def test_grouped_names_each_file_once() -> None:
    text = written("grouped")
    assert len(re.findall(r"^\S.*:$", text, re.MULTILINE)) == sum(bool(each.diagnoses) for each in OUTCOMES)
    assert len(re.findall(r"^  \d+:\d+ ", text, re.MULTILINE)) == FINDINGS
