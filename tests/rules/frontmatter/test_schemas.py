"""Schemas from disk: what is wrong with them is said with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikilint.document import Document
from wikilint.engine import plan
from wikilint.engine.check import check
from wikilint.errors import UsageError
from wikilint.settings import schemas
from wikilint.settings.config import Settings


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(text, "utf-8")


def test_yaml_is_read_as_json_schema_means_it(tmp_path: Path) -> None:
    write(tmp_path, a_yaml="properties:\n  lang: {enum: [no, yes, 2017-01-14, 1, 1.5, true, null]}\n")
    loaded = schemas.load({"*.md": "a.yaml"}, str(tmp_path))
    assert loaded["*.md"]["properties"]["lang"]["enum"] == [
        "no",
        "yes",
        "2017-01-14",
        1,
        1.5,
        True,
        None,
    ]


def test_json_is_read_too_and_a_file_only_once(tmp_path: Path) -> None:
    write(tmp_path, a_json='{"type": "object"}')
    loaded = schemas.load({"*.md": "a.json", "b/**": "./a.json"}, str(tmp_path))
    assert loaded["*.md"] is loaded["b/**"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "a: [1\nb: 2\n", "a.yaml:2: is no YAML"),
        ("a.json", '{"a": 1,\n "b" 2}', "a.json:2: is no JSON"),
        ("a.yaml", "- a\n", "a.yaml: a schema is a mapping"),
        ("a.yaml", "1: 2\n", "a.yaml: is no JSON Schema"),
        ("a.yaml", "type: object\nproperties:\n  a:\n    type: strin\n", "a.yaml:4: is no JSON Schema: properties.a.type: there is no type 'strin': did you mean 'string'?"),  # noqa: E501
        ("a.json", '{\n\t"required":\n\t\t"title"}', "a.json:3: is no JSON Schema: required: "),
        ("a.yaml", 'properties:\n  a: {pattern: "("}\n', "a.yaml:2: is no JSON Schema: properties.a.pattern"),
        ("a.yaml", "properties:\n  a:\n    $ref: '#/$defs/b'\n", "a.yaml:3: is no JSON Schema: Pointer '/$defs/b'"),
        ("a.yaml", "properties:\n  a:\n    $ref: b.yaml#/c\n", "b.yaml: cannot be read (No such file or directory)"),
        ("a.yaml", "properties:\n  a:\n    $ref: https://example.org/b\n", "a.yaml:3: refers to 'https://example.org/b'"),
    ],
)  # fmt: skip
def test_errors_name_file_line_and_remedy(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(UsageError) as error:
        schemas.load({"*.md": name}, str(tmp_path))
    assert said in str(error.value)


def test_a_file_that_is_not_there_or_no_utf8(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"a\.yaml: cannot be read \(No such file or directory\): the schema for '\*\.md'"
    ):
        schemas.load({"*.md": "a.yaml"}, str(tmp_path))
    (tmp_path / "a.yaml").write_bytes(b"title: caf\xe9\n")
    with pytest.raises(UsageError, match="is no UTF-8"):
        schemas.load({"*.md": "a.yaml"}, str(tmp_path))


def test_references_to_files_beside_it_are_followed_in_circles_too(tmp_path: Path) -> None:
    write(
        tmp_path,
        page_yaml="properties:\n  date: {$ref: 'common.yaml#/$defs/day'}\n  next: {$ref: page.yaml}\n",
        common_yaml="$defs:\n  day: {$ref: 'days.json'}\n  page: {$ref: page.yaml}\n",
        days_json='{"type": "string", "format": "date"}',
    )
    settings = Settings(schema={"*.md": "page.yaml"}, root=str(tmp_path), select=("schema",))
    text = "---\ndate: 2017-02-31\nnext: {date: 2017-01-32}\n---\n"
    found = check(Document.from_text(text, "a.md"), plan.make(settings).rules)
    assert [text[each.finding.start : each.finding.end] for each in found] == ["2017-02-31", "2017-01-32"]


def test_the_settings_hand_schemas_to_the_rule_by_glob(tmp_path: Path) -> None:
    write(tmp_path, event_yaml="required: [date]\n")
    own = {"schema": {"schemas": {"news/**": {"required": ["author"]}}}}
    settings = Settings(schema={"events/**": "event.yaml"}, rules=own, root=str(tmp_path), select=("schema",))
    rules = plan.make(settings).rules
    text = "---\ntitle: x\n---\n"
    said = {
        path: [each.finding.message for each in check(Document.from_text(text, path), rules)]
        for path in ("events/2017/a.md", "news/a.md", "a.md")
    }
    assert said == {
        "events/2017/a.md": ["the key “date” is missing"],
        "news/a.md": ["the key “author” is missing"],
        "a.md": [],
    }


def test_a_schema_in_the_configuration_itself_is_checked(tmp_path: Path) -> None:
    own = {"schema": {"schemas": {"*.md": {"type": "strin"}}}}
    with pytest.raises(
        UsageError, match=r"\[rules.schema\]: the schema for '\*\.md': is no JSON Schema: type"
    ):
        plan.make(Settings(rules=own, root=str(tmp_path)))
