"""What a tag with line breaks in it stands for, and whether that is beyond doubt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wikilint.rule import frozen
from wikilint_rules.tags import _marks as marks
from wikilint_rules.tags._breaks import Line, judge, lines_of
from wikilint_rules.tags._lists import brief
from wikilint_rules.tags._pieces import pieces, proposal, without_pictures
from wikilint_rules.tags._plain import tidy, trim
from wikilint_rules.tags._residue import residue
from wikilint_rules.tags._soundness import is_sound


@frozen
class Reading:
    """The tags that a value stands for: one is a join, several are a split, none is nothing but residue.

    clear: whether every line break says so; else it is a guess, and `doubt` says what stands in the way.
    sound: whether the tags keep every name and are tags, all of them; else a fix is only to be shown.
    lines: how many lines that hold more than blanks the value has.
    """

    tags: tuple[str, ...]
    clear: bool
    sound: bool
    doubt: str
    lines: int


def read(value: str, *, capitals: bool) -> Reading:
    """What a value with line breaks (LF) stands for; see `keeps_capitals` for `capitals`."""
    lines = list(lines_of(value))
    if len(lines) <= 1:
        return Reading((trim(value),) if lines else (), True, True, "", len(lines))
    breaks = [judge(one, other, capitals=capitals) for one, other in pairwise(lines)]
    kinds = {each.kind if each.clear else "unclear" for each in breaks}
    if kinds == {"join"}:
        joined = tidy(" ".join(line.text for line in lines))
        if _is_clean(joined, labels=False):
            return Reading((joined,), True, True, "", len(lines))
    elif kinds == {"split"}:
        split = tuple(tidy(line.text) for line in lines)
        if all(_is_clean(tag, labels=True) for tag in split) and is_sound(value, split):
            return Reading(split, True, True, "", len(lines))
    guess = tuple(proposal(value, capitals=capitals))
    sound = is_sound(value, guess) and not any(residue(tag) for tag in guess)
    return Reading(guess, False, sound, _doubt(lines, kinds), len(lines))


def _is_clean(tag: str, *, labels: bool) -> bool:
    """Whether nothing in a tag would have to be taken out, cut or guessed."""
    return (
        pieces(tag, labels=labels) == [tag]
        and not (labels and marks.LABEL.match(tag))
        and not marks.BRACKETED.fullmatch(tag)
        and tag.count("(") == tag.count(")")
    )


def tags_of(value: str, *, capitals: bool) -> tuple[str, ...]:
    """The tags that an item stands for, whatever is wrong with it: what the fixes of this group make of it."""
    if "\n" in value:
        return read(value, capitals=capitals).tags
    left = residue(value)
    return left.tags if left else (tidy(value),)


def _doubt(lines: Sequence[Line], kinds: set[str]) -> str:
    """The first thing that keeps a value from being clear, as a message names it."""
    for text in (line.text for line in lines):
        if marks.LINE_TAG.search(text):
            return "an HTML line break"
        if marks.UNDEFINED.search(text):
            return "an “undefined”"
        if len(without_pictures(text)) > 1:
            return "the name of an image"
        if (
            label := marks.LABEL.match(text)
            or marks.GROUP_LABEL.search(text)
            or marks.GROUP_LINE.fullmatch(text)
        ):
            return f"the label “{brief(label[0])}”"
        if marks.SEVERAL.search(text):
            return "several names in a line"
        if marks.BRACKETED.fullmatch(text):
            return "a bracket on a line of its own"
    if any(line.text.count("(") != line.text.count(")") for line in lines):
        return "a bracket that is not closed on its line"
    if kinds == {"join", "split"}:
        return "signs of both a join and a split"
    if any(one.text.endswith(",") and two.text[:1].isupper() for one, two in pairwise(lines)):
        return "a comma before a capital letter"
    unmarked = any(line.mark in ("", "indent") for line in lines[1:])
    return "lines without a mark" if unmarked else "what surrounds the marks"
