"""What each key of a configuration is for, and the JSON Schema that editors complete it with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from wikilint.settings import config, profiles

HELP: Mapping[str, str] = MappingProxyType(
    {
        "extend": "The path of another configuration to build on; keys in this one replace those of the other.",
        "include": "Globs of the files to read in folders.",
        "extend-include": "Globs of additional files to read.",
        "exclude": "Globs of files to skip, replacing the default.",
        "extend-exclude": "Globs of additional files to skip.",
        "respect-gitignore": "Skip files that git ignores.",
        "profile": "A named set of settings; the other keys are applied on top of it.",
        "select": "Run only these rules and groups; `all` for every rule.",
        "extend-select": "Run these rules and groups as well.",
        "ignore": "Do not run these rules and groups.",
        "per-file-ignores": "For each glob, the rules and groups that are off for matching files.",
        "severity": "For each rule, the severity of its findings.",
        "fixable": "Apply only the fixes of these rules and groups.",
        "unfixable": "Do not apply the fixes of these rules and groups.",
        "extend-safe-fixes": "Apply the unsafe fixes of these rules and groups without `--unsafe-fixes`.",
        "extend-unsafe-fixes": "Apply the safe fixes of these rules and groups only with `--unsafe-fixes`.",
        "fail-on": "The lowest severity that makes the exit code 1.",
        "baseline": "A file of known findings not to report.",
        "local-rules": "Folders of Python modules with rules of your own. They are run: name only what you trust.",
        "jobs": "Processes; 0 for one per processor.",
        "max-file-size": "The size of the largest file to read, in bytes.",
        "run-evidence": "Check files again when other files of the run prove their damage.",
        "schema": "For each glob, the path of a JSON Schema for the frontmatter.",
        "rules": "For each rule, its options; `custom` contains your own rules.",
    }
)

ADDRESS = "https://json.schemastore.org/wikilint.json"

_RULES = (
    "select",
    "extend-select",
    "ignore",
    "fixable",
    "unfixable",
    "extend-safe-fixes",
    "extend-unsafe-fixes",
)
"""The keys that take names of rules and groups."""


def of_kind(kind: Any) -> dict[str, Any]:
    """The JSON Schema of a kind of value."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return of_kind(next(each for each in arguments if each is not NoneType))
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": of_kind(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": of_kind(arguments[1])}
    names = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return {"type": names[kind]} if kind in names else {}


def schema(rules: Iterable[Any], custom: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a configuration, as schemastore.org takes it.

    rules: every rule that there is. custom: the kind of each key of a `[rules.custom.NAME]` table.
    """
    rules = list(rules)
    properties: dict[str, Any] = {"extend": {"description": HELP["extend"], "type": "string"}}
    defaults = config.Settings()
    for key, (field, kind) in config.described().items():
        properties[key] = {"description": HELP[key], **of_kind(kind)}
        default = getattr(defaults, field)
        if default is not None:
            properties[key]["default"] = list(default) if isinstance(default, tuple) else default
    name = {"$ref": "#/definitions/rule-or-group"}
    for key in _RULES:
        properties[key]["items"] = name
    properties["per-file-ignores"]["additionalProperties"]["items"] = name
    properties["severity"]["properties"] = {each.name: {"$ref": "#/definitions/severity"} for each in rules}
    properties["profile"]["enum"] = list(profiles.names())
    for key in ("jobs", "max-file-size"):
        properties[key]["minimum"] = 0
    properties["rules"] = {
        "description": HELP["rules"],
        "type": "object",
        "properties": {
            "custom": {"type": "object", "additionalProperties": {"$ref": "#/definitions/custom-rule"}},
            **{each.name: _rule(each) for each in rules if each.options},
        },
    }
    known = sorted({"all", *(each.name for each in rules), *(each.group for each in rules)})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": ADDRESS,
        "title": "wikilint",
        "description": "The configuration of wikilint (wikilint.toml, .wikilint.toml, pyproject.toml).",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": {
            # Any name is accepted: a plug-in or the configuration itself may bring it.
            "rule-or-group": {"anyOf": [{"enum": known}, {"type": "string"}]},
            "severity": {"enum": ["info", "warning", "error"]},
            "custom-rule": {
                "type": "object",
                "additionalProperties": False,
                "required": ["pattern", "message"],
                "properties": {key: of_kind(kind) for key, kind in custom.items()},
            },
        },
    }


def _rule(rule: Any) -> dict[str, Any]:
    return {
        "description": rule.summary,
        "type": "object",
        "additionalProperties": False,
        "properties": {
            option.name.replace("_", "-"): {"description": option.help, **of_kind(option.kind)}
            for option in rule.options
        },
    }
