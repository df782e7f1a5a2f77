"""`wikilint config`: what holds and where it came from; the JSON Schema that editors use."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema_rs
import pytest
from conftest import Wikilint

from wikilint.settings import config, describe

EXAMPLE = """profile = "wiki"
extend-exclude = ["drafts/"]

[severity]
empty-section = "info"

[rules.multiline-tag]
keys = ["tags"]

[rules.custom.no-lorem]
pattern = "lorem"
message = "filler"
in = "body"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("wikilint.toml").write_text(EXAMPLE)
    Path("docs").mkdir()
    Path("docs/wikilint.toml").write_text('extend = "../wikilint.toml"\nfail-on = "error"\n')
    return tmp_path


def test_each_value_is_shown_with_where_it_came_from(wikilint: Wikilint, folder: Path) -> None:
    Path("docs/page.md").write_text("Text.\n")
    out = wikilint("config", "show", "docs/page.md").out
    assert out.startswith("# Settings for docs/page.md: docs/wikilint.toml\n")
    lines = {" ".join(line.split()) for line in out.splitlines()}
    assert 'fail-on = "error" # docs/wikilint.toml:2' in lines
    assert 'profile = "wiki" # docs/../wikilint.toml:1' in lines
    assert 'severity.empty-section = "info" # docs/../wikilint.toml:5' in lines
    assert 'rules.multiline-tag.keys = ["tags"] # docs/../wikilint.toml:8' in lines
    assert "jobs = 0 # default" in lines
    shown = json.loads(wikilint("config", "show", "docs", "-o", "json").out)
    assert shown["fail-on"] == {"value": "error", "from": "docs/wikilint.toml:2"}
    assert shown["rules.wiki-link-residue.piped"] == {"value": True, "from": "profile wiki"}


def test_what_is_shown_is_toml(wikilint: Wikilint, folder: Path) -> None:
    shown = tomllib.loads(wikilint("config", "show").out)
    assert shown["profile"] == "wiki"
    assert shown["rules"]["custom"]["no-lorem"]["message"] == "filler"


def test_the_schema_accepts_what_is_right_and_nothing_else(wikilint: Wikilint, folder: Path) -> None:
    schema = json.loads(wikilint("config", "schema").out)
    assert schema["$id"] == "https://json.schemastore.org/wikilint.json"
    validator = jsonschema_rs.validator_for(schema)
    assert validator.is_valid(tomllib.loads(EXAMPLE))
    for text in (
        "selct = []",
        "jobs = -1",
        "fail-on = 'x'",
        "profile = 'x'",
        "severity = {a = 'x'}",
        "rules.mojibake.nope = 1",
    ):
        assert not validator.is_valid(tomllib.loads(text)), text


def test_every_key_is_described() -> None:
    assert set(describe.HELP) == {*config.keys(), "extend"}
