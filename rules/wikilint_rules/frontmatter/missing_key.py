"""Keys that every page of a site should have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wikilint.rule import Block, Document, Edit, EditRefused, Finding, Findings, Fix, pattern, rule
from wikilint_rules.frontmatter._names import file_name, file_title, folder_name, heading_title
from wikilint_rules.frontmatter._words import listed

_NONE: dict[str, Any] = {}
_HOLE = pattern(r"\{(heading|file-title|file-name|folder)\}")
_FENCES = "---\n---\n"


@rule("missing-key", severity="info", default=False, protected=True)
def missing_key(doc: Document, *, keys: dict[str, Any] = _NONE) -> Findings:
    """A key that the configuration requires and the page does not have.

    Off by default, and silent without `keys`: a table of keys, each with the value that the fix writes. A value may
    be a text, a number, true or false, or a list of texts. In a text, `{heading}` stands for the first heading of
    level 1, `{file-title}` for the file name as words, `{file-name}` for the file name as it is (without its
    suffix) and `{folder}` for the folder; if the page does not have it, nothing is written.

    The rule ignores a key without a value, which is an answer (see `empty-value`).

        ---
        title: Battle of Sarrin
        ---

    becomes (with `keys = {aliases = ["{file-title}"], draft = false}` in `battle-of-sarrin.md`)

        ---
        title: Battle of Sarrin
        aliases:
          - battle of sarrin
        draft: false
        ---

    keys: the keys and their values.

    Fix safety: safe, because it writes what the configuration says and changes nothing else. All keys are added at
    the end of the block, and a page without a block gets one. There is no fix where the frontmatter cannot be read,
    or is TOML or JSON.
    """
    block = doc.frontmatter
    if not keys or doc.no_frontmatter is not None or (block is not None and block.problem is not None):
        return
    missing = [key for key in keys if block is None or key not in block.data]
    if not missing:
        return
    values = {key: value for key in missing if (value := _filled(keys[key], doc)) is not None}
    noun = "the key" if len(missing) == 1 else "the keys"
    verb = "is" if len(missing) == 1 else "are"
    message = f"{noun} {listed([f'“{key}”' for key in missing], 'and')} {verb} missing"
    yield Finding(0, 3 if block is not None else 0, message, _fix(doc, block, values) if values else None)


def _filled(value: Any, doc: Document) -> Any:
    """A value of the configuration for a page; None where it asks for what the page does not have."""
    if isinstance(value, list | tuple):
        filled = [_filled(each, doc) for each in value]
        return None if any(each is None for each in filled) else filled
    if not isinstance(value, str):
        return value
    names = {
        "heading": heading_title,
        "file-title": file_title,
        "file-name": file_name,
        "folder": folder_name,
    }
    found = {name: names[name](doc) for name in set(_HOLE.findall(value))}
    return _HOLE.sub(lambda hole: found[hole[1]], value) if all(found.values()) else None


def _fix(doc: Document, block: Block | None, values: Mapping[str, Any]) -> Fix | None:
    if block is not None and block.root is None:
        return None
    try:
        edits = _new_block(doc, values) if block is None else _added(block, values)
    except EditRefused:
        return None
    then = doc.with_edits(edits)
    data = dict(block.data) if block is not None else {}
    if then.frontmatter is None or then.frontmatter.data != {**data, **values}:
        return None
    noun = "the missing key" if len(values) == 1 else "the missing keys"
    return Fix(f"Add {noun}", *edits)


def _added(block: Block, values: Mapping[str, Any]) -> Sequence[Edit]:
    """All that is missing in one edit, for each has its place at the end of the block."""
    each = [edit for key, value in values.items() for edit in block.add_key(key, value)]
    return [Edit(each[0].start, each[0].end, "".join(edit.content for edit in each))]


def _new_block(doc: Document, values: Mapping[str, Any]) -> Sequence[Edit]:
    made = Document.from_text(_FENCES.replace("\n", doc.newline))
    if made.frontmatter is None:
        return ()
    return [Edit(0, 0, made.with_edits(_added(made.frontmatter, values)).text)]
