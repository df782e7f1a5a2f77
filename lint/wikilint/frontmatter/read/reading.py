"""What a block says and where: parsed when somebody asks, and at most once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wikilint.frontmatter.read.blockscalar import decode_block
from wikilint.frontmatter.read.data import MAX_DEPTH, foreign_data, merge_sources, node_data
from wikilint.frontmatter.read.flowscalar import decode_flow
from wikilint.frontmatter.read.hints import with_hint
from wikilint.frontmatter.read.lines import newline
from wikilint.frontmatter.read.nodes import Node, Pair, Problem, UnusableError
from wikilint.frontmatter.read.sourcemap import SourceMap
from wikilint.frontmatter.read.split import Syntax, decoder
from wikilint.pattern import pattern

if TYPE_CHECKING:
    from wikilint.frontmatter.read.parse import Tree

_NOT_IN_KEY = pattern(r"[\n=,{}\[\]]")
_TOML_PLACE = pattern(r"\(at line (\d+), column (\d+)\)")


class Reading:
    """A frontmatter block, read only; every offset is a code point of `text`, which is the whole document.

    text: the whole document.
    syntax: `yaml`, `toml` or `json`.
    start: the first character after the opening fence line; of a JSON block, its brace.
    end: the closing fence line; of a JSON block, the end of the object.
    body: where the body begins.
    """

    def __init__(self, text: str, syntax: Syntax, start: int, end: int, body: int) -> None:
        self.text = text
        self.syntax = syntax
        self.start = start
        self.end = end
        self.body = body

    @cached_property
    def _parsed(self) -> tuple[Tree | None, Problem | None]:
        if self.syntax != "yaml":
            return None, self._foreign[1]
        from wikilint.frontmatter.read.parse import parse  # brings in PyYAML

        try:
            return parse(self.text, self.start, self.end), None
        except UnusableError as unusable:
            return None, with_hint(self.text, self.start, self.end, unusable.problem)

    @property
    def problem(self) -> Problem | None:
        """The first reason why the block cannot be used."""
        return self._parsed[1]

    @property
    def root(self) -> Node | None:
        """The mapping of a usable YAML block (empty for an empty block); None for TOML and JSON."""
        tree = self._parsed[0]
        return tree.root if tree else None

    @cached_property
    def data(self) -> dict[str, Any]:
        """The block as JSON could say it; empty where the block cannot be used.

        Plain YAML scalars are typed by the core schema of 1.2, merge keys are applied, of two equal keys the
        last one counts. Dates (in TOML too), integers of more than 18 digits, infinities and NaN are text.
        """
        if self.syntax != "yaml":
            return self._foreign[0]
        found: dict[str, Any] = node_data(self.root) if self.root is not None else {}
        return found

    @cached_property
    def _foreign(self) -> tuple[dict[str, Any], Problem | None]:
        import tomllib

        own = self.text[self.start : self.end]
        try:
            if self.syntax == "toml" and _dotted(own) > MAX_DEPTH:
                raise RecursionError  # tomllib needs cubic time for a dotted key
            found = (
                tomllib.loads(own.replace("\r\n", "\n")) if self.syntax == "toml" else decoder().decode(own)
            )
            return foreign_data(found), None
        except RecursionError:
            return {}, Problem(
                "too-complex", self.start, f"the {self.syntax.upper()} block is nested too deeply"
            )
        except ValueError as error:
            message = f"the frontmatter is not valid {self.syntax.upper()}: {error}"
            return {}, Problem("invalid", self._offset_of(error), message)

    def _offset_of(self, error: ValueError) -> int:
        position = getattr(error, "pos", None)
        if isinstance(position, int) and self.syntax == "json":
            return min(self.start + position, self.end)
        place = _TOML_PLACE.search(str(error))
        if place is None:
            return self.start
        at = self.start
        for _ in range(int(place[1]) - 1):
            at = self.text.find("\n", at, self.end) + 1 or self.end
        return min(at + int(place[2]) - 1, self.end)

    def scalars(self) -> Iterator[Node]:
        """Every scalar value, no keys, in the order of the text."""
        tree = self._parsed[0]
        return iter(tree.values if tree else ())

    def keys(self) -> Iterator[Node]:
        """Every key, in the order of the text; one may be an alias."""
        tree = self._parsed[0]
        return iter(tree.keys if tree else ())

    def aliases(self) -> Iterator[Node]:
        """Every alias, in the order of the text."""
        tree = self._parsed[0]
        return iter(tree.aliases if tree else ())

    def pair(self, key: str) -> Pair | None:
        """The top-level entry of that name: the last one if there are several, as in every loader."""
        return _last(self.root, key)

    def get(self, key: str) -> Node | None:
        """The value of a top-level key; for an alias, the node it refers to."""
        pair = self.pair(key)
        return None if pair is None else pair.value.target or pair.value

    @cached_property
    def _sequences(self) -> tuple[tuple[str, Node], ...]:
        pairs = self.root.pairs if self.root is not None else []
        return tuple((pair.name.casefold(), pair.value) for pair in pairs if pair.value.kind == "sequence")

    def lists(self, keys: Iterable[str]) -> Iterator[Node]:
        """The lists under the top-level `keys`, ignoring case, in the order of the text; aliases are not followed."""
        if not self._sequences:
            return iter(())
        wanted = {key.casefold() for key in keys}
        return (node for name, node in self._sequences if name in wanted)

    def locate(self, path: Sequence[str | int]) -> Node | None:
        """The value at a path of keys and indices, or None. Aliases and merge keys are followed."""
        node = self.root
        for step in path:
            node = _step(node, step)
        return node

    def locate_key(self, path: Sequence[str | int]) -> Node | None:
        """The key at a path; for a list item, the key of its list. None for the root."""
        steps = list(path)
        while steps:
            last = steps.pop()
            if isinstance(last, str):
                pair = _find(self.locate(steps), last)
                return pair.key if pair else None
        return None

    def top(self, node: Node) -> str:
        """The top-level key that a node belongs to; empty for the root."""
        path = node.path
        return str(path[0]) if path else ""

    @cached_property
    def newline(self) -> str:
        """The line break that the text uses first."""
        return newline(self.text, 0, self.body)

    @cached_property
    def quote_mark(self) -> str:
        """The quote that most quoted scalars of the block have; `"` if there are none."""
        styles = [node.style for node in self.scalars()]
        return "'" if styles.count("'") > styles.count('"') else '"'

    def source_map(self, node: Node) -> SourceMap:
        """Where each character of a scalar's value is in the text.

        Its `value` equals the node's, but for a scalar that only a damaged parser could read so: compare.
        """
        decode = decode_block if node.style == "|" or node.style == ">" else decode_flow
        return decode(self.text, node)


def _dotted(text: str) -> int:
    """At least the number of parts of the longest dotted key in a TOML text."""
    longest = run = 0
    for part in text.split("."):
        run = run + 1 if part and not _NOT_IN_KEY.search(part) else 0
        longest = max(longest, run)
    return longest


def _last(mapping: Node | None, key: str) -> Pair | None:
    if mapping is None:
        return None
    return next((pair for pair in reversed(mapping.pairs) if pair.name == key), None)


def _find(node: Node | None, key: str) -> Pair | None:
    """The entry of a mapping, its own or one that a merge key brings in."""
    if node is None or node.kind != "mapping":
        return None
    own = _last(node, key)
    if own is not None:
        return own
    for pair in node.pairs:
        if pair.name == "<<" and pair.key.style is None:
            for source in merge_sources(pair.value):
                if found := _find(source, key):
                    return found
    return None


def _step(node: Node | None, step: str | int) -> Node | None:
    if node is None:
        return None
    if isinstance(step, int):
        found = node.items[step] if node.kind == "sequence" and 0 <= step < len(node.items) else None
    else:
        pair = _find(node, step)
        found = pair.value if pair else None
    return None if found is None else found.target or found
