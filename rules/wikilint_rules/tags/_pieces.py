"""The tags that stand in one line, once what an information box left there is taken out. A guess: unsafe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wikilint_rules.tags import _marks as marks
from wikilint_rules.tags._breaks import Line, glued, judge, lines_of
from wikilint_rules.tags._plain import tidy, trim

_MOST_ROUNDS = 4
"""A piece is cleaned until nothing changes; real ones need two rounds."""

_FOREIGN = re.compile("[^\\W\\d_\0-\u024f\u1e00-\u1eff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPT_BORDER = re.compile(
    "(?<=[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’)\\d])[ ](?=[^\\W\\d_\0-\u024f\u1e00-\u1eff])"
    "|(?<=[^\0-\u024f\u1e00-\u1eff])[ ](?=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])"
)
_NO_NAME = re.compile(r"[^\w\s\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f'’.,–-]")
"""What no name in two scripts holds: among it the symbols of damaged text (`рџ‡·`)."""

_NOTES = frozenset(("note", "notes"))


def without_pictures(text: str) -> list[str]:
    """What stands around the names of picture files: `Flag of Syria.svg Syria` is `Syria`."""
    around = []
    done = 0
    for end in marks.PICTURE_END.finditer(text):
        starts = [match.start() for match in marks.PICTURE_START.finditer(text, done, end.start())]
        around.append(text[done : starts[-1]] if starts else "")
        done = end.end()
    return [*around, text[done:]]


def label_end(text: str) -> int:
    """Where the label that a line begins with ends; 0 where there is none, or it belongs to what follows."""
    label = marks.LABEL.match(text)
    if label is None:
        return 0
    rest = text[label.end() :].lstrip()
    known = marks.GROUP_LABEL.match(text)
    if not known and ("," in rest or rest[:1].isdigit()):
        return 0
    return label.end()


def _unlabelled(text: str) -> str:
    end = label_end(text)
    if end and text[: end - 1].casefold() in _NOTES:
        return ""
    return text[end:]


def _once(text: str, *, labels: bool) -> Iterator[str]:
    if is_label(text):
        return
    mark = marks.WIKI_MARK.match(text)
    text = text[mark.end() :] if mark and "*" not in text[mark.end() :] else text
    for line in marks.LINE_TAG.split(marks.UNDEFINED.sub("", text)):
        for around in without_pictures(line):
            for group in marks.GROUP_LABEL.split(around):
                for name in marks.SEVERAL.split(_unlabelled(trim(group)) if labels else trim(group)):
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


def is_label(text: str) -> bool:
    """Whether a line is nothing but a group's label: `Allied militias:`, `Supported by`."""
    return text.endswith(":") or marks.GROUP_LINE.fullmatch(text) is not None


def _in_two_scripts(lines: Sequence[Line]) -> list[str]:
    """A name said in two scripts, broken anywhere: `Battle of Aleppo⏎معركة حلب`. Empty where it is none."""
    text = tidy(" ".join(line.text for line in lines))
    marked = len(lines) > 3 or any(line.mark in ("bullet", "flag") for line in lines)
    if marked or _NO_NAME.search(text) or not (_LATIN.search(text) and _FOREIGN.search(text)):
        return []
    return _SCRIPT_BORDER.split(text)


def proposal(value: str, *, capitals: bool) -> list[str]:
    """The tags that a value with line breaks most likely stands for, in their order."""
    lines = list(lines_of(marks.LINE_TAG.sub("\n", value)))
    if scripts := _in_two_scripts(lines):
        return scripts
    found: list[str] = []
    label = ""
    for number, line in enumerate(lines):
        here = pieces(line.text)
        if not here:
            label = line.text if is_label(line.text) else ""
            continue
        before = lines[number - 1] if number else None
        goes_on = before is not None and judge(before, line, capitals=capitals).kind == "join"
        if label and here[0][0].isdigit():
            here[0] = f"{label} {here[0]}"
        elif before and goes_on and found and not is_label(before.text):
            comma = "," if before.text.endswith(",") else ""
            here[0] = glued(found.pop() + comma, here[0])
        label = ""
        found += here
    return [tidy(tag) for tag in found]
