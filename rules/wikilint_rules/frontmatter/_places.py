"""Where a path of keys and indices is in a block: YAML, JSON or TOML."""

from __future__ import annotations

from collections.abc import Sequence

from wikilint.rule import Block, Document
from wikilint_rules.frontmatter import _toml

Path = Sequence[str | int]
Span = tuple[int, int]

_FENCE = "---\n"


class Places:
    """Spans in code points of the document's text."""

    def __init__(self, doc: Document, block: Block) -> None:
        self._fence = (0, 1 if block.syntax == "json" else 3)
        self._toml: dict[_toml.Path, _toml.Place] = {}
        self._block: Block | None = block
        self._shift = 0
        if block.syntax == "toml":
            self._toml = _toml.places(doc.text, block.start, block.end)
        elif block.syntax == "json":
            # JSON is YAML, but for tabs; so its positions come from the same parser.
            own = doc.text[block.start : block.end].replace("\t", " ")
            self._block = Document.from_text(f"{_FENCE}{own}\n{_FENCE}").frontmatter
            self._shift = block.start - len(_FENCE)

    def key(self, path: Path) -> Span:
        """The key at a path; of an item, the key of its list."""
        for place in _toml.closest(self._toml, path):
            return place.key
        node = self._block.locate_key(path) if self._block is not None else None
        return self._fence if node is None else (node.start + self._shift, node.end + self._shift)

    def value(self, path: Path) -> Span:
        """The value at a path; of a list, a mapping or nothing, its key."""
        for place in _toml.closest(self._toml, path):
            return place.value
        node = self._block.locate(path) if self._block is not None else None
        if (
            node is None
            or (node.kind != "scalar" and path and isinstance(path[-1], str))
            or node.start == node.end
        ):
            return self.key(path)
        if node.kind == "scalar":
            return node.start + self._shift, node.end + self._shift
        first = node.pairs[0].key if node.pairs else node
        return first.start + self._shift, (first.end if node.pairs else first.start + 1) + self._shift

    def parent(self, path: Path) -> Span:
        """What stands for a whole mapping: the opening fence, its key, or the beginning of a list item."""
        if not path:
            return self._fence
        return self.key(path) if isinstance(path[-1], str) else self.value(path)
