"""A loop in which a translator or generator got stuck: `If If If If …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import Document, Finding, Findings, pattern, rule
from wikilint_rules._fold import folded
from wikilint_rules._lines import lines
from wikilint_rules.placeholders._loops import loops

if TYPE_CHECKING:
    from wikilint_rules.placeholders._loops import Loop

_BREAK = pattern(r"\r\n|[\r\n]")
# What prose is made of; anything else is a table, a drawing, a formula, code, HTML.
_PROSE = pattern(r"(?:[^\W_]|[^\x00-\x7f]|[ \r\n.,;:!?'\"()-])+")
# A gap, a leader line or a list is layout.
_LAYOUT = pattern(r"[ ]{3}|[.-]{3}|(?:\A|[\r\n])[ ]*[-+*][ ]")
_WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Writing systems that put no spaces between words.
_UNSPACED = pattern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# Laughter and song; words of famous sentences that are right; words that people fill lines with on purpose.
_MEANT = frozenset(
    """
    ha hah haha he heh hehe hi hihi ho hoho ja jaja je jeje ji jiji xa ха хах хе хи хо lol rofl lmao la na
    da du di do doo dum dee ta ba bam bum boom bla blah yada ya yah yay yeah yes yo hey oh ooh ooo o ah aah
    mm hmm uh um wow ding dong tick tock knock beep bip bop hop hip hup hurrah hooray ook om aum ля ла на да
    тра бла ой эй ура 哈 呵 嘿 嘻 啦 哒 啊 ハ は ㅋ ㅎ ฮ ห า buffalo fish had police foo bar baz test text very really
    long word words on and over again
    """.split()  # noqa: SIM905
)
_LONG_UNIT = 40
_FEWER = 4
_GLUED = 60
_SHOWN = 40


@rule("degenerate-repetition", severity="error")
def degenerate_repetition(doc: Document, *, at_least: int = 8) -> Findings:
    """The same words over and over in one sentence, where a translator or generator got stuck in a loop.

    Machine translation and language models that get stuck write `If If If If If …`, or the same phrase dozens of
    times. The rest of the sentence is lost, and word counts, searches and training data are skewed. A word or
    phrase counts when it appears eight times in a row, a sentence of 40 characters or more when it appears four
    times. Without spaces, in Chinese or within a word, the loop must be 60 characters long.

    The rule ignores tables, lists, LaTeX, drawings, separators, numbers, code, whole lines (see `repeated-line`),
    laughter, songs (“la la la”) and sentences such as “Buffalo buffalo …”.

        If you open the file, the the the the the the the the the the the

    at_least: how many times in a row a word or phrase must appear.

    Fix safety: there is no fix, because the rest of the sentence is not on the page.
    """
    return folded(doc, _loops(doc, at_least))


def _loops(doc: Document, at_least: int) -> Findings:
    text = doc.text
    done = 0
    for loop in sorted(loops(text, lines(doc), at_least)):
        if loop.start < done or loop.end - loop.start < 2 * _FEWER:
            continue
        times = _times(text, loop, at_least)
        if not times or doc.is_protected(loop.start, loop.end) or _is_layout(doc, loop):
            continue
        done = loop.end
        said = " ".join(text[loop.start : loop.start + loop.unit].split())
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…"
        message = f"“{shown}” {times} times in a row: a translator or generator got stuck in a loop"
        yield Finding(loop.start, loop.end, message, count=times)


def _times(text: str, loop: Loop, at_least: int) -> int:
    """How often the loop says its words; 0 when that is often enough to be no accident, or no words at all."""
    length = loop.end - loop.start
    times = (length + 1) // loop.unit
    if times < (_FEWER if loop.unit >= _LONG_UNIT else at_least):
        return 0
    said = text[loop.start : loop.start + loop.unit]
    if (
        not _PROSE.fullmatch(said)
        or _LAYOUT.search(said)
        or _LAYOUT.search(text[loop.start : loop.start + 2 * loop.unit])
    ):
        return 0
    words = [word for word in _WORD.findall(said) if len(word) > 1 or not word.isascii()]
    if 2 * sum(map(len, words)) < len(said) or _MEANT.issuperset(word.casefold() for word in words):
        return 0
    glued = not any(mark in said for mark in " \r\n")
    enough = not glued or (length >= _GLUED and (_UNSPACED.search(said) or len(set(said)) > 3))
    return times if enough else 0


def _is_layout(doc: Document, loop: Loop) -> bool:
    """Whether the loop is rows of a table, or lines that are all the same."""
    text = doc.text
    lines = _BREAK.findall(text, loop.start, loop.end)
    if len(lines) >= (loop.end - loop.start) // loop.unit - 1:
        return True
    before = text[max(doc.line_start(loop.start), loop.start - 500) : loop.start]
    after = text[loop.end : min(doc.line_end(loop.end - 1), loop.end + 500)]
    return "|" in before or "|" in after or "\t" in before
