"""Schemas as the official suite of JSON Schema has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from wikilint.errors import UsageError
from wikilint.settings.schemas import Schemas

SUITE = json.loads((Path(__file__).parent / "data" / "json-schema-suite.json").read_text("utf-8"))


def load(files: dict[str, Any], root: Path) -> dict[str, Any]:
    """The content of the schema for each glob."""
    return {glob: schema.content for glob, schema in Schemas.load(files, str(root)).by_glob.items()}


def _results(group: dict[str, Any], root: Path) -> list[bool] | None:
    """Whether each test of a group of the suite comes out as it should; None where the schema is refused."""
    (root / "schema.json").write_text(json.dumps(group["schema"]), "utf-8")
    try:
        schema = Schemas.load({"*": "schema.json"}, str(root)).by_glob["*"]
    except UsageError:
        return None
    validator = schema.validator({})
    return [validator.is_valid(data) == valid for _, data, valid in group["tests"]]


def test_the_official_suite(tmp_path: Path) -> None:
    """Where it speaks of formats as mere annotations we differ: they are held to. What is refused is remote."""
    refused = set()
    for group in SUITE["groups"]:
        results = _results(group, tmp_path)
        if results is None:
            refused.add(group["file"])
        else:
            assert all(results) or group["file"] == "format", group["group"]
    assert refused == {"refRemote", "dynamicRef", "vocabulary"}


def test_the_official_suite_with_copies_beside_the_schema(tmp_path: Path) -> None:
    for name, content in SUITE["remotes"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    groups = [
        group for group in SUITE["groups"] if group["file"] in ("refRemote", "dynamicRef", "vocabulary")
    ]
    results = {group["group"]: _results(group, tmp_path) for group in groups}
    refused = [group for group, result in results.items() if result is None]
    assert len(refused) == 2  # meta-schemas of their own
    assert all(all(result) for result in results.values() if result is not None)
