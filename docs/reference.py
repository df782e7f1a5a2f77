"""Write the reference for authors of rules, `docs/reference.md`, from the docstrings: `python docs/reference.py`."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wikilint import rule as door
from wikilint.rule import Rule

PAGE = Path(__file__).with_name("reference.md")

HEAD = """# Reference for rules

What `wikilint.rule` offers, from its docstrings (`make reference` writes this page).
[Writing a rule](writing-a-rule.md) is the way in.
Offsets are code points of `Document.text`, spans are half open, and all values are frozen.
"""

SHOWN = (
    "Document", "Heading", "Section", "Region", "Block", "Node", "Pair", "Absence", "Finding", "Fix", "Edit",
    "Evidence", "Judgement", "Note", "Option", "Schemas", "SchemaInUse",
    "Globs",
)  # fmt: skip
"""The classes, in the order in which an author meets them."""


def _text(docstring: str | None) -> str:
    return inspect.cleandoc(docstring or "")


_FIELD = re.compile(r"^([a-z_0-9]+(?:, [a-z_0-9]+)*): (.+(?:\n {2,}.+)*)\n?", re.MULTILINE)
"""A line `name: text` or `name, name: text` of a docstring."""


def _fields(kind: type) -> dict[str, str]:
    """What a class, and those that it is built on, say of their fields."""
    told = {}
    for owner in reversed(kind.__mro__[:-1]):
        for match in _FIELD.finditer(_text(owner.__doc__)):
            told |= dict.fromkeys(match[1].split(", "), " ".join(match[2].split()))
    return told


def _summary(kind: type) -> str:
    """The docstring of a class without its fields."""
    return _FIELD.sub("", _text(kind.__doc__)).strip()


def _signature(name: str, function: Any) -> str:
    text = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(function)))
    return f"{name}{re.sub(r'^[(]self(, )?', '(', text)}"


def _members(kind: type) -> Iterator[tuple[str, str]]:
    """Each public member: how it is written, and what it is."""
    told = _fields(kind)
    slots = [name for name in getattr(kind, "__slots__", ()) if name not in told and not name.startswith("_")]
    names = list(kind.__match_args__) if hasattr(kind, "__match_args__") else [*told, *slots]
    for name in names:
        if not name.startswith("_"):
            yield name, told.get(name, "")
    for owner in reversed(kind.__mro__[:-1]):
        for name, value in vars(owner).items():
            if name.startswith("_") or name in names:
                continue
            if isinstance(value, functools.cached_property):
                yield name, _text(value.func.__doc__)
            elif isinstance(value, property):
                yield name, _text(value.fget.__doc__)
            elif isinstance(value, classmethod):
                yield _signature(name, getattr(kind, name)), _text(value.__func__.__doc__)
            elif inspect.isfunction(value):
                yield _signature(name, value), _text(value.__doc__)


def _table(rows: Iterator[tuple[str, str]]) -> list[str]:
    cells = [
        (f"`{name}`".replace("|", "\\|"), " ".join(text.split()).replace("|", "\\|")) for name, text in rows
    ]
    return ["| | |", "|---|---|", *(f"| {name} | {text} |" for name, text in cells)]


def _functions() -> Iterator[tuple[str, str]]:
    for name in door.__all__:
        value = getattr(door, name)
        if inspect.isfunction(value) and name != "rule":
            yield _signature(name, value), _text(value.__doc__)


def reference() -> str:
    """The page."""
    made = [
        HEAD,
        "## `@rule`",
        "",
        _text(door.rule.__doc__),
        "",
        "```python",
        _signature("rule", door.rule),
        "```",
        "",
    ]
    made += _table(
        (name, text) for name, text in _fields(Rule).items() if name not in ("source", "knows_run")
    )
    made += ["", "## Functions", "", *_table(_functions())]
    for name in SHOWN:
        kind = getattr(door, name)
        made += ["", f"## `{name}`", "", _summary(kind), "", *_table(_members(kind))]
    return "\n".join(made).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), "utf-8")
