"""Whether tags that are proposed for a value keep every name in it, and are tags, all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from wikilint.rule import pattern
from wikilint_rules.tags import _marks as marks
from wikilint_rules.tags._pieces import is_label, label_end, pictures
from wikilint_rules.tags._plain import trim
from wikilint_rules.tags._words import CONJUNCTIONS

_WORD = pattern(r"[^\W\d_]+")
_OPEN_END = pattern(
    r"\ANotes?:|(?:\.\.+|…|:|\betc\.?|\bet al\.?)\Z|\A(?:and |or )?(?:(?:many|several|some) )?(?:others|more)\Z",
    re.IGNORECASE,
)
_UNDEFINED = pattern(r"\bundefined\b(?! [a-z])|\[object ")


def is_sound(value: str, tags: Sequence[str]) -> bool:
    """Whether nothing of a value is lost in its tags but labels, names of pictures and "undefined", and no tag is a
    leftover (a bracket, `and others...`)."""
    gone = Counter(_WORD.findall(value))
    gone.subtract(Counter(word for tag in tags for word in _WORD.findall(tag)))
    gone.subtract(Counter(word for part in _may_go(value) for word in _WORD.findall(part)))
    return not any(count > 0 for count in gone.values()) and not any(map(_is_leftover, tags))


def _may_go(value: str) -> Iterator[str]:
    """What may be left out of the tags of a value, word by word."""
    for found in marks.LINE_TAG.finditer(value):
        yield found[0]
    for line in marks.LINE_TAG.sub("\n", value).split("\n"):
        for found in marks.UNDEFINED.finditer(line):
            yield found[0]
        for part in _without_pictures(line := marks.UNDEFINED.sub("", line)):
            text = trim(part)
            mark = marks.WIKI_MARK.match(text)
            text = trim(text[mark.end() :]) if mark else text
            if is_label(text):
                yield text
                continue
            for group in marks.GROUP_LABEL.finditer(text):
                yield group[0]
            if not marks.GROUP_LABEL.match(text):
                yield text[: label_end(text)]
        for start, end in pictures(line):
            yield line[start:end]


def _without_pictures(line: str) -> Iterator[str]:
    done = 0
    for start, end in pictures(line):
        yield line[done:start]
        done = end
    yield line[done:]


def _is_leftover(tag: str) -> bool:
    """Whether a tag is no tag: a bracket, a label, the end of an enumeration, a sign without a name."""
    if marks.ONLY_BRACKETS.fullmatch(tag) or _OPEN_END.search(tag) or _UNDEFINED.search(tag):
        return True
    if tag.partition(" ")[0].lower() in CONJUNCTIONS:
        return True
    return not any(char.isalnum() for char in tag) and marks.FLAGS.search(tag) is None
