"""The proof of an edit: the block reads as before but for the declared change; a second parser agrees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple

from wikilint.edits import apply
from wikilint.finding import Edit
from wikilint.frontmatter.edit import second_reader
from wikilint.frontmatter.read.blockscalar import header_comment
from wikilint.frontmatter.read.data import node_data, takes_for_text
from wikilint.frontmatter.read.nodes import EditRefused, Node
from wikilint.frontmatter.read.reading import Reading
from wikilint.frontmatter.read.split import split
from wikilint.frontmatter.read.stand_ins import safe_view
from wikilint.pattern import pattern

ANY = "any"
"""A style that a changed scalar may take: whichever writes its value."""

_COMMENT = pattern(r"(?:\A|(?<=[ \t\r\n]))#[^\r\n]*")


class Token(NamedTuple):
    """One event of a block: a scalar, an alias, or where a collection begins (`[`, `{`) or ends (`]`, `}`).

    style: of a scalar as in `Node`, of a collection `flow` or `block`. Of a token that is wanted, ANY leaves the
        style open, and `text` then demands that every reader takes the scalar for text.
    """

    kind: str
    value: str = ""
    style: str | None = None
    tag: str | None = None
    anchor: str | None = None
    text: bool = False


def stream(root: Node, changed: Mapping[int, Sequence[Token]] | None = None) -> list[Token]:
    """The tokens of a tree; a node whose `id` is in `changed` gives the tokens that stand there instead."""
    changed = changed or {}
    found: list[Token] = []
    todo: list[Node | Token] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, Token):
            found.append(node)
        elif id(node) in changed:
            found.extend(changed[id(node)])
        elif node.kind == "scalar":
            found.append(Token("scalar", node.value, node.style, node.tag, node.anchor))
        elif node.kind == "alias":
            found.append(Token("alias", node.value))
        else:
            opening, closing = ("{", _END_OF_MAPPING) if node.kind == "mapping" else ("[", _END_OF_SEQUENCE)
            found.append(Token(opening, "", "flow" if node.flow else "block", node.tag, node.anchor))
            todo.append(closing)
            todo.extend(reversed(list(node.children)))
    return found


_END_OF_MAPPING, _END_OF_SEQUENCE = Token("}"), Token("]")


def splice(text: str, edits: Sequence[Edit]) -> str:
    """The text with its edits applied. Raises EditRefused when two of them overlap."""
    try:
        return apply(text, sorted(edits))
    except ValueError as error:
        raise EditRefused(f"two edits of one block overlap ({error})") from None


def prove(
    block: Reading,
    edits: Sequence[Edit],
    changed: Mapping[int, Sequence[Token]],
    keys: Iterable[str],
    gone: Sequence[str] = (),
    *,
    moves_comments: bool = False,
) -> tuple[Edit, ...]:
    """The edits, sorted, if the block that they give reads as it should. Raises EditRefused.

    It has to end where it should, parse, give the same tokens (values, styles, tags, anchors, order) but for
    those of `changed` (new tokens by the `id` of the node they replace), hold the same data under every top-level
    key but `keys` (an alias elsewhere may stand for what is changed), and keep every comment but those of `gone`, in
    their order unless the edit `moves_comments`.
    """
    ordered = tuple(sorted(edit for edit in edits if edit.content or edit.start < edit.end))
    if block.root is None:
        raise EditRefused("the block cannot be read")
    if any(edit.start < block.start or edit.end > block.end for edit in ordered):
        raise EditRefused("the edit reaches beyond the block")
    text = splice(block.text, ordered)
    bounds = split(text)
    grown = len(text) - len(block.text)
    if bounds is None or (bounds.start, bounds.end, bounds.body) != (
        block.start,
        block.end + grown,
        block.body + grown,
    ):
        raise EditRefused("the block would end elsewhere")
    after = Reading(text, *bounds)
    if after.root is None:
        raise EditRefused(f"the block could not be read any more ({after.problem})")
    if not _same(stream(block.root, changed), stream(after.root)):
        raise EditRefused("the block would read differently beyond the declared change")
    aliases = any(block.aliases()) or any(after.aliases())
    if aliases and (other := changed_keys(block, after).difference(keys)):
        raise EditRefused(
            f"the key {min(other)!r} would change too: an alias there refers to what is changed"
        )
    order = sorted if moves_comments else list[str]
    _comments_kept(order(comments(block)), order(comments(after)), gone)
    return ordered


def _same(expected: Sequence[Token], found: Sequence[Token]) -> bool:
    if len(expected) != len(found):
        return False
    for wanted, got in zip(expected, found, strict=True):
        if wanted == got:
            continue
        if wanted.style != ANY or wanted._replace(style=got.style, text=False) != got:
            return False
        if wanted.text and not takes_for_text(got.value, got.style, got.tag):
            return False
    return True


def _comments_kept(before: list[str], after: list[str], gone: Sequence[str]) -> None:
    for comment in gone:
        before.remove(comment)
    if before != after:
        raise EditRefused("a comment would be lost")


def comments(block: Reading, start: int = 0, end: int | None = None) -> list[str]:
    """The comments of a block that begin in [start, end), in the order of the text."""
    found = _all_comments(block)
    last = len(found) if end is None else bisect_left(found, (end,))
    return [text for _, text in found[bisect_left(found, (start,)) : last]]


@lru_cache(maxsize=2)
def _all_comments(block: Reading) -> tuple[tuple[int, str], ...]:
    """Kept for the two blocks of a proof, for each of many deletions asks for its own."""
    return tuple(_comments(block))


def _comments(block: Reading) -> Iterator[tuple[int, str]]:
    position = block.start
    if "#" not in block.text[block.start : block.end]:
        return
    for node in _leaves(block):
        yield from _between(block.text, position, node.start)
        position = max(position, node.end)
        if node.style == "|" or node.style == ">":
            at, stop = header_comment(block.text, node)
            if at < stop:
                yield at, block.text[at:stop]
    yield from _between(block.text, position, block.end)


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for found in _COMMENT.finditer(text, start, end):
        yield found.start(), found.group().rstrip(" \t")


def changed_keys(old: Reading, new: Reading) -> set[str]:
    """The top-level keys that say something else in `new`, have come, are gone, or have changed places.

    Plain data is compared, aliases and merge keys followed; of a key that stands more than once, every value.
    """
    before, after = _entries(old), _entries(new)
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    kept_before, kept_after = [[key for key in side if key not in keys] for side in (before, after)]
    keys.update(a for a, b in zip(kept_before, kept_after, strict=True) if a != b)
    return keys


def _entries(block: Reading) -> dict[str, list[str]]:
    if block.root is None:
        return {key: [repr(value)] for key, value in block.data.items()}
    found: dict[str, list[str]] = {}
    for pair in block.root.pairs:
        found.setdefault(pair.name, []).append(
            repr(node_data(pair.value))
        )  # 1 and true are equal, but not the same
    return found


def second_opinion(old: Reading, new: Reading) -> str | None:
    """Why ruamel.yaml, a second and independent parser, does not confirm an edit; None when it does.

    Both parsers have to read the old block and the new one to the same events; of an old block that could not be
    used nothing is asked. It costs milliseconds: only for a block that is about to be written.
    """
    if old.root is not None and (reason := reads_alike(old)):
        return f"the old frontmatter: {reason}"
    return f"the new frontmatter: {reason}" if (reason := reads_alike(new)) else None


def reads_alike(block: Reading) -> str | None:
    """Why a second parser reads a block differently from libyaml, or None: ruamel.yaml, or a reader of its own for
    blocks as simple as most."""
    if block.root is None:
        return str(block.problem or f"{block.syntax} is read-only")
    inside = block.text[block.start : block.end]
    simple = second_reader.events(inside)
    try:
        other = list(_read_by_ruamel(block, inside)) if simple is None else [Token(*each) for each in simple]
    except Exception as error:  # whatever upsets it, it does not confirm
        return f"ruamel.yaml cannot read it ({type(error).__name__})"
    name = "ruamel.yaml" if simple is None else "a second reader"
    ours = stream(block.root) if block.root.start < block.root.end else []
    for mine, theirs in zip_longest(ours, other):
        if mine is None or theirs is None or mine.kind != theirs.kind:
            return f"libyaml and {name} see different nodes in it"
        if mine != theirs:
            return f"libyaml reads {mine.value[:40]!r} where {name} reads {theirs.value[:40]!r}"
    return None


def _read_by_ruamel(block: Reading, inside: str) -> Iterator[Token]:
    tab = next((char for char in _CONTROLS if char not in inside), "\t")
    view, back = safe_view(_without_tabs(block, tab))
    back = {code: ord("\t") if was == ord(tab) else was for code, was in (back or {}).items()} or None
    return _ruamel_stream(view, back)


_CONTROLS = "\1\2\3\4\5\6"
"""What may stand in for a tab: `safe_view` makes private characters of them, which every parser takes for letters."""
_WITHIN = pattern(r"(?<=\S)[ \t]+(?=\S)")
_FIRST_LINE = pattern(r"[^\r\n]*")


def _without_tabs(block: Reading, tab: str) -> str:
    """The inside of a block, with a space for each tab between nodes and `tab` for each within a plain scalar: legal in
    YAML, refused by ruamel.yaml."""
    inside = block.text[block.start : block.end]
    if "\t" not in inside:
        return inside
    parts: list[str] = []
    position = block.start
    for node in _leaves(block):
        own = block.text[node.start : node.end]
        if node.style is None:
            own = _WITHIN.sub(lambda blanks: blanks.group().replace("\t", tab), own)
        elif node.style in "|>":
            own = _FIRST_LINE.sub(lambda line: line.group().replace("\t", " "), own, count=1)
        parts += block.text[position : node.start].replace("\t", " "), own
        position = node.end
    return "".join([*parts, block.text[position : block.end].replace("\t", " ")])


def _leaves(block: Reading) -> list[Node]:
    """Every scalar and alias, keys included, in the order of the text."""
    return [node for node in block.root.walk() if node.kind in ("scalar", "alias")] if block.root else []


def _ruamel_stream(view: str, back: dict[int, int] | None) -> Iterator[Token]:
    from ruamel.yaml import YAML
    from ruamel.yaml import events as kinds

    for event in YAML(typ="safe", pure=True).parse(view):
        if isinstance(event, kinds.ScalarEvent):
            value = event.value.translate(back) if back else event.value
            yield Token("scalar", value, event.style or None, _tag(event), event.anchor)
        elif isinstance(event, kinds.AliasEvent):
            yield Token("alias", event.anchor)
        elif isinstance(event, (kinds.MappingStartEvent, kinds.SequenceStartEvent)):
            kind = "{" if isinstance(event, kinds.MappingStartEvent) else "["
            yield Token(kind, "", "flow" if event.flow_style else "block", _tag(event), event.anchor)
        elif isinstance(event, kinds.MappingEndEvent):
            yield Token("}")
        elif isinstance(event, kinds.SequenceEndEvent):
            yield Token("]")


def _tag(event: Any) -> str | None:
    return None if event.tag is None else str(event.tag)
