"""Blocks to try: well-formed ones in every style, and heaps of YAML's own punctuation."""

from __future__ import annotations

from hypothesis import strategies as st

from wikilint.frontmatter import Block, read_block

WORDS = [
    "word",
    "café",
    "no",
    "12",
    "x",
    "2023-10-03",
    "🇷🇺 Russia",
    "a's",
    "und so",
    "#tag",
    "a:b",
    "\x85\x93",
    "\udc80",
]
FRAGMENTS = [
    *("\n", "\n", "\n  ", "\n    ", "\n\n", " ", "  ", "\t", "\r\n", "\r"),
    *(
        "a: ",
        "b: ",
        "- ",
        "? ",
        ": ",
        "key:",
        "|",
        ">",
        "|-",
        ">+",
        "|2-",
        ">1",
        '"',
        "'",
        "''",
        "[",
        "]",
        "{",
        "}",
        ", ",
    ),
    *(
        "\\x41",
        "\\n",
        "\\\n",
        '\\"',
        "\\\\",
        "# c",
        " # c",
        "&a ",
        "*a",
        "!!str ",
        "! ",
        "---",
        "...",
        "%",
        "@",
    ),
    *WORDS,
]

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
newlines = st.sampled_from(["\n", "\r\n", "\r"])


def wrap(text: str) -> str:
    """A page around the inside of a block."""
    return f"---\n{text}\n---\nbody\n"


hostile = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)
"""The inside of a block that may be anything."""


@st.composite
def scalar_source(draw: st.DrawFn, indent: int) -> str:
    """A scalar as somebody may have typed it, after `key:` or `-` in column `indent`."""
    parts = draw(words)
    pad = "\n" + " " * (indent + draw(st.integers(1, 3)))
    glue = draw(st.sampled_from([" ", pad, "\n" + pad, "  "]))
    style = draw(st.sampled_from(["plain", "'", '"', "|", ">"]))
    if style == "plain":
        return " q" + glue.join(part.replace("#", "").replace(":", "") for part in parts)
    if style == "'":
        return " '" + glue.join(part.replace("'", "''") for part in parts) + "'"
    if style == '"':
        glue = draw(st.sampled_from([glue, "\\n", "\\" + pad, " \\t", "\\x41"]))
        return ' "' + glue.join(parts) + '"'
    chomp = draw(st.sampled_from(["", "-", "+"]))
    deeper = draw(st.sampled_from(["", "", " "]))
    comment = draw(st.sampled_from(["", " # note"]))
    lines = pad + (pad + deeper if len(parts) % 2 else "\n" + pad).join(parts)
    return f" {style}{chomp}{comment}{lines}{draw(st.sampled_from(['', chr(10), chr(10) * 2]))}"


@st.composite
def entries(draw: st.DrawFn, indent: int = 0, depth: int = 2) -> str:
    """Lines of a mapping in column `indent`, each ending in a line feed."""
    lines: list[str] = []
    lead = " " * indent
    for number in range(draw(st.integers(1, 3))):
        key = f"{lead}{draw(st.sampled_from(['k', 'key ', chr(34) + 'k' + chr(34)]))}".rstrip() + str(number)
        key = key.replace('"k"' + str(number), f'"k{number}"')
        kind = draw(st.sampled_from(["scalar", "list", "flow", "empty", "mapping"] if depth else ["scalar"]))
        tail = draw(st.sampled_from(["", "", " # c", "  "]))
        if kind == "scalar":
            lines.append(f"{key}:{draw(scalar_source(indent))}\n")
        elif kind == "empty":
            lines.append(f"{key}:{tail}\n")
        elif kind == "flow":
            inside = draw(
                st.lists(st.sampled_from(["a", "'b'", '"c d"', "\n  e", "{f: g}", "[h]"]), max_size=4)
            )
            lines.append(f"{key}: [{', '.join(inside)}]{tail}\n".replace("\n  ", "\n  " + lead))
        elif kind == "mapping":
            lines.append(f"{key}:{tail}\n" + draw(entries(indent + 2, depth - 1)))
        else:
            lines.append(f"{key}:{tail}\n" + draw(items(indent + draw(st.sampled_from([0, 2])), depth - 1)))
        if draw(st.integers(0, 5)) == 0:
            lines.append(f"{lead}# between\n")
    return "".join(lines)


@st.composite
def items(draw: st.DrawFn, indent: int, depth: int) -> str:
    """Lines of a block list whose dashes stand in column `indent`."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.integers(0, 3)) == 0:
            lines.append(" " * indent + "- " + draw(entries(indent + 2, depth - 1)).lstrip(" "))
        else:
            lines.append(" " * indent + f"-{draw(scalar_source(indent))}\n")
    return "".join(lines)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page with a block in every style, with one kind of line break."""
    page = f"---\n{draw(entries())}---\nbody\n"
    return page.replace("\n", draw(newlines))


def usable(text: str) -> Block | None:
    """The block of a text, if there is one that can be used."""
    block = read_block(text)
    return block if block is not None and block.root is not None else None
