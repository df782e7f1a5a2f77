"""Texts made to hurt: families that grow with one number, each aimed at something that could be quadratic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.units import BLOCKS, BYTES, CHARACTERS, INLINE, LINES, VALUES

Family = Callable[[int], bytes]
"""A text of about so many bytes; twice the number gives the same text, twice as long."""

BLOCK_LIMIT = 250_000
"""Bytes of a block of metadata that is still read as one, see `wikilint.frontmatter.read.split.LIMIT`."""


def _fill(unit: str | bytes, size: int, before: bytes = b"", after: bytes = b"") -> bytes:
    raw = unit.encode() if isinstance(unit, str) else unit
    return before + raw * max(1, (size - len(before) - len(after)) // len(raw)) + after


def _numbered(template: str, size: int, before: str = "", after: str = "") -> bytes:
    """`template` over and over, with `%d` counted up."""
    each = len((template % 10000).encode())
    return (before + "".join(template % number for number in range(max(1, size // each))) + after).encode()


def _ticks(size: int) -> bytes:
    """Runs of backticks of every length: none closes another."""
    lengths = range(1, max(2, int((2 * size) ** 0.5)))
    return " x ".join("`" * length for length in lengths).encode()


def _deep(mark: str, size: int) -> bytes:
    """Lines that go deeper and deeper."""
    depth = max(2, int((2 * size / len(mark)) ** 0.5))
    return "".join(f"{mark * level} x\n" for level in range(1, depth)).encode()


def _layers(size: int, turns: int = 2) -> bytes:
    """Mojibake whose words lie under one, two, … layers in turn."""
    words = ["café naïve “quoted”"]
    for _ in range(turns):
        words.append(words[-1].encode().decode("latin-1"))
    return _fill(" ".join(words) + " ", size)


def _block(unit: str, size: int) -> bytes:
    return _fill(unit, min(size, BLOCK_LIMIT), b"---\ntags:\n", b"---\n\ntext\n")


def _flow(unit: str, size: int) -> bytes:
    return _fill(unit, min(size, BLOCK_LIMIT), b"---\ntags: [", b"a]\n---\n\ntext\n")


def _keys(template: str, size: int) -> bytes:
    before = "---\ntags:\n" if template.startswith("-") else "---\n"
    marked = template.replace("&a%d", "&a")
    return _numbered(marked, min(size, BLOCK_LIMIT), before, "---\n\ntext\n")


def _nested(size: int) -> bytes:
    """Keys below keys, each line further in than the one before."""
    depth = max(2, int(min(size, BLOCK_LIMIT) ** 0.5))
    return ("---\n" + "".join("  " * level + "a:\n" for level in range(depth)) + "---\n\ntext\n").encode()


def _brackets(size: int) -> bytes:
    """A list in a list in a list."""
    depth = max(1, min(size, BLOCK_LIMIT) // 2 - 16)
    return ("---\na: " + "[" * depth + "]" * depth + "\n---\n\ntext\n").encode()


def _whole(unit: str, size: int, before: str, after: str = "") -> bytes:
    """A block that is one thing, as long as a block may be."""
    return _fill(unit, min(size, BLOCK_LIMIT), f"---\n{before}".encode(), f"{after}\n---\n\ntext\n".encode())


def families() -> Iterator[tuple[str, Family]]:
    """Every family by its name: on one line, on lines of LF and of CRLF, in paragraphs, in a block of metadata."""
    encoded = {name: unit.encode() for name, unit in {**INLINE, **CHARACTERS}.items()}
    for name, raw in {**encoded, **BYTES}.items():
        yield name, partial(_fill, raw)
        yield f"{name} / lines", partial(_fill, raw + b"\n")
        yield f"{name} / heading", partial(_fill, raw, before=b"# ", after=b"\n")
    for name, unit in LINES.items():
        yield f"lines of {name}", partial(_fill, unit)
        yield f"lines of {name} / CRLF", partial(_fill, unit.replace("\n", "\r\n"))
    for name, unit in BLOCKS.items():
        yield f"block of {name}", partial(_block, unit)
        yield f"block of {name} / flow", partial(_flow, unit.strip("\n").removeprefix("- ") + ", ")
    for name, template in VALUES.items():
        yield f"block of {name}", partial(_keys, template)
    yield "backticks of all lengths", _ticks
    for mark in ("> ", "- ", "  ", "#", "`", "*", "[", "\t"):
        yield f"deeper and deeper {mark!r}", partial(_deep, mark)
    yield "headings unlike", partial(_numbered, "## heading %d\n\ntext\n\n")
    yield "lines unlike", partial(_numbered, "line %d says this  \n")
    yield "layers in turn", _layers
    yield "layers in turn, three", partial(_layers, turns=3)
    yield "block of equal keys", partial(_whole, "k: v\n", before="")
    yield "block of one scalar", partial(_whole, "word ", before="a: ", after="x")
    yield "block of one quoted scalar", partial(_whole, "w\\u00e9 ", before='a: "', after='"')
    yield "block of one literal scalar", partial(_whole, "  word\n", before="a: |\n")
    yield "block of keys below keys", _nested
    yield "block of lists in lists", _brackets
    yield (
        "ranges of comments",
        partial(
            _fill,
            "<!-- wikilint: disable[mojibake] -->\n\ncafÃ©\n\n<!-- wikilint: enable[mojibake] -->\n\n",
        ),
    )
    yield "levels in turn", partial(_fill, "# a\n## b\n### c\n#### d\n")


def fixtures(folder: Path) -> Iterator[tuple[str, Family]]:
    """Every fixture of the rules, over and over: what a rule speaks of, as often as a page can hold it."""
    for path in sorted(folder.glob("*/*.md")):
        if not path.name.endswith((".fixed.md", ".unsafe.md")):
            raw = path.read_bytes()
            if raw:
                yield f"{path.parent.name}/{path.stem}", partial(_fill, raw)
                flat = raw.replace(b"\r", b" ").replace(b"\n", b" ")
                yield f"{path.parent.name}/{path.stem} / one line", partial(_fill, flat)
