"""What a rule says is looked at before anybody believes it: types, positions, edits, codecs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from wikilint.document import Document
from wikilint.finding import SEVERITIES, Edit, Finding, Fix
from wikilint.pattern import pattern
from wikilint.rule import COPIES, Kept

_WORD = pattern(r"[^\W_]+")


class Unfit(Exception):
    """A rule said something that cannot be."""


def vetted(finding: object, size: int) -> Finding:
    """The finding, if it makes sense for a text of so many code points. Raises Unfit."""
    if not isinstance(finding, Finding):
        raise Unfit(f"it yielded {type(finding).__name__}, not a Finding")
    _span(finding.start, finding.end, size, "a finding")
    _expect(isinstance(finding.message, str), "the message of a finding is not text")
    _expect(
        finding.severity is None or finding.severity in SEVERITIES,
        f"there is no severity {finding.severity!r}",
    )
    _expect(
        isinstance(finding.count, int) and finding.count > 0,
        "the count of a finding is not a positive number",
    )
    if finding.fix is not None:
        _fix(finding.fix, size)
    return finding


def deleted(document: Document, fix: Fix, kept: Kept | None) -> int:
    """How many letters and digits a fix takes away for good: those that neither its own edits put somewhere else, nor
    `kept` explains."""
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    edits = []
    for edit in fix.edits:
        old = document.text[edit.start : edit.end]
        if callable(kept) and kept(old, edit.content):
            continue
        had, has = _letters(old), _letters(edit.content)
        edits.append((old, edit.content))
        gone.update(had)
        come.update(has)
    if gone <= come:
        return 0
    return _unique(document, edits) if kept == COPIES else (gone - come).total()


def _letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text.lower()))


def _counted(document: Document) -> Counter[str]:
    return _split(document.text)


def words(text: str) -> list[str]:
    """The words of a text, whatever their case."""
    return _WORD.findall(text.casefold())


def _split(text: str) -> Counter[str]:
    return Counter(words(text))


def _unique(document: Document, edits: Iterable[tuple[str, str]]) -> int:
    """How many letters and digits the words have that edits take away and that are nowhere else in the text."""
    gone: Counter[str] = Counter()
    for old, new in edits:
        gone.update(_split(old))
        gone.subtract(_split(new))
    known = document.fact(_counted)
    return sum(len(word) * number for word, number in gone.items() if number > 0 and known[word] <= number)


def _expect(holds: bool, reason: str) -> None:
    if not holds:
        raise Unfit(reason)


def _span(start: object, end: object, size: int, what: str) -> None:
    if not (isinstance(start, int) and isinstance(end, int)):
        raise Unfit(f"the place of {what} is not a number")
    _expect(0 <= start <= end <= size, f"{what} is at {start}..{end}, and the text ends at {size}")


def _fix(fix: object, size: int) -> None:
    if not isinstance(fix, Fix):
        raise Unfit(f"the fix of a finding is {type(fix).__name__}, not a Fix")
    _expect(isinstance(fix.title, str), "the title of a fix is not text")
    _expect(fix.safety in ("safe", "unsafe", "display"), f"there is no safety {fix.safety!r}")
    _expect(isinstance(fix.proof, str), "the proof of a fix is not text")
    if fix.decode_as is not None:
        _codec(fix.decode_as)
    for edit in fix.edits:
        _expect(isinstance(edit, Edit), f"a fix has {type(edit).__name__} for an edit")
        _span(edit.start, edit.end, size, "an edit")
        _content(edit.content)
    for one, other in pairwise(fix.edits):
        _expect(one.end <= other.start, f"two edits of a fix overlap at {other.start}")


def _content(content: object) -> None:
    """U+DC80 to U+DCFF stand for bytes; the other surrogates stand for nothing that can be written."""
    if not isinstance(content, str):
        raise Unfit("the content of an edit is not text")
    if not content.isascii():
        try:
            content.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raise Unfit("the content of an edit has half of a surrogate pair") from None


def _codec(name: object) -> None:
    if not isinstance(name, str):
        raise Unfit("the codec of a fix is not a name")
    try:
        b"\0\0\0\0".decode(name, "replace")
    except UnicodeError:
        return
    except (LookupError, ValueError):
        raise Unfit(f"{name!r} is not a codec of text") from None
