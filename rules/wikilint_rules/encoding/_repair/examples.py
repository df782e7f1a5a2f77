"""Text that speaks about mojibake shows it; what it shows proves nothing."""

import re

from .election import Run, neighbours

_SUBJECT = re.compile(r"mojibake|UTF-?8|(?:cp-?|windows-?)125\d|ISO-?8859|Latin-?1", re.IGNORECASE)

_NEAR = 500
"""Characters to each side that are looked at in a long line."""


def is_example(run: Run, text: str) -> bool:
    """Whether a run stands alone and is shown on purpose.

    Shown on purpose is what has its own repair beside it on the same line (“Ã© instead of é”, a table of both), or
    a line that names the subject. A part of a word is none, nor is more than one character: words come twice in a line.
    """
    if len(run.new) > 1 or any(neighbour.isalnum() for neighbour in neighbours(text, run.start, run.end)):
        return False
    line = text[max(0, run.start - _NEAR) : run.start].rpartition("\n")[2]
    line += text[run.start : run.end + _NEAR].partition("\n")[0]
    if _SUBJECT.search(line):
        return True
    beside = re.search(rf"(?<!\w){re.escape(run.new)}(?!\w)", line)
    return bool(beside) and (run.new.isalpha() or "|" in line)
