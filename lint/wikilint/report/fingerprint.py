"""What a finding is known by from run to run: its rule and its text, never a line number or a count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_NEAR = 16
"""Code points on both sides that make a short text known: of two `â€“` on a page each is a finding of its own."""

_SHORT = 12
"""Code points below which a text is short."""

_FURTHER = 48
"""How far to look after the line where the line itself has no word: a YAML `- |-` is known by its value."""

_LONG = 400
"""Code points of a long text that are looked at; the text of a flood may be as long as its file."""

_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text))


def _around(text: str, start: int, end: int) -> str:
    """The words beside a span, on its line; where the line has none at all, those after it."""
    before = re.split(r"[\r\n]", text[max(0, start - _NEAR) : start])[-1]
    after = re.split(r"[\r\n]", text[end : end + _NEAR], maxsplit=1)[0]
    beside = _words(before + "\n" + after)
    return beside if beside or _WORD.search(text[start:end]) else _words(text[end : end + _FURTHER])


def normalised(text: str, start: int, end: int) -> str:
    """The text that a finding at `text[start:end]` is known by.

    White space counts once, and so does a line that is repeated: how often a damage occurs says nothing of
    which one it is. A short text comes with the words beside it.
    """
    lines = [" ".join(line.split()) for line in re.split(r"[\r\n]+", text[start : min(end, start + _LONG)])]
    own = "\n".join(line for at, line in enumerate(lines) if line and (not at or line != lines[at - 1]))
    return f"{own}\n{_around(text, start, end)}" if end - start < _SHORT else own


def _digest(*parts: str) -> str:
    from hashlib import sha256

    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return sha256(joined, usedforsecurity=False).hexdigest()[:24]


def identities(findings: Iterable[tuple[str, str]]) -> list[str]:
    """What each finding of a file is known by in whatever file it is: for pairs of rule and normalised text.

    Where two are the same, the second is the second: an occurrence number tells them apart.
    """
    seen: Counter[tuple[str, str]] = Counter()
    known = []
    for rule, text in findings:
        seen[rule, text] += 1
        known.append(_digest(rule, text, str(seen[rule, text])))
    return known


def fingerprint(path: str, identity: str) -> str:
    """What a finding is known by in a whole corpus: 24 hexadecimal digits.

    path: relative to the folder of the configuration, with `/`, so that it is the same wherever a run begins.
    identity: the finding's own, see `identities`.
    """
    return _digest(path, identity)
