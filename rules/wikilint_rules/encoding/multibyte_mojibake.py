"""UTF-8 that was read with a code page of East Asia: “鍙堝彂鐜颁竴” for “又发现一”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Safety, pattern, rule

from ._anew import misread_in_pairs
from ._census import beyond, characters
from ._flood import one_for_many
from ._mangled import is_about, is_shown
from ._pages import PAGES, Page, begins, is_everyday, page, runs, telling, telltales
from ._text import excerpt, spares_frontmatter
from ._undo_pages import Undone, is_plausible, parts, remains, undo

_GATE = tuple(bytes((lead,)) for lead in range(0xE4, 0xEA))
"""The first bytes of Chinese characters, which runs of every code page have: Hangul that was read as EUC-KR too."""
_MARKS = {"Shift_JIS": pattern("[｡-ﾟ]"), "EUC-KR": pattern("[가-힣]")}
"""What runs of a code page have besides: halfwidth katakana, which are rare elsewhere, or Korean syllables."""

_CERTAIN = 4
"""Characters of a run from which on none of 109,593 runs of clean Chinese, Japanese and Korean decodes as UTF-8."""
_INTACT = 3
"""Characters without losses in a run that prove it, however much of the rest is lost: then it is shown only."""
_CUT = ("GBK", "Shift_JIS")
"""Code pages whose runs are repaired in part: what is left of them can be told. Of Korean, nothing can."""
_TELLING = 3
"""Characters beside lost bytes, such as “锛”, that tell how a page that is repaired but for them was damaged."""
_EXAMPLES = 2
"""Runs that a page may show in quotes; what more of them have around them are the quotes and brackets of the text."""
_CODE = ("fenced", "indented", "code", "link", "comment", "html")


class _Damage(NamedTuple):
    """A run, or a part of one. `is_certain`: whether the run is so long that nothing else it can be."""

    start: int
    end: int
    old: str
    undone: Undone
    page: Page
    is_certain: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost, and reading it wrongly again gives what stands there."""
        if self.undone.losses or not self.page.makes(self.undone.text, self.old):
            return False
        # The euro sign may be two bytes as well: where it is byte 80, it makes everyday characters.
        codec = self.page.codec
        return "€" not in self.old or all(
            is_everyday(char, codec) for char in self.undone.text if _ends_in_80(char)
        )

    @property
    def intact(self) -> int:
        """Characters of which nothing is lost."""
        return len(self.undone.text) - self.undone.losses

    def parts(self) -> Iterator[_Damage]:
        """What lost something, and what stands between."""
        if not self.undone.losses:
            yield self
        for each in parts(self.old, self.page) if self.undone.losses else ():
            part = self._part(each)
            if part.old != each.text:
                yield part

    def _part(self, undone: Undone) -> _Damage:
        start, end = undone.start, undone.end
        return self._replace(
            start=self.start + start, end=self.start + end, old=self.old[start:end], undone=undone
        )


def _ends_in_80(char: str) -> bool:
    return b"\x80" in char.encode("utf-8")


def _damaged(run: re.Match[str], code_page: Page) -> _Damage | None:
    undone = undo(run.group(), code_page)
    if undone is None or not is_plausible(undone.text):
        return None
    intact = len(undone.text) - undone.losses
    is_certain = len(run.group()) >= _CERTAIN and intact >= max(undone.holes, 2)
    return _Damage(*run.span(), run.group(), undone, code_page, is_certain)


def _candidates(doc: Document) -> Iterator[Page]:
    """The code pages of which the text has a pair, in the runs of characters that it has, each once."""
    there = characters(doc)
    for name in PAGES:
        if begins(name).isdisjoint(there):
            continue
        is_marked = name not in _MARKS or _MARKS[name].search(beyond(doc))
        if (is_marked and page(name).is_in(beyond(doc), there)) or (name in _CUT and _tells(doc, name)):
            yield page(name)


def _tells(doc: Document, name: str) -> bool:
    """Whether a text has characters that lost a byte, which no clean text has."""
    return not characters(doc).isdisjoint(telltales(name)) and telling(name).search(doc.text) is not None


def _remains(doc: Document, code_page: Page, runs: list[_Damage]) -> Iterator[_Damage]:
    """What was left over when the rest was repaired: characters that lost a byte, outside of all runs."""
    if code_page.name not in _CUT or not _tells(doc, code_page.name):
        return
    enough = len(telling(code_page.name).findall(doc.text)) >= _TELLING
    ends = [each.end for each in runs]
    for start, undone in remains(doc.text, code_page):
        end = start + undone.end
        at = bisect_right(ends, start)
        if at == len(runs) or runs[at].start >= end:
            is_certain = enough and not undone.holes
            yield _Damage(start, end, doc.text[start:end], undone, code_page, is_certain)


def _damage(doc: Document) -> list[_Damage]:
    """The damage of a text by the code page that explains most of it; short runs only beside certain ones."""
    best: list[_Damage] = []
    most = 0
    for each in _candidates(doc):
        found = [one for match in runs(doc.text, each) if (one := _damaged(match, each))]
        left = list(_remains(doc, each, found))
        found = sorted((*found, *left))
        is_example = is_shown if len(found) <= _EXAMPLES else is_about
        found = [one for one in found if not is_example(doc, one.start, one.end)]
        evidence = [
            one for one in found if one.is_certain or one.intact >= _INTACT or _is_typographic(doc.text, one)
        ]
        explained = sum(len(one.old) for one in evidence) + len(left)
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
        says_something = damage.undone.holes < len(damage.undone.text)
        return "unsafe" if damage.is_certain and says_something else "display"
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

    A program on Chinese, Japanese or Korean Windows that takes UTF-8 for its own code page (GBK, Shift_JIS, EUC-KR,
    Big5) reads two bytes at a time: three Chinese characters become four or five rare ones, and Japanese fills with
    “縺” and “繧”. PowerShell 5.1 does this to every file without a byte order mark. Where one byte is left over at
    the end of a run, the code page has no character for it, and it is lost as “?” or “�”.

    The rule finds runs of four or more characters that, written in the code page again, are UTF-8 from end to end.
    Among 109,593 runs of clean Chinese, Japanese and Korean text there is no such run. Where a page has one,
    shorter runs on it are found as well.

    Example: `鍙堝彂鐜颁竴` becomes `又发现一`.

    The rule ignores damage quoted or bracketed on its own, and lines that mention encodings.

    Fix safety: safe where nothing is lost and damaging the repaired text again gives exactly the
    characters that were there. That may be the whole run, or all of it except characters that lost
    a byte: of “娌垮哺鏈夎澶氬煄銆?” the “銆?” stays, and is still reported. This is done only where a
    character that clean text does not contain comes before the lost byte, so that nobody takes it
    for clean afterwards, and never in Korean. Unsafe for losses (a character that lost one byte is
    restored if only one everyday character fits, otherwise a “?” or “�” remains) and for runs in
    code and link destinations. Display only for short runs with losses, for runs with more
    characters lost than kept, and for those that show only that characters are lost.
    """
    found = _damage(doc)
    cut = bool(found) and found[0].page.name in _CUT and _tells(doc, found[0].page.name)
    parts = [each for run in found for each in (run.parts() if cut else (run,))]
    told = [(each, _safety(doc, each, len(found) == 1)) for each in parts]
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
