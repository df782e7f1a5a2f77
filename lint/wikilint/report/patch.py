"""What `fix --diff` shows: a patch that `git apply` and `patch -p1` take, any byte and any name kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wikilint.pattern import pattern
from wikilint.report.alignment import matches
from wikilint.report.style import BOLD, CYAN, GREEN, RED, REVERSE, paint, visible

_UNQUOTED = pattern(r"[^\x00-\x1f\"\\\x7f\ud800-\udfff]*")
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
    old, new = _lines(before), _lines(after)
    hunks = "".join(_hunks(old, new))
    return f"--- {_in_patch('a', path)}\n+++ {_in_patch('b', path)}\n{hunks}" if hunks else ""


Change = tuple[int, int, int, int]
"""Lines that go and lines that come in their place: from, to, from, to."""


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    done = finished = 0
    for start, begin, size in [*matches(old, new), (len(old), len(new), 0)]:
        if done < start or finished < begin:
            yield done, start, finished, begin
        done, finished = start + size, begin + size


_CONTEXT = 3
"""Lines around a change that a patch shows."""


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The hunks of a unified diff: changes with no more than twice the context between them share one."""
    together: list[Change] = []
    for change in _changes(old, new):
        if together and change[0] - together[-1][1] > 2 * _CONTEXT:
            yield from _hunk(old, new, together)
            together = []
        together.append(change)
    if together:
        yield from _hunk(old, new, together)


def _hunk(old: Sequence[str], new: Sequence[str], changes: Sequence[Change]) -> Iterator[str]:
    first, last = changes[0], changes[-1]
    start, end = max(0, first[0] - _CONTEXT), min(len(old), last[1] + _CONTEXT)
    begin, finish = first[2] - (first[0] - start), last[3] + (end - last[1])
    yield f"@@ -{_range(start, end)} +{_range(begin, finish)} @@\n"
    for out, out_end, come, come_end in changes:
        yield from (f" {line}" for line in old[start:out])
        yield from (f"-{line}" for line in old[out:out_end])
        yield from (f"+{line}" for line in new[come:come_end])
        start = out_end
    yield from (f" {line}" for line in old[start:end])


def _range(start: int, end: int) -> str:
    """Lines as a hunk's head counts them: from 1, without the number where it is one, and from the line before where
    there are none."""
    size = end - start
    return f"{start + 1}" if size == 1 else f"{start + (size > 0)},{size}"


def defused(diff: str) -> str:
    """A patch for a terminal: nothing in it moves the cursor. `patch` takes it no more where something did."""
    lines = diff.split("\n")
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in lines)


def colored(diff: str) -> str:
    """A patch for a terminal with colours: what changes within a line is highlighted."""
    shown: list[str] = []
    out: list[str] = []
    come: list[str] = []
    for line in defused(diff).split("\n"):
        if line.startswith("+") and not line.startswith("+++ "):
            come.append(line[1:])
            continue
        if come or not line.startswith("-"):
            shown += _block(out, come)
            out, come = [], []
        if line.startswith("-") and not line.startswith("--- "):
            out.append(line[1:])
        else:
            shown.append(_plain(line))
    return "\n".join([*shown, *_block(out, come)])


def _plain(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return paint(line, BOLD)
    return paint(line, CYAN) if line.startswith("@@ ") else line


def _block(out: Sequence[str], come: Sequence[str]) -> Iterator[str]:
    """Lines that go and lines that come in their place; as many of both are one another's."""
    paired = len(out) == len(come)
    spans = [_changed(*pair) for pair in zip(out, come, strict=True)] if paired else []
    for lines, sign, color, side in ((out, "-", RED, 0), (come, "+", GREEN, 1)):
        for number, line in enumerate(lines):
            start, end = spans[number][side] if paired else (0, 0)
            yield (
                paint(sign + line[:start], color)
                + paint(line[start:end], color + REVERSE)
                + paint(line[end:], color)
            )


def _changed(old: str, new: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """What differs between two lines: without what both begin and end with."""
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)
    return (head, len(old) - tail), (head, len(new) - tail)
