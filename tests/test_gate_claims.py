"""A gate is a claim about its rule; these are the tests of all such claims: where it is shut, the rule is silent."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine.registry import ActiveRule, installed
from wikilint.frontmatter.read.plain import is_plain
from wikilint.gates import EQUAL_LINES, FENCED, NON_ASCII, UNPLAIN_BLOCK, Gate, Gates, compiled, marks

FIXTURES = Path(__file__).parents[1] / "fixtures"
GATED = tuple(rule for rule in installed().values() if rule.gate is not None)


def assert_claims_hold(raw: bytes) -> None:
    document = Document(raw)
    for rule in GATED:
        if not rule.may_speak(raw) and (rule.reads_utf16 or not document.utf16):
            assert list(rule(document)) == [], (rule.name, raw[:200])


@pytest.mark.parametrize("folder", sorted(FIXTURES.iterdir()), ids=lambda folder: folder.name)
def test_a_rule_whose_gate_is_shut_is_silent_on_every_fixture(folder: Path) -> None:
    for path in folder.glob("*.md"):
        assert_claims_hold(path.read_bytes())


@pytest.mark.skipif("WIKILINT_CORPORA" not in os.environ, reason="WIKILINT_CORPORA names no folder of pages")
def test_a_rule_whose_gate_is_shut_is_silent_on_real_pages() -> None:
    for path in Path(os.environ["WIKILINT_CORPORA"]).rglob("*.md"):
        assert_claims_hold(path.read_bytes())


def _lines_of_fixtures() -> tuple[bytes, ...]:
    found: set[bytes] = set()
    for path in FIXTURES.rglob("*.md"):
        raw = path.read_bytes()
        if b"\0" not in raw and len(raw) < 4000:
            found.update(raw.splitlines(keepends=True))
    return tuple(sorted(found))


LINES = _lines_of_fixtures()
BLOCK = re.compile(rb"---\r?\n(?:.*\n)*?(?:---|\.\.\.)\r?\n")
mixtures = st.lists(st.sampled_from(LINES), max_size=12).map(b"".join)
matters = st.one_of(st.just(b""), mixtures.map(lambda lines: b"---\n" + lines + b"---\n"))


@settings(max_examples=150)
@given(matters, mixtures)
def test_a_rule_whose_gate_is_shut_is_silent_on_fixtures_shuffled_together(
    matter: bytes, body: bytes
) -> None:
    assert_claims_hold(matter + body)


# Plain blocks are rare among mixtures, so they have a grammar of their own, which goes wrong here and there.
KEYS = st.sampled_from(
    (b"title", b"tags", b"Tags", b"date", b"a", b"b c", b"x.y", b"c:d", b"no", b"Yes", b"null")
)
WORDS = (
    *(
        b"word",
        b"two words",
        b"it's",
        b"C++",
        b"C#",
        b"a:b",
        b"a::b",
        b"https://example.org/a",
        b"(a)",
        b"caf\xc3\xa9",
    ),
    *(b"no", b"On", b"off", b"YES", b"null", b"~", b"true", b"y", b"=", b"<<", b"n", b""),
    *(
        b"0",
        b"12",
        b"010",
        b"1e3",
        b"1_000",
        b"0x1F",
        b"0b11",
        b"12:30",
        b"1.5",
        b"01.5",
        b"1.2.3",
        b"-5",
        b".5",
    ),
    *(
        b"2017-01-14",
        b"2017-01-14 10:00:00",
        b"10 words",
        b"0123 a",
        b"1e",
        b"8e10",
        b"1f0",
        b"07/08",
        b"12th",
    ),
    *(
        b'"quoted"',
        b"'quoted'",
        b'" padded"',
        b'"padded "',
        b"'it''s'",
        b'"a\\tb"',
        b'""',
        b'"- a"',
        b'"a\n\n  b"',
    ),
    *(
        b"[a, b]",
        b"[a, A]",
        b"[no, x]",
        b"[x, ]",
        b"[a b]",
        b"[1, 2]",
        b"[x] y",
        b"{a: b}",
        b"[object Object]",
    ),
    *(
        b'"[object Object]"',
        b"undefined",
        b"NaN",
        b"Invalid Date",
        b"Lorem ipsum dolor",
        b'"{{Infobox x"',
        b"[]",
    ),
    *(
        b"|",
        b">",
        b">-",
        b"|-",
        b">-\n  a\n  b",
        b">-\n  a\n\n  b",
        b"|\n  a\n  b",
        b"\n  a\n  b",
        b"a\n  b",
        b"a\n b: c",
    ),
    *(
        b"a # b",
        b"a #b",
        b"# b",
        b"no # b",
        b"#fff",
        b"a: b",
        b"- a",
        b"? a",
        b"&a x",
        b"*a",
        b"!t x",
        b"% a",
        b"a\tb",
    ),
    *(
        b"\xc2\xa0x",
        b"x\xc2\x85",
        b"\xff",
        b"\xf0\x9f\x87\xb7\xf0\x9f\x87\xba Russia",
        b"Supported by:",
        b"* a",
        b"a.svg b",
    ),
    *(b"1-2", b"12", b"machine-learning", b"Machine Learning", b"a<br>b", b"Support::x", b"a\x0cb", b"a\rb"),
)
values = st.sampled_from(WORDS)
indents = st.sampled_from((b"", b" ", b"  ", b"    "))
ends = st.sampled_from((b"\n", b"\n", b"\n", b"\r\n", b" \n", b" # c\n", b"\n# c\n", b"\n\n", b"\n  \n"))
pairs = st.tuples(KEYS, st.sampled_from((b": ", b": ", b":", b" : ")), values, ends).map(b"".join)
items = st.tuples(indents, st.sampled_from((b"- ", b"- ", b"-")), values, ends).map(b"".join)


def _below(key: bytes, indent: bytes, lines: Iterable[bytes]) -> bytes:
    return b"".join((key, b":\n", *(indent + line for line in lines)))


entries = st.one_of(
    pairs,
    pairs,
    st.builds(_below, KEYS, indents, st.lists(items.map(lambda item: item.lstrip(b" ")), max_size=3)),
    st.builds(_below, KEYS, indents, st.lists(pairs, max_size=3)),
    items,
)
blocks = st.tuples(
    st.sampled_from((b"---\n", b"---\n", b"---\r\n", b"\xef\xbb\xbf---\n")),
    st.lists(entries, max_size=3).map(b"".join),
    st.sampled_from((b"---\n", b"---\n", b"...\n", b"---\n---\na: b\nc: d\n---\n", b"---\n\n---\n\n", b"")),
).map(b"".join)


@settings(max_examples=400)
@given(blocks)
def test_a_block_that_is_plain_is_valid_and_no_rule_with_that_gate_speaks_of_it(raw: bytes) -> None:
    document = Document(raw)
    if is_plain(raw):
        block = document.frontmatter
        assert block is not None
        assert block.problem is None
        assert block.root is not None
        assert not document.no_frontmatter
    assert_claims_hold(raw)


@pytest.mark.parametrize(
    "block",
    [
        "",
        "title: Battle of Sarrin\ndate: 2017-01-14\nweight: 10\n",
        "title: It's 5 o'clock: no # comment\n".replace(": no", ", so"),
        'title: "Quoted: text"\ntags: [one, "two words", \'three\']\n',
        "tags:\n  - one\n  - two\naliases:\n- /a/b\n",
        "author:\n  name: Ada\n  site: https://example.org\n",
        "description: >-\n  Folded over\n  two lines.\nsummary:\n  Below its key\n  and folded.\n",
        "# a comment\n\nempty:\ntitle: Ünïcode “quotes”\n",
        "params:\n  one:\n    list:\n    - a\n    deep: b\n  two: c\ntitle: d\n",
        "tags: []\nweight: -5\nlevel: <= HIGH\n",
        "commit: 153b29255cbd\nversion: 1.2.3\nms.date: 04/30/2018\r\n",
    ],
)
def test_blocks_of_plain_words_are_recognised(block: str) -> None:
    assert is_plain(f"---\n{block}---\nbody\n".encode())


@pytest.mark.parametrize(
    "block",
    [
        "lang: no\n",
        "lang: no # Norwegian\n",
        "no: Norsk\n",
        "weight: 010\n",
        "time: 12:30:45\n",
        "n: 1e3\n",
        "title: a: b\n",
        "title: issue #5\n",
        'title: " padded"\n',
        'title: "a\\tb"\n',
        "title: a\ntitle: b\n",
        "a:\n  b: c\n  b: d\n",
        "tags: [a, A]\n",
        "tags:\n  - a\n  - \n",
        "tags:\n  - a\n - b\n",
        "tags:\n  - a\n  b: c\n",
        "title: a\n- b\n",
        "tags: ['* bullet']\n",
        "tags:\n  - |-\n    a\n    b\n",
        "title: |-\n  a\n  b\n",
        "title: >-\n  a\n\n  b\n",
        'img: "[object Object]"\n',
        "img: [object Object]\n",
        "img: undefined\n",
        'a: "{{Infobox x"\n',
        "a:\n    b:\n  - c\n",
        "a:\n  b: c\n d: e\n",
        "a: \xa0{{Infobox x}}\n",
        "a: &x b\n",
        "a: {b: c}\n",
        "a\n",
    ],
)
def test_blocks_that_a_rule_may_speak_of_are_not(block: str) -> None:
    assert not is_plain(f"---\n{block}---\nbody\n".encode())


def test_a_second_block_is_not_plain() -> None:
    assert not is_plain(b"---\na: b\n---\n\n---\nc: d\n---\n")


def test_a_block_takes_time_in_proportion_to_its_length() -> None:
    for line in (
        b"a: " + b"x:" * 50_000 + b"\n",
        b"a: " + b'"' * 50_000 + b"\n",
        b"- " * 50_000,
        b" " * 100_000,
    ):
        assert not is_plain(b"---\n" + line + b"\n--- x\n")
        is_plain(b"---\n" + line + b"\n---\n")


gates: st.SearchStrategy[Gate] = st.sampled_from(
    (
        *{rule.gate for rule in GATED},
        *(None, b"a", b"---", b"a1", b"#a b", b"[x", (b"\xef\xac", b"**"), (b"wiki", b"<a"), b"\xe2x"),
        *(NON_ASCII, EQUAL_LINES, FENCED, UNPLAIN_BLOCK),
    )
)


@given(st.lists(gates, max_size=20), st.one_of(mixtures, blocks, st.binary(max_size=40)))
def test_gates_asked_together_say_what_each_says(several: list[Gate], raw: bytes) -> None:
    assert Gates(several).passed(raw) == [
        place for place, gate in enumerate(several) if compiled(gate)(raw, marks(raw))
    ]


def test_a_rule_with_options_is_asked_of_plain_blocks_too() -> None:
    for rule in installed().values():
        if rule.gate == UNPLAIN_BLOCK:
            assert ActiveRule(rule, {}, "info").gate == UNPLAIN_BLOCK
            assert ActiveRule(rule, {"keys": ("a",)}, "info").gate == FENCED
