"""What a block says as plain data, and how YAML 1.1 and 1.2 read a plain scalar."""

from __future__ import annotations

import math
import re
from typing import Any

from wikilint.frontmatter.read.nodes import Node
from wikilint.frontmatter.read.split import short_int
from wikilint.pattern import pattern

MAX_DEPTH = 64
"""How deep a block may be nested, in any syntax, aliases followed."""

Plain = str | int | float | bool | None

_NULL = frozenset(["", "~", "null", "Null", "NULL"])
_TRUE = frozenset(["true", "True", "TRUE"])
_FALSE = frozenset(["false", "False", "FALSE"])
_YES = frozenset(["yes", "Yes", "YES", "on", "On", "ON"])
_NO = frozenset(["no", "No", "NO", "off", "Off", "OFF"])

_INT = pattern(r"[-+]?[0-9]+\Z")
_BASED = pattern(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = pattern(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_SPECIAL = pattern(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
# YAML 1.1 (yaml.org/type), as PyYAML reads it.
_OLD_INT = pattern(r"[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)\Z")
_OLD_SIXTY = pattern(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z")
_OLD_FLOAT = pattern(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?\Z")
_DATE = pattern(
    r"\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?\Z"
)
_LOOSE = pattern(
    r"(?:~|null|true|false|yes|no|on|off|y|n|=|<<"
    r"|[-+]?0o[0-7_]+|[-+]?0x[0-9a-f_]+|[-+]?0b[01_]+"
    r"|[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:e[-+]?[0-9]+)?|[-+]?\.(?:inf|nan)"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|\d{4}-\d\d?-\d\d?(?:(?:t|[ \t]+)\d\d?:\d\d?(?::\d\d?(?:\.\d*)?)?[ \t]*(?:z|[-+]\d\d?(?::?\d\d)?)?)?"
    r")?\Z",
    re.IGNORECASE,
)


def never_text(value: str) -> bool:
    """Whether some reader, old or new, takes this plain scalar for something else than text."""
    return _LOOSE.match(value) is not None


def read_plain(value: str) -> Plain:
    """A plain scalar by the core schema of YAML 1.2, but as JSON can say it.

    Integers of more than 18 digits, infinities and NaN stay text, and so does every date.
    """
    if value in _NULL:
        return None
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    if _INT.match(value):
        return short_int(value)
    if _BASED.match(value):
        return int(value, 0) if len(value) <= 18 else value
    if _FLOAT.match(value):
        number = float(value)
        return number if math.isfinite(number) else value
    return value


def readings(value: str) -> tuple[str, str]:
    """How YAML 1.1 and 1.2 read a plain scalar, as `kind` or `kind value`; equal if they agree.

    `no` → ("false", "text"), `010` → ("integer 8", "integer 10"), `12:30:45` → ("integer 45045", "text").
    Dates (`2023-10-03`) count as text in both: every tool that reads frontmatter knows them.
    """
    return _reading_11(value), _reading_12(value)


def kinds(value: str) -> tuple[str, str]:
    """What kind of thing a plain scalar is in YAML 1.1 and 1.2: `text`, `integer`, `number`, `date`, …"""
    if _DATE.match(value):
        return "date", "text"
    old, new = readings(value)
    return old.split()[0], new.split()[0]


def _reading_12(value: str) -> str:
    if _SPECIAL.match(value):
        return f"number {value.lower().lstrip('+')}"
    plain = read_plain(value)
    if isinstance(plain, str):
        return f"integer {value.lstrip('+')}" if _INT.match(value) else "text"
    return _named(plain)


def _reading_11(value: str) -> str:
    if value in _YES:
        return "true"
    if value in _NO:
        return "false"
    if value in _NULL | _TRUE | _FALSE or _SPECIAL.match(value):
        return _reading_12(value)
    digits = value.replace("_", "")
    if _OLD_INT.match(value):
        if len(digits) > 18:
            return f"integer {digits.lstrip('+')}"
        return _named(_old_int(digits))
    if _OLD_SIXTY.match(value):
        return f"number {digits} in base 60" if len(digits) > 18 or "." in digits else _named(_sixty(digits))
    if _OLD_FLOAT.match(value) and digits not in {".", "+.", "-."}:
        return _named(float(digits))
    return "text"


def _old_int(digits: str) -> int:
    sign = -1 if digits[0] == "-" else 1
    bare = digits.lstrip("+-")
    if bare.startswith("0") and bare[1:].isdigit():
        return sign * int(bare, 8)
    return sign * int(bare, 0)


def _sixty(digits: str) -> int:
    total = 0
    for part in digits.lstrip("+-").split(":"):
        total = total * 60 + int(part)
    return -total if digits[0] == "-" else total


def _named(plain: Plain) -> str:
    if plain is None:
        return "null"
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return f"integer {plain}" if isinstance(plain, int) else f"number {plain!r}"


def scalar_data(node: Node) -> Plain:
    """The value of a scalar: by its tag when it has one, typed when it is plain, else text."""
    if node.tag is None:
        return node.value if node.style is not None else read_plain(node.value)
    if node.tag.endswith((":int", ":float", ":bool", ":null")):
        return read_plain(node.value)
    return node.value


def is_text(node: Node) -> bool:
    """Whether every parser reads a scalar as a string."""
    return takes_for_text(node.value, node.style, node.tag)


def takes_for_text(value: str, style: str | None, tag: str | None) -> bool:
    """`is_text` for a scalar that has no node."""
    if tag is not None:
        return tag == "!" or tag.endswith(":str")
    return style is not None or not never_text(value)


def node_data(node: Node) -> Any:
    """The plain data of a node: aliases followed, merge keys applied, of two equal keys the last one."""
    if node.kind == "alias":
        return node_data(node.target) if node.target is not None else None
    if node.kind == "scalar":
        return scalar_data(node)
    if node.kind == "sequence":
        return [node_data(item) for item in node.items]
    merged: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for pair in node.pairs:
        if pair.name == "<<" and pair.key.style is None:
            for source in reversed(merge_sources(pair.value)):
                merged.update(node_data(source))
        else:
            own[pair.name] = node_data(pair.value)
    return {**merged, **own}


def merge_sources(value: Node) -> list[Node]:
    """The mappings that a merge key brings in, the first one the strongest."""
    found = value.items if value.kind == "sequence" else [value]
    targets = [each.target or each for each in found]
    return [each for each in targets if each.kind == "mapping"]


def foreign_data(value: Any, depth: int = MAX_DEPTH) -> Any:
    """TOML's dates and long integers as the text they would be in YAML; containers copied.

    Raises RecursionError when it is nested more than `depth` levels deep.
    """
    import datetime  # few blocks are TOML

    if depth == 0 and isinstance(value, (dict, list)):
        raise RecursionError
    if isinstance(value, dict):
        return {key: foreign_data(each, depth - 1) for key, each in value.items()}
    if isinstance(value, list):
        return [foreign_data(each, depth - 1) for each in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return short_int(str(value)) if isinstance(value, int) and not isinstance(value, bool) else value
