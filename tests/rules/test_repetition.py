"""Text that says the same thing again: what is found, whatever is around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine.registry import rules_in
from wikilint.rule import Finding, Rule
from wikilint_rules.placeholders._loops import loops

RULES: dict[str, Rule] = {rule.name: rule for rule in rules_in("wikilint_rules")}
AROUND = st.sampled_from(
    ["", "A calm sentence.\n\n", "Of no “if” and no “but”: ", "# Title\n\nText and\n", "e "]
)


def found(name: str, text: str) -> list[Finding]:
    return list(RULES[name](Document.from_text(text)))


@given(
    AROUND,
    st.sampled_from(["If", "org", "the", "undecided", "нет", "ausgeschlossen,"]),
    st.sampled_from([" ", "\n", "\r\n"]),
    st.integers(8, 40),
    AROUND,
)
def test_a_word_in_a_loop_is_found(before: str, word: str, between: str, times: int, after: str) -> None:
    # A break after every third word: lines that are all the same are the business of repeated-line.
    loop = "".join(word + (between if nth % 3 == 2 else " ") for nth in range(times))
    (finding,) = found("degenerate-repetition", f"{before}{loop}{after}")
    assert finding.count >= times
    assert (before + loop)[finding.start : finding.end].strip().startswith(word)


@given(AROUND, st.text("abcde fg", min_size=9, max_size=60), st.integers(9, 12), AROUND)
def test_a_long_loop_is_seen_whatever_its_unit(before: str, unit: str, times: int, after: str) -> None:
    text = before + unit * times + after
    longest = max(loops(text, text.split("\n"), 8), key=lambda loop: loop.end - loop.start)
    assert longest.start <= len(before)
    assert longest.end >= len(before) + len(unit) * times


@given(st.text("ab \n", max_size=300))
def test_a_loop_is_what_it_says(text: str) -> None:
    for start, end, unit in loops(text, text.split("\n"), 8):
        words = text[start:end].split()
        assert text[start : end - unit] == text[start + unit : end] or len(set(words)) == 1
