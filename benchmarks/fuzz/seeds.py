"""What fuzzing begins with: for each target inputs of its kind, and words that its inputs are made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wikilint.disk import records
from wikilint.settings import config

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "corpora"
"""Inputs that reach what no other does, one folder for each target: found by fuzzing, minimised, replayed by a test."""

CONFIGURATIONS = (
    'select = ["all"]\nignore = ["tags", "bom"]\nextend-select = ["headings"]\nfixable = ["all"]\n\n',
    'include = ["*.md", "!drafts/"]\nexclude = ["**/a?[b-d]*"]\n[per-file-ignores]\n"docs/**" = ["text"]\n',
    'profile = "plain"\nfail-on = "error"\njobs = 2\nmax-file-size = 1000\nrun-evidence = false\n',
    '[severity]\nbom = "info"\nheadings = "error"\n[rules.line-length]\nmax = 80\n',
    '[rules.custom.no-foo]\npattern = "(?i)foo+(?P<x>bar)?"\nreplace = "\\\\g<x>"\nmessage = "foo"\n',
    '[rules.custom.shout]\npattern = "^[A-Z]{4,}$"\nmessage = "do not shout"\nin = ["headings", "body"]\ndeletes = 5\n',
    '[schema]\n"*.md" = "schema.json"\n[rules.duplicate-heading]\nsiblings-only = true\n',
)

COMMENTS = (
    b"a <!-- wikilint: ignore[bom, tags] why -->\n<!-- wikilint: disable[all] -->\n\nb\n<!-- wikilint: enable[all] -->",
    b"---\nt: a # wikilint: ignore[tags]\n# wikilint: ignore[x,y]\nk:\n  - b\n---\n<!-- wikilint: file-ignore[a] -->\n",
    b"```\n<!-- wikilint: ignore[a] -->\n```\n\n<!-- wikilint: ignore[b] -->\n\nblock\nof text\n\nx\n",
)

MANIFEST = (
    b'{"wikilint": "0.1.0", "settings": "", "command": "fix"}\n'
    b'{"path": "a.md", "before": "00", "after": "11", "edits": [{"rules": ["r"], "safety": "safe", "bytes": [2, 8], '
    b'"chars": [2, 8], "old": "A page", "new": "B"}]}\n'
)

HOSTILE = (
    b'\x1b[2J|a\n::error::b|c,line=1::d|%0A|]]>|" onx=<b>|\xe2\x80\xae|\xff\xfe|\x00|\\u0000|<!-- -->|&amp;',
    b"rule|message|title|content|\xed\xa0\x80|\r\n|\xc2\x85|\xef\xbf\xbe|name.md",
)


def _pages() -> list[bytes]:
    return [
        path.read_bytes() for path in sorted((ROOT / "fixtures").glob("*/*.md")) if path.stat().st_size < 4096
    ]


def _blocks() -> list[bytes]:
    return [data for data in _pages() if data.lstrip(b"\xef\xbb\xbf").startswith((b"---", b"+++", b"{"))]


def _journal() -> bytes:
    return records.pack(1, b"{}") + records.pack(2, b'{"path": "a"}\0x') + records.pack(4, b"{}")


def of(target: str) -> list[bytes]:
    """Inputs to begin with, those that were kept among them."""
    own: dict[str, Callable[[], list[bytes]]] = {
        "block": _blocks,
        "set_value": _blocks,
        "operations": _blocks,
        "suppressions": lambda: [*COMMENTS, *_blocks()[:40]],
        "configuration": lambda: [each.encode() for each in CONFIGURATIONS],
        "journal": lambda: [_journal()],
        "manifest": lambda: [MANIFEST],
        "formats": lambda: [*HOSTILE, *_pages()[:40]],
    }
    return [*own.get(target, _pages)(), *kept(target)]


def kept(target: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((KEPT / target).glob("*"))]


_BLOCK_WORDS = [
    "---\n",
    "- ",
    ": ",
    "|2+\n",
    ">-\n",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "# ",
    "'",
    '"',
    "{",
    "[",
    "\t",
    "...\n",
    "? ",
]


def words(target: str) -> list[str]:
    """What mutations put in."""
    comments = [
        "<!-- wikilint: ",
        " -->",
        "ignore[",
        "disable[",
        "enable[",
        "file-ignore[",
        "# wikilint: ",
        "]",
        ",",
    ]
    toml = [
        *config.keys(),
        "rules.custom.a",
        "pattern",
        "replace",
        "message",
        "in",
        "deletes",
        "safety",
        "[",
        "]",
        " = ",
        '"',
    ]
    own = {
        "block": _BLOCK_WORDS,
        "set_value": _BLOCK_WORDS,
        "operations": _BLOCK_WORDS,
        "suppressions": [*comments, "\n\n", "```\n"],
        "configuration": toml,
        "manifest": [
            "path",
            "before",
            "after",
            "edits",
            "bytes",
            "chars",
            "new_sha256",
            "null",
            "[",
            "{",
            "1e999",
        ],
        "formats": ["|", "\x1b[", "::error::", "]]>", "%0A", "\u202e", "\ud7ff", "<", "&", '"'],
    }
    pages = [
        "Ã©",
        "â€™",
        "\u00a0",
        "\ufffd",
        "# ",
        "```\n",
        "](",
        "![",
        "<div>",
        "{{",
        "[[",
        "&amp;",
        "\r\n",
        "\ufeff",
        "**",
    ]
    return own.get(target, [*pages, *_BLOCK_WORDS, *comments])
