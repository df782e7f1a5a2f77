"""Controls of writing direction that are not paired, or that turn text around."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, Severity, frozen, pattern, rule

from ._census import unusual
from ._flood import one_for_many
from ._text import excerpt, named, one_of, spares_frontmatter

_EMBEDDINGS, _OVERRIDES, _ISOLATES = "\u202a\u202b", "\u202d\u202e", "\u2066\u2067\u2068"
_POP, _POP_ISOLATE, _REVERSE = "\u202c", "\u2069", "\u202e"
_CONTROLS = _EMBEDDINGS + _OVERRIDES + _ISOLATES + _POP + _POP_ISOLATE
_CONTROL = pattern(one_of(_CONTROLS))
_STEP = pattern(rf"{one_of(_CONTROLS)}|(?>\r\n|\n|\r)[ \t]*(?=[\r\n]|\Z)")
_LEFT_TO_RIGHT = pattern("[A-Za-z\u00c0-\u02af\u0370-\u052f]")

_NEARBY = 200
"""Code points on either side in which a right-to-left letter explains a control that opens and does not close."""


@frozen
class _Stray:
    """A control without its partner, or (`close` given) an override of text that runs the other way by nature."""

    at: int
    close: int | None = None


def _unpaired(text: str, start: int, end: int) -> Iterator[_Stray]:
    """What is wrong with the controls of one paragraph (Unicode Standard Annex 9, rules X1 to X8)."""
    opened: list[tuple[int, str]] = []
    isolates: list[int] = []  # where in `opened` they are
    for match in _STEP.finditer(text, start, end):
        at, char = match.start(), match.group()
        if char in _EMBEDDINGS or char in _OVERRIDES or char in _ISOLATES:
            if char in _ISOLATES:
                isolates.append(len(opened))
            opened.append((at, char))
        elif char == _POP:
            if opened and opened[-1][1] not in _ISOLATES:
                begin, opener = opened.pop()
                if opener == _REVERSE and _LEFT_TO_RIGHT.search(text, begin, min(at, begin + _NEARBY)):
                    yield _Stray(begin, at)
            else:
                yield _Stray(at)
        elif char == _POP_ISOLATE:
            if isolates:
                inner = isolates.pop()
                yield from (_Stray(begin) for begin, _ in opened[inner + 1 :])
                del opened[inner:]
            else:
                yield _Stray(at)
    yield from (_Stray(begin) for begin, _ in opened)


def _is_harmless(doc: Document, stray: _Stray) -> bool:
    """Whether an opener without its end only sets the direction of right-to-left text, up to the end of its line.

    In code nothing is harmless, nor is an override with letters after it that it turns around.
    """
    from ._scripts import RIGHT_TO_LEFT

    text, at = doc.text, stray.at
    if stray.close is not None or text[at] in (_POP, _POP_ISOLATE) or doc.is_protected(at, at + 1):
        return False
    if text[at] == _REVERSE and _LEFT_TO_RIGHT.search(text, at, min(doc.line_end(at), at + _NEARBY)):
        return False
    return RIGHT_TO_LEFT.search(text, max(0, at - _NEARBY), at + _NEARBY) is not None


def _strays(text: str) -> Iterator[_Stray]:
    start = 0
    for match in _STEP.finditer(text):
        if match.group()[0] in "\r\n":
            yield from _unpaired(text, start, match.start())
            start = match.start()
    yield from _unpaired(text, start, len(text))


def _runs(text: str, strays: list[_Stray]) -> Iterator[list[_Stray]]:
    """Strays of the same kind that follow each other directly belong together."""
    run: list[_Stray] = []
    for stray in strays:
        if run and (
            stray.close is not None or stray.at != run[-1].at + 1 or text[stray.at] != text[run[-1].at]
        ):
            yield run
            run = []
        run.append(stray)
        if stray.close is not None:
            yield run
            run = []
    if run:
        yield run


def _finding(doc: Document, run: list[_Stray]) -> Finding:
    text, first, last = doc.text, run[0], run[-1]
    severity: Severity | None = None
    if first.close is not None:
        inside = text[first.at + 1 : min(first.close, first.at + 80)]
        edits = [Edit(first.at, first.at + 1), Edit(first.close, first.close + 1)]
        message = f"text written backwards: “{excerpt(inside)}” is shown as “{excerpt(inside[::-1])}”"
        end = first.close + 1
    else:
        edits = [Edit(first.at, last.at + 1)]
        end = last.at + 1
        if text[first.at] in (_POP, _POP_ISOLATE):
            message = f"{named(text[first.at])} closes nothing"
            severity = "warning"
        else:
            line = text[end : min(doc.line_end(end), end + 80)].rstrip("\r\n")
            message = f"{named(text[first.at])} is never closed: it may reorder “{excerpt(line)}”"
    fix = Fix("Remove it", *edits, safety="safe" if severity else "unsafe")
    return Finding(first.at, end, message, fix, severity, count=len(run))


@rule("bidi-control", severity="error", gate=NON_ASCII, protected=True)
@one_for_many
@spares_frontmatter
def bidi_control(doc: Document) -> Findings:
    """A bidirectional control character that is never closed, closes nothing, or reverses Latin text.

    Such controls make text look different from what it is: the “Trojan Source” attack hides code in what looks like
    a comment, and a file name can seem to end in `.txt`. An opening control that is never closed is an error
    everywhere, code included. So is an override that displays Latin, Greek or Cyrillic text backwards; the message
    shows it both ways.

    Example: `#AskUSCIS<U+202C><U+202C>` becomes `#AskUSCIS`.

    The rule ignores paragraphs whose controls are paired, as around a right-to-left name in left-to-right text, and
    controls near right-to-left text that stay open to the end of the line, as some translators write them.

    Fix safety: safe for a closing control that closes nothing, because it has no effect. Unsafe for all others,
    because removing them changes how the text looks.
    """
    if not _CONTROL.search(unusual(doc)):
        return
    strays = sorted(_strays(doc.text), key=lambda stray: stray.at)
    strays = [stray for stray in strays if not _is_harmless(doc, stray)]
    for run in _runs(doc.text, strays):
        yield _finding(doc, run)
