"""Asterisks that failed to make emphasis, told apart from those that are something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wikilint.rule import pattern

if TYPE_CHECKING:
    from wikilint_rules.markdown._asterisks import Run

# `**kwargs`, `**other_options`: how Python and C write something else.
_IDENTIFIER = pattern(r"(?:kw|kwargs|args|argv|opts|options|params)\b|[A-Za-z]\w*_\w|[a-z]\w*[),;=(\[]")
_WORD_BEFORE = pattern(r"[^\W\d_]+\Z")
_CODE = frozenset("/\\`={<")
_ENDS = frozenset(".:!?,;–—-…。：！？")
# From here on scripts put no spaces between words.
UNSPACED = "\u2e7f"


class Block(NamedTuple):
    """The text of a paragraph, item, heading or cell, and where it is in the page."""

    start: int
    text: str

    def before(self, run: Run) -> str:
        return self.text[run.start - 1 : run.start] if run.start else ""

    def after(self, run: Run) -> str:
        return self.text[run.end : run.end + 1]


class Pair(NamedTuple):
    """Two runs that are a pair to the eye, and the text between them."""

    first: Run
    second: Run
    inside: str

    @property
    def is_spaced(self) -> bool:
        """Whether it is a space at the edge that keeps them from being one."""
        return self.inside[0].isspace() or self.inside[-1].isspace()

    @property
    def is_bullet(self) -> bool:
        """Whether spaces are on both sides of both runs, as around bullets."""
        return self.inside[0].isspace() and self.inside[-1].isspace()


class Broken(NamedTuple):
    """The runs of a block that failed; `pairs` when all of them are pairs to the eye."""

    runs: list[Run]
    pairs: list[Pair]


def find_broken(block: Block, runs: list[Run]) -> Broken:
    """The runs that failed to make emphasis; none where anything else explains them."""
    long = [run for run in runs if run.length > 1]
    odd = [run for run in long if run.shown and not _is_code(block, run) and not _is_bullet(block, run, long)]
    pairs = _pairs(block, odd) if len(long) % 2 == 0 else []
    if _is_list(block, runs) and (not pairs or any(pair.is_bullet for pair in pairs)):
        return Broken([], [])
    certain = any(_is_partial(run) or _is_surplus(block, run, runs) for run in odd)
    if certain or pairs or _is_unclosed(odd, long, block):
        return Broken(odd, pairs)
    return Broken([], [])


def _is_list(block: Block, runs: list[Run]) -> bool:
    """`* one ** two *** three`: the bullets of a list that lost its line breaks."""
    bullets = [run for run in runs if len(run.shown) == run.length and not block.before(run).strip()]
    shown = sum(1 for run in runs if run.shown)
    return len(bullets) > 1 and (
        any(run.length == 1 for run in bullets) or (len(bullets) > 2 and len(bullets) == shown)
    )


def _is_code(block: Block, run: Run) -> bool:
    before, after = block.before(run), block.after(run)
    if (before in _CODE and before) or (after in _CODE and after):
        return True
    power = before.isspace() and block.text[run.end :].lstrip()[:1].isdigit()
    return power or (before.isdigit() and after.isdigit()) or bool(_IDENTIFIER.match(block.text, run.end))


def _is_bullet(block: Block, run: Run, runs: list[Run]) -> bool:
    """Whether the run opens its line like the bullet of a wiki, and nothing in the line closes it."""
    line_start = max(block.text.rfind("\n", 0, run.start), block.text.rfind("\r", 0, run.start)) + 1
    if block.text[line_start : run.start].strip() or block.after(run) not in (" ", "\t"):
        return False
    return run is runs[-1]


def _is_partial(run: Run) -> bool:
    """`**Note*`: half of the run makes emphasis."""
    return run.length == 2 and len(run.shown) == 1


def _is_surplus(block: Block, run: Run, runs: list[Run]) -> bool:
    """`Topics:******`, `**5.** Hearing ****`: an empty bold, or more marks than were opened."""
    if run.length < 4 or len(run.shown) < 2:
        return False
    before, after = block.before(run), block.after(run)
    if len(run.shown) < run.length:
        return True
    if before.strip() or (after and after.strip()):
        word = _WORD_BEFORE.search(block.text[max(run.start - 20, 0) : run.start])
        longest = 8 if run.length == 4 else 5
        is_mask = word is not None and (len(word[0]) <= longest or after.isalnum())
        return not is_mask
    return not block.text[run.end :].strip() and any(not other.shown for other in runs)


def _pairs(block: Block, odd: list[Run]) -> list[Pair]:
    """`**Learning—**Just`, `**Note: **text`: the failed runs two by two; none when that does not work out."""
    if not odd or len(odd) % 2:
        return []
    pairs = [
        Pair(first, second, block.text[first.end : second.start])
        for first, second in zip(odd[::2], odd[1::2], strict=True)
    ]
    return pairs if all(_is_pair(block, pair) for pair in pairs) else []


def _is_pair(block: Block, pair: Pair) -> bool:
    first, second, inside = pair
    whole = len(first.shown) == first.length == second.length == len(second.shown) <= 3
    if not whole or not inside.strip() or (block.before(first).isalnum() and block.before(first) < UNSPACED):
        return False
    left, right = inside[0].isspace(), inside[-1].isspace()
    if not left and not right:
        return True
    edges = inside[: len(inside) - len(inside.lstrip())] + inside[len(inside.rstrip()) :]
    if "\n" in edges or "\r" in edges:
        return False
    after = block.after(second)
    if left and right:
        return not block.text[second.end :].strip() or bool(block.text[: first.start].strip())
    if left:
        return not after.isalnum()
    return inside.rstrip()[-1] in _ENDS or not after.isalnum() or after.islower()


def _is_unclosed(odd: list[Run], long: list[Run], block: Block) -> bool:
    """`**2.4 The law`: bold is opened at the start of a block and nothing closes it."""
    if len(long) != 1 or len(odd) != 1 or odd[0].start or odd[0].length != 2:
        return False
    after = block.text[2:]
    return after[:1].isalnum() and len(after.split()) > 1
