"""Attributes of XML, for the formats that are made of it."""

from __future__ import annotations

from wikilint.report.style import visible

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escaped(text: str) -> str:
    """`text` as an attribute or an element holds it; what XML cannot hold is shown as an escape."""
    return visible(text).translate(_ESCAPES)


def attributes(**values: object) -> str:
    """` name="value"` for each value."""
    return "".join(f' {name}="{escaped(str(value))}"' for name, value in values.items())
