"""UTF-8 that was read with a one-byte codec: “â€“” for “–”."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from wikilint.rule import NON_ASCII, PROOF, Document, Edit, Finding, Findings, Fix, rule

from ._repair.gate import looks_damaged
from ._repair.tables import CODECS, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._repair.verdict import Repair

_FACT = "mojibake:"
_CODE = ("fenced", "indented", "code")


@rule("mojibake", severity="error", gate=NON_ASCII, protected=True, evidence=PROOF)
def mojibake(doc: Document, *, codecs: tuple[Name, ...] = CODECS, layers: int = 6) -> Findings:
    """Text whose UTF-8 was once read with another encoding: “cafÃ©” for “café”, “donâ€™t” for “don’t”.

    A program that takes UTF-8 for windows-1252 (or one of twenty other encodings) shows two to four wrong characters
    for each character beyond ASCII. Saved like that, the damage is permanent; done twice, it doubles. Nothing is lost
    as long as every wrong character still stands for one byte, so it can be undone exactly.

    What is found: the encoding is not guessed line by line. All odd places of the text vote, one encoding is elected,
    and a text that it explains from end to end is undone as a whole; otherwise every damaged place by itself, layer
    by layer. Where other files of the run prove the same encoding, a single doubtful place becomes certain too.

    The fix is applied only with its proof: to damage the repaired text again gives the very characters that stood
    there. A safe one can never make or take an ASCII character, so quotes, colons and line ends stay what they are.

    - safe: several places agree, or one of more than two characters, or the whole text is damaged;
    - unsafe: a single place of two characters (“CAFÉ²” is a word with a footnote as well as damage), bytes that were
      lost as U+FFFD, where the most likely letter is put, and “voilÃ ”, where a space was a no-break space;
    - shown only: a word that no encoding explains without a rest or that two explain differently, a lost byte that
      cannot be inferred, and repairs that would bring in bidirectional overrides or embeddings. A word is repaired
      whole or not at all.

    It stays silent about capitals with a mark behind them, about text in two one-byte encodings mixed up (that is
    no UTF-8 at all), and about text that speaks of mojibake: inside code, beside its own repair on the same line, or
    on a line that names UTF-8 and its kin. Inside code it repairs only what is proven outside. Lone C1 control
    characters are the business of `c1-control`.

    codecs: the encodings that the text may have been read with by mistake.
    layers: how many times over damage is undone at most.
    """
    if not looks_damaged(doc.text):
        return
    from ._mangled import has_mark, is_mark
    from ._repair.engine import repair

    proven = frozenset(fact.removeprefix(_FACT) for fact in doc.evidence if fact.startswith(_FACT))
    code = [(region.start, region.end) for region in doc.regions if region.kind in _CODE]
    repairs = repair(doc.text, proven=proven, code=code, codecs=codecs, layers=layers)
    found = [
        each._replace(tier="display") if has_mark(each.new) else each
        for each in repairs
        if not is_mark(each.old)
    ]

    def place(each: Repair) -> tuple[int, str]:
        return doc.row(each.start), each.tier

    for _, line in groupby(sorted(found, key=place), place):
        yield _finding(list(line))


def _finding(line: Sequence[Repair]) -> Finding:
    first = line[0]
    more = f" and {len(line) - 1} more" if len(line) > 1 else ""
    times = f", {first.layers} times over" if first.layers > 1 else ""
    votes = f" ({first.votes} places agree)" if first.votes > 1 else ""
    guess = " most likely" if _is_guess(first) else ""
    fact = _FACT + first.codec
    return Finding(
        first.start,
        line[-1].end,
        f"“{_shown(first.old)}” is{guess} “{_shown(first.new)}”{more}: UTF-8 read as {first.codec}{times}{votes}",
        Fix(
            "Read it as UTF-8 again",
            *(Edit(each.start, each.end, each.new) for each in line),
            safety=first.tier,
        ),
        count=len(line),
        proves=fact if first.tier == "safe" and first.votes > 1 else None,
        safe_if=fact if first.tier == "unsafe" and not any(map(_is_guess, line)) else None,
    )


def _is_guess(found: Repair) -> bool:
    """Whether something was lost, so that no evidence makes the repair certain."""
    return "\ufffd" in found.old or " " in found.old


def _shown(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
