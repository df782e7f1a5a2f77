"""Repairs on top of repairs keep their place in the original."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from wikilint_rules.encoding._repair.election import Run
from wikilint_rules.encoding._repair.pieces import Piece, compose, splice


@st.composite
def spans(draw: st.DrawFn, length: int) -> list[tuple[int, int, str]]:
    """Sorted, disjoint, non-empty spans of a text, each with a new content that is not empty."""
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [(low, high, draw(st.text("xyz", min_size=1, max_size=high - low + 1))) for low, high in pairs]


@settings(max_examples=400, derandomize=True)
@given(st.data())
def test_composing_is_splicing_twice(data: st.DataObject) -> None:
    original = data.draw(st.text("abc", min_size=1, max_size=20))
    text, pieces = original, list[Piece]()
    for name in ("one", "two", "three"):
        runs = [Run(low, high, text[low:high], new, 1.0) for low, high, new in data.draw(spans(len(text)))]
        expected = splice(text, [Piece(run.start, run.end, run.new, (), "safe") for run in runs])
        pieces = compose(original, pieces, [(run, "safe") for run in runs], name)
        text = splice(original, pieces)
        assert text == expected
        assert all(one.end <= other.start for one, other in pairwise(pieces))


def test_a_proof_that_fails_ends() -> None:
    from wikilint_rules.encoding._proofs import misread

    assert not misread("ÃƒÂ©" + "x" * 44, "é!")
    assert misread("ÃƒÂ©" + "x" * 44, "é" + "x" * 44)
