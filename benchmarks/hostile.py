"""Texts made to hurt: families that grow with one number, each aimed at something that could be quadratic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

Family = Callable[[int], bytes]
"""A text of about so many bytes; twice the number gives the same text, twice as long."""

BLOCK_LIMIT = 250_000
"""Bytes of a block of metadata that is still read as one, see `wikilint.frontmatter.split.LIMIT`."""


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


_INLINE = {
    "emphasis": "*a ",
    "emphasis both": "*a_ ",
    "brackets": "[",
    "brackets closed": "[a](",
    "nested link": "[a](b",
    "link titles": '](a "',
    "link pointed": "](<",
    "images": "![",
    "reference links": "[a][",
    "definitions": "[a]: ",
    "wiki links": "[[",
    "wiki links open": "[[a|",
    "wiki links closed": "[[a|b]] ",
    "wiki categories": "[[Category:a]]",
    "templates": "{{",
    "templates open": "{{a|b=",
    "templates closed": "{{a|b}} ",
    "template ends": "}}",
    "template values": "${a} {% a %} <% a %> %s ",
    "tables wiki": "{|\n|-\n",
    "bold wiki": "'''",
    "bold wiki words": "'''a'' b ",
    "wiki headings inline": "== a ",
    "magic words": "__TOC__ ",
    "signs": "~~~~",
    "comments open": "<!--",
    "comments open spaced": "<!-- a ",
    "comments closed": "<!-- a --> b ",
    "comment ends": "-->",
    "tags": "<a ",
    "tags with values": '<a b="',
    "code tags": "<code>",
    "code tags mixed": "<code><kbd><pre><var>",
    "ref tags": "<ref>",
    "ref names": '<ref name="a',
    "refs closed": "<ref>a</ref> ",
    "ref ends": "</ref>",
    "breaks": "<br>",
    "less than": "<",
    "autolinks": "<http://a",
    "mails": "<a@b",
    "dollars": "$",
    "dollars spaced": "$a ",
    "double dollars": "$$a ",
    "brackets TeX": "\\(a ",
    "brackets TeX odd": "\\[\\(",
    "backslashes": "\\",
    "backticks single": "` a ``",
    "entities": "&amp;",
    "entities layered": "&amp;amp;lt; ",
    "entities open": "&amp",
    "ampersands": "&",
    "percent": "%C3",
    "percent pairs": "%C3%A9",
    "percent pairs spaced": "%C3%A9 a ",
    "quoted-printable": "=C3=A9",
    "quoted-printable half": "=E2",
    "quoted-printable breaks": "=C3=A9=\n",
    "escapes": "\\u00e9",
    "escapes spaced": "a \\u00e9 ",
    "escape surrogates": "\\ud83d",
    "escape code points": "<U+00E9>",
    "objects": "[object Object]",
    "objects spaced": "[object Object] a ",
    "objects in commas": "[object Object],",
    "objects in links": "[a]([object Object]) ",
    "undefined": "undefined ",
    "NaN": "NaN, ",
    "null attributes": 'a="null" ',
    "lorem": "Lorem ipsum dolor sit amet ",
    "todo": "TODO: a [INSERT a here] ",
    "edit": "[edit] ",
    "edit escaped": "\\[edit\\]",
    "citation needed": "[citation needed] ",
    "addresses": "http://a",
    "addresses www": "www.",
    "hashes": "# ",
    "glued": "a.## B ",
    "long word": "a",
    "words": "some words of a sentence that goes on, ",
    "blanks": " ",
    "tabs": "\t",
    "blanks and letters": "a   ",
}
"""On one line; each stands with line breaks too, see `families`."""

_CHARACTERS = {
    "mojibake": "Ã©",
    "mojibake spaced": "Ã© a ",
    "mojibake words": "cafÃ© naÃ¯ve â€œquotedâ€\x9d ",
    "mojibake C1": "Ã\x83Â\x83",
    "mojibake lossy": "â€�",
    "mojibake lossy spaced": "â€� a ",
    "mojibake no ASCII": "ÃƒÂƒÃ‚Â©",
    "mojibake Cyrillic": "РїСЂРёРІРµС‚ ",
    "mojibake Chinese": "ä½\xa0å¥½",
    "mojibake leads": "Ã",
    "mojibake trails": "â€",
    "mojibake emoji": "ðŸ˜€",
    "accents": "é",
    "accents spaced": "é a ",
    "quotes": "“a” ",
    "Cyrillic": "привет ",
    "Arabic": "مرحبا ",
    "Khmer": "សួស្តី",
    "Chinese": "你好",
    "emoji": "👩\u200d👩\u200d👧",
    "C1": "\x85",
    "C1 spaced": "a\x93b\x94 ",
    "controls": "\x01",
    "controls spaced": "a\x08 ",
    "escape sequences": "\x1b[31ma",
    "NUL": "a\0b",
    "zero width": "\u200b",
    "zero width in words": "a\u200bb ",
    "joiners": "\u200d",
    "soft hyphens": "a\u00ad",
    "BOMs": "\ufeff",
    "BOMs spaced": "a\ufeff ",
    "bidi opened": "\u202e",
    "bidi opened in words": "a\u202eb ",
    "bidi closed": "\u202c",
    "bidi isolates": "\u2066a",
    "bidi marks": "א\u200ea\u200f",
    "combining": "a\u0301",
    "combining run": "\u0301",
    "line separators": "a\u2028",
    "NEL and VT": "a\x0b\x0c\x85",
    "no-break spaces": "a\u00a0",
    "odd spaces": "a\u2003\u3000",
    "private use": "\ue000",
    "private use spaced": "a \uf0b7 ",
    "tag characters": "\U000e0041",
    "flag tags": "🏴\U000e0067\U000e007f",
    "noncharacters": "\ufffe\uffff",
    "replacement": "\ufffd",
    "replacement in words": "caf\ufffd ",
    "variation": "a\ufe0f",
}

_BYTES = {
    "invalid": b"\xff",
    "invalid Latin-1": b"caf\xe9 ",
    "invalid cp1252": b"\x93quoted\x94 ",
    "invalid cut": b"\xe2\x82",
    "invalid surrogates": b"\xed\xa0\x80",
    "invalid overlong": b"\xc0\xaf",
    "invalid and valid": "é".encode() + b"\xe9 a",
    "UTF-16": "a é\n".encode("utf-16-le"),
}

_LINES = {
    "headings equal": "## References\n",
    "headings equal apart": "## References\n\ntext\n\n",
    "headings setext": "a\n===\n",
    "headings open": "#\n",
    "headings unspaced": "##a\n",
    "headings glued": "text ## A\n",
    "headings closed": "# a ###\n",
    "headings with objects": "## References[object Object]\n",
    "objects": "[object Object]\n",
    "objects at ends": "text [object Object]\n",
    "objects in items": "- [object Object]\n",
    "objects in tables": "| [object Object] | a |\n",
    "objects apart": "[object Object]\n\n",
    "trailing": "a  \n",
    "trailing blank lines": "   \n",
    "blank lines": "\n",
    "blank lines CRLF": "\r\n",
    "CR": "a\r",
    "mixed": "a\r\nb\nc\r",
    "quotes": "> ",
    "quotes lines": "> a\n",
    "quotes lazy": "> > a\nb\n",
    "items": "- a\n",
    "items bare": "-\n",
    "items ordered": "1. a\n",
    "items marks": "- ",
    "items mixed": "* - + ",
    "stars": "* * * ",
    "tables": "| a | b |\n",
    "table cells": "| `a ",
    "fences": "```\n",
    "fences unlike": "```\n~~~~\n",
    "fences quoted": "> ```\n",
    "indented": "    a\n\n",
    "html": "<div>\n\n",
    "html raw": "<pre>\n",
    "html raw closed": "<pre></pre> a\n",
    "lone tags": "<a b='c' d>\n",
    "suppressions": "a <!-- wikilint: ignore[mojibake] -->\n",
    "suppressions above": "<!-- wikilint: ignore[all] -->\na\n",
    "suppressions used": "## References\n## References <!-- wikilint: ignore[duplicate-heading] -->\n",
    "suppressions in lines": "<!-- wikilint: ignore[mojibake] ",
    "suppressions of names": "<!-- wikilint: ignore[",
    "suppressions open": "<!-- wikilint: disable[mojibake] --> cafÃ©\n",
    "suppressions unended": "<!-- wikilint: disable[mojibake, headings] -->\n",
    "repeated": "the same line again and again, at some length\n",
    "repeated apart": "the same line again and again\n\n",
    "definitions": "[a]: http://a 'b'\n",
    "conflicts": "<<<<<<< a\n=======\n>>>>>>> b\n",
    "conflicts open": "<<<<<<< a\n",
    "rules": "---\n",
    "wiki tables": "{|\n| a\n|}\n",
    "wiki headings": "== a ==\n",
    "redirects": "#REDIRECT [[a]]\n",
    "empty sections": "## a\n\n# b\n\n",
    "lists of links": "- [a](b \"c\") — `d` <e f='g'> $h$ [[i]] {{j}}\n",
}

_BLOCKS = {
    "tags": "- a\n",
    "tags padded": "- ' a '\n",
    "tags empty": "- ''\n",
    "tags of lines": '- "a\\nb"\n',
    "tags of folded lines": "- a\n  b\n",
    "tags of objects": "- '[object Object]'\n",
    "tags near": "- Some-Tag\n- some tag\n",
    "tags bulleted": "- '* a'\n",
}
"""Below `tags:` in a block of metadata."""

_VALUES = {
    "keys": "k%d: a\n",
    "keys padded": "k%d: ' a '\n",
    "keys of lines": 'k%d: "a\\n b"\n',
    "keys ambiguous": "k%d: no\n",
    "keys of objects": "k%d: '[object Object]'\n",
    "keys empty": "k%d:\n",
    "keys anchored": "k%d: &a%d b\n",
    "keys damaged": "k%d: cafÃ©\n",
    "keys commented": "k%d: a # wikilint: ignore[padded-value]\n",
    "keys commented above": "# wikilint: ignore[padded-value]\nk%d: ' a'\n",
    "keys unlike tags": "- Tag%d\n",
}
"""In a block of metadata, each with its number."""


def _block(unit: str, size: int) -> bytes:
    return _fill(unit, min(size, BLOCK_LIMIT), b"---\ntags:\n", b"---\n\ntext\n")


def _flow(unit: str, size: int) -> bytes:
    return _fill(unit, min(size, BLOCK_LIMIT), b"---\ntags: [", b"a]\n---\n\ntext\n")


def _keys(template: str, size: int) -> bytes:
    before = "---\ntags:\n" if template.startswith("-") else "---\n"
    marked = template.replace("&a%d", "&a")
    return _numbered(marked, min(size, BLOCK_LIMIT), before, "---\n\ntext\n")


def families() -> Iterator[tuple[str, Family]]:
    """Every family by its name: on one line, on lines of LF and of CRLF, in paragraphs, in a block of metadata."""
    encoded = {name: unit.encode() for name, unit in {**_INLINE, **_CHARACTERS}.items()}
    for name, raw in {**encoded, **_BYTES}.items():
        yield name, partial(_fill, raw)
        yield f"{name} / lines", partial(_fill, raw + b"\n")
        yield f"{name} / heading", partial(_fill, raw, before=b"# ", after=b"\n")
    for name, unit in _LINES.items():
        yield f"lines of {name}", partial(_fill, unit)
        yield f"lines of {name} / CRLF", partial(_fill, unit.replace("\n", "\r\n"))
    for name, unit in _BLOCKS.items():
        yield f"block of {name}", partial(_block, unit)
        yield f"block of {name} / flow", partial(_flow, unit.strip("\n").removeprefix("- ") + ", ")
    for name, template in _VALUES.items():
        yield f"block of {name}", partial(_keys, template)
    yield "backticks of all lengths", _ticks
    for mark in ("> ", "- ", "  ", "#", "`", "*", "[", "\t"):
        yield f"deeper and deeper {mark!r}", partial(_deep, mark)
    yield "headings unlike", partial(_numbered, "## heading %d\n\ntext\n\n")
    yield "lines unlike", partial(_numbered, "line %d says this  \n")
    yield "layers in turn", _layers
    yield "layers in turn, three", partial(_layers, turns=3)
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
