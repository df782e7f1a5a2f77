"""Text that speaks about mojibake shows it; what it shows proves nothing."""

import re

from wikilint.rule import pattern

from .election import Run, neighbours
from .tables import codec, runs

_SUBJECT = pattern(r"mojibake|UTF-?8|(?:cp-?|windows-?)125\d|ISO-?8859|Latin-?1", re.IGNORECASE)

_NEAR = 500
"""Characters to each side that are looked at in a long line."""
_QUOTED = pattern(r"""`[^`\n]+`|"[^"\n]+"|“[^”\n]+”|'[^'\n]+'|«[^»\n]+»""")


def names_subject(text: str) -> bool:
    """Whether a text speaks about encodings."""
    return bool(_SUBJECT.search(text))


def explains_mojibake(text: str) -> bool:
    """Whether a text speaks about mojibake by its name."""
    return "mojibake" in text.lower()


def is_example(run: Run, text: str) -> bool:
    """Whether a run stands alone and is shown on purpose.

    Shown on purpose is what has its own repair beside it on the same line (“Ã© instead of é”, a table of both), or
    a line that names the subject. A part of a word is none, nor is more than one character: words come twice in a line.
    Where a line speaks of mojibake, the beginning of a word is one (“a lot of Ã’s”).
    """
    before, after = neighbours(text, run.start, run.end)
    if len(run.new) > 1 or before.isalnum():
        return False
    line, _ = _line(run, text)
    if after.isalnum():
        return explains_mojibake(line)
    if _SUBJECT.search(line):
        return True
    beside = re.search(rf"(?<!\w){re.escape(run.new)}(?!\w)", line)
    return bool(beside) and (run.new.isalpha() or "|" in line)


def is_quotation(run: Run, text: str, name: str) -> bool:
    """Whether a run is quoted on purpose: on a line that names the subject, or beside what it ought to be.

    “"aoÃ»t" -> "août"” shows a repair, whatever its length.
    """
    line, offset = _line(run, text)
    at = run.start - offset
    for match in _QUOTED.finditer(line):
        if match.start() < at < match.end():
            quoted = match.group()[1:-1]
            undone = runs(name).sub(lambda part: codec(name).undo(part.group()), quoted)
            return (
                bool(_SUBJECT.search(line))
                or undone in line[: match.start()]
                or undone in line[match.end() :]
            )
    return False


def _line(run: Run, text: str) -> tuple[str, int]:
    """The line of a run, as far as it is near, and where it begins."""
    before = text[max(0, run.start - _NEAR) : run.start].rpartition("\n")[2]
    return before + text[run.start : run.end + _NEAR].partition("\n")[0], run.start - len(before)
