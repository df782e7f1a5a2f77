"""UTF-8 that was read with a one-byte codec: “â€“” for “–”."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from wikilint.rule import NON_ASCII, PROOF, Document, Edit, Finding, Findings, Fix, Region, pattern, rule

from ._anew import misread
from ._census import beyond, characters
from ._repair.gate import looks_damaged, may_look_damaged
from ._repair.tables import CODECS, Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ._repair.verdict import Repair

_FACT = "mojibake:"
_CODE = ("fenced", "indented", "code")
_ITEM = pattern(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]")


def _story(text: str, start: int, end: int) -> Iterator[str]:
    from ._story import story

    return story(text, start, end)


@rule(
    "mojibake", severity="error", gate=NON_ASCII, protected=True, evidence=PROOF, story=_story, kept=misread
)
def mojibake(doc: Document, *, codecs: tuple[Name, ...] = CODECS, layers: int = 6) -> Findings:
    """Text whose UTF-8 was once read with another encoding: “cafÃ©” for “café”, “donâ€™t” for “don’t”.

    A program that takes UTF-8 for windows-1252 (or one of 36 other encodings) shows two to four wrong characters
    for each character beyond ASCII. Once saved, the damage is permanent; each repetition multiplies it. As long as
    every wrong character still stands for one byte, nothing is lost and the damage can be undone exactly.

    The rule finds sequences that UTF-8 produces and clean text does not contain, counted in 75 million characters
    of 550 languages. All such places in a text vote for one encoding. If that encoding explains the text from end
    to end, the text is repaired as a whole; otherwise each damaged place is repaired separately, layer by layer.
    Where two encodings damaged a text, each place goes to the one that explains it better. A single doubtful place
    becomes certain when other files in the run prove the same encoding.

    Every repair comes with its proof: damaging the repaired text again gives exactly the characters that were
    there. A safe fix never adds or removes an ASCII character, so quotes, colons and line ends stay what they are.
    The repaired text must fit its surroundings, and ftfy, which judges by other rules, must not rate it worse.

    The rule ignores capitals followed by a mark (“CAFÉ²”), lines drawn with box characters, text in two mixed
    one-byte encodings (which never was UTF-8), and mojibake that is shown on purpose: next to its own repair on the
    same line, or in quotes on a line that mentions encodings. Lone C1 control characters are reported by `c1-control`.

    codecs: the encodings that the text may have been read with by mistake.
    layers: the largest number of times that the damage may have been repeated.

    Fix safety: safe where several places agree, where one has more than two characters, and where the page has
    nothing else beyond ASCII; in text that is all code, only where the run proves the encoding and the repair gives
    symbols; in link destinations, where no file has the damaged name or one has the repaired name. Unsafe for a
    single place of two characters on a page with intact letters, for two places that are all in code, for all other
    link destinations, for repairs that ftfy does not rate better, and for guesses: bytes lost as U+FFFD, a space
    that was a no-break space (“voilÃ ”), and letters that were decomposed. Display only for words that no encoding
    explains completely or that two explain differently (a word is repaired whole or not at all), for letters of a
    script found nowhere else in the text (unless one encoding explains a whole text of some length, which is then
    safe), for text that was capitalized after the damage, and for repairs that would add bidirectional overrides or
    embeddings.
    """
    if not may_look_damaged(doc.text, beyond(doc), characters(doc)) or not looks_damaged(doc.text):
        return
    from ._mangled import has_mark, is_mark
    from ._repair.engine import repair

    proven = frozenset(fact.removeprefix(_FACT) for fact in doc.evidence if fact.startswith(_FACT))
    code = [(each.start, each.end) for each in doc.regions if each.kind in _CODE and not _is_list(doc, each)]
    repairs = repair(doc.text, proven=proven, code=code, codecs=codecs, layers=layers)
    found = [
        each._replace(tier="display") if has_mark(each.new) else each
        for each in repairs
        if not is_mark(each.old)
    ]
    judged = sorted(_held_back(doc, found), key=_place(doc))
    for _, line in groupby(judged, _place(doc)):
        yield _finding(list(line))


def _is_list(doc: Document, region: Region) -> bool:
    """Whether an indented block is a list, which converters indent too far."""
    return region.kind == "indented" and _ITEM.match(doc.text, region.start) is not None


class _Judged(NamedTuple):
    """A repair, why it is not safe although it is proven, and the fact about a file that would make it safe."""

    repair: Repair
    reason: str = ""
    safe_if: str = ""


def _place(doc: Document) -> Callable[[_Judged], tuple[int, str, str, str]]:
    """What the repairs of one finding share: the line, the tier, and the reason for it."""
    return lambda each: (doc.row(each.repair.start), each.repair.tier, each.reason, each.safe_if)


def _held_back(doc: Document, found: Sequence[Repair]) -> Iterator[_Judged]:
    """The repairs with what is known of each; those that are held back are unsafe."""
    from ._links import fact_of, link_of
    from ._repair.witness import doubted

    worse = doubted(doc.text, found)
    for each in found:
        link = link_of(doc, each)
        if each.start in worse:
            yield _Judged(each._replace(tier="unsafe"), "ftfy finds the result no better")
        elif each.tier == "safe" and link is not None:
            fact = fact_of(doc, link, found)
            unsafe = each._replace(tier="unsafe")
            is_free = fact in doc.evidence
            yield _Judged(each) if is_free else _Judged(unsafe, "a file may have this very name", fact)
        else:
            yield _Judged(each)


def _finding(judged: Sequence[_Judged]) -> Finding:
    line = [each.repair for each in judged]
    first, reason = line[0], judged[0].reason
    more = f" and {len(line) - 1} more" if len(line) > 1 else ""
    times = f", {first.layers} times over" if first.layers > 1 else ""
    votes = f" ({first.votes} places agree)" if first.votes > 1 else ""
    guess = " most likely" if _is_guess(first) else ""
    but = f"; {reason}" if reason else ""
    fact = _FACT + first.codec
    is_open = first.tier == "unsafe" and not (reason or any(map(_is_guess, line)))
    became = f"“{_shown(first.old)}” is{guess} “{_shown(first.new)}”{more}"
    return Finding(
        first.start,
        line[-1].end,
        f"{became}: UTF-8 read as {first.codec}{times}{votes}{but}",
        Fix(
            "Read it as UTF-8 again",
            *(Edit(each.start, each.end, each.new) for each in line),
            safety=first.tier,
            proof=_proof(line),
        ),
        count=len(line),
        proves=fact if first.tier == "safe" and first.votes > 1 else None,
        safe_if=(fact if is_open else judged[0].safe_if) or None,
    )


def _proof(line: Sequence[Repair]) -> str:
    """Which damage, done again, gives what stands there; nothing where a part of it is lost."""
    if any(map(_is_guess, line)):
        return ""
    return "; ".join(dict.fromkeys(map(_told, line)))


def _told(found: Repair) -> str:
    layers = f", {found.layers} layers" if found.layers > 1 else ""
    return f"UTF-8 read as {' and '.join(dict.fromkeys(found.chain))}{layers}"


def _is_guess(found: Repair) -> bool:
    """Whether something was lost, so that no evidence makes the repair certain."""
    return "\ufffd" in found.old or " " in found.old or (found.new in ("à", "\xa0") and len(found.old) == 1)


def _shown(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
