"""Invisible characters that do nothing where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from itertools import groupby

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, Safety, pattern, rule
from wikilint_rules._words import may_have

from ._census import beyond, unusual
from ._flood import one_for_many
from ._spans import in_mojibake
from ._text import apart, line_around, named, one_of, spares_frontmatter

_ZWSP, _ZWNJ, _ZWJ, _WORD_JOINER, _SOFT_HYPHEN = "\u200b", "\u200c", "\u200d", "\u2060", "\xad"
_MARKS = frozenset("\u200e\u200f\u061c")
_OPERATORS = frozenset("\u2061\u2062\u2063\u2064")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_DEPRECATED = frozenset("\u206a\u206b\u206c\u206d\u206e\u206f\u17b4\u17b5")
_CHARACTERS = frozenset({
    _ZWSP, _ZWNJ, _ZWJ, _WORD_JOINER, _SOFT_HYPHEN, "\u034f", "\u180e", *_MARKS, *_OPERATORS, *_FILLERS, *_DEPRECATED,
})  # fmt: skip

_RUN = pattern(f"{one_of(_CHARACTERS)}+")

# A break allowed after these, or between the parts of a long name, is somebody's wish.
_BREAKABLE = pattern(r"[/\\._\-–—:=&?,;+@#~|)(]")

# What a line may begin with before its text.
_LINE_HEAD = pattern(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+)*\Z")

_DELIMITER_BEFORE = pattern(r"(?:^|[ \t])[*_~]+\Z")
_DELIMITER_AFTER = pattern(r"[*_~]+(?:[ \t\r\n]|\Z)")
_DELIMITERS = "*_~`"

_WORD = pattern(r"[^\W\d_]+")
_HYPHENATED = pattern("(?<![^\\W\\d_])(?:[^\\W\\d_]+\xad)+[^\\W\\d_]+")
_LONG = 4
"""Letters of a word that is no accident: shorter ones are parts of others."""
_TYPESET = 20
"""Words with soft hyphens that a page may have; more of them than long words without are the work of a typesetter."""

_NEAR = 60
"""Code points on either side in which a letter of a script without blanks makes a zero-width space plausible."""

_NEARBY = 200
"""Code points on either side in which a right-to-left letter makes a direction mark plausible."""


_PROSE = frozenset(".,;:!?”’\"')“‘(—–…")


def _is_prose(character: str) -> bool:
    """Whether a character means nothing to Markdown beside a blank."""
    return character.isalnum() or character in _PROSE


def _is_blank(character: str) -> bool:
    return character in " \t\r\n\u00a0\u3000" or not character


def _wanted(
    text: str, character: str, before: str, after: str, start: int, end: int, soft_hyphens: bool
) -> bool:
    """Whether an invisible character does something between its two visible neighbours."""
    from ._scripts import JOINING, RIGHT_TO_LEFT, UNSPACED, is_emoji

    around = before + after
    if character == _ZWSP:
        return bool(UNSPACED.search(text, max(0, start - _NEAR), end + _NEAR)) or bool(
            not _is_blank(before) and not _is_blank(after) and _BREAKABLE.search(around)
        )
    if character in (_ZWNJ, _ZWJ):
        return bool(JOINING.search(around)) or (character == _ZWJ and is_emoji(before or " "))
    if character in _MARKS:
        return bool(RIGHT_TO_LEFT.search(text, max(0, start - _NEARBY), end + _NEARBY))
    if character == _SOFT_HYPHEN:
        return before.isalpha() and after.isalpha() and not soft_hyphens
    if character == _WORD_JOINER or character in _OPERATORS:
        return not _is_blank(before) and not _is_blank(after)
    if character in _FILLERS:
        return bool(re.search("[\u1100-\u11ff]", around))
    if character == "\u180e":
        return bool(re.search("[\u1800-\u18af]", around))
    return character == "\u034f" and not _is_blank(before) and not _is_blank(after)


def _proven_hyphens(doc: Document) -> frozenset[int]:
    """Where soft hyphens are inside words, if the text has one of these words without them as well: then they came
    along with a copy. None in a typeset text, in which most long words have some."""
    if _SOFT_HYPHEN not in unusual(doc):
        return frozenset()
    words = list(_hyphenated(doc.text))
    bare = {match.group().replace(_SOFT_HYPHEN, "").casefold() for match in words}
    if not may_have(doc.text, bare):
        return frozenset()
    plain = {word.casefold() for word in _WORD.findall(doc.text) if len(word) >= _LONG}
    longest = sum(len(word) >= 2 * _LONG for word in plain)
    if bare.isdisjoint(plain) or len(words) > max(_TYPESET, longest):
        return frozenset()
    return frozenset(at for match in words for at in range(*match.span()) if doc.text[at] == _SOFT_HYPHEN)


def _hyphenated(text: str) -> Iterator[re.Match[str]]:
    """The words with soft hyphens; lines without any are not read word by word."""
    at = text.find(_SOFT_HYPHEN)
    while at >= 0:
        end = text.find("\n", at) + 1 or len(text)
        yield from _HYPHENATED.finditer(text, text.rfind("\n", 0, at) + 1, end)
        at = text.find(_SOFT_HYPHEN, end)


def _fix(doc: Document, start: int, end: int) -> tuple[Edit, Safety]:
    """What removes a run, and how sure it is that the text is the same without it."""
    if _holds_delimiters(*line_around(doc, start, end)):
        return Edit(start, end), "display"
    edit, certain = _edit(doc, start, end)
    return edit, "safe" if certain else "unsafe"


def _holds_delimiters(before: str, after: str) -> bool:
    """Whether emphasis or a code span begins or ends where it does only because of the run between the two."""
    if before and after and before[-1] in _DELIMITERS and after[0] in _DELIMITERS:
        return True
    opens = _DELIMITER_BEFORE.search(before[-_NEAR:]) and _is_blank(after[:1])
    closes = _DELIMITER_AFTER.match(after) and _is_blank(before[-1:])
    return bool(opens or closes)


def _edit(doc: Document, start: int, end: int) -> tuple[Edit, bool]:
    """What removes a run, and whether the text is certainly the same without it."""
    text = doc.text
    before, after = line_around(doc, start, end)
    bare_before, bare_after = before.rstrip(" \t"), after.lstrip(" \t")
    if not bare_before and not bare_after:
        return _line_edit(doc, start, end)
    if not bare_after:
        # Blanks before it would be trailing blanks then, and two of them a line break.
        return Edit(start - len(before) + len(bare_before), end), _is_prose(bare_before[-1])
    if _LINE_HEAD.match(before):
        # Blanks after it are within the text; at its beginning they could make it code.
        return Edit(start, end + len(after) - len(bare_after)), bare_after == after and after[:1].isalpha()
    if before != bare_before and bare_after != after:
        return Edit(start, end + len(after) - len(bare_after)), True
    apart = before != bare_before or bare_after != after
    neighbour = text[end] if before != bare_before else text[start - 1]
    return Edit(start, end), apart and _is_prose(neighbour)


def _line_edit(doc: Document, start: int, end: int) -> tuple[Edit, bool]:
    """A line of nothing else goes as a whole, where a blank line or the edge of the text is beside it."""
    begin, stop = doc.line_start(start), doc.line_end(end - 1)
    above = doc.text[doc.line_start(begin - 1) : begin] if begin > doc.body_start else ""
    below = doc.text[stop : doc.line_end(stop)] if stop < len(doc.text) else ""
    lonely = not above.strip(" \t\r\n") or not below.strip(" \t\r\n")
    return (Edit(begin, stop), True) if lonely and begin >= doc.body_start else (Edit(start, end), False)


def _runs(doc: Document) -> Iterator[re.Match[str]]:
    """The runs of a text, less those that are nothing but joiners on a letter that joins: Persian is full of them."""
    from ._scripts import IDLE_JOINERS

    text = doc.text
    others = _CHARACTERS.intersection(unusual(doc)) - {_ZWNJ, _ZWJ}
    hints = [re.compile(one_of(others)).finditer(text)] if others else []
    if IDLE_JOINERS.search(beyond(doc)):
        hints.append(IDLE_JOINERS.finditer(text))
    done = 0
    for hint in merge(*hints, key=re.Match.start):
        if hint.start() < done:
            continue
        start = hint.start()
        while start > done and text[start - 1] in _CHARACTERS:
            start -= 1
        if run := _RUN.match(text, start):
            done = run.end()
            yield run


def _idle(doc: Document, soft_hyphens: bool) -> Iterator[re.Match[str]]:
    text = doc.text
    for match in _runs(doc):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        kinds = set(match.group())
        # Only for those that are not wanted it is worth to read the Markdown.
        if any(_wanted(text, kind, before, after, start, end, soft_hyphens) for kind in kinds):
            continue
        if (end <= doc.body_start or not doc.is_protected(start, end)) and not in_mojibake(doc, start):
            yield match


@rule("invisible-character", severity="warning", gate=NON_ASCII, deletes=1)
@one_for_many
@spares_frontmatter
def invisible_character(doc: Document, *, soft_hyphens: bool = False) -> Findings:
    """An invisible character that has no function where it appears.

    Zero-width spaces, joiners, direction marks, soft hyphens and fillers come along with text copied from web
    pages, chats and PDF files. A search does not find the word, two titles that look the same are different, and
    Markdown or YAML after one is not recognized.

    Example: `means <U+200B>learning<U+200B> tools` becomes `means learning tools`.

    The rule ignores those that have a function: joiners in emoji, Arabic, Persian, Indic and other joining scripts;
    zero-width spaces in Thai, Khmer, Burmese, Chinese and Japanese, or where a path or long name may break;
    direction marks near right-to-left text; word joiners between characters; and soft hyphens within words, unless
    one of these words also appears on the page without them, which shows that they were copied.

    soft_hyphens: also report soft hyphens within words where nothing shows that they are unwanted.

    Fix safety: safe next to a space and at the start or end of a line, where that cannot change how Markdown reads
    the line, and for soft hyphens that were copied. Unsafe within words. Display only where emphasis or a code span
    would begin or end elsewhere.
    """
    if not _RUN.search(unusual(doc)):
        return
    proven = _proven_hyphens(doc)
    found = [
        (match, *((Edit(*match.span()), "safe") if match.start() in proven else _fix(doc, *match.span())))
        for match in _idle(doc, soft_hyphens or bool(proven))
    ]
    for (_, safety), group in groupby(found, key=lambda each: (doc.row(each[0].start()), each[2])):
        line = list(group)
        first = line[0][0]
        count = sum(len(match.group()) for match, _, _ in line)
        edits = dict.fromkeys(edit for _, edit, _ in line)
        fix = Fix("Remove it", *apart(edits), safety=safety)
        kinds = dict.fromkeys("".join(match.group() for match, _, _ in line))
        others = len(kinds) - 1
        more = f" and {others} other kind{'s' * (others > 1)}" if others else ""
        times = f" ({count} {'in a row' if len(line) == 1 else 'on the line'})" if count > 1 else ""
        message = f"invisible character {named(first.group()[0])}{more}{times}"
        yield Finding(first.start(), line[-1][0].end(), message, fix, count=count)
