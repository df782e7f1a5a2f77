"""The block as a tree of spans, from libyaml's events: no constructor runs, and hostile input ends early."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from wikilint.frontmatter.read.blockscalar import own_end
from wikilint.frontmatter.read.data import MAX_DEPTH
from wikilint.frontmatter.read.nodes import Node, Pair, Problem, ProblemKind, UnusableError
from wikilint.frontmatter.read.stand_ins import NoRoomError, safe_view
from wikilint.value import field, mutable

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: the same spans, ten times slower
    from wikilint.frontmatter.read.pure_parser import PureParser as _Parser  # type: ignore[assignment]

MAX_EVENTS = 200_000
MAX_EXPANDED = 10_000
"""Nodes once each alias is replaced by what it stands for; only asked of a block that has aliases."""

CORE = "tag:yaml.org,2002:"
TAGS = frozenset(
    ["!"]
    + [
        CORE + name
        for name in (
            "str",
            "int",
            "float",
            "bool",
            "null",
            "seq",
            "map",
            "timestamp",
            "binary",
            "set",
            "omap",
        )
    ]
)


@mutable
class Tree:
    """The root mapping and, in the order of the text, every scalar value, key and alias below it."""

    root: Node
    values: list[Node] = field(default_factory=list)
    keys: list[Node] = field(default_factory=list)
    aliases: list[Node] = field(default_factory=list)


def events(text: str) -> Iterator[Any]:
    """PyYAML's events of a text; spans are code points of it. Raises yaml.YAMLError."""
    parser = _Parser(text)
    try:
        while True:
            event = parser.get_event()
            yield event
            if type(event) is StreamEndEvent:
                return
    finally:
        parser.dispose()


def parse(text: str, start: int, end: int) -> Tree:
    """The tree of `text[start:end]`, with offsets into `text`. Raises UnusableError.

    A block that holds nothing but blanks and comments is an empty mapping at `end`.
    """
    try:
        view, back = safe_view(text[start:end])
    except NoRoomError:
        raise _unusable("too-complex", start, "the frontmatter uses every private-use character") from None
    builder = _Builder(text, start, end, back)
    try:
        for count, event in enumerate(events(view)):
            if count > MAX_EVENTS:
                raise _unusable(
                    "too-complex", start, f"the frontmatter has more than {MAX_EVENTS:,} YAML events"
                )
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _invalid(error, start, end) from None
    except (yaml.YAMLError, ValueError) as error:
        # ReaderError has a position; ValueError is chr() of an escape beyond U+10FFFF in the pure parser.
        offset = start + min(getattr(error, "position", 0), end - start)
        raise _unusable("invalid", offset, f"the frontmatter is not valid YAML: {error}") from None
    return builder.tree()


def _unusable(kind: ProblemKind, offset: int, message: str) -> UnusableError:
    return UnusableError(Problem(kind, offset, message))


def _invalid(error: yaml.MarkedYAMLError, start: int, end: int) -> UnusableError:
    mark = error.problem_mark or error.context_mark
    offset = start + mark.index if mark is not None else start
    detail = error.problem or error.context or "it does not parse"
    return _unusable("invalid", min(offset, end), f"the frontmatter is not valid YAML: {detail}")


class _Builder:
    """Takes events, keeps the collections that are still open, and refuses what no rule could use."""

    __slots__ = (
        "_anchors",
        "_back",
        "_documents",
        "_end",
        "_found",
        "_open",
        "_pending",
        "_root",
        "_start",
        "_text",
    )

    def __init__(self, text: str, start: int, end: int, back: dict[int, int] | None) -> None:
        self._text, self._start, self._end, self._back = text, start, end, back
        self._root: Node | None = None
        self._open: list[Node] = []
        self._pending: list[Node | None] = []  # per open collection, a key that waits for its value
        self._anchors: dict[str, Node] = {}
        self._documents = 0
        self._found = Tree(Node("mapping", end, end))

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._scalar(event)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._close(event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._collection(event, kind is MappingStartEvent)
        elif kind is AliasEvent:
            self._alias(event)
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                offset = self._start + event.start_mark.index
                raise _unusable(
                    "multiple-documents", offset, "a second YAML document begins inside the block"
                )

    def _scalar(self, event: Any) -> None:
        node = Node(
            "scalar",
            self._start + event.start_mark.index,
            self._start + event.end_mark.index,
            value=event.value if self._back is None else event.value.translate(self._back),
            style=event.style or None,
            tag=event.tag,
            anchor=event.anchor,
        )
        self._add(node)
        if node.style == "|" or node.style == ">":
            node.end = own_end(self._text, node)

    def _alias(self, event: Any) -> None:
        start = self._start + event.start_mark.index
        node = Node("alias", start, self._start + event.end_mark.index, value=event.anchor)
        node.target = self._anchors.get(event.anchor)
        if node.target is None:
            raise _unusable("undefined-alias", start, f"the alias *{event.anchor} refers to nothing above it")
        if any(each is node.target for each in self._open):
            raise _unusable("too-complex", start, f"the alias *{event.anchor} is inside what it refers to")
        self._found.aliases.append(node)
        self._add(node)

    def _collection(self, event: Any, mapping: bool) -> None:
        start = self._start + event.start_mark.index
        if len(self._open) >= MAX_DEPTH:
            raise _unusable(
                "too-complex", start, f"the frontmatter is nested more than {MAX_DEPTH} levels deep"
            )
        node = Node(
            "mapping" if mapping else "sequence",
            start,
            self._start + event.end_mark.index,
            tag=event.tag,
            anchor=event.anchor,
            flow=bool(event.flow_style),
        )
        self._add(node)
        self._open.append(node)
        self._pending.append(None)

    def _close(self, event: Any) -> None:
        node = self._open.pop()
        self._pending.pop()
        if node.flow:
            node.end = self._start + event.end_mark.index
        elif node.pairs:
            node.end = node.pairs[-1].end
        else:  # a block collection is never empty
            node.end = max(node.end, node.items[-1].end)

    def _add(self, node: Node) -> None:
        if node.tag is not None and node.tag not in TAGS:
            tag = node.tag.replace(CORE, "!!")
            raise _unusable("unsupported-tag", node.start, f"the tag {tag} is not one of YAML's own")
        if node.anchor is not None:
            self._anchors[node.anchor] = node
        if not self._open:
            self._root = node
            return
        parent = node.parent = self._open[-1]
        if parent.kind == "sequence":
            parent.items.append(node)
        elif (key := self._pending[-1]) is None:
            self._key(node)
            return
        else:
            self._pending[-1] = None
            if (
                node.start > key.end
                and node.start == node.end
                and ":" not in self._text[key.end : node.start]
            ):
                node.start = node.end = key.end  # `? key` without a value is marked where the next key begins
            parent.pairs.append(Pair(key, node))
        if node.kind == "scalar":
            node.flow = parent.flow
            self._found.values.append(node)

    def _key(self, node: Node) -> None:
        target = node.target or node
        if target.kind != "scalar":
            raise _unusable("unsupported-key", node.start, "a key is itself a list or a mapping")
        node.flow = self._open[-1].flow
        self._pending[-1] = node
        self._found.keys.append(node)

    def tree(self) -> Tree:
        root = self._root
        if root is None:
            return self._found
        if root.kind != "mapping":
            raise _unusable(
                "not-a-mapping", root.start, f"the frontmatter is a {root.kind}, not a mapping of keys"
            )
        if self._found.aliases:
            size, depth = _expanded(root)
            if size > MAX_EXPANDED or depth > MAX_DEPTH:
                message = f"the aliases refer to more than {MAX_EXPANDED:,} nodes or {MAX_DEPTH} levels"
                raise _unusable("too-complex", self._found.aliases[0].start, message)
        self._found.root = root
        return self._found


def _expanded(root: Node) -> tuple[int, int]:
    """How many nodes there are once every alias is replaced, and how deep; clamped beyond the limits.

    Anchors stand above their aliases, so one pass from the bottom up does.
    """
    sizes: dict[int, tuple[int, int]] = {}
    todo: list[tuple[Node, bool]] = [(root, False)]
    while todo:
        node, entered = todo.pop()
        if node.kind == "alias":
            sizes[id(node)] = sizes[id(node.target)]
        elif node.kind == "scalar":
            sizes[id(node)] = 1, 0
        elif entered:
            below = [sizes[id(child)] for child in node.children]
            size, depth = 1 + sum(size for size, _ in below), 1 + max((deep for _, deep in below), default=0)
            sizes[id(node)] = min(size, MAX_EXPANDED + 1), depth  # or a tower of aliases makes giant integers
        else:
            todo.append((node, True))
            todo.extend((child, False) for child in reversed(list(node.children)))
    return sizes[id(root)]
