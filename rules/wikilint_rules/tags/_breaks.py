"""What a line break inside a tag is: a sentence broken in two, or the border between two tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from wikilint.rule import frozen, pattern
from wikilint_rules.tags import _marks as marks
from wikilint_rules.tags._plain import trim
from wikilint_rules.tags._words import ARTICLES, BEGINS_INSIDE, ENDS_OPEN, ENDS_OPEN_IN_PHRASE, OWN_ITEM

_LAST_WORD = pattern(r"(?:\A|(?<=\s))[^\W\d_]+\Z")
_LONGEST_WORD = 20
"""No word of the lists is as long: enough of a line's end to look at."""

_DIGIT = pattern(r"\d")
_FIRST_WORD = pattern(r"[^\W\d_]+")
_NAME_PARTICLE = pattern(
    r"(?:a[dlnrstz]|ash|adh|ath|el|ibn|bin|abu|van|von|de|da|di|la|le|pro|anti|non|neo|ex|post|pre)[-'’ ]"
)
"""What a name or a group can begin with in lower case: `al-Nusra Front`, `von Braun`, `anti-government forces`."""

Mark = Literal["", "bullet", "flag", "indent"]


@frozen
class Line:
    """One line of a tag that holds more than blanks.

    text: without the bullet and the blanks at its edges; a flag stays.
    mark: what shows that it is an item of its own. An indent is where a picture was lost: a weak sign.
    gap: whether a blank line stands above it.
    """

    text: str
    mark: Mark
    gap: bool


@frozen
class Break:
    """What stands between two lines, and whether that is beyond doubt."""

    kind: Literal["join", "split"]
    clear: bool


def lines_of(value: str) -> Iterator[Line]:
    """The lines of a scalar's value (whose line breaks are LF), without the blank ones."""
    gap = False
    for raw in value.split("\n"):
        text = trim(raw)
        if not text:
            gap = True
            continue
        bullet = marks.BULLET.match(text)
        if bullet and "*" not in text[bullet.end() :] and not _is_lower_glued(text, bullet.end()):
            yield Line(text[bullet.end() :], "bullet", gap)
        elif marks.FLAGS.match(text):
            yield Line(text, "flag", gap)
        else:
            yield Line(text, "indent" if raw[0].isspace() else "", gap)
        gap = False


def _is_lower_glued(text: str, at: int) -> bool:
    """`*nix` and `*args` are words, `*Wilayat al-Sham` is an item."""
    return text[at].islower() and not text[at - 1].isspace()


def _ends_open(line: str, following: str) -> bool:
    """Whether a line cannot be a whole tag: an open bracket or range, or a word that has to be followed."""
    if line.count("(") > line.count(")") or line.endswith((" –", " —", " -", "&")):
        return True
    word = _LAST_WORD.search(line[-_LONGEST_WORD:])
    if word is None or marks.GROUP_LINE.fullmatch(line):
        return False
    if word[0] in ENDS_OPEN:
        return True
    in_phrase = len(line.split(None, 2)) > 2 or following.partition(" ")[0] in ARTICLES
    return word[0] in ENDS_OPEN_IN_PHRASE and in_phrase


def _begins_lower(line: str) -> bool:
    """Whether a line begins with a plain word in lower case, not with a name or an article that is written so.

    A damaged flag (`ðŸ‡·ðŸ‡º`, `рџ‡·`) begins with a letter in lower case too, but is no word.
    """
    word = line.partition(" ")[0].rstrip(",;")
    first = _FIRST_WORD.match(word)
    if first is None or not first[0].islower() or word in ARTICLES | OWN_ITEM:
        return False
    if _NAME_PARTICLE.match(line):
        return False
    return word.replace("-", "").replace("'", "").replace("’", "").isalpha()


def keeps_capitals(values: Iterable[str]) -> bool:
    """Whether the tags of a list begin with capitals, so that lower case says that a line goes on."""
    return not any(_begins_lower(value.lstrip(" \t\n*•-").partition("\n")[0]) for value in values)


def judge(before: Line, after: Line, *, capitals: bool) -> Break:
    """What the break between two lines is.

    capitals: whether the tags of this list begin with capitals (see `keeps_capitals`).
    """
    is_open = _ends_open(before.text, after.text)
    comma = before.text.endswith((",", "،"))
    if after.mark in ("bullet", "flag"):
        return Break("split", clear=not (is_open or comma))
    if marks.BRACKETED.fullmatch(after.text) or before.text.endswith("-"):
        return Break("join", clear=False)
    first_word = after.text.partition(" ")[0]
    in_one_sentence = not (after.gap or after.mark or before.mark == "bullet" or before.text.endswith(":"))
    if is_open or (marks.RANGE.match(after.text) and _DIGIT.search(before.text)):
        return Break("join", clear=in_one_sentence)
    if before.text.islower():
        return Break("split", clear=False)
    if comma:
        goes_on = in_one_sentence and (after.text[0].islower() or after.text[0].isdigit())
        return Break("join" if goes_on else "split", clear=goes_on)
    if not capitals:
        return Break("split", clear=False)
    if first_word in BEGINS_INSIDE or first_word == "&":
        return Break("join", clear=in_one_sentence)
    if in_one_sentence and not before.mark and " " in before.text and _begins_lower(after.text):
        return Break("join", clear=True)
    return Break("split", clear=False)


def glued(before: str, after: str) -> str:
    """Two joined lines; a word that was hyphenated loses no hyphen, for it may be a name's own."""
    return f"{before}{after}" if before.endswith("-") and not before.endswith(" -") else f"{before} {after}"
