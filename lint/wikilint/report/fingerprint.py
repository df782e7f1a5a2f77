"""What a finding is known by from run to run: its rule and its text, never a line number or a count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from wikilint.pattern import pattern

_NEAR = 64
"""Code points on both sides of a text in which the words beside it are looked for."""

_BESIDE = 2
"""Words on each side that make a short text known: of two `â€“` on a page each is a finding of its own."""

_SHORT = 12
"""Code points below which a text is short."""

_LONG = 400
"""Code points of a long text that are looked at; the text of a flood may be as long as its file."""

_ENOUGH = 4
"""Code points of plain words by which a finding is known well enough."""

_WORD = pattern(r"[^\W_]+")
_PLAIN = pattern(r"[A-Za-z0-9]+")
"""Letters that no encoding damages: a finding stays known when an encoding is repaired inside of it or beside it."""


def _words(text: str, word: re.Pattern[str] = _WORD) -> str:
    return " ".join(word.findall(text))


def _around(text: str, start: int, end: int, word: re.Pattern[str]) -> str:
    """The words beside a span, on its line; where the line has none at all, those after it."""
    before = re.split(r"[\r\n]", text[max(0, start - _NEAR) : start])[-1]
    after = re.split(r"[\r\n]", text[end : end + _NEAR], maxsplit=1)[0]
    beside = [*word.findall(before)[-_BESIDE:], *word.findall(after)[:_BESIDE]]
    if not beside and not word.search(text[start:end]):
        beside = word.findall(text[end : end + _NEAR])[: 2 * _BESIDE]
    return " ".join(beside)


def normalised(text: str, start: int, end: int) -> str:
    """The text that a finding at `text[start:end]` is known by.

    That is its plain words, and those beside a short one; where there are hardly any, all of it. White space counts
    once, and so does a line that is repeated: how often a damage occurs says nothing of which one it is.
    """
    lines = [" ".join(line.split()) for line in re.split(r"[\r\n]+", text[start : min(end, start + _LONG)])]
    own = "\n".join(line for at, line in enumerate(lines) if line and (not at or line != lines[at - 1]))
    plain = _words(own, _PLAIN)
    if end - start < _SHORT or len(plain) < _ENOUGH:
        plain = f"{plain}\n{_around(text, start, end, _PLAIN)}"
    if len(plain) > _ENOUGH:
        return plain
    return f"{own}\n{_around(text, start, end, _WORD)}"


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
