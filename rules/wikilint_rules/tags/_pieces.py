"""The tags that stand in one line, once what an information box left there is taken out. A guess: unsafe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wikilint.rule import pattern
from wikilint_rules.tags import _marks as marks
from wikilint_rules.tags._breaks import Line, glued, judge, lines_of
from wikilint_rules.tags._plain import tidy, trim
from wikilint_rules.tags._words import CONJUNCTIONS, KINDS

_MOST_ROUNDS = 4
"""A piece is cleaned until nothing changes; real ones need two rounds."""

_FOREIGN = pattern("[^\\W\\d_\0-\u024f\u1e00-\u1eff]")
_LATIN = pattern("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPT_BORDER = pattern(
    "(?<=[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’)\\d])[ ](?=[^\\W\\d_\0-\u024f\u1e00-\u1eff])"
    "|(?<=[^\0-\u024f\u1e00-\u1eff])[ ](?=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])"
)
_NO_NAME = pattern(r"[^\w\s\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f'’.,–-]")
"""What no name in two scripts holds: among it the symbols of damaged text (`рџ‡·`)."""


def pictures(text: str) -> Iterator[tuple[int, int]]:
    """Where the names of picture files stand in a line: `Flag of Syria.svg` in `Flag of Syria.svg Syria`.

    A name begins at a word like `Flag of`, else at the start of the line or after a gap. Without any of these nobody
    can tell where, and only its last word is taken.
    """
    done = 0
    for found in marks.PICTURE_END.finditer(text):
        begins = [match.start() for match in marks.PICTURE_START.finditer(text, done, found.start())]
        gaps = [match.end() for match in marks.SEVERAL.finditer(text, done, found.start())]
        if not begins and not gaps and done:
            gaps = [text.rfind(" ", done, found.start()) + 1]
        named = [begin for begin in begins if text.startswith(("File:", "Image:"), begin)]
        start = (named or begins or gaps or [0])[-1]
        yield max(start, done), found.end()
        done = found.end()


def without_pictures(text: str) -> list[str]:
    """What stands around the names of picture files."""
    spans = list(pictures(text))
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def label_end(text: str) -> int:
    """Where the label that a line begins with ends; 0 where there is none, or it belongs to what follows."""
    label = marks.LABEL.match(text)
    if label is None:
        return 0
    rest = text[label.end() :].lstrip()
    if marks.GROUP_LABEL.match(text):
        return label.end()
    if "," in rest or rest[:1].isdigit() or not _is_kind(label[0][:-1]):
        return 0
    return label.end()


def is_label(text: str) -> bool:
    """Whether a line is nothing but a label, whose words name no party: `Allied militias:`, `Supported by`.

    `Syria:` and `🇹🇷 Turkey:` are names with a colon behind them.
    """
    if marks.GROUP_LINE.fullmatch(text) is not None:
        return True
    label = text[:-1].rstrip()
    return text.endswith(":") and (not label or _is_kind(label)) and not marks.GROUP_LABEL.search(text)


def _is_kind(label: str) -> bool:
    """Whether the words of a label name a kind of party: they end in a common noun, or one that labels have."""
    if marks.GROUP_LINE.fullmatch(label):
        return True
    if not label[:1].isupper() or marks.FLAGS.search(label):
        return False
    last = re.split(r"[\s-]", label)[-1]
    return (last.islower() and len(last) > 2) or last.casefold() in KINDS


def _once(text: str, *, labels: bool) -> Iterator[str]:
    if is_label(text):
        return
    mark = marks.WIKI_MARK.match(text)
    text = text[mark.end() :] if mark and "*" not in text[mark.end() :] else text
    for line in marks.LINE_TAG.split(marks.UNDEFINED.sub("", text)):
        for around in without_pictures(line):
            for group in marks.GROUP_LABEL.split(around):
                group = trim(group)
                if labels:
                    group = trim(group[label_end(group) :])
                if marks.LABEL_ALONE.match(group):
                    group = "" if is_label(group) else group[:-1]
                for name in marks.SEVERAL.split(group):
                    yield trim(tidy(name).rstrip(",;"))


def pieces(text: str, *, labels: bool = True) -> list[str]:
    """The tags in one line; none where it holds nothing but a label or a picture's name.

    labels: whether any `Name: …` is a label, not only those that are known for it.
    """
    found = [text]
    for _ in range(_MOST_ROUNDS):
        again = [piece for each in found for piece in _once(each, labels=labels) if piece]
        if again == found:
            break
        found = again
    return found


def _in_two_scripts(lines: Sequence[Line]) -> list[str]:
    """A name said in two scripts, broken anywhere: `Battle of Aleppo⏎معركة حلب`. Empty where it is none."""
    text = tidy(" ".join(line.text for line in lines))
    marked = len(lines) > 3 or any(line.mark in ("bullet", "flag") for line in lines)
    if marked or any(pieces(line.text) != [tidy(line.text)] for line in lines):
        return []
    if _NO_NAME.search(text) or not (_LATIN.search(text) and _FOREIGN.search(text)):
        return []
    return _SCRIPT_BORDER.split(text)


def proposal(value: str, *, capitals: bool) -> list[str]:
    """The tags that a value with line breaks most likely stands for, in their order."""
    lines = list(lines_of(marks.LINE_TAG.sub("\n", value)))
    if scripts := _in_two_scripts(lines):
        return scripts
    enumerates = any(one.text.endswith(",") and _begins_with_and(two.text) for one, two in pairwise(lines))
    found: list[str] = []
    label = ""
    for number, line in enumerate(lines):
        here = pieces(line.text)
        if not here:
            label = line.text if is_label(line.text) else ""
            continue
        before = lines[number - 1] if number else None
        if label and here[0][0].isdigit() and not marks.GROUP_LINE.fullmatch(label):
            here[0] = f"{label} {here[0]}"
        elif before and found and _goes_on(before, line, capitals=capitals, enumerates=enumerates):
            comma = "," if before.text.endswith(",") else ""
            here[0] = glued(found.pop() + comma, here[0])
        label = ""
        found += here
    tags = [tidy(tag) for tag in found]
    # A line that was joined may have brought the colon of a label along.
    return _attached([tag[:-1].rstrip() if marks.LABEL_ALONE.match(tag) else tag for tag in tags])


def _begins_with_and(text: str) -> bool:
    return text.partition(" ")[0] in CONJUNCTIONS


def _goes_on(before: Line, line: Line, *, capitals: bool, enumerates: bool) -> bool:
    """Whether a line goes on with the one before it; one of several, the last of which begins with “and”, does."""
    if is_label(before.text) or before.text.endswith(":"):
        return False
    in_row = enumerates and before.text.endswith(",") and not (line.gap or line.mark or before.mark)
    return in_row or judge(before, line, capitals=capitals).kind == "join"


def _attached(tags: Sequence[str]) -> list[str]:
    """Tags without those that are nothing but brackets: each belongs to the one before it."""
    found: list[str] = []
    for tag in tags:
        if found and marks.ONLY_BRACKETS.fullmatch(tag):
            found[-1] = tidy(f"{found[-1]} {tag}")
        else:
            found.append(tag)
    return found
