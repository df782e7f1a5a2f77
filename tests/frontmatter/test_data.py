"""What a block says as plain data, in YAML, TOML and JSON."""

from __future__ import annotations

import frontmatter as python_frontmatter
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wikilint.frontmatter import is_text, read_block, readings
from wikilint.frontmatter.edit.render import double, plain, plain_ok, scalar
from wikilint.frontmatter.read.data import never_text


def data(text: str) -> dict[str, object]:
    block = read_block(text)
    assert block is not None
    return block.data


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("yes", "yes"),
        ("12", 12),
        ("+12", 12),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("1234567890123456789", "1234567890123456789"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("2023-10-03", "2023-10-03"),
        ("12:30:45", "12:30:45"),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("! 12", "12"),
        ("[a, 1, {b: c}]", ["a", 1, {"b": "c"}]),
    ],
)
def test_values_have_the_types_of_yaml_12(source: str, value: object) -> None:
    found = data(f"---\na: {source}\n---\n")["a"]
    assert (type(found), found) == (type(value), value)


def test_aliases_and_merge_keys_are_followed() -> None:
    page = "---\nb: &b {x: 1, y: 2}\nc: &c {y: 3}\nd:\n  <<: [*c, *b]\n  z: 4\ne: *b\na: 1\na: 2\n---\n"
    both = {"x": 1, "y": 2}
    assert data(page) == {"b": both, "c": {"y": 3}, "d": {"x": 1, "y": 3, "z": 4}, "e": both, "a": 2}


FOREIGN = [
    ("+++\na = 1\nd = 2023-10-03\nt = [{x = 1.5}]\n+++\n", {"a": 1, "d": "2023-10-03", "t": [{"x": 1.5}]}),
    ("+++\r\na = 1234567890123456789\r\nb = inf\r\n+++\r\n", {"a": "1234567890123456789", "b": "inf"}),
    ('{"a": 1234567890123456789, "b": [true, null]}\n', {"a": "1234567890123456789", "b": [True, None]}),
]


@pytest.mark.parametrize(("page", "expected"), FOREIGN)
def test_toml_and_json_are_read(page: str, expected: dict[str, object]) -> None:
    block = read_block(page)
    assert block is not None
    assert (block.data, block.problem, block.root) == (expected, None, None)


@pytest.mark.parametrize(
    ("page", "kind", "at"),
    [
        ("+++\na = 1\nb = ]\n+++\n", "invalid", "]"),
        ('{\n "a": 1,\n "b": ]\n}\n', "invalid", "]"),
        ("+++\na = " + "[" * 80 + "]" * 80 + "\n+++\n", "too-complex", "a"),
        ("+++\n" + "a." * 30_000 + "a = 1\n+++\n", "too-complex", "a"),
        ('{"a": ' + "[" * 80 + "]" * 80 + "}\n", "too-complex", "{"),
        ('{"a": NaN\n}\n', None, ""),
    ],
)
def test_broken_toml_and_json_say_where(page: str, kind: str | None, at: str) -> None:
    block = read_block(page)
    if kind is None:
        assert block is None
        return
    assert block is not None
    assert block.problem is not None
    assert (block.problem.kind, page[block.problem.offset]) == (kind, at)
    assert block.data == {}


@pytest.mark.parametrize(
    "page",
    [
        "---\ntitle: x\ntags:\n  - a\n  - b c\nn: 1\n---\nbody text",
        '{\n"title": "x",\n"n": [1, {"a": null}]\n}\nbody text',
    ],
)
def test_python_frontmatter_agrees(page: str) -> None:
    post = python_frontmatter.loads(page)
    block = read_block(page)
    assert block is not None
    assert block.data == post.metadata
    assert page[block.body :] == post.content


@pytest.mark.parametrize(
    ("value", "old", "new"),
    [
        ("no", "false", "text"),
        ("On", "true", "text"),
        ("010", "integer 8", "integer 10"),
        ("0o10", "text", "integer 8"),
        ("12:30:45", "integer 45045", "text"),
        ("1_000", "integer 1000", "text"),
        ("1e3", "text", "number 1000.0"),
        ("089", "text", "integer 89"),
        ("0b11", "integer 3", "text"),
        ("-1:30", "integer -90", "text"),
        ("1:30.5", "number 1:30.5 in base 60", "text"),
        ("12", "integer 12", "integer 12"),
        ("0x_1", "integer 1", "text"),
        ("~", "null", "null"),
        ("true", "true", "true"),
        (".5", "number 0.5", "number 0.5"),
        (".inf", "number .inf", "number .inf"),
        ("2023-10-03", "text", "text"),
        ("2023-10-03 11:10", "text", "text"),
        ("1234567890123456789", "integer 1234567890123456789", "integer 1234567890123456789"),
        ("word", "text", "text"),
    ],
)
def test_readings_of_two_versions(value: str, old: str, new: str) -> None:
    assert readings(value) == (old, new)


@given(st.from_regex(r"[-+]?[0-9_.:xobe]{0,8}|[a-zA-Z~.]{1,5}|[0-9]{4}-[0-9]{2}-[0-9]{1,2}", fullmatch=True))
def test_what_pyyaml_reads_as_something_else_is_never_left_plain(value: str) -> None:
    loaded = yaml.SafeLoader("").resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    if loaded != "tag:yaml.org,2002:str":
        assert never_text(value)
    if readings(value) != ("text", "text"):
        assert never_text(value)


@given(
    st.text(st.sampled_from(" ab:#'\"\\-?[]{},&*!|>%@`~\t\n\x85\x00é🇷\ufeff0"), max_size=12),
    st.sampled_from([None, "'", '"']),
    st.booleans(),
)
def test_what_is_rendered_is_read_back_as_text(value: str, style: str | None, flow: bool) -> None:
    for written in (scalar(value, style=style, flow=flow), double(value)):
        block = read_block(f"---\na: {f'[{written}]' if flow else written}\n---\n")
        assert block is not None
        (node,) = block.scalars()
        assert node.value == value
        assert is_text(node)


@pytest.mark.parametrize("value", [True, False, None, 0, -12, 1.5, 1e30, 1e-7])
def test_other_values_are_read_alike_by_both_versions(value: bool | int | float | None) -> None:
    old, new = readings(plain(value))
    assert old == new
    assert yaml.safe_load(plain(value)) == value


def test_plain_ok_is_strict() -> None:
    assert plain_ok("a word, [or] two's: no") is False
    assert plain_ok("a word, (or) two's")
    assert not plain_ok("a, b", flow=True)
