"""UTF-8 that was read with a code page of East Asia: “鍙堝彂鐜颁竴” for “又发现一”."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Safety, pattern, rule

from ._anew import misread_in_pairs
from ._census import beyond, characters
from ._flood import one_for_many
from ._mangled import is_about, is_shown
from ._pages import PAGES, Page, Undone, begins, is_plausible, page, runs, undo
from ._text import excerpt, spares_frontmatter

_GATE = tuple(bytes((lead,)) for lead in range(0xE4, 0xEA))
"""The first bytes of Chinese characters, which runs of every code page have: Hangul that was read as EUC-KR too."""
_MARKS = {"Shift_JIS": pattern("[｡-ﾟ]"), "EUC-KR": pattern("[가-힣]")}
"""What runs of a code page have besides: halfwidth katakana, which are rare elsewhere, or Korean syllables."""

_CERTAIN = 4
"""Characters of a run from which on none of 109,593 runs of clean Chinese, Japanese and Korean decodes as UTF-8."""
_INTACT = 3
"""Characters without losses in a run that prove it, however much of the rest is lost: then it is shown only."""
_EXAMPLES = 2
"""Runs that a page may show in quotes; what more of them have around them are the quotes and brackets of the text."""
_CODE = ("fenced", "indented", "code", "link", "comment", "html")


class _Damage(NamedTuple):
    start: int
    end: int
    old: str
    undone: Undone
    page: Page

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost, and reading it wrongly again gives what stands there."""
        lost = self.undone.holes or self.undone.guesses
        return not lost and self.page.makes(self.undone.text, self.old)

    @property
    def intact(self) -> int:
        """Characters of which nothing is lost."""
        return len(self.undone.text) - self.undone.holes - self.undone.guesses

    @property
    def is_certain(self) -> bool:
        return len(self.old) >= _CERTAIN and self.intact >= max(self.undone.holes, 2)


def _candidates(doc: Document) -> Iterator[Page]:
    """The code pages of which the text has a pair, in the runs of characters that it has, each once."""
    there = characters(doc)
    for name in PAGES:
        if begins(name).isdisjoint(there) or (name in _MARKS and not _MARKS[name].search(beyond(doc))):
            continue
        if page(name).is_in(beyond(doc), there):
            yield page(name)


def _damage(doc: Document) -> list[_Damage]:
    """The damage of a text by the code page that explains most of it; short runs only beside certain ones."""
    best: list[_Damage] = []
    most = 0
    for each in _candidates(doc):
        found = [
            _Damage(*match.span(), match.group(), undone, each)
            for match in runs(doc.text, each)
            if (undone := undo(match.group(), each)) and is_plausible(undone.text)
        ]
        is_example = is_shown if len(found) <= _EXAMPLES else is_about
        found = [one for one in found if not is_example(doc, one.start, one.end)]
        evidence = [
            one for one in found if one.is_certain or one.intact >= _INTACT or _is_typographic(doc.text, one)
        ]
        explained = sum(len(one.old) for one in evidence)
        if explained > most:
            best, most = found, explained
    return best


def _is_typographic(text: str, damage: _Damage) -> bool:
    """Whether it is a quotation mark, dash or “…” on Latin letters, as in “don鈥檛”: the second byte took the “t”."""
    beside = text[damage.start - 1 : damage.start] + text[damage.end : damage.end + 1]
    on_latin = beside.strip(" \r\n").isascii() and bool(beside.strip())
    return on_latin and damage.undone.text[0] in "’‘“”–—…" and damage.is_whole


def _safety(doc: Document, damage: _Damage, alone: bool) -> Safety:
    if not damage.is_whole:
        return "unsafe" if damage.is_certain else "display"
    region = doc.protection(damage.start, damage.end)
    if region and region.kind in _CODE:
        return "unsafe"
    return "unsafe" if alone and not damage.is_certain else "safe"


def _losses(line: list[_Damage]) -> str:
    lost = sum(each.undone.holes for each in line)
    inferred = sum(each.undone.guesses for each in line)
    parts = [f"{lost} character{'s' * (lost > 1)} lost"] if lost else []
    parts += [f"{inferred} inferred"] if inferred else []
    return f" ({', '.join(parts)})" if parts else ""


@rule("multibyte-mojibake", severity="error", gate=_GATE, protected=True, kept=misread_in_pairs)
@one_for_many
@spares_frontmatter
def multibyte_mojibake(doc: Document) -> Findings:
    """Text whose UTF-8 was once read with an East Asian code page: “鍙堝彂鐜颁竴” for “又发现一”.

    A program on a Chinese, Japanese or Korean Windows that takes UTF-8 for its own code page (GBK, Shift_JIS, EUC-KR,
    Big5) reads two bytes at a time: three characters of Chinese become four or five rare ones, and Japanese is full
    of “縺” and “繧”. PowerShell 5.1 does so with every file that has no byte order mark. Where a character was left
    over at the end of a run, the code page has no character for its last byte, and it is lost as “?” or “�”.

    What is found: runs of four and more characters that are UTF-8 from end to end when they are written in the code
    page again. Of 109,593 runs of clean Chinese, Japanese and Korean text none is. Where there is such a run, shorter
    ones on the page are found as well.

    Example: `鍙堝彂鐜颁竴` becomes `又发现一`.

    Silent on damage in quotes or brackets of its own, and on lines that speak of encodings.

    Fix safety: a run is repaired by `fix` where nothing of it is lost and reading the repaired text wrongly again
    gives the very characters that stood there. Runs with losses take `--unsafe-fixes`: where one byte of a character is
    lost and only one everyday character fits, it is put there, elsewhere a “?” or “�” stays. So do runs in code and
    link destinations. What is short and has losses, or has more losses than characters, is display only.
    """
    found = _damage(doc)
    told = [(each, _safety(doc, each, len(found) == 1)) for each in found]
    for (_, safety), group in groupby(told, key=lambda each: (doc.row(each[0].start), each[1])):
        line = [each for each, _ in group]
        first = line[0]
        edits = [Edit(each.start, each.end, each.undone.text.replace("\ufeff", "")) for each in line]
        more = f" and {len(line) - 1} more" if len(line) > 1 else ""
        message = f"“{excerpt(first.old, 24)}” is “{excerpt(edits[0].content, 24)}”{more}: "
        message += f"UTF-8 read as {first.page.name}{_losses(line)}"
        proof = f"UTF-8 read as {first.page.name}" if all(each.is_whole for each in line) else ""
        fix = Fix("Read it as UTF-8 again", *edits, safety=safety, proof=proof)
        yield Finding(first.start, line[-1].end, message, fix, count=len(line))
