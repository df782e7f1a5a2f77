"""A validator's errors as problems: what is wrong, where it is, and what would fix it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from wikilint_rules.frontmatter import _words
from wikilint_rules.frontmatter._parts import known
from wikilint_rules.frontmatter._values import LIMITS, VALUES, Path, Problem, Repair, choice
from wikilint_rules.frontmatter._words import called, closest, kind, listed, said

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError


def problems(errors: Sequence[ValidationError], data: Any, schema: Any) -> Iterator[Problem]:
    """What errors say; a key that is missing and one that is unknown and looks like it are one problem."""
    explained: set[tuple[Path, str]] = set()
    for error in errors:
        if error.kind.name == "required":
            path, name = tuple(error.instance_path), error.kind.value
            stray = _stray(_at(data, path), name, known(schema, path))
            if stray is not None and (path, stray) not in explained:
                explained |= {(path, name), (path, stray)}
                message = f"“{stray}” should probably be “{name}”, which is missing"
                yield Problem((*path, stray), "key", message, Repair("rename", name), 0)
    for error in errors:
        for problem in [*_explained(error, schema, data)] or [_bare(error)]:
            key = problem.path[-1] if problem.path else ""
            if (problem.path[:-1], key) not in explained or problem.at == "value":
                yield problem


def _stray(mapping: Any, name: str, names: dict[str, Any] | None) -> str | None:
    """A key of a mapping that the schema does not know and that looks like the missing one."""
    if not isinstance(mapping, dict) or names is None:
        return None
    return closest(name, [key for key in mapping if key not in names])


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _around(schema: Any, error: ValidationError) -> dict[str, Any]:
    """The part of the schema that holds the keyword of an error; empty where it cannot be found."""
    for step in list(error.schema_path)[:-1]:
        try:
            schema = schema[step]
        except (KeyError, IndexError, TypeError):
            return {}
    return schema if isinstance(schema, dict) else {}


def _explained(error: ValidationError, schema: Any, data: Any) -> Iterator[Problem]:
    name = error.kind.name
    path = tuple(error.instance_path)
    if name == "falseSchema" and list(error.schema_path)[-1:] == ["additionalProperties"]:
        # What the validator says where a mapping may hold nothing at all.
        yield from _unknown(list(_members(_at(data, path))), path, {})
    elif name in ("additionalProperties", "unevaluatedProperties"):
        yield from _unknown(error.kind.value, path, known(schema, path) or {}, _at(data, path))
    elif name in _SEVERAL:
        yield from _SEVERAL[name](error, path, schema)
    elif name in _ALTERNATIVES:
        yield from _alternatives(error, path, schema, data)
    elif name in VALUES:
        yield VALUES[name](error, path, _around(schema, error))
    elif name in LIMITS:
        found = f", not {said(error.instance)}" if isinstance(error.instance, int | float) else ""
        yield Problem(path, "value", f"{called(path)} {LIMITS[name].format(error.kind.value)}{found}")
    else:
        yield _bare(error)


def _bare(error: ValidationError) -> Problem:
    """An error in the validator's own words, at the nearest place: none may vanish because nobody explains it."""
    path = tuple(error.instance_path)
    message = f"{called(path)} does not match the schema: {_words.shortened(error.message)}"
    return Problem(path, "value", message, rank=9)


def _missing(error: ValidationError, path: Path, schema: Any) -> Iterator[Problem]:
    name = error.kind.value
    wanted = (known(schema, path) or {}).get(name)
    repair = None
    for key in ("const", "default"):
        if isinstance(wanted, dict) and key in wanted:
            repair = Repair("add", wanted[key])
            break
    inside = f" in {called(path)}" if path else ""
    # The path of what is missing: its parent is marked.
    yield Problem((*path, name), "parent", f"the key “{name}” is missing{inside}", repair, 1)


def _unknown(
    names: Sequence[str], path: Path, wanted: dict[str, Any], there: Any = None
) -> Iterator[Problem]:
    for name in names:
        meant = closest(name, wanted)
        message = f"the schema has no key “{_words.shortened(name)}”{f' in {called(path)}' if path else ''}"
        repair = None
        if meant is not None and meant not in _members(there):
            message, repair = f"{message}: did you mean “{meant}”?", Repair("rename", meant)
        elif meant is not None:
            message = f"{message}, only “{meant}”, which is there too"
        yield Problem((*path, name), "key", message, repair, 1)


def _members(value: Any) -> Any:
    """A list or a mapping, to look into."""
    return value if isinstance(value, list | dict) else ()


def _bad_name(error: ValidationError, path: Path, schema: Any) -> Iterator[Problem]:
    inner = error.kind.value
    name = inner.instance if isinstance(inner.instance, str) else str(inner.instance)
    yield Problem(
        (*path, name),
        "key",
        f"“{_words.shortened(name)}” is not a valid key: {_words.shortened(inner.message)}",
    )


def _unexpected_items(error: ValidationError, path: Path, _: Any) -> Iterator[Problem]:
    for number in error.kind.value:
        yield Problem((*path, number), "value", f"{called((*path, number))}: the schema has no such item")


def _twice(error: ValidationError, path: Path, _: Any) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, item in enumerate(_members(error.instance)):
        text = _words.canonical(item)
        if text in seen:
            message = f"{called(path)} holds {said(item)} twice, but items should be unique"
            yield Problem((*path, number), "value", message)
        seen.setdefault(text, number)


def _alternatives(error: ValidationError, path: Path, schema: Any, data: Any) -> Iterator[Problem]:
    """The errors of the one alternative that was meant, where that is clear; else one problem for all of them."""
    branches = error.kind.value
    fits = sum(1 for branch in branches if not branch)
    if fits > 1:
        yield Problem(
            path, "value", f"{called(path)} fits {fits} alternatives of the schema but should match one"
        )
        return
    fitting = [branch for branch in branches if not any(_is_other_type(each, path) for each in branch)]
    if len(fitting) == 1:
        for each in fitting[0]:
            yield from _explained(each, schema, data)
        return
    options = [_options(branch, path) for branch in branches]
    wanted = [each.kind.value for branch in branches for each in branch if _is_other_type(each, path)]
    if all(options):
        yield choice(path, error.instance, [option for each in options for option in each])
    elif not fitting and wanted:
        names = {name for types in wanted for name in types}
        yield Problem(
            path, "value", f"{called(path)} should be {_words.types(names)}, not {kind(error.instance)}"
        )
    else:
        message = f"{called(path)} matches none of the {len(branches)} alternatives of the schema"
        reasons = listed([_words.shortened(branch[0].message) for branch in branches if branch][:3], "and")
        yield Problem(path, "value", f"{message}: {reasons}" if reasons else message)


def _options(branch: Sequence[ValidationError], path: Path) -> list[Any]:
    """The values that an alternative allows, where it is nothing but a list of them."""
    if (
        len(branch) != 1
        or tuple(branch[0].instance_path) != path
        or branch[0].kind.name not in ("const", "enum")
    ):
        return []
    value = branch[0].kind.value
    return [value] if branch[0].kind.name == "const" else list(value)


def _is_other_type(error: ValidationError, path: Path) -> bool:
    return error.kind.name == "type" and tuple(error.instance_path) == path


_SEVERAL: dict[str, Callable[[Any, Path, Any], Iterator[Problem]]] = {
    "required": _missing,
    "propertyNames": _bad_name,
    "unevaluatedItems": _unexpected_items,
    "uniqueItems": _twice,
}
_ALTERNATIVES = ("anyOf", "oneOf")
