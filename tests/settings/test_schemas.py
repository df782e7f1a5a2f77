"""Schemas from disk: what is wrong with them is said with file, line and remedy, and nothing else is opened."""

from __future__ import annotations

import json
import os
import pickle
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from wikilint.document import Document
from wikilint.engine import plan
from wikilint.engine.check import check
from wikilint.errors import UsageError
from wikilint.settings.config import Settings
from wikilint.settings.schemas import Schemas


def load(files: dict[str, Any], root: Path) -> dict[str, Any]:
    """The content of the schema for each glob."""
    return {glob: schema.content for glob, schema in Schemas.load(files, str(root)).by_glob.items()}


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(text, "utf-8")


def test_yaml_is_read_as_json_schema_means_it(tmp_path: Path) -> None:
    write(tmp_path, a_yaml="properties:\n  lang: {enum: [no, yes, 2017-01-14, 1, 1.5, true, null]}\n")
    loaded = load({"*.md": "a.yaml"}, tmp_path)
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
    loaded = load({"*.md": "a.json", "b/**": "./a.json"}, tmp_path)
    assert loaded["*.md"] is loaded["b/**"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "a: [1\nb: 2\n", "a.yaml:2: is not YAML"),
        ("a.json", '{"a": 1,\n "b" 2}', "a.json:2: is not JSON"),
        ("a.yaml", "- a\n", "a.yaml: a schema is a mapping"),
        ("a.yaml", "1: 2\n", "a.yaml: is not a JSON Schema"),
        ("a.yaml", "type: object\nproperties:\n  a:\n    type: strin\n", "a.yaml:4: is not a JSON Schema: properties.a.type: there is no type 'strin': did you mean 'string'?"),  # noqa: E501
        ("a.json", '{\n\t"required":\n\t\t"title"}', "a.json:3: is not a JSON Schema: required: "),
        ("a.yaml", 'properties:\n  a: {pattern: "("}\n', "a.yaml:2: is not a JSON Schema: properties.a.pattern"),
        ("a.yaml", "properties:\n  a:\n    $ref: '#/$defs/b'\n", "a.yaml:3: is not a JSON Schema: Pointer '/$defs/b'"),
        ("a.yaml", "properties:\n  a:\n    $ref: b.yaml#/c\n", "b.yaml: cannot be read (No such file or directory)"),
        ("a.yaml", "properties:\n  a:\n    $ref: https://example.org/b\n", "a.yaml:3: refers to 'https://example.org/b'"),
    ],
)  # fmt: skip
def test_errors_name_file_line_and_remedy(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(UsageError) as error:
        load({"*.md": name}, tmp_path)
    assert said in str(error.value)


def test_a_file_that_is_not_there_or_no_utf8(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"a\.yaml: cannot be read \(No such file or directory\): the schema for '\*\.md'"
    ):
        load({"*.md": "a.yaml"}, tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"title: caf\xe9\n")
    with pytest.raises(UsageError, match="is not UTF-8"):
        load({"*.md": "a.yaml"}, tmp_path)


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
    with pytest.raises(UsageError, match=r"the schema for '\*\.md': is not a JSON Schema: type"):
        plan.make(Settings(rules=own, root=str(tmp_path)))


REMOTE = [
    '{"$schema": "URL"}',
    '{"$ref": "URL"}',
    '{"$id": "URL/a.json", "$ref": "b.json"}',
    '{"$id": "URL", "type": "object"}',
    '{"$dynamicRef": "URL#a"}',
    '{"properties": {"a": {"$schema": "URL", "$id": "URL/x", "type": "string"}}}',
    '{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"a": {"$id": "URL/", "$ref": "x"}}}',
    '{"$vocabulary": {"URL": true}, "$ref": "other.json"}',
]
ASK_ALL = """
import sys
from wikilint.errors import UsageError
from wikilint.settings.schemas import Schemas

for number in range(int(sys.argv[1])):
    try:
        list(Schemas.load({"*.md": f"{number}.json"}, ".").for_path("a.md", {}))
    except UsageError as error:
        print(number, error)
print("done")
"""


def test_no_connection_is_opened(tmp_path: Path) -> None:
    """In a process of its own: jsonschema_rs would open its connections below Python, and never come back."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/schema"
        for number, schema in enumerate(REMOTE):
            (tmp_path / f"{number}.json").write_text(schema.replace("URL", url), "utf-8")
        (tmp_path / "other.json").write_text(f'{{"$schema": "{url}", "$ref": "{url}"}}', "utf-8")
        command = [sys.executable, "-c", ASK_ALL, str(len(REMOTE))]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
        )
        assert done.stdout.endswith("done\n"), done.stderr
        assert done.stdout.count("nothing is read from the network") >= 5
        with pytest.raises(BlockingIOError):
            server.accept()


HOSTILE = {
    "a loop": (
        "properties: &a\n  b:\n    properties: *a\n",
        r"a\.yaml:1: the schema contains itself through an alias",
    ),
    "a bomb": (
        "$defs:\n  a0: &a0 {type: string}\n"
        + "".join(f"  a{n}: &a{n} {{allOf: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 40)),
        "values once its aliases are replaced",
    ),
    "a bomb of merge keys": (
        "$defs:\n  a0: &a0 {type: string}\n"
        + "".join(f"  a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 40)),
        "values once its aliases are replaced",
    ),
    "definitions that double": (
        json.dumps(
            {
                "$ref": "#/$defs/a26",
                "$defs": {"a0": {"type": "string"}}
                | {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n - 1}"}] * 2} for n in range(1, 27)},
            }
        ),
        "its references multiply",
    ),
    "resources that double": (
        json.dumps(
            {
                "$id": "https://example.org/",
                "$ref": "a26",
                "$defs": {"a0": {"$id": "a0", "type": "string"}}
                | {f"a{n}": {"$id": f"a{n}", "allOf": [{"$ref": f"a{n - 1}"}] * 2} for n in range(1, 27)},
            }
        ),
        "its references multiply",
    ),
    "depth": ("a: " + "[" * 5000 + "]" * 5000, "nested"),
    "a file of the system": ("$ref: file:///etc/passwd\n", "is outside the project"),
    "a folder above": ("$ref: ../../../etc/passwd\n", "is outside the project"),
    "another host": ("$ref: file://example.org/etc/passwd\n", "nothing is read from the network"),
    "a link": ("$ref: link.yaml\n", "is outside the project"),
    "a fifo": ("$ref: fifo.yaml\n", "is not a regular file"),
    "a folder": ("$ref: folder\n", "cannot be read|is not a regular file"),
    "a device": ("$ref: zero.yaml\n", "is outside the project"),
    "a very large file": ("$ref: large.yaml\n", "too large for a schema"),
}


@pytest.mark.parametrize(
    ("reference", "copy"),
    [
        ("https://example.org/schemas/day.json", "day.json"),
        ("https://example.org/schemas/more/day.json#/$defs/a", "more/day.json"),
        ("https://example.com/a/day.json", "day.json"),
        ("urn:example:day", "urn-example-day"),
    ],
)
@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef"])
def test_what_is_remote_is_read_from_a_copy_where_the_message_says(
    reference: str, copy: str, keyword: str, tmp_path: Path
) -> None:
    schema = {"$id": "https://example.org/schemas/page.json", "properties": {"a": {keyword: reference}}}
    (tmp_path / "a.json").write_text(json.dumps(schema, indent=1), "utf-8")
    with pytest.raises(
        UsageError, match=f"a.json:5: .*nothing is read from the network; save a copy as '{copy}'"
    ):
        load({"*.md": "a.json"}, tmp_path)
    (tmp_path / "more").mkdir()
    (tmp_path / copy).write_text('{"type": "string", "$defs": {"a": {"type": "string"}}}', "utf-8")
    [schema_in_use] = Schemas.load({"*.md": "a.json"}, str(tmp_path)).for_path("a.md", {})
    assert [schema_in_use.validator.is_valid({"a": each}) for each in ("x", 1)] == [True, False]


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_schema_is_refused_with_the_reason(case: str, tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "outside.yaml").write_text("type: object\n", "utf-8")
    (root / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (root / "zero.yaml").symlink_to("/dev/zero")
    (root / "large.yaml").write_bytes(b"# \n" * 1_000_000)
    os.mkfifo(root / "fifo.yaml")
    text, said = HOSTILE[case]
    (root / "a.yaml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said):
        load({"*.md": "a.yaml"}, root)


@pytest.mark.parametrize("path", ["../outside.yaml", "~/outside.yaml", "/dev/zero"])
def test_the_configuration_names_no_file_outside_of_the_project(path: str, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "outside.yaml").write_text("type: object\n", "utf-8")
    with pytest.raises(UsageError, match="is outside the project"):
        load({"*.md": path}, tmp_path / "project")


def test_the_project_is_the_working_copy_around_the_configuration(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "a.yaml").write_text("type: object\n", "utf-8")
    assert load({"*.md": "../a.yaml"}, tmp_path / "docs") == {"*.md": {"type": "object"}}


def test_recursive_schemas_are_no_bombs(tmp_path: Path) -> None:
    tree = {
        "$ref": "#/$defs/node",
        "$defs": {"node": {"properties": {"a": {"$ref": "#/$defs/node"}, "b": {"$ref": "#"}}}},
    }
    draft = "https://json-schema.org/draft/2020-12/schema"
    for schema in (tree, {"$ref": draft}, {"$ref": "#"}, {"allOf": [{"$ref": "#"}]}):
        (tmp_path / "a.json").write_text(json.dumps(schema), "utf-8")
        assert load({"*.md": "a.json"}, tmp_path) == {"*.md": schema}


def test_schemas_travel_to_other_processes(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"required": ["a"]}', "utf-8")
    schemas = Schemas.load({"*.md": "a.json"}, str(tmp_path))
    assert [each.validator.is_valid({}) for each in schemas.for_path("a.md", {})] == [False]
    again = pickle.loads(pickle.dumps(schemas))
    assert [each.validator.is_valid({}) for each in again.for_path("a.md", {})] == [False]
