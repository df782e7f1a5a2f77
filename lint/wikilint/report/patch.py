"""What `fix --diff` shows: a patch that `git apply` and `patch -p1` take, any byte and any name kept."""

from __future__ import annotations

import re

from wikilint.report.style import visible

_UNQUOTED = re.compile(r"[^\x00-\x1f\"\\\x7f\ud800-\udfff]*")
"""A name that git writes into a patch without quotes."""


def _lines(raw: bytes) -> list[str]:
    """Lines as a patch holds them, any byte kept: a last one that does not end says so."""
    *whole, last = raw.decode("utf-8", "surrogateescape").split("\n")
    lines = [f"{line}\n" for line in whole]
    return [*lines, f"{last}\n\\ No newline at end of file\n"] if last else lines


def _in_patch(side: str, path: str) -> str:
    """A path as git writes it into a patch: quoted where a name could pass for something else."""
    name = f"{side}/{path.lstrip('/')}"
    if _UNQUOTED.fullmatch(name):
        return f"{name}\t" if " " in name else name
    raw = name.encode("utf-8", "surrogateescape")
    quoted = "".join(
        chr(byte) if 0x20 <= byte < 0x7F and byte not in b'"\\' else f"\\{byte:03o}" for byte in raw
    )
    return f'"{quoted}"'


def patch(path: str, before: bytes, after: bytes) -> str:
    """The unified diff of a file's bytes; those that are not UTF-8 are lone surrogates in it.

    path: relative to the folder that the patch is applied in, with `/`.
    """
    import difflib

    names = (_in_patch("a", path), _in_patch("b", path))
    return "".join(difflib.unified_diff(_lines(before), _lines(after), *names))


def defused(diff: str) -> str:
    """A patch for a terminal: nothing in it moves the cursor. `patch` takes it no more where something did."""
    lines = diff.split("\n")
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in lines)


def colored(diff: str) -> str:
    return defused(diff)
