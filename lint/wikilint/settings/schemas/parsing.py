"""A schema's text as data: YAML as JSON Schema means it, and JSON; what is made to exhaust a reader is refused."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from wikilint.errors import UsageError
from wikilint.pattern import pattern

MAX_NODES = 200_000
"""Values in a schema, once each YAML alias is replaced by what it stands for."""
MAX_DEPTH = 200
"""What jsonschema_rs takes is little more."""


class Core(yaml.SafeLoader):
    """YAML as JSON Schema means it: by the core schema of 1.2, so `no` and `2017-01-14` are text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as PyYAML declares it


for _kind, _pattern, _first in (
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)\Z", "tTfF"),
    ("int", r"(?:0|[-+]?[1-9][0-9]*)\Z", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z", "-+.0123456789"),
    ("null", r"(?:~|null|Null|NULL|)\Z", ["~", "n", "N", ""]),
    ("merge", r"<<\Z", "<"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", pattern(_pattern), list(_first))


def parse(path: str, text: str) -> Any:
    """The data of a schema file; JSON where its name says so, else YAML. Raises UsageError, with the line."""
    try:
        return json.loads(text) if path.endswith(".json") else _yaml(path, text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}: is not JSON: {error.msg}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UsageError(f"{path}:{line}: is not YAML: {error.problem or error.context}") from None
    except RecursionError:
        raise UsageError(f"{path}: cannot be used as a schema: it is nested too deeply") from None
    except (yaml.YAMLError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as a schema: {error}") from None


def _yaml(path: str, text: str) -> Any:
    loader = Core(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _check_size(path, node)
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _check_size(path: str, root: yaml.Node) -> None:
    """Refuse a graph of nodes that holds itself, or that is too large once it is written out."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()
    todo: list[tuple[yaml.Node, bool]] = [(root, False)]
    while todo:
        node, entered = todo.pop()
        if entered:
            open_nodes.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes[id(below)] for below in _below(node))
            if sizes[id(node)] > MAX_NODES:
                raise _too_much(
                    path, node, f"has more than {MAX_NODES:,} values once its aliases are replaced"
                )
        elif id(node) in open_nodes:
            raise _too_much(path, node, "contains itself through an alias: write `$ref: '#'` instead")
        elif id(node) not in sizes:
            if len(open_nodes) > MAX_DEPTH:
                raise _too_much(path, node, f"is nested more than {MAX_DEPTH} levels deep")
            open_nodes.add(id(node))
            todo.append((node, True))
            todo.extend((below, False) for below in _below(node))


def _below(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _too_much(path: str, node: yaml.Node, what: str) -> UsageError:
    return UsageError(f"{path}:{node.start_mark.line + 1}: the schema {what}")


def line_of_value(text: str, path: list[str | int]) -> int:
    """The line of the value at a path; that of what is around it where there is none."""
    node = yaml.compose(text.replace("\t", " "), Core)
    for step in path:
        below = None
        if isinstance(node, yaml.MappingNode):
            below = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            below = node.value[step]
        if below is None:
            break
        node = below
    return node.start_mark.line + 1 if node is not None else 1


_REFERENCE = pattern(r"""\$(?:dynamicR|r)ef["']?\s*:\s*["']?([^"'\s,}]+)""")


def line_of_reference(text: str, address: str) -> int | None:
    """The line of the `$ref` that an address, or a message with one, speaks of."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in _REFERENCE.finditer(line):
            if any(part and part in address for part in found[1].split("#")):
                return number
    return None
