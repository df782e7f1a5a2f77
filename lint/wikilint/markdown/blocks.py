"""The block structure of a Markdown body: one walk over the lines, as CommonMark 0.31 reads them.

Kept to what a linter asks for: where headings, code and comments stand, and which stretches are prose.
Lines that can begin nothing are never looked at one by one, which is why a clean page costs so little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from wikilint.markdown import syntax
from wikilint.markdown.lines import (
    after_item_mark,
    after_quote_mark,
    atx_heading,
    closing_fence,
    indentation,
    underlined_start,
)
from wikilint.markdown.shapes import Blocks, Heading, HeadingStyle, Region, RegionKind
from wikilint.markdown.templates import without
from wikilint.value import field, mutable

if TYPE_CHECKING:
    import re

# Far deeper than any page, and shallow enough that 8 MB of `> > >` stay linear.
MAX_DEPTH = 100
# How a block quote stands in the stack of open containers; a list item stands there as its indentation.
QUOTE = 0


def blocks(text: str, body_start: int = 0) -> Blocks:
    """Reads `text[body_start:]`; all offsets count code points of `text`. Linear in its length."""
    source = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    walked = _Walk(text, source if source.endswith("\n") else source + "\n", body_start).walk()
    return without(walked, text, body_start)


@mutable
class _Walk:
    r"""The state of one walk over `source`: `text` with `\n` for every line break and no offset moved."""

    text: str
    source: str
    body_start: int
    headings: list[Heading] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    prose: list[tuple[int, int]] = field(default_factory=list)
    prose_start: int = -1
    stack: list[int] = field(default_factory=list)
    bare_item: bool = False
    leaf: Literal["none", "paragraph", "fenced", "indented", "raw", "html"] = "none"
    leaf_start: int = 0
    code_end: int = 0
    closing: re.Pattern[str] = syntax.BLANK_REST
    raw_kind: RegionKind = "code"

    def walk(self) -> Blocks:
        position, size = self.body_start, len(self.text)
        while position < size:
            if not self.stack and position > self.body_start and self.leaf in ("none", "paragraph"):
                position = self._skip_prose(position)
                if position >= size:
                    break
                # Most of what is left is a heading: no container and no other leaf needs to be asked about it.
                if self.source[position] == "#":
                    end = self.source.index("\n", position) + 1
                    if self._atx(position, end, position, 0):
                        position = end
                        continue
            position = self._line(position)
        self._close_leaf(size)
        self._end_prose(size)
        return Blocks(tuple(self.headings), tuple(self.regions), tuple(self.prose))

    def _skip_prose(self, position: int) -> int:
        """To the next line, from `position` on, that may begin or end something."""
        source = self.source
        found = syntax.NOTABLE.search(source, position - 1)
        notable = found.end() if found else len(source)
        if notable > position:
            if self.prose_start < 0:
                self.prose_start = position
            before = notable - 2
            while source[before] in " \t":
                before -= 1
            self.leaf = "none" if source[before] == "\n" else "paragraph"
        return notable

    def _line(self, start: int) -> int:
        """Reads the line at `start`; returns where to read on."""
        source = self.source
        end = source.index("\n", start) + 1
        position, column = indentation(source, start, 0)
        base = depth = 0
        for width in self.stack:
            if width == QUOTE:
                if column - base > 3 or source[position] != ">":
                    break
                position, column, base = after_quote_mark(source, position, column)
            elif column - base >= width or position == end - 1:
                base += width
            else:
                break
            depth += 1
        whole = depth == len(self.stack)
        bare_item, self.bare_item = self.bare_item, False
        blank = position == end - 1
        if blank:
            # Further blank lines change nothing; skipped at once, they cost nothing below deep containers.
            end = syntax.BLANK_LINES.match(source, end).end()  # type: ignore[union-attr]  # it matches none, too
        if self.leaf not in ("none", "paragraph"):
            if whole and self._continues(start, end, position, column - base, blank=blank):
                return end
            self._close_leaf(start)
        if blank:
            self.leaf = "none"
            # An item that begins with a blank line does not survive another one.
            del self.stack[depth - (bare_item and whole) :]
            return end
        return self._begin(start, end, position, column, base, depth)

    def _continues(self, start: int, end: int, position: int, indent: int, *, blank: bool) -> bool:
        """Whether the line is one more of the open leaf, which is no paragraph."""
        if self.leaf == "fenced":
            if indent < 4 and self.closing.match(self.source, position):
                self._close_leaf(end)
            return True
        if self.leaf == "indented":
            if indent >= 4 and not blank:
                self.code_end = end
            return blank or indent >= 4
        if self.leaf == "raw":
            self._end_raw(self.closing.search(self.source, start, end))
            return True
        return not blank

    def _begin(self, start: int, end: int, position: int, column: int, base: int, depth: int) -> int:
        """Opens what the line opens: its containers, then its leaf."""
        source = self.source
        no_break = ""
        while column - base < 4 and position < end - 1 and depth < MAX_DEPTH:
            mark = source[position]
            if mark == ">":
                self._enter(start, depth)
                self.stack.append(QUOTE)
                position, column, base = after_quote_mark(source, position, column)
            else:
                # Asked once for a mark: what is no break here is none further on, and the walk stays linear.
                if mark in "*-" and mark != no_break:
                    if syntax.BREAK.match(source, position):
                        break
                    no_break = mark
                item = syntax.ITEM.match(source, position)
                if not item or self._is_text(item, depth):
                    break
                self._enter(start, depth)
                mark_end = column + item.end() - position
                position, column, text_column = after_item_mark(source, item.end(), mark_end)
                self.stack.append(text_column - base)
                base = text_column
            depth += 1
        return self._begin_leaf(start, end, position, column - base, depth)

    def _is_text(self, item: re.Match[str], depth: int) -> bool:
        """Whether a list mark is just text: a paragraph gives way to filled items that count from 1."""
        if self.leaf != "paragraph" or depth < len(self.stack):
            return False
        return bool(syntax.BLANK_REST.match(self.source, item.end())) or int(item[1] or 1) != 1

    def _begin_leaf(self, start: int, end: int, position: int, indent: int, depth: int) -> int:
        if position == end - 1:
            self.bare_item = self.stack[-1] != QUOTE
            return end
        if indent >= 4:
            if self.leaf != "paragraph":
                self._enter(start, depth)
                self.leaf, self.leaf_start, self.code_end = "indented", position if depth else start, end
            return end
        if self.source[position] in "#`~<=-*_":
            resume = self._begin_marked(start, end, position, depth)
            if resume:
                return resume
        if self.leaf != "paragraph":
            del self.stack[depth:]
            self.leaf = "paragraph"
            if self.prose_start < 0:
                self.prose_start = position
        return end

    def _begin_marked(self, start: int, end: int, position: int, depth: int) -> int:
        """A leaf that its first mark announces; 0 when the line is text after all."""
        source = self.source
        leaf = {"#": self._atx, "`": self._fence, "~": self._fence, "<": self._html}.get(source[position])
        if leaf:
            return leaf(start, end, position, depth)
        continued = self.leaf == "paragraph" and depth == len(self.stack)
        if continued and syntax.UNDERLINE.match(source, position):
            return self._setext(start, end, position, depth)
        if syntax.BREAK.match(source, position):
            self._enter(start, depth)
            return end
        return 0

    def _atx(self, start: int, end: int, position: int, depth: int) -> int:
        found = atx_heading(self.source, position, end)
        if not found:
            return 0
        level, title_start, title_end = found
        self._enter(start, depth)
        self.prose.append((title_start, title_end))
        if not depth:
            self._add_heading(start, end, level, title_start, title_end, "atx")
        return end

    def _setext(self, start: int, end: int, position: int, depth: int) -> int:
        """The underline of a heading, whose text is the paragraph above."""
        source = self.source
        if not depth:
            first = underlined_start(source, self.prose_start, start)
            if first == start:
                return 0
            title_start, _ = indentation(source, first, 0)
            title_end = title_start + len(source[title_start:start].rstrip(" \t\n"))
            level = 1 if source[position] == "=" else 2
            self._add_heading(first, end, level, title_start, title_end, "setext")
        self._enter(start, depth)
        return end

    def _add_heading(
        self, start: int, end: int, level: int, title_start: int, title_end: int, style: HeadingStyle
    ) -> None:
        title = self.text[title_start:title_end]
        end = min(end, len(self.text))
        self.headings.append(Heading(start, end, level, title, title_start, title_end, style))

    def _fence(self, start: int, end: int, position: int, depth: int) -> int:
        fence = syntax.FENCE.match(self.source, position)
        if not fence:
            return 0
        self._enter(start, depth)
        self.leaf, self.leaf_start = "fenced", position
        mark = fence[1] or fence[2]
        self.closing, closing_line = closing_fence(mark[0], len(mark))
        if depth:
            return end
        closed = closing_line.search(self.source, end - 1)
        end = closed.end() if closed else len(self.text)
        self._close_leaf(end)
        return end

    def _html(self, start: int, end: int, position: int, depth: int) -> int:
        source = self.source
        for opening, closing, kind in syntax.RAW:
            if opening.match(source, position):
                self._enter(start, depth)
                self.leaf, self.leaf_start, self.closing, self.raw_kind = "raw", position, closing, kind
                resume = self._end_raw(closing.search(source, position + 1, end if depth else len(self.text)))
                return resume or (end if depth else len(self.text))
        if syntax.HTML.match(source, position) or (
            self.leaf != "paragraph" and syntax.LONE_TAG.match(source, position)
        ):
            self._enter(start, depth)
            self.leaf, self.prose_start = "html", position
            return end
        return 0

    def _end_raw(self, closed: re.Match[str] | None) -> int:
        """Ends raw HTML behind its closing mark, the rest of whose line is prose; 0 without a mark."""
        if not closed:
            return 0
        self._close_leaf(closed.end())
        resume = self.source.index("\n", closed.end()) + 1
        if not syntax.BLANK_REST.match(self.source, closed.end()):
            self.prose.append((closed.end(), min(resume, len(self.text))))
        return resume

    def _enter(self, start: int, depth: int) -> None:
        """Ends what a new block ends: the containers that it does not stand in, and the paragraph."""
        del self.stack[depth:]
        self.leaf = "none"
        self._end_prose(start)

    def _end_prose(self, at: int) -> None:
        if self.prose_start >= 0:
            self.prose.append((self.prose_start, at))
            self.prose_start = -1

    def _close_leaf(self, at: int) -> None:
        if self.leaf == "fenced":
            self.regions.append(Region(self.leaf_start, min(at, len(self.text)), "fenced"))
        elif self.leaf == "indented":
            self.regions.append(Region(self.leaf_start, min(self.code_end, len(self.text)), "indented"))
        elif self.leaf == "raw":
            self.regions.append(Region(self.leaf_start, at, self.raw_kind))
        self.leaf = "none"
