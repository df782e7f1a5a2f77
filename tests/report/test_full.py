"""The `full` format: marks, cuts and columns for people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Wikilint
from rich.cells import cell_len

from wikilint.document import Document
from wikilint.engine.check import Hit
from wikilint.engine.diagnose import diagnose
from wikilint.finding import Finding

SEEDS = Path(__file__).parent.parent.parent / "fixtures" / "seeds"
ANSI = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page to be written, in a folder of its own that is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path / "page.md"


def marked(out: str) -> str:
    """The piece of the first snippet that its marks point at, in columns of a terminal."""
    lines = out.split("\n")
    row = next(number for number, line in enumerate(lines) if re.fullmatch(r" +\| +\^+", line))
    columns = "".join(char + "\0" * (cell_len(char) - 1) for char in lines[row - 1] if cell_len(char))
    return columns[lines[row].index("^") : lines[row].rindex("^") + 1].replace("\0", "")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "日本語の文章",
        "👍🏽 🇷🇺 ",
        "cafe\u0301 ",
        "a\tb\t",
        "زن\u200cها ",
        "x" * 300,
        "漢" * 300,
        "\x1b[2J",
    ],
)
def test_marks_stand_below_what_they_mean(wikilint: Wikilint, page: Path, before: str) -> None:
    page.write_text(f"# T\n\n{before}[object Object]\n", encoding="utf-8")
    assert marked(wikilint("check", "--select", "stringified-object").out) == "[object Object]"


def test_the_place_can_be_clicked(wikilint: Wikilint, page: Path) -> None:
    page.write_text(f"{'word ' * 250_000}[object Object]\n## A\n## A\n\nText.\n")
    out = wikilint("check").out
    assert "\n  --> page.md:1:1250001\n" in out
    assert "\n  --> page.md:3:1\n" in out


def test_a_tab_is_one_sign(wikilint: Wikilint, page: Path) -> None:
    page.write_text("a\tb [object Object]\n")
    assert re.search(r"^  1 [-|] a→b \[object Object\]$", wikilint("check").out, re.MULTILINE)


def test_a_line_that_stays_is_not_shown_as_new(wikilint: Wikilint, page: Path) -> None:
    page.write_text("Text.\n\n[object Object]\n[object Object]\n\nMore.\n")
    assert "    + " not in wikilint("check").out
    page.write_text("## References[object Object]\n[object Object]\n\nMore.\n")
    out = wikilint("check", "--select", "stringified-object").out
    assert "\n    + ## References\n" in out
    assert out.count("    + ") == 1


def test_what_a_fix_takes_out_is_shown(wikilint: Wikilint, page: Path) -> None:
    page.write_text("# T\n\nText.\n\n## Notes\n## Notes\n\nMore.\n")
    out = wikilint("check").out
    assert "\n  5 - ## Notes\n  6 | ## Notes\n" in out or "\n  5 | ## Notes\n  6 - ## Notes\n" in out


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("command", [("check",), ("check", "-o", "full"), ("fix",)])
def test_nothing_is_broken_inside_a_word(
    wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch, width: int, command: tuple[str, ...]
) -> None:
    (seed,) = SEEDS.glob("*.txt")
    page.write_bytes(seed.read_bytes())
    monkeypatch.setenv("COLUMNS", str(width))
    for line in wikilint(*command, "-q", "--max-findings", "0").out.split("\n"):
        assert cell_len(line) <= width


def test_a_long_message_hangs_below_its_rule(
    wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    page.write_text("# T\n\n[object Object]\n\nText.\n")
    head, _ = wikilint("check").out.split("\n  --> page.md", 1)
    first, *others = head.split("\n")
    assert first.startswith("error stringified-object [*] ")
    assert others
    assert all(re.match(r"    \S", line) for line in others)


def test_colours_change_nothing_but_the_colour(wikilint: Wikilint, page: Path) -> None:
    (seed,) = SEEDS.glob("*.txt")
    page.write_bytes(seed.read_bytes())
    plain = wikilint("check", "--color", "never").out
    colored = wikilint("check", "--color", "always").out
    assert "\x1b" not in plain
    assert [line.rstrip() for line in ANSI.sub("", colored).split("\n")] == plain.split("\n")


def test_the_words_that_change_are_highlighted(wikilint: Wikilint, page: Path) -> None:
    page.write_text("The cafÃ© is a â€“ very â€“ small one.\n", encoding="utf-8")
    out = wikilint("check", "--color", "always").out
    assert "\x1b[31;7mÃ©\x1b[0m" in out
    assert "\x1b[32;7mé\x1b[0m" in out


def test_the_other_safe_fixes_of_a_line_are_in_its_preview(wikilint: Wikilint, page: Path) -> None:
    (seed,) = SEEDS.glob("*.txt")
    page.write_bytes(seed.read_bytes())
    out = wikilint("check").out
    assert "\n    +   - Syrian Arab Republic\n    +   - 🇷🇺 Russia\n" in out
    assert "display only; no command applies it" in out


def test_a_flood_is_folded_and_can_be_unfolded(wikilint: Wikilint, page: Path) -> None:
    lines = "".join(f"Line {number} of the cafÃ© opened – {number}.\n\n" for number in range(1000))
    page.write_text(lines, encoding="utf-8")
    out = wikilint("check", "--select", "mojibake").out
    assert out.count("--> page.md") == 10
    assert "… 990 more mojibake in page.md, up to line 1,999: `--max-findings 0` shows them all\n" in out
    assert wikilint("check", "--select", "mojibake", "--max-findings", "0").out.count("--> page.md") == 1000


def test_what_a_configuration_leaves_out_says_so(wikilint: Wikilint, page: Path) -> None:
    page.write_text("# T\n\n[object Object]\n\nText.\n")
    out = wikilint("check", "--config", 'unfixable = ["stringified-object"]').out
    assert "= not applied; the configuration turns it off" in out
    assert "[*]" not in out


def test_marks_end_where_the_line_is_cut(
    wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    page.write_text(f"{'[object Object]' * 40}\n")
    shown = [line for line in wikilint("check").out.split("\n") if " | " in line or " - " in line]
    assert shown
    assert all(cell_len(line) <= 60 for line in shown)


def test_only_what_is_shown_of_a_flood_has_a_snippet() -> None:
    document = Document.from_text("an x\n\n" * 40)
    hits = [Hit("no-x", "error", Finding(at * 6 + 3, at * 6 + 4, "an x")) for at in range(40)]
    folded = diagnose(document, hits, lambda *_: True, fold=10)
    assert [each.snippet is not None for each in folded] == [True] * 10 + [False] * 30
    assert all(each.snippet for each in diagnose(document, hits, lambda *_: True))


@pytest.mark.parametrize("length", range(90, 100))
def test_a_mark_at_the_end_of_a_long_line_is_in_sight(wikilint: Wikilint, page: Path, length: int) -> None:
    page.write_text("# T\n\n" + "x" * length)
    lines = wikilint("check", "-q", "--select", "final-newline").out.split("\n")
    assert any(line.endswith("^") for line in lines)
    assert all(cell_len(line) <= 100 for line in lines)
